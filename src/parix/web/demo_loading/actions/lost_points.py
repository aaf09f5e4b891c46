"""The lost-point ledger of the followed department: why, whose, what brings the points back, who sees to it and by when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from parix.web.accounts.queries import User
from parix.web.assessment.actions.lost_points import divide_loss
from parix.web.assessment.choices import Ground, LossKind
from parix.web.assessment.queries.lost_points import Entry, Ledger, Line, ledger_of
from parix.web.assessment.queries.rounds import Round
from parix.web.assessment.queries.sheets import shown_run_of

# Every so many losses one is left for the department to say something of, one depends on others, one is divided between two causes.
_LEFT, _OTHERS, _DIVIDED = 5, 4, 3
_REMEDY = "Lập danh mục việc phải làm từng quý, giao người theo dõi và báo cáo trước ngày 25 tháng cuối quý"


def losses_divided(round: Round, agency_id: int, *, by: User, at: datetime, recover_by: date, done_on: date | None = None) -> None:
    """Of the published round, in legal order. With `done_on` every other remedy has been carried out on that day."""
    run = shown_run_of(round, agency_id)
    assert run is not None
    ledger = ledger_of(run)
    for number, line in enumerate(ledger.divided):
        if number % _LEFT != _LEFT - 1:
            entries = _entries(ledger, line, number, recover_by, done_on if number % 2 else None)
            divide_loss(run=run, leaf_key=line.loss.key, entries=entries, based_on=line.version, by=by, at=at)


def _entries(ledger: Ledger, line: Line, number: int, recover_by: date, done_on: date | None) -> list[Entry]:
    proposed = line.entries[0]
    if number % _OTHERS == _OTHERS - 1:
        said = "Cần số liệu hoặc quyết định của cơ quan khác, có sau kỳ đánh giá"
        return [replace(proposed, ground=Ground.HANGS_ON_OTHERS, explanation=said, is_recoverable=False, remedy="", remedy_unit=None)]
    unit = proposed.unit
    own = replace(
        proposed, ground=_ground(line, number), is_recoverable=True if unit else None, remedy=(proposed.remedy or _REMEDY) if unit else "", remedy_unit=unit,
        remedy_person=ledger.head_of(unit), recover_by=recover_by if unit else None, done_on=done_on if unit else None,
    )
    if number % _DIVIDED != _DIVIDED - 1:
        return [own]
    half = line.loss.points / 2
    changed = "Hướng dẫn cách tính được ban hành giữa kỳ đánh giá"
    return [replace(own, points=half), Entry(half, Ground.SET_CHANGED, changed, unit, proposed.person, is_recoverable=False)]


def _ground(line: Line, number: int) -> Ground:
    """By what the leaf asks, otherwise in turn."""
    leaf = line.loss.leaf
    if line.loss.kind == LossKind.PENALTY:
        return Ground.BREACH
    if leaf is not None and leaf.scored_by == "survey":
        return Ground.LOW_SATISFACTION
    if leaf is not None and leaf.scored_by == "data":
        return Ground.LATE
    return (Ground.NOT_DONE, Ground.NO_EVIDENCE, Ground.EVIDENCE_OFF)[number % 3]
