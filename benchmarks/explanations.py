"""What an explanation costs: accounts built with each leaf, and their Vietnamese sentences put into words."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.figures import Figure
from benchmarks.sizes import Sizes
from benchmarks.subjects import edition, measured_agencies
from benchmarks.timing import Timing, held_still, processor_seconds
from parix.foundation.measurements import MeasurementSet
from parix.scoring.kept_words import forget
from parix.scoring.leaf_scores import LeafScore
from parix.scoring.outcomes import Account
from parix.scoring.sheets import ScoreSheet, score

GROUP = "explanations"


def measure(sizes: Sizes) -> list[Figure]:
    sets = measured_agencies(min(300, sizes.agencies))
    sentences = sum(len(sentences_of(leaf)) for given in sets[:20] for leaf in score(edition(), given).leaves) / len(sets[:20])
    with held_still():
        off, built, worded, first_built, first_worded = _in_turn(sets, sizes.runs)
    each = 1000 / len(sets)
    turns = f"{len(sets)} agencies in turn off, built, worded, and anew; processor time"
    words = f"{sentences:.0f} Vietnamese sentences an agency as text"
    return [
        Figure(GROUP, "off: points only", off.times(each), "ms an agency", remark=turns),
        Figure(GROUP, "on: accounts built", built.times(each), "ms an agency", remark="rule applied, shortfall, least gaining change; kept while facts stay"),
        Figure(GROUP, "on: built and worded", worded.times(each), "ms an agency", remark=words),
        Figure(GROUP, "built / off", _ratio(built, off), "times", 2),
        Figure(GROUP, "built and worded / off", _ratio(worded, off), "times", 2, remark="the strict reading of the goal"),
        Figure(GROUP, "built / off, nothing kept", _ratio(first_built, off), "times", remark="every account for the first time"),
        Figure(GROUP, "worded / off, nothing kept", _ratio(first_worded, off), "times", remark="every account and sentence for the first time"),
    ]


def _ratio(on: Timing, off: Timing) -> Timing:
    return Timing(tuple(one / other for one, other in zip(on.values, off.values, strict=True)))


def _in_turn(sets: list[MeasurementSet], runs: int) -> tuple[Timing, Timing, Timing, Timing, Timing]:
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

    def anew(action: Callable[[], None]) -> float:
        forget()
        return processor_seconds(action)

    def kept(action: Callable[[], None]) -> float:
        action()  # the second reading is the one that puts into words for good
        return processor_seconds(action)

    for action in (off, built, worded):
        action()
    rounds = [(processor_seconds(off), anew(built), anew(worded), kept(built), kept(worded)) for _ in range(runs)]
    a, b, c, d, e = zip(*rounds, strict=True)
    return Timing(a), Timing(d), Timing(e), Timing(b), Timing(c)


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
