"""How large a run is: the full one that goals are judged on, and a small one that only shows that everything runs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    runs: int
    starts: int
    agencies: int
    grown: tuple[int, ...]
    draws: int
    chunk: int
    peer_units: int
    receipts: int
    copied_bytes: int
    judged: bool


FULL = Sizes(
    runs=7, starts=11, agencies=4_000, grown=(1_000, 2_000, 4_000, 8_000, 16_000), draws=10_000, chunk=20, peer_units=100_000,
    receipts=1_000_000, copied_bytes=256 * 1024 * 1024, judged=True,
)
SMOKE = Sizes(
    runs=2, starts=1, agencies=40, grown=(20, 40), draws=40, chunk=20, peer_units=500, receipts=100_000, copied_bytes=1024 * 1024, judged=False,
)
