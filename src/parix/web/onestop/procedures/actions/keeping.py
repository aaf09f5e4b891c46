"""Adding a procedure with its first version, a later version, a degree of online service. Each act is in the journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from parix.foundation.folding import folded
from parix.foundation.problems import Place, Problem, refuse_errors
from parix.procedures.codes import ProcedureCode, check_code
from parix.procedures.required_parts import PARTS, TEXT_PARTS
from parix.procedures.terms import read_term
from parix.web.accounts.queries import User, standing_of
from parix.web.audit_trail.actions import record
from parix.web.files.actions.citing import Cited, cited_document
from parix.web.onestop.procedures.choices import MARKS, CodeKind, Fee, Level, Online, Scope, TermUnit
from parix.web.onestop.procedures.models import Code, Field, OnlineService, Procedure, Version
from parix.web.onestop.procedures.queries.catalogue import keeps
from parix.web.organisations.actions import held_agency
from parix.web.organisations.queries import Agency, Unit, agencies_by_id, ids_above

_EXCUSED = frozenset(one.key for one in PARTS if not one.is_always)


@dataclass(frozen=True, slots=True)
class VersionGiven:
    """`papers` are `{name, originals, copies}`; of `choices.MARKS` one that is left out of `marks` is not known.

    A term in words that says one count and one unit need not give them."""

    name: str
    valid_from: date | None = None
    term_count: int | None = None
    term_unit: str = ""
    term_words: str = ""
    fee: str = Fee.UNKNOWN
    fee_amount: Decimal | None = None
    fee_words: str = ""
    papers: Sequence[Mapping[str, Any]] = ()
    sets: int | None = None
    parts: Mapping[str, str] = field(default_factory=dict)
    absent: Sequence[str] = ()
    marks: Mapping[str, bool | None] = field(default_factory=dict)
    ordered_on: date | None = None
    promulgation: Cited | None = None
    published_on: date | None = None


@dataclass(frozen=True, slots=True)
class OnlineGiven:
    level: str
    valid_from: date | None = None
    takes_payment: bool | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ProcedureGiven:
    """`code` in any printed form, or empty where it is not known; `own_code` empty: the next number of the agency's list."""

    field: str
    first: VersionGiven
    code: str = ""
    old_codes: Sequence[str] = ()
    own_code: str = ""
    level: str = Level.PROVINCE
    unit: Unit | None = None
    iso: str = Scope.UNKNOWN
    iso_since: date | None = None
    unverified: Sequence[str] = ()
    note: str = ""
    online: OnlineGiven | None = None


@transaction.atomic
def add_procedure(*, agency: Agency, given: ProcedureGiven, by: User, at: datetime) -> Procedure:
    """With its first version and, where it is known, its online service. Two who add at the same moment wait for each other, for a code
    is one within the province. Raises PermissionDenied, ProblemsFound."""
    _refuse_unless(keeps(standing_of(by), agency, timezone.localdate(at)))
    province = held_agency(_top_of(agency))
    codes, problems = _codes(province, given)
    problems += _head_problems(agency, given) + version_problems(given.first, timezone.localdate(at))
    refuse_errors(problems)
    own = next((code for kind, code in codes if kind == CodeKind.OWN), "") or next_own_code(agency)
    national = next((code for kind, code in codes if kind == CodeKind.NATIONAL), "")
    one = Procedure.objects.create(
        province=province, agency=agency, unit=given.unit, field=field_named(province, given.field), code=national, own_code=own,
        name=_line(given.first.name), search="", level=given.level, iso=given.iso, iso_since=given.iso_since,
        unverified=list(given.unverified), note=given.note.strip(),
    )
    rows = [*((kind, code) for kind, code in codes if kind != CodeKind.OWN), (CodeKind.OWN, own)]
    Code.objects.bulk_create(Code(province=province, procedure=one, kind=kind, code=code) for kind, code in rows)
    index(one)
    after = {"name": one.name, "code": one.code or own}
    record(act="procedures.added", subject=subject_of(one), by=by, after=after, scope=agency.code, at=at)
    _add_version(one, given.first, by, at)
    if given.online is not None:
        _set_online(one, given.online, by, at)
    return one


@transaction.atomic
def add_version(*, procedure: Procedure, given: VersionGiven, by: User, at: datetime) -> Version:
    """What follows from a day on; the version before ends the day before. Raises PermissionDenied, ProblemsFound."""
    held = held_procedure(procedure, by, at)
    refuse_errors(version_problems(given, timezone.localdate(at)))
    made = _add_version(held, given, by, at)
    held.name = made.name
    held.save(update_fields=["name"])
    index(held)
    return made


@transaction.atomic
def set_online(*, procedure: Procedure, given: OnlineGiven, by: User, at: datetime) -> OnlineService:
    """From a day on; a second one for the same day replaces the first. Raises PermissionDenied, ProblemsFound."""
    held = held_procedure(procedure, by, at)
    if given.level not in Online.values:
        refuse_errors([problem("online_unknown", f"không có mức «{given.level}»", "chọn trong danh sách", "level")])
    return _set_online(held, given, by, at)


def held_procedure(procedure: Procedure, by: User, at: datetime) -> Procedure:
    held = Procedure.objects.select_for_update(of=("self",)).select_related("agency", "province").get(pk=procedure.pk)
    _refuse_unless(keeps(standing_of(by), held.agency, timezone.localdate(at)))
    return held


def version_problems(given: VersionGiven, today: date) -> list[Problem]:
    """Everything that speaks against the version as it was given."""
    found = [] if _line(given.name) else [problem("name_missing", "chưa ghi tên thủ tục", "ghi tên như trong quyết định công bố", "name")]
    if given.term_count is not None and given.term_unit not in TermUnit.values:
        found.append(problem("term_unit_missing", "thời hạn có số mà chưa có đơn vị", "chọn ngày làm việc, ngày hoặc giờ làm việc", "term_unit"))
    if given.fee_amount is not None and (given.fee != Fee.CHARGED or given.fee_amount <= 0 or given.fee_amount != int(given.fee_amount)):
        remedy = "chọn «có thu», ghi số đồng; mức khác nhau thì ghi bằng chữ"
        found.append(problem("fee_amount_odd", "mức phí chỉ ghi khi có thu, là số đồng dương", remedy, "fee_amount"))
    if given.promulgation is not None and given.promulgation.issued_on > today:
        found.append(problem("promulgated_in_future", "ngày ký quyết định công bố ở tương lai", "ghi ngày ký", "issued_on"))
    if given.published_on is not None and given.published_on > today:
        found.append(problem("published_in_future", "ngày công khai ở tương lai", "ghi ngày đã công khai", "published_on"))
    if given.promulgation is not None and given.published_on is not None and given.published_on < given.promulgation.issued_on:
        found.append(problem("published_before_signed", "công khai trước ngày ký quyết định công bố", "kiểm tra hai ngày", "published_on"))
    both = sorted({key for key, text in given.parts.items() if text.strip()} & set(given.absent))
    if both or set(given.absent) - _EXCUSED:
        found.append(problem("absent_odd", "bộ phận vừa có nội dung vừa ghi là không có, hoặc luôn phải có", "bỏ dấu «không có» hoặc xoá nội dung", "absent"))
    return found


def next_own_code(agency: Agency) -> str:
    """`SKHCN-012`: the agency's short name and the next number of its list."""
    stem = folded(agency.short_name).upper().replace(" ", "")[:20] or f"CQ{agency.pk}"
    taken = Procedure.objects.filter(agency=agency).values_list("own_code", flat=True)
    numbers = [int(rest) for code in taken if (rest := code.removeprefix(f"{stem}-")) != code and rest.isdecimal()]
    return f"{stem}-{max(numbers, default=0) + 1:03}"


def subject_of(one: Procedure) -> str:
    return f"procedures.Procedure:{one.pk}"


def problem(code: str, message: str, remedy: str, path: str) -> Problem:
    return Problem(f"procedures.{code}", message, remedy, Place(path=path))


def _add_version(held: Procedure, given: VersionGiven, by: User, at: datetime) -> Version:
    """The last version ends the day before; one that begins no later than the last cannot follow it."""
    last = held.versions.order_by("-number").first()
    if last is not None:
        latest = last.valid_until or last.valid_from
        if given.valid_from is None or (latest is not None and given.valid_from <= latest):
            since = f"{last.valid_from:%d/%m/%Y}" if last.valid_from else "trước đây"
            refuse_errors([problem("version_not_later", f"đã có phiên bản có hiệu lực từ {since}", "ghi ngày có hiệu lực sau phiên bản trước", "valid_from")])
        if last.valid_until is None and given.valid_from is not None:
            last.valid_until = given.valid_from - timedelta(days=1)
            last.save(update_fields=["valid_until"])
    term = read_term(given.term_words) if given.term_count is None else None
    document = cited_document(agency=held.agency, cited=given.promulgation, by=by, at=at) if given.promulgation else None
    made = Version.objects.create(
        procedure=held, number=(last.number if last else 0) + 1, name=_line(given.name), valid_from=given.valid_from,
        term_count=term.count if term else given.term_count, term_unit=term.unit if term else given.term_unit, term_words=_line(given.term_words),
        fee=given.fee, fee_amount=given.fee_amount, fee_words=_line(given.fee_words), papers=[dict(one) for one in given.papers], sets=given.sets,
        parts={key: given.parts[key].strip() for key in TEXT_PARTS if given.parts.get(key, "").strip()}, absent=sorted(set(given.absent)),
        **{key: given.marks.get(key) for key in MARKS}, ordered_on=given.ordered_on,
        promulgation=document, promulgated_on=document.issued_on if document else None,
        published_on=given.published_on, made_by=by, made_at=at,
    )
    after = {"name": made.name, "in_force_from": made.valid_from}
    record(act="procedures.version_added", subject=subject_of(held), by=by, after=after, scope=held.agency.code, at=at)
    return made


def _set_online(held: Procedure, given: OnlineGiven, by: User, at: datetime) -> OnlineService:
    how = {"level": given.level, "takes_payment": given.takes_payment, "reason": _line(given.reason)[:500]}
    made, _new = OnlineService.objects.update_or_create(procedure=held, valid_from=given.valid_from, defaults=how)
    after = {"online": made.level, "in_force_from": made.valid_from}
    record(act="procedures.online_set", subject=subject_of(held), by=by, after=after, scope=held.agency.code, at=at)
    return made


def _codes(province: Agency, given: ProcedureGiven) -> tuple[list[tuple[str, str]], list[Problem]]:
    """Kinds and keys of all codes given, and what is wrong with them."""
    rows: list[tuple[str, str]] = []
    problems: list[Problem] = []
    for path, text in [("code", given.code), *(("old_codes", one) for one in given.old_codes)]:
        if text.strip():
            found = check_code(text, Place(path=path))
            if isinstance(found, ProcedureCode):
                rows.append((CodeKind.OLD if path == "old_codes" or found.is_old else CodeKind.NATIONAL, found.key))
            else:
                problems.append(found)
    if given.own_code.strip():
        rows.append((CodeKind.OWN, "".join(given.own_code.upper().split())[:40]))
    problems += codes_taken(province, [code for _kind, code in rows])
    if len({code for _kind, code in rows}) < len(rows):
        problems.append(problem("code_twice", "một mã được ghi hai lần", "giữ một lần", "code"))
    return rows, problems


def codes_taken(province: Agency, codes: Sequence[str], besides: Procedure | None = None) -> list[Problem]:
    """One problem for each of the codes that leads to another procedure already."""
    taken = Code.objects.filter(province=province, code__in=codes).exclude(procedure=besides).select_related("procedure")
    return [problem("code_taken", f"mã «{one.code}» đã thuộc thủ tục «{one.procedure.name[:80]}»", "sửa thủ tục đó, hoặc ghi mã khác", "code") for one in taken]


def _head_problems(agency: Agency, given: ProcedureGiven) -> list[Problem]:
    found = [] if given.field.strip() else [problem("field_missing", "chưa ghi lĩnh vực", "ghi lĩnh vực như trong danh mục", "field")]
    if given.level not in Level.values or given.iso not in Scope.values or (given.online and given.online.level not in Online.values):
        found.append(problem("choice_unknown", "cấp giải quyết, phạm vi ISO hoặc mức trực tuyến không có trong danh sách", "chọn trong danh sách", "level"))
    if given.unit is not None and given.unit.agency_id != agency.pk:
        found.append(problem("unit_elsewhere", "đơn vị thuộc cơ quan khác", "chọn đơn vị của cơ quan này", "unit"))
    return found


def field_named(province: Agency, name: str) -> Field:
    name = _line(name)[:200]
    return Field.objects.get_or_create(province=province, folded_name=folded(name), defaults={"name": name})[0]


def index(one: Procedure) -> None:
    """What the list searches: names, codes, field."""
    codes = " ".join(one.codes.values_list("code", flat=True))
    one.search = folded(f"{one.name} {codes} {one.field.name}")
    one.save(update_fields=["search"])


def _top_of(agency: Agency) -> Agency:
    top = ids_above([agency.pk])[agency.pk][-1]
    return agency if top == agency.pk else agencies_by_id([top])[top]


def _line(text: str) -> str:
    return " ".join(text.split())


def _refuse_unless(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied("chỉ cán bộ cải cách hành chính, lãnh đạo cơ quan và bộ phận Một cửa sửa được danh mục")
