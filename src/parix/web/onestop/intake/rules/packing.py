"""The places of rows that are kept out, packed: increasing numbers as differences, compressed; a million take some kilobytes."""

from __future__ import annotations

import zlib

import numpy as np
from numpy.typing import NDArray


def packed(keys: NDArray[np.int64]) -> bytes:
    ordered = np.unique(np.asarray(keys, dtype=np.int64))
    return zlib.compress(np.diff(ordered, prepend=0).astype("<i8").tobytes(), 6) if ordered.size else b""


def unpacked(value: bytes | memoryview) -> NDArray[np.int64]:
    value = bytes(value)
    if not value:
        return np.empty(0, dtype=np.int64)
    return np.cumsum(np.frombuffer(zlib.decompress(value), dtype="<i8")).astype(np.int64)
