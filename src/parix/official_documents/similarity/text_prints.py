"""A 64-bit print of a text: simhash over runs of two folded words (Charikar 2002). Few changed words change few bits.

A print finds candidates cheaply; `resemblance` then says exactly how much two texts have in common.
"""

from __future__ import annotations

import re
from collections import Counter
from hashlib import blake2b
from itertools import pairwise

from parix.foundation.folding import folded
from parix.foundation.lazy_modules import lazy_module

numpy = lazy_module("numpy")

BITS = 64
LEAST_WORDS = 30
CANDIDATE = 14  # bits: further apart, two texts are not worth a look
NEAR = 0.75  # of their runs in common: the same page typed and scanned has more, another document of the same form less


def text_print(text: str) -> int | None:
    """None for a text too short to tell apart."""
    runs = _runs(text)
    if sum(runs.values()) < LEAST_WORDS:
        return None
    digests = b"".join(blake2b(run.encode(), digest_size=BITS // 8).digest() for run in runs)
    weights = numpy.fromiter(runs.values(), dtype=numpy.int64, count=len(runs))
    bits = numpy.unpackbits(numpy.frombuffer(digests, dtype=numpy.uint8).reshape(len(runs), BITS // 8), axis=1).astype(numpy.int64)
    votes = (2 * bits - 1).T @ weights
    return int.from_bytes(numpy.packbits(votes > 0).tobytes(), "big")


def distance(one: int, other: int) -> int:
    """How many bits differ."""
    return (one ^ other).bit_count()


def is_candidate(one: int, other: int) -> bool:
    return distance(one, other) <= CANDIDATE


def resemblance(one: str, other: str) -> float:
    """Runs in common over all runs of both, 0 to 1."""
    first, second = _runs(one), _runs(other)
    common, all_runs = (first & second).total(), (first | second).total()
    return common / all_runs if all_runs else 0.0


def _runs(text: str) -> Counter[str]:
    words = re.findall(r"[a-z0-9]+", folded(text))
    return Counter(f"{word} {following}" for word, following in pairwise(words))
