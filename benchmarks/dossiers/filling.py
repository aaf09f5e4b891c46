"""A province's dossiers in a few seconds: rows are made here and copied in, sealed as the product seals them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection

from parix.foundation import agencies as engine
from parix.foundation.folding import folded
from parix.web.accounts.actions import add_person
from parix.web.accounts.choices import Role
from parix.web.accounts.queries import User
from parix.web.onestop.dossiers.models import Dossier
from parix.web.onestop.dossiers.rules.applicants import Applicant, seal_applicants
from parix.web.onestop.procedures.actions import ProcedureGiven, VersionGiven, add_procedure
from parix.web.onestop.procedures.queries.catalogue import Version
from parix.web.organisations.actions import UnitGiven, register_agency, save_units
from parix.web.organisations.queries import Agency, Unit

AT = datetime(2026, 11, 3, 2, tzinfo=UTC)
AGENCIES, PROCEDURES, LARGEST_SHARE = 20, 60, 0.3
THINGS = (
    "giấy phép tiến hành công việc bức xạ", "chứng chỉ nhân viên bức xạ", "giấy chứng nhận đăng ký hoạt động khoa học và công nghệ", "bản công bố hợp quy",
    "bản công bố hợp chuẩn", "đăng ký chuyển giao công nghệ", "đăng ký sử dụng dấu định lượng", "khai báo thiết bị X-quang",
    "giấy phép vận chuyển hàng nguy hiểm",
    "hỗ trợ doanh nghiệp khoa học và công nghệ", "đánh giá hồ sơ đề nghị thẩm định công nghệ", "công nhận kết quả nhiệm vụ",
)
DEEDS = ("Cấp", "Cấp lại", "Sửa đổi, bổ sung", "Gia hạn", "Tiếp nhận", "Thu hồi")
RARE = "xylophon"
_COLUMNS = (
    "code", "agency_id", "unit_id", "procedure_id", "field_id", "channel", "state", "applicant_kind", "applicant", "number_hash", "phone_hash",
    "abstract", "search",
    "papers", "sets", "submitted_at", "received_at", "first_due_at", "due_at", "finished_at", "returned_at", "waited_days", "supplements", "extensions", "fee",
    "fee_amount", "online_level", "stage_points", "is_submitters_fault", "has_apology", "is_synced", "has_digitised_paper", "reuses_data",
    "has_electronic_result", "uses_personal_store", "uses_population_data", "is_disliked", "has_feedback", "book_year", "book_number", "source", "source_row",
    "row_hash", "changed_at",
)


@dataclass(frozen=True, slots=True)
class Filled:
    """The officer of the largest agency, the coordinator, and values that a search will find."""

    officer: User
    coordinator: User
    agency: Agency
    unit: Unit
    code: str
    number: str
    phone: str


def fill(count: int) -> Filled:
    province = register_agency(given=engine.Agency("DEMO", "Tỉnh Mẫu", "province"))
    agencies = [register_agency(given=engine.Agency(f"DEMO.S{at:02}", f"Sở Mẫu {at:02}", "department"), parent=province) for at in range(AGENCIES)]
    kinds = [UnitGiven("Bộ phận Một cửa", "one_stop"), UnitGiven("Phòng Quản lý", "professional")]
    units = {one.pk: save_units(agency=one, given=kinds, by="system") for one in agencies}
    whole: dict[str, Any] = {"password": "for-the-bench-only"}
    officer = add_person(username="officer", full_name="Người Một", email="o@example.com", agency=agencies[0], role=Role.REFORM_OFFICER, **whole)
    coordinator = add_person(username="coordinator", full_name="Người Hai", email="c@example.com", agency=province, role=Role.COORDINATOR, **whole)
    versions = _versions(agencies[0], officer)
    _copy(_rows(count, agencies, units, versions))
    middle = count // 2 - (count // 2) % 10
    code = Dossier.objects.order_by("pk").values_list("code", flat=True)[middle]
    return Filled(officer, coordinator, agencies[0], units[agencies[0].pk][1], code, f"{_IDENTITY + middle}", f"09{middle:08}")


_IDENTITY = 79_200_000_000


def _versions(agency: Agency, by: User) -> list[Version]:
    term = {"term_count": 10, "term_unit": "working_days"}
    made = [
        add_procedure(agency=agency, given=ProcedureGiven(f"Lĩnh vực {at % 7}", VersionGiven(f"{DEEDS[at % 6]} {THINGS[at % 12]} {at}", **term)), by=by, at=AT)
        for at in range(PROCEDURES)
    ]
    return [one.versions.select_related("procedure").get() for one in made]


def _rows(count: int, agencies: list[Agency], units: dict[int, list[Unit]], versions: list[Version]) -> Iterator[tuple[Any, ...]]:
    """Oldest first over three years; the largest agency has three of ten."""
    drawn = random.Random(7)
    step, batch = timedelta(days=3 * 365) / count, 10_000
    for start in range(0, count, batch):
        numbers = range(start, min(start + batch, count))
        people = [Applicant(f"Người Mẫu {at}", f"0{_IDENTITY + at}", f"Số {at} đường Mẫu", f"09{at:08}", "") for at in numbers]
        for at, seal in zip(numbers, seal_applicants(people), strict=True):
            agency = agencies[0] if drawn.random() < LARGEST_SHARE else agencies[drawn.randrange(1, AGENCIES)]
            received = AT - (count - at) * step
            version = versions[drawn.randrange(PROCEDURES)]
            recent = AT - received < timedelta(days=25)
            state = drawn.choice((2, 4, 4, 4, 5)) if recent else drawn.choices((10, 3, 7, 8, 4), (960, 15, 10, 10, 5))[0]
            due = received + timedelta(days=14)
            finished = received + timedelta(days=drawn.randrange(1, 18)) if state == 10 else None
            abstract = f"{DEEDS[at % 6]} {THINGS[drawn.randrange(12)]} số {at}" + (f" {RARE}" if at % 50_000 == 7 else "")
            yield (
                f"H15.{agency.pk:02}-{received:%y%m%d}-{at:07}", agency.pk, units[agency.pk][drawn.randrange(2)].pk, version.pk, version.procedure.field_id,
                drawn.choices((1, 2, 3), (20, 75, 5))[0], state, 1, seal.applicant, seal.number_hash, seal.phone_hash, abstract, folded(abstract),
                "[]", 1, None,
                received, due, None if state == 5 else due, finished, finished, 0, int(state == 5), 0, 0, None, 4, None, False, False, True, True, False, True,
                False, False, False, False, None, None, "bench", str(at), b"", received,
            )


def _copy(rows: Iterator[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {Dossier._meta.db_table} ({', '.join(_COLUMNS)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE dossiers_dossier")
