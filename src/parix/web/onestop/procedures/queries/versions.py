"""Versions for other rooms: of one code on one day, and of all codes at once, as small frozen rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import get_args

from django.db.models import F

from parix.foundation.working_calendar.due_dates import Term, Unit
from parix.procedures.codes import code_key
from parix.web.onestop.procedures.choices import Fee
from parix.web.onestop.procedures.models import Code, OnlineService, Version


@dataclass(frozen=True, slots=True)
class OnlineFact:
    """The degree of online service from `valid_from` on; None: from the first day."""

    valid_from: date | None
    level: str
    takes_payment: bool | None


@dataclass(frozen=True, slots=True)
class VersionFact:
    """A version as dossiers need it. `valid_until` is the last day. A term that is not one count and one unit has `term_count` None.
    `has_fee` is None where nobody knows; `fee_amount` is there only where it is one sum. `online` runs from the oldest to the newest."""

    id: int
    procedure_id: int
    field_id: int
    agency_id: int
    name: str
    valid_from: date | None
    valid_until: date | None
    term_count: int | None
    term_unit: Unit | None
    has_fee: bool | None
    fee_amount: Decimal | None
    fee_words: str
    online: tuple[OnlineFact, ...]

    def is_in_force(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_until is None or day <= self.valid_until)

    def term(self) -> Term | None:
        return None if self.term_count is None or self.term_unit is None else Term(self.term_count, self.term_unit)

    def online_on(self, day: date) -> OnlineFact | None:
        """None where nothing is known of that day."""
        return next((one for one in reversed(self.online) if one.valid_from is None or one.valid_from <= day), None)


def in_force_on(versions: Iterable[VersionFact], day: date) -> VersionFact | None:
    """The version of that day among those of one procedure; versions of one procedure never overlap."""
    return next((one for one in versions if one.is_in_force(day)), None)


def version_on(code: object, day: date, *, province_id: int | None = None) -> VersionFact | None:
    """The version in force on the day, by any printed form of any code of the procedure; three queries. Without `province_id` for
    installations with one province: where two know the code, the one that was registered first answers."""
    named = Code.objects.filter(code=code_key(code)).order_by("province_id")
    if province_id is not None:
        named = named.filter(province_id=province_id)
    held = named.values_list("procedure_id", flat=True).first()
    return None if held is None else in_force_on(_facts([held]).get(held, ()), day)


def versions_of(procedure_ids: Iterable[int]) -> dict[int, tuple[VersionFact, ...]]:
    """All versions of these procedures, oldest first; two queries."""
    return _facts(procedure_ids)


def versions_by_code(*, province_id: int | None = None) -> dict[str, tuple[VersionFact, ...]]:
    """Every code, national, own and of old portals, with the versions of its procedure, oldest first; three queries. Look codes up
    under `parix.procedures.codes.code_key`."""
    named = Code.objects.order_by("-province_id")
    if province_id is not None:
        named = named.filter(province_id=province_id)
    pairs = list(named.values_list("code", "procedure_id"))
    facts = _facts({procedure_id for _code, procedure_id in pairs})
    return {code: facts.get(procedure_id, ()) for code, procedure_id in pairs}


def _facts(procedure_ids: Iterable[int]) -> dict[int, tuple[VersionFact, ...]]:
    ids = set(procedure_ids)
    online: dict[int, list[OnlineFact]] = defaultdict(list)
    for one in OnlineService.objects.filter(procedure_id__in=ids).order_by(F("valid_from").asc(nulls_first=True)):
        online[one.procedure_id].append(OnlineFact(one.valid_from, one.level, one.takes_payment))
    found: dict[int, list[VersionFact]] = defaultdict(list)
    for row in Version.objects.filter(procedure_id__in=ids).select_related("procedure").order_by("number"):
        found[row.procedure_id].append(_fact(row, tuple(online[row.procedure_id])))
    return {procedure_id: tuple(rows) for procedure_id, rows in found.items()}


def _fact(row: Version, online: tuple[OnlineFact, ...]) -> VersionFact:
    unit: Unit | None = next((one for one in get_args(Unit) if one == row.term_unit), None)
    has_fee = None if row.fee == Fee.UNKNOWN else row.fee == Fee.CHARGED
    return VersionFact(
        row.pk, row.procedure_id, row.procedure.field_id, row.procedure.agency_id, row.name, row.valid_from, row.valid_until, row.term_count, unit, has_fee,
        row.fee_amount, row.fee_words, online,
    )
