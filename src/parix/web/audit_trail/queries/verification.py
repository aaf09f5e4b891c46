"""The walk along the chain: every entry against its own hash, its place and the entry before it; then the head.

When something does not fit, the first broken entry is named with what happened to it: changed, missing, inserted, reordered.
"""

from __future__ import annotations

from dataclasses import dataclass

from parix.web.audit_trail.models import START, Entry, Head

CHANGED, MISSING, INSERTED, REORDERED = "changed", "missing", "inserted", "reordered"
CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Break:
    """The first entry that does not fit, by its number, and what happened to it."""

    sequence: int
    kind: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """`last` and `hash` are of the last entry that fits: written down elsewhere, they prove later that nothing before them moved."""

    entries: int
    last: int
    hash: str
    broken: Break | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A number and hash that somebody wrote down earlier."""

    sequence: int
    hash: str


def verify(anchor: Anchor | None = None) -> Verdict:
    """Walk the whole chain. With an anchor, that entry must still have that hash; else it counts as changed."""
    last, previous, walked = 0, START, 0
    for one in Entry.objects.order_by("sequence").iterator(CHUNK):
        found = _break_at(one, last, previous)
        if found is None and anchor is not None and one.sequence == anchor.sequence and one.hash != anchor.hash:
            found = Break(one.sequence, CHANGED)
        if found is not None:
            return Verdict(walked, last, previous, found)
        last, previous, walked = one.sequence, one.hash, walked + 1
    return Verdict(walked, last, previous, _break_at_end(last, previous, anchor))


def _break_at(one: Entry, last: int, previous: str) -> Break | None:
    if one.sequence != last + 1:
        return Break(last + 1, MISSING)
    if one.hash != one.right_hash():
        return _misplaced(one, last, previous) or Break(one.sequence, CHANGED)
    if one.previous_hash != previous:
        return _unlinked(one, last)
    return None


def _misplaced(one: Entry, last: int, previous: str) -> Break | None:
    """Whether the entry is genuine but stands at another number than it was written with."""
    end = Head.objects.values_list("sequence", flat=True).first() or 0
    own = next((number for number in range(1, max(end, one.sequence) + 2) if one.right_hash(number) == one.hash), None)
    if own is None:
        return None
    if own < one.sequence:
        return Break(own, INSERTED)  # what stands at its number now pushed it up
    is_elsewhere = Entry.objects.filter(sequence__gt=last, previous_hash=previous).exists()
    return Break(one.sequence, REORDERED if is_elsewhere else MISSING)


def _unlinked(one: Entry, last: int) -> Break:
    """The entry is consistent in itself but does not follow its predecessor: one of the two is foreign."""
    follower = Entry.objects.filter(sequence=one.sequence + 1).first()
    end = follower.previous_hash if follower else Head.objects.values_list("hash", flat=True).first()
    is_genuine = end == one.hash
    if is_genuine and last:
        return Break(last, CHANGED)  # replaced by another entry with a hash of its own
    return Break(one.sequence, CHANGED)


def _break_at_end(last: int, previous: str, anchor: Anchor | None) -> Break | None:
    head = Head.objects.first()
    if head is None:
        return Break(last, INSERTED) if last else None
    if head.sequence > last:
        return Break(last + 1, MISSING)
    if head.sequence < last:
        return Break(head.sequence + 1, INSERTED)
    if head.hash != previous:
        return Break(last, CHANGED)
    if anchor is not None and anchor.sequence > last:
        return Break(last + 1, MISSING)
    return None
