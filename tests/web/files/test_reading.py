"""The background work: a stored file is scanned, read once, proposed for, and compared with what is there."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from parix.foundation.problems import ProblemsFound
from parix.web.audit_trail.queries.entries import Entry
from parix.web.background.models import Run
from parix.web.files.actions import reading
from parix.web.files.actions.scanning import scan_file
from parix.web.files.actions.sweeping import sweep
from parix.web.files.models import Document, Likeness, PageText, StoredFile, Upload
from parix.web.files.queries.duplicates import kin_of, twins_of
from parix.web.files.queries.proposals import proposed
from parix.web.files.queries.register import rows_of
from parix.web.files.queries.store import part_path
from tests.unit.official_documents.made_papers import made_paper
from tests.unit.official_documents.paper_layouts import pdf_bytes, scan_bytes
from tests.unit.official_documents.signing_authority import holder, root, signed
from tests.web.files.office import NOW, Office, examine, paper_text

pytestmark = pytest.mark.django_db


def file_of(document: object) -> StoredFile:
    return StoredFile.objects.get(revisions__document=document)


def test_a_file_is_read_and_its_head_is_proposed(office: Office) -> None:
    paper = made_paper(0)
    document = office.document(paper_text(0))
    file = file_of(document)
    assert (file.state, file.page_count, file.problems, len(file.text_print)) == ("readable", 1, [], 16)
    assert proposed(file) == {
        "kind": paper.kind, "number": paper.number, "symbol": paper.symbol, "issued_on": paper.day, "issuer": paper.issuer, "abstract": paper.abstract,
    }
    assert (document.state, document.number) == ("drafted", "")
    page = PageText.objects.get(file=file)
    assert page.text.startswith("UBND TỈNH") and page.words.startswith("ubnd tinh")


def test_the_reading_is_asked_for_in_the_transaction_of_the_upload(office: Office) -> None:
    office.document(read=False)
    run = Run.objects.get()
    assert (run.job, run.arguments, run.asked_by) == ("parix.web.files.jobs.examine", {"file_id": StoredFile.objects.get().pk}, "officer")
    assert [(entry.act, entry.scope) for entry in Entry.objects.filter(act__startswith="files.")] == [("files.revision_added", "TC")]


def test_reading_twice_leaves_the_same(office: Office) -> None:
    file = file_of(office.document())
    before = [(page.number, page.text) for page in PageText.objects.filter(file=file)]
    StoredFile.objects.filter(pk=file.pk).update(state="received")
    examine(file)
    assert [(page.number, page.text) for page in PageText.objects.filter(file=file)] == before


def test_a_scan_is_read_and_signatures_are_kept(office: Office, settings: Settings, tmp_path: object, scan_reader: None) -> None:
    read = file_of(office.document(scan_bytes(pdf_bytes(made_paper(2)), 2), name="quét.pdf"))
    assert (read.state, read.media_type, {page.method for page in read.pages.all()}) == ("readable", "application/pdf", {"ocr"})
    assert read.page_prints.count() == read.page_count


def test_a_signed_pdf_shows_who_signed(office: Office, monkeypatch: pytest.MonkeyPatch, vietnamese_type: None) -> None:
    monkeypatch.setattr(reading, "trusted_roots", lambda: (root().der,))
    document = office.document(signed(pdf_bytes(made_paper(2)), holder("Nguyễn Văn Thành"), "Giám đốc"), name="ký.pdf")
    text = office.client("officer").get(f"/tai-lieu/{document.pk}/").content.decode()
    assert "Nguyễn Văn Thành" in text and "Hợp lệ: nội dung còn nguyên" in text


@pytest.mark.parametrize(("content", "code"), [
    (b"%PDF-1.7\nbroken", "document.damaged"), (b"PK\x03\x04broken", "document.damaged"),
])
def test_a_broken_file_is_kept_and_named_unreadable(office: Office, content: bytes, code: str) -> None:
    if content.startswith(b"PK"):
        with pytest.raises(ProblemsFound) as refused:
            office.document(content)
        assert [problem.code for problem in refused.value.problems] == [code]
        return
    document = office.document(content, name="hỏng.pdf")
    file = file_of(document)
    assert (file.state, [problem["code"] for problem in file.problems], file.head) == ("unreadable", [code], None)
    page = office.client("officer").get(f"/tai-lieu/{document.pk}/")
    assert page.status_code == 200 and "bị hỏng, không mở được" in page.content.decode()


def test_an_unreadable_file_may_be_read_again(office: Office) -> None:
    document = office.document(b"%PDF-1.7\nbroken", name="hỏng.pdf")
    Run.objects.all().delete()
    assert office.client("auditor").post(f"/tai-lieu/{document.pk}/doc-lai/").status_code == 403
    assert office.client("staff").post(f"/tai-lieu/{document.pk}/doc-lai/").status_code == 302
    assert (file_of(document).state, Run.objects.count()) == ("received", 1)


# --- likeness ------------------------------------------------------------------------------------------------------------


def test_the_same_file_of_another_agency_and_year_is_flagged(office: Office) -> None:
    first = office.document(paper_text(0))
    second = office.document(paper_text(0), agency="NV", by="officer of another")
    for document, year in ((first, 2025), (second, 2026)):
        type(document).objects.filter(pk=document.pk).update(issued_on=date(year, 3, 1))
        document.refresh_from_db()
    (twin,) = twins_of(second, {office.own.pk, second.agency_id})
    assert (twin.id, twin.basis, twin.percent, twin.is_other_agency, twin.is_other_year) == (first.pk, "same", 100, True, True)
    (hidden,) = twins_of(second, {second.agency_id})
    assert (hidden.id, hidden.title, hidden.agency, hidden.issued_on, hidden.is_other_agency) == (None, "", "", None, True)
    text = office.client("officer of another").get(f"/tai-lieu/{second.pk}/").content.decode()
    assert "một tài liệu của cơ quan khác" in text and str(first.pk) not in text


def test_a_second_scan_is_near_the_typed_file_and_the_first_scan(office: Office, scan_reader: None) -> None:
    typed = pdf_bytes(made_paper(3))
    documents = [office.document(content, name=f"{place}.pdf") for place, content in enumerate((typed, scan_bytes(typed, 1), scan_bytes(typed, 2)))]
    office.document(pdf_bytes(made_paper(4)), name="khác.pdf")
    bases = {(pair.basis, file_of(documents[0]).pk in (pair.first_id, pair.second_id)) for pair in Likeness.objects.all()}
    assert bases == {("text", True), ("text", False), ("picture", True), ("picture", False)}
    assert {twin.id for twin in twins_of(documents[0], {office.own.pk})} == {documents[1].pk, documents[2].pk}


@pytest.mark.parametrize(("basis", "percent", "registered_as", "is_flagged"), [
    ("text", 90, ("13", "BB-STC"), False), ("picture", 94, ("13", "BB-STC"), False), ("text", 90, ("12", "BB-SNV"), False),
    ("text", 98, ("13", "BB-STC"), True), ("picture", 94, ("12", "BB-STC"), True), ("text", 90, ("", ""), True),
])
def test_a_form_filled_in_again_under_another_number_is_no_reuse(
    office: Office, basis: str, percent: int, registered_as: tuple[str, str], is_flagged: bool
) -> None:
    """Minutes of three inspections are alike; the same words under another number, or the same number again, are another matter."""
    first, second = office.document(read=False), office.document(paper_text(1), read=False)
    for document, (number, symbol) in ((first, ("12", "BB-STC")), (second, registered_as)):
        Document.objects.filter(pk=document.pk).update(number=number, symbol=symbol)
        document.refresh_from_db()
    Likeness.objects.create(first=file_of(first), second=file_of(second), basis=basis, percent=percent)
    assert {one.id for one in twins_of(first, {office.own.pk})} == ({second.pk} if is_flagged else set())
    assert kin_of({first.pk}) == {first.pk: {second.pk: (basis, percent)} if is_flagged else {}}
    assert [row.is_used_elsewhere for row in rows_of([first, second])] == [is_flagged, is_flagged]


def test_one_reference_registered_twice_is_flagged(office: Office) -> None:
    first, second = office.registered(), office.registered()
    assert [(twin.id, twin.basis) for twin in twins_of(second, {office.own.pk})] == [(first.pk, "reference")]


# --- scanning for malware --------------------------------------------------------------------------------------------------


class Scanner(socketserver.ThreadingTCPServer):
    """Speaks clamd's INSTREAM: finds whatever holds the word that its one signature is made of."""

    allow_reuse_address = daemon_threads = True
    answers: str | None = None


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while length := int.from_bytes(self.rfile.read(4), "big"):
            content += self.rfile.read(length)
        fixed = self.server.answers  # type: ignore[attr-defined]
        answer = fixed if fixed is not None else "stream: Parix.Test.Word FOUND" if b"TU-KHOA-DOC-HAI" in content else "stream: OK"
        self.wfile.write(answer.encode() + b"\0")


@pytest.fixture
def scanner(settings: Settings) -> Iterator[Scanner]:
    with Scanner(("127.0.0.1", 0), _Talk) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        settings.FILES_SCANNER = f"tcp://127.0.0.1:{server.server_address[1]}"
        yield server
        server.shutdown()


def test_a_clean_file_is_scanned_then_read(office: Office, scanner: Scanner) -> None:
    file = file_of(office.document())
    assert (file.state, file.scanned_at, file.scan_finding) == ("readable", NOW, "")


def test_a_found_file_goes_into_quarantine_and_to_nobody(office: Office, scanner: Scanner) -> None:
    document = office.document(paper_text(0) + b"TU-KHOA-DOC-HAI")
    file = file_of(document)
    assert (file.state, file.scan_finding, file.head, file.pages.count()) == ("quarantined", "Parix.Test.Word", None, 0)
    page = office.client("officer").get(f"/tai-lieu/{document.pk}/")
    assert page.status_code == 200 and "Tệp bị cách ly" in page.content.decode()
    for person in ("officer", "coordinator", "auditor"):
        assert office.client(person).get(f"/tai-lieu/{document.pk}/ban/1/").status_code == 404
    assert Entry.objects.filter(act="files.file_quarantined", actor="system").count() == 1


def test_while_files_are_scanned_an_unscanned_one_goes_to_nobody(office: Office, scanner: Scanner) -> None:
    document = office.document(read=False)
    path = f"/tai-lieu/{document.pk}/ban/1/"
    assert office.client("officer").get(path).status_code == 404
    examine(file_of(document))
    answer = office.client("officer").get(path)
    assert answer.status_code == 200 and answer.getvalue() == paper_text(0)


@pytest.mark.parametrize("answer", ["INSTREAM size limit exceeded. ERROR", ""])
def test_a_scanner_that_does_not_do_its_work_fails_the_job(office: Office, scanner: Scanner, answer: str) -> None:
    scanner.answers = answer
    document = office.document(read=False)
    with pytest.raises(ProblemsFound) as failed:
        examine(file_of(document))
    assert [problem.code for problem in failed.value.problems] == ["files.scanner_refused"]
    assert (file_of(document).state, file_of(document).scanned_at) == ("received", None)


def test_a_scanner_that_is_away_fails_the_job(office: Office, settings: Settings) -> None:
    settings.FILES_SCANNER = "tcp://127.0.0.1:1"
    file = file_of(office.document(read=False))
    with pytest.raises(ProblemsFound) as failed:
        scan_file(file=file, now=NOW)
    assert [problem.code for problem in failed.value.problems] == ["files.scanner_silent"]


# --- tidying -----------------------------------------------------------------------------------------------------------------


def test_tidying_ends_old_uploads_and_asks_for_files_that_wait(office: Office) -> None:
    document = office.document(read=False)
    Run.objects.all().delete()
    open_one = Upload.objects.create(by=office.people["officer"], agency=office.own, original_name="dở.txt", size=9, started_at=NOW, touched_at=NOW)
    part_path(open_one.pk).parent.mkdir(parents=True, exist_ok=True)
    part_path(open_one.pk).write_bytes(b"half")
    assert sweep(now=NOW + timedelta(minutes=5)) == 0
    assert sweep(now=NOW + timedelta(days=4)) == 2
    open_one.refresh_from_db()
    assert (open_one.state, part_path(open_one.pk).exists()) == ("abandoned", False)
    assert [run.arguments for run in Run.objects.all()] == [{"file_id": file_of(document).pk}]



def test_kin_are_found_for_many_documents_in_three_queries(office: Office) -> None:
    first, nearly, alone = office.document(read=False), office.document(paper_text(1), read=False), office.document(paper_text(2), read=False)
    same = office.document(agency="NV", by="officer of another", read=False)
    assert kin_of({first.pk, alone.pk}) == {first.pk: {same.pk: ("same", 100)}, alone.pk: {}}
    Likeness.objects.create(first=file_of(first), second=file_of(nearly), basis="picture", percent=96)
    with CaptureQueriesContext(connection) as queries:
        kin = kin_of({first.pk, nearly.pk, alone.pk})
    assert len(queries) == 3
    assert kin == {
        first.pk: {same.pk: ("same", 100), nearly.pk: ("picture", 96)}, nearly.pk: {first.pk: ("picture", 96), same.pk: ("picture", 96)}, alone.pk: {},
    }
