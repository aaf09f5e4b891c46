"""The catalogue of one agency on one day: every procedure with its version, online service and what it lacks; counts; one entry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Prefetch, Q

from parix.foundation.folding import folded
from parix.procedures.codes import code_key, read_code
from parix.procedures.required_parts import Part
from parix.web.accounts.rules import Standing
from parix.web.onestop.procedures.choices import ONE_STOP, TAKES_DOSSIERS, Fee, Online
from parix.web.onestop.procedures.models import Code
from parix.web.onestop.procedures.models import Field as Field
from parix.web.onestop.procedures.models import OnlineService as OnlineService
from parix.web.onestop.procedures.models import Procedure as Procedure
from parix.web.onestop.procedures.models import Version as Version
from parix.web.onestop.procedures.queries.parts import missing_of
from parix.web.onestop.procedures.rules import may_keep
from parix.web.organisations.queries import Agency, in_force
from parix.web.organisations.queries.units import units_of

ANYTHING, NOTHING = "co", "khong"
WHOLE = (Online.LEVEL_4, Online.END_TO_END)


@dataclass(frozen=True, slots=True)
class Filters:
    """`missing` is the key of a part, or `co` for whatever lacks something, `khong` for what lacks nothing; `state` is cong-khai,
    chua-cong-khai or bai-bo."""

    words: str = ""
    field: int | None = None
    online: str = ""
    missing: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """One line. `version` is that of the day, else the last one; `is_in_force` False: abolished, or not yet in force."""

    procedure: Procedure
    version: Version
    is_in_force: bool
    online: OnlineService | None
    missing: tuple[Part, ...]

    @property
    def is_published(self) -> bool:
        return self.is_in_force and self.version.published_on is not None


@dataclass(frozen=True, slots=True)
class Counts:
    """Of those in force on the day. `online_known` have a degree of online service entered, `has_fee` and `fee_known` likewise."""

    total: int
    published: int
    complete: int
    online: int
    online_known: int
    end_to_end: int
    has_fee: int
    fee_known: int
    takes_payment: int
    unverified: int


def catalogue_of(agency_id: int, day: date) -> list[Listed]:
    """Every procedure that the agency keeps, in the order of its own codes; three queries."""
    versions = Prefetch("versions", Version.objects.select_related("promulgation").order_by("number"), to_attr="held_versions")
    online = Prefetch("online_services", OnlineService.objects.order_by(F("valid_from").asc(nulls_first=True)), to_attr="held_online")
    found = Procedure.objects.filter(agency_id=agency_id).select_related("field", "unit").prefetch_related(versions, online)
    return [listed for one in found if (listed := _listed(one, day)) is not None]


def chosen(rows: Iterable[Listed], filters: Filters) -> list[Listed]:
    code = read_code(filters.words)
    words = [folded(code.key)] if code else folded(filters.words).split()
    return [one for one in rows if all(word in one.procedure.search for word in words) and _fits(one, filters)]


def counts_of(rows: Iterable[Listed]) -> Counts:
    live = [one for one in rows if one.is_in_force]
    published = [one for one in live if one.is_published]
    fees = [one for one in live if one.version.fee == Fee.CHARGED]
    degrees = [one.online.level for one in live if one.online is not None]
    return Counts(
        total=len(live), published=len(published), complete=sum(not one.missing for one in published),
        online=sum(level in TAKES_DOSSIERS for level in degrees), online_known=len(degrees), end_to_end=sum(level in WHOLE for level in degrees),
        has_fee=len(fees), fee_known=sum(one.version.fee != Fee.UNKNOWN for one in live),
        takes_payment=sum(one.online is not None and one.online.takes_payment is True for one in fees),
        unverified=sum(bool(one.procedure.unverified) for one in live),
    )


def fields_of(rows: Iterable[Listed]) -> list[tuple[Field, int]]:
    """The fields of these procedures with how many each has, most first."""
    many: dict[int, tuple[Field, int]] = {}
    for one in rows:
        field = one.procedure.field
        many[field.pk] = (field, many.get(field.pk, (field, 0))[1] + 1)
    return sorted(many.values(), key=lambda pair: (-pair[1], pair[0].folded_name))


def procedure_by_id(pk: int) -> Procedure | None:
    """With its versions, newest first, and its degrees of online service, newest first."""
    versions = Prefetch("versions", Version.objects.select_related("promulgation").order_by("-number"))
    online = Prefetch("online_services", OnlineService.objects.order_by(F("valid_from").desc(nulls_last=True)))
    return Procedure.objects.select_related("agency", "province", "unit", "field").prefetch_related(versions, online, "codes").filter(pk=pk).first()


def procedure_by_code(code: object, province_id: int) -> Procedure | None:
    held = Code.objects.filter(province_id=province_id, code=code_key(code)).select_related("procedure__agency").first()
    return held.procedure if held else None


def procedures_found(agency_ids: Iterable[int], words: str) -> list[Procedure]:
    """For whoever types a name or a code at the counter."""
    found = Procedure.objects.filter(agency_id__in=list(agency_ids)).select_related("field")
    code = read_code(words)
    for word in [folded(code.key)] if code else folded(words).split():
        found = found.filter(Q(search__contains=word))
    return list(found[:50])


def procedures_by_field(province_id: int) -> dict[int, Field]:
    return Field.objects.filter(province_id=province_id).in_bulk()


def version_in_force(versions: Sequence[Version], day: date) -> Version | None:
    return next((one for one in versions if (one.valid_from is None or one.valid_from <= day) and (one.valid_until is None or day <= one.valid_until)), None)


def has_catalogue_of(agency_id: int, day: date) -> bool:
    return Version.objects.filter(in_force(day), procedure__agency_id=agency_id).exists()


def keeping_agencies() -> list[Agency]:
    """Every agency that keeps a catalogue here."""
    return list(Agency.objects.filter(pk__in=Procedure.objects.values("agency_id")).order_by("pk"))


def one_stop_of(agency_id: int, today: date) -> frozenset[int]:
    return frozenset(units_of([agency_id], today).filter(kind=ONE_STOP).values_list("pk", flat=True))


def keeps(standing: Standing, agency: Agency, today: date) -> bool:
    """One query."""
    return may_keep(standing, agency.pk, one_stop_of(agency.pk, today), at_top=agency.parent_id is None)


def _listed(one: Procedure, day: date) -> Listed | None:
    versions: list[Version] = one.held_versions  # type: ignore[attr-defined]
    online: list[OnlineService] = one.held_online  # type: ignore[attr-defined]
    if not versions:
        return None
    held = version_in_force(versions, day)
    version = held or versions[-1]
    degree = next((each for each in reversed(online) if each.valid_from is None or each.valid_from <= day), None)
    return Listed(one, version, held is not None, degree, missing_of(version))


def _fits(one: Listed, filters: Filters) -> bool:
    by_state = {
        "": one.is_in_force, "cong-khai": one.is_published, "chua-cong-khai": one.is_in_force and not one.is_published, "bai-bo": not one.is_in_force,
    }
    by_missing = {"": True, ANYTHING: bool(one.missing), NOTHING: not one.missing}
    return (
        by_state.get(filters.state, True)
        and filters.field in (None, one.procedure.field_id)
        and (not filters.online or (one.online.level if one.online else "chua-ro") == filters.online)
        and by_missing.get(filters.missing, filters.missing in {part.key for part in one.missing})
    )
