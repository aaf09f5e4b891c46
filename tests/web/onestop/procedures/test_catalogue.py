"""The catalogue: codes lead to one procedure, versions follow one another, completeness is computed, who keeps it, the pages."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from parix.foundation.problems import ProblemsFound
from parix.foundation.working_calendar.due_dates import Term
from parix.procedures.required_parts import PART_KEYS, TEXT_PARTS
from parix.web.accounts.queries import standing_of
from parix.web.audit_trail.queries.entries import Entry
from parix.web.files.actions.citing import Cited
from parix.web.onestop.procedures.actions import OnlineGiven, VersionGiven, add_version, set_online
from parix.web.onestop.procedures.queries import in_force_on, version_on, versions_by_code, versions_of
from parix.web.onestop.procedures.queries.catalogue import Filters, catalogue_of, chosen, counts_of, keeps, procedure_by_code
from parix.web.onestop.procedures.queries.versions import VersionFact
from parix.web.onestop.procedures.rules import may_see
from tests.unit.scoring.property_settings import examples
from tests.web.onestop.onestop_world import NOW, POSTS, TODAY, OnestopWorld

KEEPERS = frozenset({"officer", "director", "counter"})
SEEING = KEEPERS | {"head", "staff", "staff without unit", "coordinator", "auditor"}
WHOLE: dict[str, Any] = {
    "term_count": 5, "term_unit": "working_days", "fee": "none", "papers": [{"name": "Đơn", "originals": 1, "copies": 0}], "sets": 1,
    "parts": {key: "Như quy định" for key in TEXT_PARTS if key not in ("forms", "conditions")}, "absent": ("forms", "conditions"),
}


@pytest.mark.django_db
def test_who_keeps_and_who_sees(onestop_world: OnestopWorld) -> None:
    for person in POSTS:
        standing = standing_of(onestop_world.people[person], TODAY)
        assert (keeps(standing, onestop_world.own, TODAY), may_see(standing, onestop_world.own.pk)) == (person in KEEPERS, person in SEEING), person
    for person in set(POSTS) - KEEPERS:
        with pytest.raises(PermissionDenied):
            onestop_world.procedure(who=person)


@pytest.mark.django_db
def test_every_printed_form_of_every_code_finds_the_version_of_the_day(onestop_world: OnestopWorld) -> None:
    one = onestop_world.procedure(code="2.002381.000.00.00.H38", old_codes=["BKHVCN-TGG-282407"], first={"valid_from": date(2024, 1, 1), "term_words": "25 ngày"})
    newer = VersionGiven("Thủ tục mẫu", date(2026, 7, 1), term_words="10 ngày làm việc", fee="charged", fee_amount=500_000)
    add_version(procedure=one, given=newer, by=onestop_world.people["counter"], at=NOW)
    set_online(procedure=one, given=OnlineGiven("level_3", date(2024, 1, 1)), by=onestop_world.people["officer"], at=NOW)
    set_online(procedure=one, given=OnlineGiven("end_to_end", date(2025, 1, 1), True), by=onestop_world.people["officer"], at=NOW)
    for form in ("2.002381", "2.002381.H38", "2.002381.000.00.00.H55.02", "BKHVCN-TGG-282407", one.own_code, one.own_code.lower()):
        held = [version_on(form, day) for day in (date(2023, 12, 31), date(2024, 1, 1), date(2026, 6, 30), date(2026, 7, 1))]
        assert [found and found.term() for found in held] == [None, Term(25, "days"), Term(25, "days"), Term(10)], form
    table = versions_by_code(province_id=one.province_id)
    assert set(table) == {"2.002381", "BKHVCN-TGG-282407", one.own_code}
    first, second = table["2.002381"]
    assert (first.valid_until, second.valid_from, second.has_fee, second.fee_amount, first.has_fee) == (date(2026, 6, 30), date(2026, 7, 1), True, 500_000, None)
    assert [(found := second.online_on(day)) and found.level for day in (date(2023, 1, 1), date(2024, 6, 1), TODAY)] == [None, "level_3", "end_to_end"]
    assert versions_of([one.pk]) == {one.pk: (first, second)}
    assert version_on("2.002381", TODAY, province_id=onestop_world.agencies["XA"].pk) is None
    acts = list(Entry.objects.filter(subject=f"procedures.Procedure:{one.pk}").order_by("sequence").values_list("act", flat=True))
    assert acts == ["procedures.added", "procedures.version_added", "procedures.version_added", "procedures.online_set", "procedures.online_set"]


@given(starts=st.lists(st.integers(1, 2_000), min_size=1, max_size=8, unique=True).map(sorted), asked=st.integers(0, 2_100))
@examples(60)
def test_of_versions_in_a_row_exactly_the_last_begun_is_in_force(starts: list[int], asked: int) -> None:
    first = date(2020, 1, 1)
    days = [first + timedelta(days=start) for start in starts]
    ends: list[date | None] = [later - timedelta(days=1) for later in days[1:]]
    rows = [VersionFact(n, 1, 1, 1, "x", a, b, None, None, None, None, "", ()) for n, (a, b) in enumerate(zip(days, [*ends, None], strict=True))]
    day = first + timedelta(days=asked)
    begun = [n for n, start in enumerate(days) if start <= day]
    found = in_force_on(rows, day)
    assert (found.id if found else None) == (begun[-1] if begun else None)


@pytest.mark.django_db
def test_a_code_leads_to_one_procedure_and_two_provinces_do_not_meet(onestop_world: OnestopWorld) -> None:
    onestop_world.procedure(code="2.002381")
    with pytest.raises(ProblemsFound) as found:
        onestop_world.procedure("Khác", code="2.002381.H38", old_codes=["2.002381"], field=" ")
    assert {one.code for one in found.value.problems} == {"procedures.code_taken", "procedures.code_twice", "procedures.field_missing"}
    other = onestop_world.procedure("Khác", code="2.002381", agency="XA", who="coordinator elsewhere")
    assert procedure_by_code("2.002381.H38", onestop_world.agencies["XA"].pk) == other


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no name": ({"name": " "}, "name_missing"), "count without unit": ({"term_count": 5}, "term_unit_missing"),
    "fee of nothing": ({"fee": "charged", "fee_amount": 0}, "fee_amount_odd"), "fee where none is": ({"fee": "none", "fee_amount": 5}, "fee_amount_odd"),
    "published tomorrow": ({"published_on": TODAY + timedelta(days=1)}, "published_in_future"),
    "published before signed": ({"promulgation": Cited("decision", "1", "QĐ-UBND", TODAY), "published_on": date(2026, 11, 2)}, "published_before_signed"),
    "excused from steps": ({"absent": ("steps",)}, "absent_odd"), "there and not there": ({"absent": ("forms",), "parts": {"forms": "Mẫu 01"}}, "absent_odd"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", WRONG)
def test_a_version_that_cannot_be_is_refused(onestop_world: OnestopWorld, case: str) -> None:
    changes, code = WRONG[case]
    with pytest.raises(ProblemsFound) as found:
        onestop_world.procedure(first=changes)
    assert [one.code for one in found.value.problems] == [f"procedures.{code}"]
    assert catalogue_of(onestop_world.own.pk, TODAY) == []


@pytest.mark.django_db
@pytest.mark.parametrize("day", [None, date(2026, 7, 1), date(2026, 6, 1)])
def test_a_version_follows_only_a_day_later(onestop_world: OnestopWorld, day: date | None) -> None:
    one = onestop_world.procedure(first={"valid_from": date(2026, 7, 1)})
    with pytest.raises(ProblemsFound) as found:
        add_version(procedure=one, given=VersionGiven("Mới", day), by=onestop_world.people["officer"], at=NOW)
    assert [each.code for each in found.value.problems] == ["procedures.version_not_later"]
    assert one.versions.get().valid_until is None


@pytest.mark.django_db
def test_completeness_is_computed_from_what_is_there(onestop_world: OnestopWorld) -> None:
    onestop_world.procedure("Đủ", first={**WHOLE, "published_on": TODAY})
    onestop_world.procedure("Chưa nói mẫu đơn", first={**WHOLE, "absent": ("conditions",), "published_on": TODAY})
    onestop_world.procedure("Thiếu số bộ", first={**WHOLE, "sets": None})
    onestop_world.procedure("Chỉ có tên", online=OnlineGiven("end_to_end"), unverified=["name"])
    rows = {one.version.name: one for one in catalogue_of(onestop_world.own.pk, TODAY)}
    missing = {name: [part.key for part in one.missing] for name, one in rows.items()}
    assert missing == {"Đủ": [], "Chưa nói mẫu đơn": ["forms"], "Thiếu số bộ": ["papers"], "Chỉ có tên": [key for key in PART_KEYS if key != "name"]}
    counts = counts_of(rows.values())
    assert (counts.total, counts.published, counts.complete, counts.online, counts.online_known, counts.unverified) == (4, 2, 1, 1, 1, 1)
    asked = {
        "khong": Filters(missing="khong"), "co": Filters(missing="co"), "steps": Filters(missing="steps"), "words": Filters(words="du"),
        "published": Filters(state="cong-khai"), "online": Filters(online="end_to_end"), "unknown": Filters(online="chua-ro"),
    }
    assert {name: [one.version.name for one in chosen(rows.values(), given)] for name, given in asked.items()} == {
        "khong": ["Đủ"], "co": ["Chưa nói mẫu đơn", "Thiếu số bộ", "Chỉ có tên"], "steps": ["Chỉ có tên"], "words": ["Đủ"],
        "published": ["Đủ", "Chưa nói mẫu đơn"], "online": ["Chỉ có tên"], "unknown": ["Đủ", "Chưa nói mẫu đơn", "Thiếu số bộ"],
    }


@pytest.mark.django_db
def test_the_list_asks_as_much_for_one_as_for_many_and_comes_as_a_workbook(onestop_world: OnestopWorld) -> None:
    client, counts = onestop_world.client("staff"), []
    for number in range(1, 31):
        onestop_world.procedure(f"Thủ tục số {number}", first={"valid_from": date(2026, 1, 1), "term_words": "5 ngày làm việc"}, online=OnlineGiven("partial"))
        if number in (1, 30):
            with CaptureQueriesContext(connection) as asked:
                answer = client.get("/thu-tuc/")
            counts.append(len(asked))
    assert counts[0] == counts[1] <= 14
    assert "Thủ tục số 30" in answer.content.decode()
    book = openpyxl.load_workbook(BytesIO(client.get("/thu-tuc/tep/?tim=so+7").getvalue()))
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[2]][:8] == [
        "SKHCN-007", None, "Thủ tục số 7", "An toàn bức xạ", "cấp tỉnh", "5 ngày làm việc", None, "một phần",
    ]
    assert sheet.max_row == 4


@pytest.mark.django_db
def test_the_page_of_a_procedure_shows_versions_and_gaps(onestop_world: OnestopWorld) -> None:
    one = onestop_world.procedure(
        code="1.014393.H38", unverified=["code"], first={**WHOLE, "parts": {**WHOLE["parts"], "steps": ""}, "valid_from": date(2026, 1, 5),
        "promulgation": Cited("decision", "12", "QĐ-UBND", date(2026, 1, 2)), "published_on": date(2026, 1, 6)},
    )
    text = onestop_world.client("staff").get(f"/thu-tuc/{one.pk}/").content.decode()
    for words in ("1.014393", "chưa kiểm tra", "Đã công khai ngày 06/01/2026", "Còn thiếu 1/12 bộ phận", "12/QĐ-UBND", "05/01/2026", "5 ngày làm việc"):
        assert words in text
    assert onestop_world.client("officer of another").get(f"/thu-tuc/{one.pk}/").status_code == 404
