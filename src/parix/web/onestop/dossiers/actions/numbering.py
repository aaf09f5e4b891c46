"""Numbers that an agency gives: the code of a dossier and its line in the year's register, never twice and without a gap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from parix.dossiers.codes import MOST_A_DAY, is_agency_part, plain_code, written_code
from parix.foundation.problems import Place, Problem, refuse_errors
from parix.web.accounts.queries import User, standing_of
from parix.web.audit_trail.actions import record
from parix.web.onestop.dossiers.models import Dossier, Series
from parix.web.onestop.dossiers.rules import may_set_prefix
from parix.web.organisations.queries import Agency


@dataclass(frozen=True, slots=True)
class Numbers:
    code: str
    year: int
    line: int


@transaction.atomic
def set_prefix(*, agency: Agency, prefix: str, by: User, at: datetime) -> Series:
    """The agency part of the codes that this agency gives. Raises PermissionDenied, ProblemsFound."""
    if not may_set_prefix(standing_of(by), agency.pk):
        raise PermissionDenied("chỉ cán bộ cải cách hành chính, lãnh đạo cơ quan và điều phối ghi được mã này")
    text = plain_code(prefix)
    found = []
    if not is_agency_part(text):
        found.append(_problem("prefix_form", f"«{prefix}» không phải mã định danh cơ quan", "ghi dạng H15.50.05 hoặc 000.00.01.H29"))
    if Series.objects.filter(prefix=text).exclude(agency=agency).exists():
        found.append(_problem("prefix_taken", f"mã {text} đã thuộc cơ quan khác", "mỗi cơ quan một mã"))
    refuse_errors(found)
    series, _made = Series.objects.update_or_create(agency=agency, defaults={"prefix": text})
    record(act="dossiers.prefix_set", subject=f"dossiers.Series:{series.pk}", by=by, after={"prefix": text}, scope=agency.code, at=at)
    return series


def next_numbers(agency: Agency, day: date) -> Numbers:
    """Takes them: the series is held until the transaction ends. Codes that came from elsewhere are stepped over. Raises ProblemsFound."""
    series = Series.objects.select_for_update().filter(agency=agency).first()
    if series is None:
        refuse_errors([_problem("no_prefix", "cơ quan chưa có mã định danh dùng trong mã hồ sơ", "ghi mã định danh ở trang hồ sơ của cơ quan")])
    assert series is not None
    number = series.last + 1 if series.day == day else 1
    while number <= MOST_A_DAY and Dossier.objects.filter(code=written_code(series.prefix, day, number)).exists():
        number += 1
    if number > MOST_A_DAY:
        refuse_errors([_problem("day_full", f"ngày {day:%d/%m/%Y} đã cấp đủ {MOST_A_DAY} mã hồ sơ", "tiếp nhận vào ngày khác")])
    line = series.last_line + 1 if series.year == day.year else 1
    series.day, series.last, series.year, series.last_line = day, number, day.year, line
    series.save(update_fields=["day", "last", "year", "last_line"])
    return Numbers(written_code(series.prefix, day, number), day.year, line)


def _problem(code: str, message: str, remedy: str) -> Problem:
    return Problem(f"dossiers.{code}", message, remedy, Place(path="agency_part"))
