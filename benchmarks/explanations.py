"""What an explanation costs: accounts built with each leaf, and their Vietnamese sentences put into words."""

from __future__ import annotations

from benchmarks.figures import Figure
from benchmarks.sizes import Sizes
from benchmarks.subjects import edition, measured_agencies
from benchmarks.timing import Timing, held_still, processor_seconds
from parix.foundation.measurements import MeasurementSet
from parix.scoring.leaf_scores import LeafScore
from parix.scoring.outcomes import Account
from parix.scoring.sheets import ScoreSheet, score

GROUP = "explanations"


def measure(sizes: Sizes) -> list[Figure]:
    sets = measured_agencies(min(300, sizes.agencies))
    sentences = sum(len(sentences_of(leaf)) for given in sets[:20] for leaf in score(edition(), given).leaves) / len(sets[:20])
    with held_still():
        off, built, worded = _in_turn(sets, sizes.runs)
    count = len(sets)
    building, all_of_it = (Timing(tuple(on / without for on, without in zip(ons.values, off.values, strict=True))) for ons in (built, worded))
    each = 1000 / count
    return [
        Figure(GROUP, "off: points only", off.times(each), "ms an agency", remark=f"{count} agencies in turn off, built, worded, off...; processor time"),
        Figure(GROUP, "on: accounts built", built.times(each), "ms an agency", remark="rule applied, shortfall, least gaining change; shared ones are kept"),
        Figure(GROUP, "on: built and worded", worded.times(each), "ms an agency", remark=f"{sentences:.0f} Vietnamese sentences an agency as text"),
        Figure(GROUP, "built / off", building, "times", 2),
        Figure(GROUP, "built and worded / off", all_of_it, "times", 2, remark="the strict reading of the goal"),
    ]


def _in_turn(sets: list[MeasurementSet], runs: int) -> tuple[Timing, Timing, Timing]:
    used = edition()

    def off() -> None:
        for given in sets:
            score(used, given, explain=False)

    def built() -> None:
        for given in sets:
            accounts_of(score(used, given))

    def worded() -> None:
        for given in sets:
            words_of(score(used, given))

    for action in (off, built, worded):
        action()
    rounds = [(processor_seconds(off), processor_seconds(built), processor_seconds(worded)) for _ in range(runs)]
    a, b, c = zip(*rounds, strict=True)
    return Timing(a), Timing(b), Timing(c)


def accounts_of(sheet: ScoreSheet) -> list[Account | None]:
    """Accounts are made when they are read; this reads all."""
    return [leaf.account for leaf in sheet.leaves]


def words_of(sheet: ScoreSheet) -> list[str]:
    return [sentence for leaf in sheet.leaves for sentence in sentences_of(leaf)]


def sentences_of(leaf: LeafScore) -> list[str]:
    """Everything a page or `parix explain` says of a leaf in words."""
    account = leaf.account
    phrases = [leaf.sentence, leaf.reason]
    if account is not None:
        phrases += [account.applied, account.shortfall, *(gain.change for gain in account.gains)]
    return [phrase.text("vi") for phrase in phrases if phrase is not None]
