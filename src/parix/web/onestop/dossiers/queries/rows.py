"""What a list shows of each dossier: masked applicant, promptness, days left. No query of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from parix.web.onestop.dossiers.choices import PROMPTNESS, WAITING
from parix.web.onestop.dossiers.models import Dossier
from parix.web.onestop.dossiers.queries.due_times import local_day, promptness_of
from parix.web.onestop.dossiers.rules.applicants import Applicant, masked, open_applicant
from parix.web.personal_data.rules.sealing import NotOpened

# Nobody waits for an answer about who applied where the key is gone: the row is shown without.
_CLOSED = Applicant("…")


@dataclass(frozen=True, slots=True)
class Row:
    dossier: Dossier
    applicant: Applicant
    promptness: str
    said: str | Promise
    days_left: int | None
    is_late: bool
    is_paused: bool

    @property
    def days_past(self) -> int:
        return -(self.days_left or 0)


def rows_of(dossiers: Iterable[Dossier], today: date) -> list[Row]:
    return [row_of(one, today) for one in dossiers]


def row_of(one: Dossier, today: date) -> Row:
    how, due = promptness_of(one, today), local_day(one.due_at)
    left = (due - today).days if due is not None and how in ("in_term", "overdue") else None
    said = one.get_state_display() if how == "none" or (how == "unknown" and one.state in WAITING) else PROMPTNESS[how]
    return Row(one, masked_applicant(one), how, said, left, how in ("late", "overdue"), one.state in WAITING)


def masked_applicant(one: Dossier) -> Applicant:
    try:
        return masked(open_applicant(one.applicant), one.applicant_kind)
    except NotOpened:
        return _CLOSED
