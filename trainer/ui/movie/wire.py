"""What travels to the movie: parts, each a header in JSON and named arrays of numbers.

    message  = part after part
    part     = length of the rest (uint32), 4 bytes of nothing, body
    body     = length of the header (uint32), 4 bytes of nothing, header, arrays
    header   = JSON in UTF-8, filled with blanks to a multiple of 8; its "arrays" name, for each array, its kind
               ("f" float32, "d" float64, "i" int32), where it begins after the header, and its shape
    arrays   = little-endian, row by row, each filled to a multiple of 8 bytes

js/bytes.js reads it in the browser, `unpack` here.
"""

import json
import struct
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

KINDS: dict[str, np.dtype[Any]] = {"f": np.dtype("<f4"), "d": np.dtype("<f8"), "i": np.dtype("<i4")}
_LENGTH = struct.Struct("<I4x")


def pack(header: Mapping[str, Any], arrays: Mapping[str, Array]) -> bytes:
    """One part. Floats keep their type, float32 or float64; whole numbers travel as int32."""
    places, blocks, offset = {}, [], 0
    for name, array in arrays.items():
        kind = next((kind for kind, dtype in KINDS.items() if dtype == array.dtype), "i")
        block = _filled(np.ascontiguousarray(array, KINDS[kind]).tobytes(), b"\0")
        places[name] = [kind, offset, array.shape]
        blocks.append(block)
        offset += len(block)
    text = json.dumps({**header, "arrays": places}, ensure_ascii=False, allow_nan=False).encode()
    head = _filled(text, b" ")
    body = b"".join([_LENGTH.pack(len(head)), head, *blocks])
    return _LENGTH.pack(len(body)) + body


def unpack(message: bytes) -> Iterator[dict[str, Any]]:
    """Every part of a message: the names of its header, and its arrays beside them."""
    at = 0
    while at < len(message):
        (length,) = _LENGTH.unpack_from(message, at)
        body = message[at + _LENGTH.size : at + _LENGTH.size + length]
        at += _LENGTH.size + length
        (head,) = _LENGTH.unpack_from(body)
        part = json.loads(body[_LENGTH.size : _LENGTH.size + head])
        for name, (kind, offset, shape) in part.pop("arrays").items():
            start, count = _LENGTH.size + head + offset, int(np.prod(shape))
            part[name] = np.frombuffer(body, KINDS[kind], count, start).reshape(shape)
        yield part


def split(message: bytes) -> Iterator[bytes]:
    """Every part of a message, packed as it was."""
    at = 0
    while at < len(message):
        end = at + _LENGTH.size + _LENGTH.unpack_from(message, at)[0]
        yield message[at:end]
        at = end


def _filled(block: bytes, filling: bytes) -> bytes:
    return block + filling * (-len(block) % 8)
