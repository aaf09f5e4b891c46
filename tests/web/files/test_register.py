"""The register: registering, confirming, filters, counts of queries; search in fields and in text on both databases."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from parix.web.audit_trail.queries.entries import Entry
from parix.web.files.models import Document, DocumentRevision, RevisionIsFinal, StoredFile
from parix.web.files.queries.register import Filters, documents_found, rows_of
from parix.web.files.queries.searching import hit, hits_in, pages_with, wanted
from tests.unit.official_documents.made_papers import made_paper
from tests.web.databases import Database
from tests.web.files.office import Office, build_office, paper_text

FIELDS = {
    "kind": "plan", "number": "56", "symbol": "KH-STC", "issued_on": "26/01/2026", "in_force_on": "01/02/2026", "received_on": "28/01/2026",
    "issuer": "Sở Tài chính", "abstract": "Cải cách hành chính năm 2026", "link": "https://stc.example.vn/56",
}


def flattened(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.mark.django_db
def test_a_document_is_registered_without_a_file(office: Office) -> None:
    answer = office.client("officer").post("/tai-lieu/moi/", {**FIELDS, "agency": "TC"})
    document = Document.objects.get()
    assert answer.headers["Location"] == f"/tai-lieu/{document.pk}/"
    assert (document.state, document.confirmed_by, document.current) == ("confirmed", office.people["officer"], None)
    assert (document.issued_on, document.in_force_on, document.received_on) == (date(2026, 1, 26), date(2026, 2, 1), date(2026, 1, 28))
    entry = Entry.objects.get(act="files.document_registered")
    assert (entry.actor, entry.scope, entry.subject, entry.after["number"]) == ("officer", "TC", f"files.Document:{document.pk}", "56")


WRONG = {
    "kind": ({"kind": ""}, "kind"), "unknown kind": ({"kind": "poem"}, "kind"), "day": ({"issued_on": "31/6/2026"}, "issued_on"),
    "future": ({"issued_on": "01/01/2199", "in_force_on": "", "received_on": ""}, "issued_on"),
    "received in the future": ({"received_on": "01/01/2199"}, "received_on"), "received first": ({"received_on": "25/01/2026"}, "received_on"),
    "in force first": ({"in_force_on": "25/01/2026"}, "in_force_on"), "nothing": ({"number": "", "symbol": "", "abstract": "", "link": ""}, "abstract"),
    "script": ({"link": "javascript:alert(1)"}, "link"), "long": ({"symbol": "K" * 81}, "symbol"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_stands_beside_its_field(office: Office, case: str) -> None:
    changed, field = WRONG[case]
    answer = office.client("officer").post("/tai-lieu/moi/", {**FIELDS, "agency": "TC", **changed})
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, [field])
    assert Document.objects.count() == 0


@pytest.mark.django_db
def test_proposals_are_confirmed_or_corrected_by_a_person(office: Office) -> None:
    paper = made_paper(0)
    document = office.document(paper_text(0))
    client = office.client("staff")
    page = client.get(f"/tai-lieu/{document.pk}/")
    assert page.context["form"].initial["number"] == paper.number
    assert page.context["form"].initial["issued_on"] == paper.day
    text = flattened(page)
    assert "Chưa ai xác nhận." in text and paper.issuer in text and 'href="#trang-1"' in text
    given = {"kind": paper.kind, "number": paper.number, "symbol": paper.symbol, "issued_on": f"{paper.day:%d/%m/%Y}", "issuer": "Sở KH&CN", "abstract": "Khác"}
    assert client.post(f"/tai-lieu/{document.pk}/xac-nhan/", given).status_code == 302
    document.refresh_from_db()
    assert (document.state, document.confirmed_by, document.issuer, document.abstract) == ("confirmed", office.people["staff"], "Sở KH&CN", "Khác")
    entry = Entry.objects.get(act="files.document_confirmed")
    assert (entry.before["number"], entry.after["number"]) == ("", paper.number)
    again = client.get(f"/tai-lieu/{document.pk}/")
    assert again.context["form"].initial["abstract"] == "Khác"


@pytest.mark.django_db
def test_the_list_shows_proposals_as_such(office: Office) -> None:
    paper = made_paper(0)
    office.document(paper_text(0))
    (row,) = rows_of(Document.objects.all())
    assert (row.is_confirmed, row.is_proposed, row.issued_on, row.abstract) == (False, True, paper.day, paper.abstract)
    assert row.number_and_symbol == f"{paper.number}/{paper.symbol}"


@pytest.mark.django_db
@pytest.mark.parametrize(("query", "found"), [
    ("", {"56", "57", "60", "tệp"}), ("?tim=cai+cach", {"56", "57", "tệp"}), ("?tim=56/KH-STC", {"56"}), ("?loai=report", {"60"}), ("?nam=2025", {"57"}),
    ("?trang_thai=drafted", {"tệp"}), ("?trang_thai=confirmed", {"56", "57", "60"}), ("?trang_thai=khong-tep", {"56", "57", "60"}), ("?co_quan=NV", {"60"}),
    ("?nam=x&loai=khac&trang=99", set()), ("?xep=ngay&trang=99", {"56", "57", "60", "tệp"}), ('?tim="hành chính"', {"56", "57", "tệp"}),
])
def test_filters_of_the_list(office: Office, query: str, found: set[str]) -> None:
    office.registered("56")
    office.registered("57", issued_on=date(2025, 3, 1))
    office.registered("60", agency="NV", kind="report", abstract="Tiếp công dân")
    office.document("Nội dung nói về cải cách hành chính và nhiều việc khác nữa của cơ quan.".encode())
    rows = office.client("coordinator").get(f"/tai-lieu/{query}").context["rows"]
    assert {row.number_and_symbol.split("/")[0] or "tệp" for row in rows} == found


@pytest.mark.django_db
def test_the_list_as_a_workbook(office: Office) -> None:
    office.registered("56")
    office.registered("57", abstract="=1+1")
    answer = office.client("auditor").get("/tai-lieu/so-van-ban.xlsx")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="so-van-ban-{timezone.localdate():%Y%m%d}.xlsx"'
    rows = list(openpyxl.load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))  # type: ignore[union-attr]
    by_number = {row[1]: row for row in rows}
    assert set(by_number) == {"Số, ký hiệu", "57/KH-STC", "56/KH-STC"}
    assert by_number["57/KH-STC"][4] == "=1+1" and by_number["56/KH-STC"][2].date() == date(2026, 1, 26)


@pytest.mark.django_db
def test_as_many_queries_for_thirty_documents_as_for_two_that_are_alike() -> None:
    """What is alike is only asked further of where something is."""

    def counts(office: Office) -> dict[str, int]:
        first = Document.objects.order_by("registered_at").last()
        assert first is not None
        found = {}
        for name, path in {"list": "", "search": "?tim=cai+cach", "file": "so-van-ban.xlsx", "document": f"{first.pk}/", "upload": "tai-len/"}.items():
            client = office.client("officer")
            with CaptureQueriesContext(connection) as queries:
                assert client.get(f"/tai-lieu/{path}").status_code == 200, name
            found[name] = len(queries)
        return found

    office = build_office()
    office.document(paper_text(0))
    alone = counts(office)
    office.document(paper_text(0) + "\nBản 2 về cải cách".encode(), name="2.txt")
    few = counts(office)
    for number in range(3, 31):
        office.document(paper_text(0) + f"\nBản {number} về cải cách".encode(), name=f"{number}.txt", read=number < 6)
    many = counts(office)
    assert many == few
    assert all(alone[name] <= few[name] for name in few)
    assert max(few.values()) <= 14


# --- both databases ----------------------------------------------------------------------------------------------------------


def searched(words: str, office: Office) -> set[str]:
    found = documents_found([agency.pk for agency in office.agencies.values()], Filters(words=words))
    return {row.original_name or row.number_and_symbol for row in rows_of(found, words)}


def test_search_finds_text_without_marks_in_both_databases(each_database: Database) -> None:
    office = build_office()
    office.document("Ủy ban nhân dân tỉnh Hà Nội báo cáo kết quả số 5165/QĐ-UBND; đơn giản hóa thủ tục.".encode(), name="a")
    office.document("Trang một nói về hồ sơ.\fTrang hai nói về đào tạo, bồi dưỡng công chức; quyết định 5165.".encode(), name="b")
    office.registered("5165", abstract="Tuyên truyền")
    assert searched("ha noi", office) == searched("HÀ NỘI", office) == {"a"}
    assert searched("đào tạo", office) == searched("dao tao", office) == {"b"}
    assert searched("5165", office) == {"a", "b", "5165/KH-STC"}
    assert searched("5165/QĐ-UBND", office) == {"a"}
    assert searched('"thủ tục đơn giản"', office) == set()
    assert searched('"đơn giản hóa thủ tục"', office) == {"a"}
    assert searched("hồ sơ đào tạo", office) == set()  # not on one page
    assert searched("boi duo", office) == {"b"}  # the last word unfinished
    assert searched('"boi duo"', office) == set()
    assert searched("khong co gi nhu the", office) == set()
    for odd in ('"', "'", "a OR b", "NEAR(", "* *", "))&|!", "đ" * 500, "\x00"):
        searched(odd, office)
    (found,) = hits_in(StoredFile.objects.filter(pages__number=2).values_list("pk", flat=True), wanted("dao tao")).values()
    assert (found.page, found.found) == (2, "đào tạo")


def test_search_follows_a_second_reading_in_both_databases(each_database: Database) -> None:
    office = build_office()
    document = office.document("Nội dung cũ nói về mùa xuân ở cơ quan.".encode())
    file = StoredFile.objects.get()
    page = file.pages.get()
    page.words = "noi dung moi noi ve mua ha"
    page.save()
    assert [pages_with(wanted(words)).count() for words in ("mua xuan", "mua ha")] == [0, 1]
    file.pages.all().delete()
    assert pages_with(wanted("mua")).count() == 0
    assert document.revision_count == 1


def test_a_revision_is_final_in_both_databases(each_database: Database) -> None:
    office = build_office()
    office.document()
    revision = DocumentRevision.objects.get()
    for refuse in (revision.delete, lambda: DocumentRevision.objects.all().delete(), lambda: DocumentRevision.objects.update(number=9), revision.save):
        with pytest.raises(RevisionIsFinal):
            refuse()
    for statement in ("UPDATE files_documentrevision SET number = 9", "DELETE FROM files_documentrevision"):
        with pytest.raises((IntegrityError, InternalError), match="a revision is final"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert DocumentRevision.objects.get().number == 1


def test_the_hit_shows_what_stands_around() -> None:
    found = hit(3, "Trong quý I, Sở đã  tiếp nhận\n9 hồ sơ đúng hạn.", wanted("tiep nhan 9"))
    assert (found.page, found.before, found.found, found.after) == (3, "Trong quý I, Sở đã ", "tiếp nhận 9", " hồ sơ đúng hạn.")
