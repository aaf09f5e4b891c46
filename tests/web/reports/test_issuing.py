"""From a draft to a frozen document: a changed figure flags exactly its sentences, and what is issued says the same for ever."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError
from pytest_django import Settings

from parix.foundation.facts import Number, Share
from parix.foundation.problems import ProblemsFound
from parix.official_documents.document_reading import read_document
from parix.official_documents.writing.paper_json import from_json
from parix.web.accounts.workflow import StepRefused
from parix.web.audit_trail.queries.entries import entries_about
from parix.web.files.models import Document
from parix.web.notices.models import Notice
from parix.web.plans.actions.approving import approve_plan
from parix.web.plans.actions.drafting import AssignmentGiven, PlanGiven, add_assignments, draft_plan
from parix.web.reports.actions.drafting import draft_report
from parix.web.reports.actions.issuing import issue, send_back, submit
from parix.web.reports.actions.writing import TextChanged, change_head, read_again, save_section, type_figure
from parix.web.reports.choices import FileForm, ReportState
from parix.web.reports.models import FrozenFigure, IssuedFile, OutgoingNumber, OutgoingSeries, Report, Section
from parix.web.reports.queries.checks import checks_of
from parix.web.reports.queries.printing import file_of
from tests.web.reports.report_world import AT, FORM, QUARTER, SEASON, ReportWorld, build_report_world

pytestmark = pytest.mark.django_db
ONE_STOP = "II.2"


@pytest.fixture
def made(settings: Settings, tmp_path: object, db: None) -> ReportWorld:
    settings.FILES_ROOT = tmp_path / "files"  # type: ignore[operator]
    return build_report_world()


def signed(made: ReportWorld) -> None:
    change_head(report=made.report, given={"signer_name": "Nguyễn Văn Mẫu"}, by=made.people["officer"], at=AT)


def issued(made: ReportWorld, report: Report | None = None) -> Report:
    report = report or made.report
    change_head(report=report, given={"signer_name": "Nguyễn Văn Mẫu"}, by=made.people["officer"], at=AT)
    submit(report=report, by=made.people["officer"], at=AT)
    return issue(report=report, by=made.people["director"], at=AT + timedelta(hours=1))


def flagged(made: ReportWorld) -> dict[str, list[str]]:
    return {section.row.key: [one.written for one in section.left_behind] for section in made.page().sections if section.left_behind}


def test_a_new_draft_says_what_is_known_and_nothing_else(made: ReportWorld) -> None:
    page = made.page()
    section = page.section(ONE_STOP)
    assert section is not None and section.row.unit == made.one_stop
    said = " ".join(sentence.said for sentence in section.sentences)
    assert "đã giải quyết 1.250 hồ sơ, trong đó 1.225 hồ sơ đúng hạn, 25 hồ sơ quá hạn; tỷ lệ đúng hạn đạt 98%" in said
    assert "số hồ sơ đã giải quyết tăng 100" in said and "28/28 thủ tục hành chính" in said
    assert "phản ánh" not in said and page.missing == []
    assert (made.report.period_start, made.report.period_end) == (QUARTER.start, QUARTER.end)
    assert (made.report.symbol, made.report.abstract) == ("BC-SKHCN", "Công tác cải cách hành chính quý I năm 2026")


def test_a_changed_figure_flags_exactly_its_sentences(made: ReportWorld) -> None:
    assert flagged(made) == {}
    made.measure("onestop.dossiers_on_time", Share(Fraction(1226), Fraction(1250)), at=AT + timedelta(days=1))
    left = flagged(made)
    assert list(left) == [ONE_STOP] and len(left[ONE_STOP]) == 1 and "{ho_so_dung_han}" in left[ONE_STOP][0]
    changes = made.page().left_behind[0][1].changes
    assert [(one.name, one.before, one.now) for one in changes] == [
        ("ho_so_dung_han", "1.225", "1.226"), ("ho_so_qua_han", "25", "24"), ("ty_le_dung_han", "98%", "98,08%"),
    ]
    read_again(report=made.report, key=ONE_STOP, sentence=left[ONE_STOP][0], by=made.people["staff"], at=AT + timedelta(days=1))
    assert flagged(made) == {}


def test_a_figure_that_is_taken_back_flags_and_hinders(made: ReportWorld) -> None:
    from parix.foundation.facts import NotKnown

    made.measure("initiatives.recognised", NotKnown("đang rà lại"))
    page = made.page()
    assert list(flagged(made)) == ["I.5"] and {one.code for one in checks_of(page, AT.date()).hindering} >= {"reports.figure_missing", "reports.sentence_left_behind"}
    signed(made)
    with pytest.raises(ProblemsFound):
        submit(report=made.report, by=made.people["officer"], at=AT)


def test_editing_one_sentence_keeps_what_was_read_of_the_others(made: ReportWorld) -> None:
    section = Section.objects.get(report=made.report, key=ONE_STOP)
    made.measure("onestop.dossiers_on_time", Share(Fraction(1226), Fraction(1250)))
    save_section(
        report=made.report, key=ONE_STOP, text=section.text + "\n- Tỷ lệ đúng hạn là {ty_le_dung_han}.", based_on=0, by=made.people["staff"], at=AT,
    )
    left = flagged(made)[ONE_STOP]
    assert len(left) == 1 and "Tỷ lệ đúng hạn là" not in left[0]


def test_the_later_of_two_writers_is_told(made: ReportWorld) -> None:
    save_section(report=made.report, key="III.2", text="- Còn chậm ở khâu số hóa.", based_on=0, by=made.people["office staff"], at=AT)
    with pytest.raises(TextChanged) as told:
        save_section(report=made.report, key="III.2", text="- Khác.", based_on=0, by=made.people["officer"], at=AT)
    assert told.value.held.text == "- Còn chậm ở khâu số hóa."


def test_an_unknown_name_in_a_text_is_refused_with_the_nearest(made: ReportWorld) -> None:
    with pytest.raises(ProblemsFound) as found:
        save_section(report=made.report, key="III.2", text="Đúng hạn {ho_so_dung_hann} hồ sơ.", based_on=0, by=made.people["officer"], at=AT)
    assert [(one.code, one.remedy) for one in found.value.problems] == [("reports.figure_unknown", "có phải là «ho_so_dung_han»?")]


def test_contradicting_figures_stand_only_with_a_reason(made: ReportWorld) -> None:
    signed(made)
    save_section(report=made.report, key="III.2", text="- Đã xử lý 10/20 việc, đạt 60%.", based_on=0, by=made.people["officer"], at=AT)
    with pytest.raises(ProblemsFound) as found:
        submit(report=made.report, by=made.people["officer"], at=AT)
    assert [one.code for one in found.value.problems] == ["figures.percentage_differs"]
    submit(report=made.report, reason="Số của đơn vị báo cáo, đã đối chiếu", by=made.people["officer"], at=AT)
    assert Report.objects.get(pk=made.report.pk).state == ReportState.SUBMITTED


def test_issuing_numbers_keeps_and_registers(made: ReportWorld) -> None:
    report = issued(made)
    assert report.number is not None and (report.number.written, report.number.symbol, report.state) == ("01", "BC-SKHCN", ReportState.ISSUED)
    assert {one.form for one in report.files.all()} == set(FileForm)
    document = Document.objects.get(pk=report.document_id)
    assert (document.kind, document.number, document.symbol, document.is_confirmed) == ("report", "01", "BC-SKHCN", True)
    acts = [one.act for one in entries_about([f"reports.Report:{report.pk}"])]
    assert {"reports.drafted", "reports.head_changed", "reports.submitted", "reports.issued"} == set(acts)
    assert Notice.objects.filter(kind="reports.to_approve", recipient=made.people["director"]).count() == 1
    assert Notice.objects.filter(kind="reports.issued", recipient=made.people["staff"]).count() == 1


@pytest.mark.parametrize("form", [FileForm.DOCX, FileForm.PDF])
def test_the_issued_file_reads_back_as_it_was_meant(made: ReportWorld, form: FileForm) -> None:
    report = issued(made)
    reading = read_document(bytes(IssuedFile.objects.get(report=report, form=form).data))
    head = reading.head
    assert head.kind and head.number and head.symbol and head.date and head.issuer and head.signatory and head.abstract
    assert (head.kind.value.code, head.number.value, head.symbol.value, head.date.value.date) == ("report", "01", "BC-SKHCN", report.issued_on)
    assert (head.issuer.value.lower(), head.signatory.value.name, head.abstract.value) == (made.agency.name.lower(), "Nguyễn Văn Mẫu", report.abstract)
    figures = {(one.numerator, one.denominator) for one in reading.figures if one.form == "ratio"}
    assert {(12, 20), (28, 28)} <= figures
    assert {1250, 1225, 25} <= {int(one.value) for one in reading.figures if one.form == "count" and one.unit == "hồ sơ"}
    assert [one.code for one in reading.problems if one.code.startswith("figures.")] == []


def test_what_is_issued_never_changes(made: ReportWorld) -> None:
    report = issued(made)
    before = [bytes(one.data) for one in report.files.all()]
    made.measure("onestop.dossiers_on_time", Share(Fraction(1), Fraction(2)), at=AT + timedelta(days=2))
    made.measure("initiatives.recognised", Number(Fraction(9)), at=AT + timedelta(days=2))
    page = made.page()
    assert page.figures.by_name["ho_so_dung_han"] == "1.225" and page.left_behind == []
    assert [file_of(page, form, AT.date()).data for form in FileForm] == before
    assert page.paper(AT.date()) == from_json(Report.objects.get(pk=report.pk).paper)
    with pytest.raises(StepRefused):
        save_section(report=report, key="III.2", text="x", based_on=0, by=made.people["officer"], at=AT)


@pytest.mark.parametrize("change", [
    lambda report: Report.objects.filter(pk=report.pk).update(abstract="khác"), lambda report: Section.objects.filter(report=report).update(text="x"),
    lambda report: FrozenFigure.objects.filter(report=report).update(value="1"), lambda report: IssuedFile.objects.filter(report=report).update(size=1),
    lambda report: OutgoingNumber.objects.update(number=7), lambda report: OutgoingSeries.objects.update(last=7),
    lambda report: OutgoingNumber.objects.all()._raw_delete("default"), lambda report: Section.objects.create(report=report, place=99, key="x"),
], ids=["report", "section", "figure", "file", "number", "series", "number deleted", "section added"])
def test_the_database_itself_refuses(made: ReportWorld, change: object) -> None:
    report = issued(made)
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        change(report)  # type: ignore[operator]


def test_sent_back_with_a_reason_it_is_drafted_again(made: ReportWorld) -> None:
    signed(made)
    submit(report=made.report, by=made.people["officer"], at=AT)
    with pytest.raises(ProblemsFound):
        send_back(report=made.report, reason=" ", by=made.people["director"], at=AT)
    held = send_back(report=made.report, reason="Bổ sung nguyên nhân", by=made.people["director"], at=AT)
    assert (held.state, held.sent_back_because) == (ReportState.DRAFTED, "Bổ sung nguyên nhân")
    assert OutgoingSeries.objects.count() == 0


def test_a_typed_figure_needs_a_source_and_gives_way_to_a_measured_one(made: ReportWorld) -> None:
    officer = made.people["officer"]
    with pytest.raises(ProblemsFound):
        type_figure(report=made.report, key="dvsn_nhom_3", value="2", source="", by=officer, at=AT)
    with pytest.raises(ProblemsFound):
        type_figure(report=made.report, key="ho_so_dung_han", value="2", source="Sổ", by=officer, at=AT)
    type_figure(report=made.report, key="dvsn_nhom_3", value="1.002", source="Quyết định giao tự chủ", by=officer, at=AT)
    figure = made.page().figures.now["dvsn_nhom_3"]
    assert (figure.shown, figure.is_typed, figure.source) == ("1.002", True, "Quyết định giao tự chủ")
    made.measure("finance.autonomy_group_three", Number(Fraction(3)))
    assert made.page().figures.now["dvsn_nhom_3"].shown == "3"


def test_next_years_document_compares_with_what_was_issued(made: ReportWorld) -> None:
    issued(made)
    made.measure("onestop.dossiers_on_time", Share(Fraction(1), Fraction(2)))  # corrected afterwards: what was printed is compared with
    later = draft_report(agency=made.agency, form=FORM, season=SEASON, year=2027, by=made.people["officer"], at=AT)
    made.report = later
    assert made.page().figures.before["ho_so_da_giai_quyet"].shown == "1.250"


def test_one_document_for_each_season(made: ReportWorld) -> None:
    with pytest.raises(ProblemsFound) as found:
        draft_report(agency=made.agency, form=FORM, season=SEASON, year=2026, by=made.people["officer"], at=AT)
    assert [one.code for one in found.value.problems] == ["reports.twice"]


@pytest.mark.parametrize("form", ["self_assessment_dispatch", "results_notice", "conclusion", "plan"])
def test_the_other_documents_are_made_of_the_published_round(made: ReportWorld, form: str) -> None:
    report = draft_report(agency=made.agency, form=form, season="", year=2025, by=made.people["officer"], at=AT)
    made.report = report
    done = issued(made)
    reading = read_document(bytes(IssuedFile.objects.get(report=done, form=FileForm.PDF).data))
    assert reading.head.kind is not None and reading.head.kind.value.code == made.page().outline.kind
    assert reading.head.number is not None and reading.head.number.value == "01"


def test_the_notice_says_how_the_lost_points_are_made_up(made: ReportWorld) -> None:
    made.report = draft_report(agency=made.agency, form="results_notice", season="", year=2025, by=made.people["officer"], at=AT)
    page = made.page()
    values = {name: page.figures.now[name].value for name in ("diem_mat", "diem_mat_khach_quan", "diem_mat_chu_quan", "diem_mat_chua_ro")}
    parts = [value for name, value in values.items() if name != "diem_mat" and value is not None]
    assert len(parts) == 3 and sum(parts) == values["diem_mat"] and values["diem_mat"]
    assert checks_of(page, AT.date()).doubts == ()


def test_what_a_register_counts_otherwise_is_laid_beside_it_and_needs_a_reason(made: ReportWorld) -> None:
    signed(made)
    assert [one.code for one in checks_of(made.page(), AT.date()).doubts] == []
    made.measure("initiatives.recognised.registry", Number(Fraction(2)))
    assert [one.code for one in checks_of(made.page(), AT.date()).doubts] == []
    made.measure("initiatives.recognised.registry", Number(Fraction(3)))
    found = checks_of(made.page(), AT.date()).doubts
    assert [(one.code, one.place.path) for one in found] == [("reports.two_sources", "sang_kien")]
    assert "trong văn bản là 2 (Sổ theo dõi mẫu · trang 3); Sổ theo dõi mẫu · trang 3 đếm được 3" in found[0].message
    with pytest.raises(ProblemsFound) as refused:
        submit(report=made.report, by=made.people["officer"], at=AT)
    assert [one.code for one in refused.value.problems] == ["reports.two_sources"]
    submit(report=made.report, by=made.people["officer"], at=AT, reason="Sổ còn ba sáng kiến của năm trước")


def test_assignments_of_the_plan_are_counted_for_the_stretch_of_the_document(made: ReportWorld) -> None:
    signed(made)
    officer = made.people["officer"]
    head = PlanGiven(kind="plan", title="Kế hoạch", year=2026, number="1", symbol="KH-SKHCN", issued_on=date(2026, 1, 5), measured_as="yearly")
    plan = draft_plan(agency=made.agency, given=head, by=officer, at=AT)
    rows = [AssignmentGiven(f"Việc {day}", lead=made.office, due_on=date(2026, 2, day)) for day in range(1, 4)]
    add_assignments(plan=plan, given=[*rows, AssignmentGiven("Việc sau", lead=made.office, due_on=date(2026, 9, 1))], by=officer, at=AT)
    approve_plan(plan=plan, by=officer, at=AT)
    found = {one.place.path: one.message for one in checks_of(made.page(), AT.date()).doubts}
    assert set(found) == {"nhiem_vu_ke_hoach", "nhiem_vu_hoan_thanh", "ty_le_nhiem_vu"}
    assert "trong văn bản là 20" in found["nhiem_vu_ke_hoach"] and found["nhiem_vu_ke_hoach"].endswith("đếm được 3")
