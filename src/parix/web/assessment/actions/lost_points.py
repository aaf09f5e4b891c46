"""Writes of the lost-point ledger: the loss of one leaf is divided anew; what was saved before stays, superseded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from parix.foundation.numbers import exact_text, shown
from parix.foundation.problems import Place, Problem, refuse_errors
from parix.web.accounts.queries import User, standing_of
from parix.web.assessment.choices import Ground
from parix.web.assessment.models import LossEntry, LossSplit, Participation, ScoringRun
from parix.web.assessment.queries.lost_points import Entry, Ledger, Line, ledger_of
from parix.web.assessment.rules import is_keeper_of_ledger, may_divide_loss
from parix.web.audit_trail.actions import record

MOST_ENTRIES = 12
MOST_DIGITS = LossEntry._meta.get_field("points").max_length or 0
ZERO = Fraction(0)


class NoSuchLoss(Exception):
    """No points were lost at this leaf, or its loss is not people's to divide."""


class SplitConflict(Exception):
    """Somebody else divided the loss in the meantime: `held` is what stands, `given` what was refused."""

    def __init__(self, held: Line, given: Sequence[Entry]) -> None:
        self.held, self.given = held, tuple(given)
        super().__init__("người khác đã phân tích điểm mất của tiêu chí này trong lúc bạn đang sửa")


@transaction.atomic
def divide_loss(*, run: ScoringRun, leaf_key: str, entries: Sequence[Entry], based_on: int, by: User, at: datetime) -> LossSplit:
    """Store how a leaf's lost points are divided; writes one entry into the audit trail.

    Raises NoSuchLoss, PermissionDenied, ProblemsFound (entries that do not sum to the loss exactly, and what else they lack), and
    SplitConflict when somebody saved after version `based_on`.
    """
    Participation.objects.select_for_update().get(round_id=run.round_id, agency_id=run.agency_id)
    ledger = ledger_of(run)
    line = ledger.line(leaf_key)
    if line is None:
        raise NoSuchLoss(leaf_key)
    standing = standing_of(by)
    if not may_divide_loss(standing, run.round, run.agency_id, ledger.lead_of(leaf_key)):
        raise PermissionDenied("chỉ cán bộ cải cách hành chính, lãnh đạo cơ quan và trưởng đơn vị chủ trì mới phân tích được điểm mất của tiêu chí này")
    own = None if is_keeper_of_ledger(standing, run.agency_id) else standing.heads
    refuse_errors(_problems(ledger, line, entries, own))
    if line.version != based_on and tuple(entries) != line.entries:
        raise SplitConflict(line, entries)
    LossSplit.objects.filter(run=run, leaf_key=leaf_key, superseded_at__isnull=True).update(superseded_at=at)
    made = LossSplit.objects.create(
        run=run, leaf_key=leaf_key, version=line.version + 1, points=exact_text(line.loss.points), saved_at=at, saved_by=by,
    )
    LossEntry.objects.bulk_create(_row(made, position, one) for position, one in enumerate(entries, 1))
    record(
        act="assessment.loss_divided", subject=f"assessment.LossSplit:{made.pk}", by=by, at=at,
        scope=f"{run.round.slug}/{run.agency.code}/{leaf_key}", before=_noted(line.entries) if line.is_saved else None, after=_noted(entries),
    )
    return made


def _problems(ledger: Ledger, line: Line, entries: Sequence[Entry], own_units: frozenset[int] | None) -> list[Problem]:
    """All of them at once, each at the entry that it is about; entries are counted from nought, as their form does."""
    problems = []
    if not 1 <= len(entries) <= MOST_ENTRIES:
        message = f"điểm mất phải chia thành từ 1 đến {MOST_ENTRIES} phần"
        problems.append(Problem("lost_points.how_many", message, "gộp bớt hoặc thêm phần"))
    given = sum((one.points for one in entries), ZERO)
    if entries and given != line.loss.points:
        message = f"các phần cộng lại là {_exactly(given)} điểm, tiêu chí mất {_exactly(line.loss.points)} điểm"
        problems.append(Problem("lost_points.not_the_sum", message, "sửa cho khớp, hoặc để trống số điểm của một phần: phần đó nhận hết số còn lại"))
    for number, one in enumerate(entries):
        problems += [problem.at(Place(path=f"{number}.{problem.place.path}")) for problem in _lacks(ledger, one, own_units)]
    return problems


def _lacks(ledger: Ledger, one: Entry, own_units: frozenset[int] | None) -> list[Problem]:
    problems = []
    if one.points <= 0:
        problems.append(Problem("lost_points.not_positive", "số điểm của một phần phải lớn hơn 0", "bỏ phần này hoặc sửa số điểm", Place(path="points")))
    if len(exact_text(one.points)) > MOST_DIGITS:
        problems.append(Problem("lost_points.too_fine", "số điểm của phần này có quá nhiều chữ số", "viết gọn lại, ví dụ 0,25", Place(path="points")))
    if one.ground in (None, Ground.UNCLASSIFIED):
        problems.append(Problem("lost_points.no_ground", "chưa chọn nguyên nhân", "chọn nguyên nhân khách quan hoặc chủ quan", Place(path="ground")))
    units, people = {unit.pk for unit in ledger.units}, {each.user.pk for each in ledger.people}
    for name, unit in (("unit", one.unit), ("remedy_unit", one.remedy_unit)):
        if unit is not None and unit.pk not in units:
            problems.append(Problem("lost_points.foreign_unit", "đơn vị không thuộc cơ quan", "chọn một đơn vị của cơ quan", Place(path=name)))
    for name, person in (("person", one.person), ("remedy_person", one.remedy_person)):
        if person is not None and person.pk not in people:
            problems.append(Problem("lost_points.foreign_person", "người này không thuộc cơ quan", "chọn một người của cơ quan", Place(path=name)))
    if own_units is not None and (one.unit is None or one.unit.pk not in own_units):
        message = "trưởng đơn vị chỉ nhận điểm mất về đơn vị mình"
        problems.append(Problem("lost_points.other_unit", message, "chọn đơn vị của bạn; cán bộ cải cách hành chính chia cho đơn vị khác", Place(path="unit")))
    if one.is_recoverable:
        asked = (("remedy", one.remedy, "biện pháp"), ("recover_by", one.recover_by, "hạn"), ("remedy_unit", one.remedy_unit, "đơn vị thực hiện biện pháp"))
        problems += [
            Problem("lost_points.no_remedy", f"lấy lại được thì phải có {words}", f"ghi {words}", Place(path=name)) for name, value, words in asked if not value
        ]
    return problems


def _exactly(points: Fraction) -> str:
    """As people read it, and as the ratio that it is where two decimals would hide something."""
    text = shown(points, "vi")
    return text if 100 % points.denominator == 0 else f"{text} ({points.numerator}/{points.denominator})"


def _row(split: LossSplit, position: int, one: Entry) -> LossEntry:
    return LossEntry(
        split=split, position=position, points=exact_text(one.points), ground=one.ground or Ground.UNCLASSIFIED, explanation=one.explanation.strip(),
        unit=one.unit, person=one.person, is_recoverable=one.is_recoverable, recover_by=one.recover_by, remedy=one.remedy.strip(),
        remedy_unit=one.remedy_unit, remedy_person=one.remedy_person, done_on=one.done_on,
    )


def _noted(entries: Sequence[Entry]) -> dict[str, Any]:
    """People by their sign-in names: the journal holds no other personal data."""
    return {"entries": [
        {
            "points": one.points, "ground": one.ground or "", "explanation": one.explanation, "unit": one.unit.code if one.unit else "",
            "person": one.person.get_username() if one.person else "", "is_recoverable": one.is_recoverable, "recover_by": _day(one.recover_by),
            "remedy": one.remedy, "remedy_unit": one.remedy_unit.code if one.remedy_unit else "",
            "remedy_person": one.remedy_person.get_username() if one.remedy_person else "", "done_on": _day(one.done_on),
        }
        for one in entries
    ]}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
