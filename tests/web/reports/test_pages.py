"""Pages: what each shows, forms refused with their reasons, templates of the office, and queries that do not grow."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from parix.foundation.facts import Share
from parix.official_documents.text_extraction.extracting import extract_text
from parix.official_documents.writing.template_filling import starting_template
from parix.web.reports.actions.drafting import draft_report
from parix.web.reports.models import Comment, OfficeTemplate, Report, Section
from parix.web.reports.queries.lists import due_reports
from tests.web.reports.report_world import AT, FORM, ReportWorld, build_report_world
from tests.web.worlds import OWN

ONE_STOP = "II.2"


@pytest.fixture
def made(settings: Settings, tmp_path: Path, db: None) -> ReportWorld:
    settings.FILES_ROOT = tmp_path / "files"
    return build_report_world()


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", answer.content.decode()))


def queries(made: ReportWorld, path: str) -> int:
    client = made.client("officer")
    client.get(path)
    with CaptureQueriesContext(connection, ) as told:
        assert client.get(path).status_code == 200
    return len(told)


def test_a_changed_figure_is_shown_with_its_sentence_until_it_is_read_again(made: ReportWorld) -> None:
    made.measure("onestop.dossiers_on_time", Share(Fraction(1226), Fraction(1250)))
    staff = made.client("staff")
    page = text(staff.get(made.path("report")))
    assert "1 câu có số đã đổi, cần đọc lại" in page and "ho_so_dung_han 1.225 → 1.226" in page
    sentence = made.page().left_behind[0][1].written
    staff.post(made.path("read_again", section=ONE_STOP), {"sentence": sentence})
    assert "cần đọc lại" not in text(staff.get(made.path("report")))


def test_a_section_is_saved_refused_and_told_of_another_writer(made: ReportWorld) -> None:
    officer, path = made.client("officer"), made.path("section", section="III.2")
    refused = officer.post(path, {"text": "Có {ho_so_dung_hann} hồ sơ", "version": 0})
    assert refused.status_code == 422 and "có phải là «ho_so_dung_han»?" in text(refused)
    assert officer.post(path, {"text": "- Một.", "version": 0}).status_code == 302
    told = officer.post(path, {"text": "- Hai.", "version": 0})
    assert told.status_code == 409 and "- Một." in text(told) and "- Hai." in told.content.decode()
    assert officer.post(path, {"text": "- Hai.", "version": 1}).status_code == 302
    assert Section.objects.get(report=made.report, key="III.2").text == "- Hai."


def test_a_unit_writes_its_own_section_alone(made: ReportWorld) -> None:
    staff = made.client("staff")
    assert staff.get(made.path("section", section=ONE_STOP)).status_code == 200
    assert staff.get(made.path("section", section="III.2")).status_code == 403


def test_comments_are_made_and_seen_to(made: ReportWorld) -> None:
    made.client("director").post(made.path("comment", section="III.2"), {"text": "Nêu nguyên nhân"})
    assert "Nêu nguyên nhân" in text(made.client("staff").get(made.path("report")))
    made.client("officer").post(made.path("settle", comment_id=Comment.objects.get().pk))
    assert "đã xử lý" in text(made.client("staff").get(made.path("report")))


def test_what_hinders_is_listed_and_mended_and_then_it_is_issued(made: ReportWorld) -> None:
    officer, director = made.client("officer"), made.client("director")
    officer.post(made.path("submit"))
    assert Report.objects.get(pk=made.report.pk).state == "drafted" and "chưa ghi người ký" in text(officer.get(made.path("checks")))
    head = {
        "abstract": made.report.abstract, "symbol": "BC-SKHCN", "place": "Tỉnh Mẫu", "signer_position": "GIÁM ĐỐC", "signer_name": "Nguyễn Văn Mẫu",
        "recipients": "Sở Nội vụ;\n- Lưu: VT",
    }
    assert officer.post(made.path("head"), head).status_code == 302
    assert Report.objects.get(pk=made.report.pk).recipients == ["Sở Nội vụ", "Lưu: VT"]
    officer.post(made.path("submit"))
    assert director.post(made.path("issue")).status_code == 302
    report = Report.objects.select_related("number").get(pk=made.report.pk)
    assert (report.state, str(report.number)) == ("issued", "01/BC-SKHCN")
    numbers = text(director.get(reverse("reports:numbers", args=[OWN])))
    assert "01/BC-SKHCN" in numbers and report.abstract in numbers
    coordinator = made.client("coordinator").get(made.path("report"))
    assert coordinator.status_code == 200 and "Đã ban hành số 01/BC-SKHCN" in text(coordinator)


@pytest.mark.parametrize(("form", "opening"), [("docx", b"PK"), ("pdf", b"%PDF"), ("xlsx", b"PK")])
def test_a_draft_can_be_looked_at_as_a_file(made: ReportWorld, form: str, opening: bytes) -> None:
    answer = made.client("officer").get(made.path("file", form=form))
    assert answer.content.startswith(opening) and "attachment" in answer["Content-Disposition"]
    if form != "xlsx":
        assert "BẢN DỰ THẢO" in answer.content.decode("latin-1") or "DỰ THẢO" in extract_text(answer.content).text or form == "docx"


def test_an_office_brings_its_own_template(made: ReportWorld) -> None:
    officer, path = made.client("officer"), reverse("reports:templates", args=[OWN])
    given = docx.Document(BytesIO(starting_template()))
    given.add_paragraph("Tỷ lệ đúng hạn: {{ty_le_dung_han}}")
    saved = BytesIO()
    given.save(saved)
    assert officer.post(path, {"form": FORM, "file": SimpleUploadedFile("mau.docx", saved.getvalue())}).status_code == 302
    assert "Tỷ lệ đúng hạn: 98%" in extract_text(officer.get(made.path("file", form="docx")).content).text
    wrong = docx.Document()
    wrong.add_paragraph("{{noi_dungg}}")
    saved = BytesIO()
    wrong.save(saved)
    refused = officer.post(path, {"form": FORM, "file": SimpleUploadedFile("sai.docx", saved.getvalue())})
    assert refused.status_code == 422 and "có phải là «noi_dung»?" in text(refused)
    assert OfficeTemplate.objects.filter(dropped_at__isnull=True).count() == 1
    officer.post(reverse("reports:drop_template", args=[OWN, FORM]))
    assert "Tỷ lệ đúng hạn: 98%" not in extract_text(officer.get(made.path("file", form="docx")).content).text


def test_the_season_that_is_due_is_offered(made: ReportWorld) -> None:
    assert due_reports([made.agency.pk], date(2026, 3, 16)) == []
    [one] = due_reports([made.agency.pk], date(2026, 4, 1))
    assert (one.season.key, one.year, one.due) == ("half_year", 2026, date(2026, 6, 20))
    [one] = due_reports([made.agency.pk], date(2026, 12, 25))
    assert (one.season.key, one.year) == ("quarter_one", 2027)


def test_queries_of_the_list_do_not_grow(made: ReportWorld) -> None:
    path = reverse("reports:reports")
    before = queries(made, path)
    for year in (2023, 2024, 2025):
        draft_report(agency=made.agency, form="conclusion", season="", year=year, by=made.people["officer"], at=AT)
    assert queries(made, path) == before


def test_queries_of_a_document_do_not_grow_with_its_comments(made: ReportWorld) -> None:
    path = made.path("report")
    before = queries(made, path)
    for number in range(3):
        made.client("director").post(made.path("comment", section=ONE_STOP), {"text": f"Góp ý {number}"})
    assert queries(made, path) == before


def test_a_draft_is_discarded_with_what_belongs_to_it(made: ReportWorld) -> None:
    made.client("officer").post(made.path("discard"))
    assert not Report.objects.exists() and not Section.objects.exists()
