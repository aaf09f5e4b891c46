"""How well a reading agrees with the truth: heads, assignments with lead, support and due, figures, contradictions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.documents.truth import MadeDocument, TrueAssignment, TrueDue
from parix.official_documents.assignments.records import Assignment
from parix.official_documents.document_reading import DocumentReading
from parix.official_documents.pages import flat

_ALIKE = 0.6


@dataclass
class Score:
    """Sums over documents; `misses` tells each disagreement in words."""

    documents: int = 0
    heads_right: int = 0
    found: int = 0
    read: int = 0
    true: int = 0
    leads: int = 0
    supports: int = 0
    dues: int = 0
    figures_right: int = 0
    figures_read: int = 0
    figures_true: int = 0
    planted: int = 0
    planted_found: int = 0
    clean: int = 0
    false_alarms: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def heads(self) -> float:
        return self.heads_right / max(self.documents, 1) * 100

    @property
    def assignments_f1(self) -> float:
        return f1(self.found, self.read, self.true)

    @property
    def figures_f1(self) -> float:
        return f1(self.figures_right, self.figures_read, self.figures_true)

    def share(self, right: int) -> float:
        return right / max(self.found, 1) * 100


def f1(right: int, read: int, true: int) -> float:
    return 2 * right / (read + true) if read + true else 1.0


def compare(score: Score, made: MadeDocument, reading: DocumentReading, layout: str) -> None:
    where = f"{made.name} {made.family} {layout}"
    score.documents += 1
    wrong = wrong_head(made, reading)
    score.heads_right += not wrong
    score.misses += [f"{where}: head {name}: {said!r} is {true!r}" for name, said, true in wrong]
    _compare_assignments(score, made, reading, where)
    if made.family.startswith(("report", "<lambda>")):
        _compare_figures(score, made, reading, where)
    alarms = [problem for problem in reading.problems if problem.code.startswith("figures.")]
    if made.planted:
        score.planted += len(made.planted)
        hit = sum(code in {problem.code for problem in alarms} for code in made.planted)
        score.planted_found += hit
        score.misses += [f"{where}: planted {code} not found" for code in made.planted if code not in {problem.code for problem in alarms}]
        alarms = [problem for problem in alarms if problem.code not in made.planted]
    score.clean += not made.planted
    score.false_alarms += len(alarms)
    score.misses += [f"{where}: false alarm: {problem.message}" for problem in alarms]


def wrong_head(made: MadeDocument, reading: DocumentReading) -> list[tuple[str, object, object]]:
    head = reading.head
    signatory = head.signatory.value if head.signatory else None
    said = {
        "kind": head.kind.value.code if head.kind else None, "number": head.number.value if head.number else None, "symbol": head.symbol.value if head.symbol else None,
        "day": head.date.value.date if head.date else None, "issuer": head.issuer.value if head.issuer else None, "position": signatory.position if signatory else None,
        "name": signatory.name if signatory else None,
    }
    return [(name, said[name], true) for name, true in vars(made.head).items() if said[name] != true]


def plain(text: str) -> list[str]:
    return re.findall(r"[a-z0-9%/]+", flat(text))


def alike(one: str, other: str) -> float:
    """Shared words over the words of the longer text."""
    first, second = Counter(plain(one)), Counter(plain(other))
    shared = sum((first & second).values())
    return shared / max(sum(first.values()), sum(second.values()), 1)


def _compare_assignments(score: Score, made: MadeDocument, reading: DocumentReading, where: str) -> None:
    left = list(reading.assignments)
    score.read += len(left)
    score.true += len(made.assignments)
    for true in made.assignments:
        best = max(left, key=lambda one: alike(_whole(one), true.text), default=None)
        if best is None or alike(_whole(best), true.text) < _ALIKE:
            score.misses.append(f"{where}: not found: {true.text}")
            continue
        left.remove(best)
        score.found += 1
        _compare_one(score, true, best, where)
    score.misses += [f"{where}: none: {one.text}" for one in left]


def _whole(one: Assignment) -> str:
    return one.text


def _compare_one(score: Score, true: TrueAssignment, read: Assignment, where: str) -> None:
    lead, support = names(unit.value for unit in read.lead), names(unit.value for unit in read.support)
    score.leads += lead == names(true.lead)
    score.supports += support == names(true.support)
    if lead != names(true.lead):
        score.misses.append(f"{where}: lead {sorted(lead)} is {sorted(names(true.lead))}: {true.text}")
    if support != names(true.support):
        score.misses.append(f"{where}: support {sorted(support)} is {sorted(names(true.support))}: {true.text}")
    said = _said_due(read), read.recurrence.value if read.recurrence else None
    right = said == (true.due, true.recurrence)
    score.dues += right
    if not right:
        score.misses.append(f"{where}: due {said} is {(true.due, true.recurrence)}: {true.text}")


def names(units: Sequence[str] | object) -> frozenset[str]:
    return frozenset(" ".join(plain(str(unit))) for unit in units)  # type: ignore[attr-defined]


def _said_due(read: Assignment) -> TrueDue | None:
    if read.due is None:
        return None
    due = read.due.value
    if due.days is not None:
        return TrueDue(days=due.days, working=due.kind == "working_days")
    if due.kind == "recurring":
        return TrueDue(day=due.day)
    return TrueDue(last_day=due.date)


def _compare_figures(score: Score, made: MadeDocument, reading: DocumentReading, where: str) -> None:
    read, true = Counter(" ".join(plain(one.text)) for one in reading.figures), Counter(" ".join(plain(text)) for text in made.figures)
    score.figures_right += sum((read & true).values())
    score.figures_read += sum(read.values())
    score.figures_true += sum(true.values())
    score.misses += [f"{where}: figure not found: {text}" for text in (true - read).elements()] + [f"{where}: figure none: {text}" for text in (read - true).elements()]
