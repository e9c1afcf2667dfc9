"""Arrays in memory of their own, so that it goes back to the system when they go.

The C library of Linux puts what is large into pages of its own (`mmap`), but raises what it takes for large to the
largest array that ever went, up to 32 MB. Runs then lie on the heap between small things that stay, and the room that
they leave is not given back. A limit that is set stays.
"""

import ctypes
import sys
from functools import cache

LARGE = 2**18  # bytes: what is made of so many pages takes far longer to fill than they take to get
M_MMAP_THRESHOLD = -3  # of malloc.h


@cache
def keep_arrays_apart() -> None:
    """From now on, for the whole process, where the C library is glibc; calling it again changes nothing."""
    if sys.platform == "linux" and (set_option := getattr(ctypes.CDLL(None), "mallopt", None)):
        set_option(M_MMAP_THRESHOLD, LARGE)
