"""The workbook: what was exported comes back unchanged, changes are seen before they are made, all or nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from parix.exchange_formats import procedures_table
from parix.exchange_formats.procedures_table import read_procedures
from parix.foundation.problems import ProblemsFound
from parix.web.files.actions.citing import Cited
from parix.web.onestop.procedures.actions import OnlineGiven
from parix.web.onestop.procedures.actions.importing import forget_unapplied, import_table, keep_table
from parix.web.onestop.procedures.choices import MARKS
from parix.web.onestop.procedures.models import KeptTable, Procedure, Version
from parix.web.onestop.procedures.queries.comparing import CHANGED, NEW, NEWER, SAME, compared
from tests.unit.exchange_formats.made_workbooks import workbook
from tests.web.onestop.intake.test_pages import sent_in_pieces
from tests.web.onestop.onestop_world import NOW, TODAY, OnestopWorld
from tests.web.onestop.procedures.test_catalogue import WHOLE

HEAD = ["Mã thủ tục", "Tên thủ tục", "Lĩnh vực", "Thời hạn giải quyết", "Phí, lệ phí", "Có hiệu lực từ ngày", "Mức dịch vụ công trực tuyến"]

MARKED = {"interlinked": True, "is_one_stop": True, "is_settled_at_counter": False, "needs_population_data": False, "is_population_data_connected": True}


def kept(world: OnestopWorld, *rows: list[Any], who: str = "officer") -> KeptTable:
    return keep_table(agency=world.own, content=workbook([HEAD, *rows]), file_name="a.xlsx", by=world.people[who], at=NOW)


def applied(world: OnestopWorld, table: KeptTable) -> dict[str, int]:
    return import_table(table_id=table.pk, by=world.people["officer"], at=NOW)


def test_a_workbook_tells_every_mark_that_the_catalogue_keeps() -> None:
    assert tuple(procedures_table.MARKS) == tuple(MARKS)
    assert set(MARKS) <= {field.attname for field in Version._meta.concrete_fields}


@pytest.mark.django_db
def test_an_exported_catalogue_says_nothing_new(onestop_world: OnestopWorld) -> None:
    cited = Cited("decision", "35", "QĐ-UBND", date(2026, 3, 2))
    onestop_world.procedure("Đủ", code="2.002381", online=OnlineGiven("none"), first={
        **WHOLE, "promulgation": cited, "published_on": date(2026, 3, 5), "ordered_on": date(2026, 3, 20), "valid_from": date(2026, 3, 20), "marks": MARKED,
    })
    onestop_world.procedure("Có phí", online=OnlineGiven("end_to_end"), first={"fee": "charged", "fee_amount": 3_000_000, "term_words": "15 ngày làm việc"})
    onestop_world.procedure("Nhiều mức", old_codes=["BKHVCN-TGG-282407"], first={"fee": "charged", "fee_words": "75% phí cấp mới", "term_count": 3, "term_unit": "days"})
    content = onestop_world.client("officer", headers={"accept-language": "en"}).get("/thu-tuc/tep/").getvalue()
    table = read_procedures(content, "a.xlsx")
    assert (table.problems, {row.name: row.marks for row in table.rows}) == ((), {"Đủ": MARKED, "Có phí": {}, "Nhiều mức": {}})
    assert {line.row.name: (line.kind, line.columns) for line in compared(table.rows, onestop_world.own, TODAY)} == dict.fromkeys(
        ("Đủ", "Có phí", "Nhiều mức"), (SAME, ()),
    )


@pytest.mark.django_db
def test_rows_are_new_changed_newer_or_the_same(onestop_world: OnestopWorld) -> None:
    onestop_world.procedure("Một", code="2.002381", first={"term_words": "25 ngày", "valid_from": date(2025, 1, 1), "parts": {"steps": "Nộp"}})
    onestop_world.procedure("Hai", code="2.002382", first={"term_words": "10 ngày"}, online=OnlineGiven("partial"))
    table = kept(
        onestop_world, ["2.002381.000.00.00.H38", "Một", "", "15 ngày", "Không", "01/07/2026", ""], ["2.002382", "Hai", "", "", "150.000 đồng", "", "toàn trình"],
        ["", "hai", "", "10 ngày", "", "", ""], ["1.014393.H38", "Ba", "Khoa học", "5 ngày làm việc", "", "", "toàn trình"],
    )
    rows = compared(read_procedures(workbook([HEAD, ["2.002382", "Hai", "", "10 ngày", "", "", ""]]), "b.xlsx").rows, onestop_world.own, TODAY)
    assert [(line.kind, line.columns) for line in rows] == [(SAME, ())]
    with pytest.raises(ProblemsFound) as found:
        applied(onestop_world, table)
    assert [(one.code, one.place.path) for one in found.value.problems] == [("procedures.row_twice", "Bảng!4")]
    assert (Procedure.objects.count(), Version.objects.count(), KeptTable.objects.count()) == (2, 2, 1)
    table = kept(
        onestop_world, ["2.002381.000.00.00.H38", "Một", "", "15 ngày", "Không", "01/07/2026", ""], ["2.002382", "Hai", "", "", "150.000 đồng", "", "toàn trình"],
        ["1.014393.H38", "Ba", "Khoa học", "5 ngày làm việc", "", "", "toàn trình"],
    )
    assert applied(onestop_world, table) == {NEW: 1, CHANGED: 1, NEWER: 1}
    first, second, third = Procedure.objects.order_by("own_code")
    newer = first.versions.order_by("-number")[0]
    assert (first.versions.count(), newer.term_count, newer.fee, newer.parts, newer.valid_from) == (2, 15, "none", {"steps": "Nộp"}, date(2026, 7, 1))
    held = second.versions.get()
    assert (held.term_count, held.fee_amount, second.online_services.order_by("pk").last().level) == (10, 150_000, "end_to_end")  # type: ignore[union-attr]
    assert (third.code, third.field.name, third.versions.get().term_count) == ("1.014393", "Khoa học", 5)


@pytest.mark.django_db
def test_what_cannot_be_imported_says_so_before(onestop_world: OnestopWorld) -> None:
    onestop_world.procedure("Của tỉnh khác", code="2.002381", agency="XA", who="coordinator elsewhere")
    onestop_world.procedure("Của sở khác", code="2.002382", agency="NV", who="officer of another")
    client = onestop_world.client("officer")
    file = SimpleUploadedFile("a.xlsx", workbook([HEAD, ["2.002381", "Một", "", "", "", "", ""], ["2.002382", "Hai", "A", "", "", "", ""], ["sai", "Ba", "A", "", "", "", ""]]))
    address = client.post("/thu-tuc/nhap/", {"workbook": file}).headers["Location"]
    text = client.get(address).content.decode()
    assert text.count("cần sửa trong tệp") == 3
    for words in ("Chưa nhập được", "Thủ tục mới chưa ghi lĩnh vực", "Thủ tục thuộc danh mục của Sở Nội vụ", "không phải mã thủ tục", "Bảng!A4"):
        assert words in text
    client.post(f"{address}ghi/")
    assert Procedure.objects.filter(agency=onestop_world.own).count() == 0
    assert onestop_world.client("director").get(address).status_code == 404
    client.post(f"{address}bo/")
    assert KeptTable.objects.count() == 0


@pytest.mark.django_db
def test_a_catalogue_is_imported_in_the_browser_and_what_nobody_imports_is_forgotten(onestop_world: OnestopWorld) -> None:
    client = onestop_world.client("counter")
    file = SimpleUploadedFile("a.xlsx", workbook([HEAD, ["2.002381", "Một", "A", "5 ngày", "0", "", "mức độ 4"]]))
    address = client.post("/thu-tuc/nhap/", {"workbook": file}).headers["Location"]
    assert "1 thủ tục mới" in client.get(address).content.decode()
    client.post(f"{address}ghi/")
    assert Procedure.objects.get().versions.get().fee == "none"
    assert client.post("/thu-tuc/nhap/", {"workbook": SimpleUploadedFile("b.xlsx", b"x")}).status_code == 422
    kept(onestop_world, ["2.002382", "Hai", "A", "", "", "", ""])
    assert (forget_unapplied(now=NOW), forget_unapplied(now=NOW + timedelta(days=3))) == (0, 1)


@pytest.mark.django_db
def test_a_workbook_sent_in_pieces_is_kept_once(onestop_world: OnestopWorld) -> None:
    content = workbook([HEAD, ["2.002381", "Một", "Khoa học", "25 ngày", "Không", "01/07/2026", ""]])
    upload_id = sent_in_pieces(onestop_world, "/thu-tuc/nhap/", content, "danh mục.xlsx")
    answers = [onestop_world.client("officer").post("/thu-tuc/nhap/", {"upload": upload_id}) for _twice in range(2)]
    table = KeptTable.objects.get()
    assert [(one.status_code, one["Location"]) for one in answers] == [(302, f"/thu-tuc/nhap/{table.pk}/")] * 2
    assert (table.file_name, table.rows["rows"][0]["code"]) == ("danh mục.xlsx", "2.002381")
    nothing = onestop_world.client("officer").post("/thu-tuc/nhap/", {"upload": ""})
    assert (nothing.status_code, KeptTable.objects.count()) == (422, 1)


@pytest.mark.django_db
def test_a_change_is_shown_beside_what_stands(onestop_world: OnestopWorld) -> None:
    onestop_world.procedure("Hai", code="2.002382", first={"term_words": "10 ngày", "valid_from": date(2025, 1, 1)}, online=OnlineGiven("partial"))
    file = SimpleUploadedFile("a.xlsx", workbook([HEAD, ["2.002382", "Hai", "", "8 ngày", "", "", "toàn trình"]]))
    client = onestop_world.client("officer")
    page = client.get(client.post("/thu-tuc/nhap/", {"workbook": file}).headers["Location"]).content.decode()
    assert 'thời hạn: <span class="soft">10 ngày</span> → 8 ngày' in page
    assert 'mức dịch vụ công trực tuyến: <span class="soft">một phần</span> → toàn trình' in page
    assert "cần sửa trong tệp" not in page
