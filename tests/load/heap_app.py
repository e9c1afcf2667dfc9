"""The app, and then how many bytes of a new array of 1 MB lie apart; HEAP_REPORT names the file that says it."""

import ctypes
import os
import runpy
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
runpy.run_path(str(ROOT / "app.py"))

import numpy as np


class Mallinfo(ctypes.Structure):
    """glibc's mallinfo2."""

    _fields_ = [(name, ctypes.c_size_t) for name in ("a", "b", "c", "d", "bytes_apart", "e", "f", "g", "h", "i")]


def bytes_apart() -> int:
    """How many bytes the C library holds in pages of their own."""
    libc = ctypes.CDLL(None)
    libc.mallinfo2.restype = Mallinfo
    return libc.mallinfo2().bytes_apart


np.empty(2**24, dtype=np.uint8)  # as it goes, what the C library takes for large is raised to its size
before = bytes_apart()
array = np.empty(2**20, dtype=np.uint8)
Path(os.environ["HEAP_REPORT"]).write_text(str(bytes_apart() - before))
