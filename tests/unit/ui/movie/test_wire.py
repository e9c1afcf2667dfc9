"""What travels to the movie is read back as it was."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from trainer.ui.movie.wire import pack, unpack

KINDS = st.sampled_from(["<f4", "<f8", "<i4"])
ANY_ARRAY = KINDS.flatmap(lambda kind: arrays(np.dtype(kind), array_shapes(min_dims=1, max_dims=3, min_side=0)))
NAMES = st.text("abcdefgh_", min_size=1, max_size=8)


@given(st.lists(st.tuples(st.text(), st.dictionaries(NAMES, ANY_ARRAY, max_size=4)), max_size=3))
def test_parts_are_read_as_they_were_packed(parts):
    message = b"".join(pack({"kind": kind}, held) for kind, held in parts)
    found = list(unpack(message))
    assert [part["kind"] for part in found] == [kind for kind, _ in parts]
    for part, (_, held) in zip(found, parts, strict=True):
        for name, array in held.items():
            assert part[name].dtype == array.dtype
            np.testing.assert_array_equal(part[name], array)


def test_arrays_begin_at_multiples_of_eight_and_flags_are_whole_numbers():
    message = pack({"kind": "x"}, {"flags": np.array([True, False, True]), "rows": np.arange(3)})
    (part,) = unpack(message)
    assert len(message) % 8 == 0
    assert part["flags"].tolist() == [1, 0, 1]
    assert part["rows"].dtype == np.int32


def test_a_header_that_json_does_not_hold_is_refused():
    with pytest.raises(ValueError, match="JSON"):
        pack({"kind": "x", "rate": float("nan")}, {})
