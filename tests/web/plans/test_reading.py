"""A document is read into assignments: in the isolated process, shown beside its text, corrected and confirmed by a person."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from parix.foundation.problems import ProblemsFound
from parix.web.audit_trail.models import Entry
from parix.web.background.models import Run
from parix.web.files import jobs as files_jobs
from parix.web.files.actions.receiving import receive_whole
from parix.web.files.models import Document
from parix.web.files.queries import document_by_id, pages_of
from parix.web.organisations.actions import UnitGiven, save_units
from parix.web.organisations.queries.units import units_of
from parix.web.plans import jobs
from parix.web.plans.actions.reading import ask_reading, drop_reading
from parix.web.plans.choices import ReadingState
from parix.web.plans.models import Plan, Reading
from parix.web.plans.queries.readings import head_initial, items_of, marked_pages
from parix.web.plans.rules import unit_meant
from tests.web.assessment.self_world import SelfWorld
from tests.web.plans.plan_world import TODAY
from tests.web.worlds import AT, OTHER, OWN

DIRECTIVE = """ỦY BAN NHÂN DÂN TỈNH MẪU
SỞ KHOA HỌC VÀ CÔNG NGHỆ

Số: 45/KL-SKHCN

Tỉnh Mẫu, ngày 02 tháng 11 năm 2026

KẾT LUẬN
của Giám đốc Sở tại cuộc họp giao ban tháng 10 năm 2026

Sau khi nghe các đơn vị báo cáo, Giám đốc Sở kết luận như sau:

1. Giao Văn phòng Sở chủ trì, phối hợp với Thanh tra Sở rà soát kế hoạch cải cách hành chính năm 2026; hoàn thành trước ngày 20/11/2026.

2. Giao Thanh tra Sở chủ trì kiểm tra việc giải quyết thủ tục hành chính tại các đơn vị; báo cáo Giám đốc trước ngày 15 hằng tháng.

3. Giao Trung tâm Dữ liệu chủ trì cập nhật cổng thông tin điện tử; hoàn thành trong quý IV năm 2026.

Nơi nhận:                                        GIÁM ĐỐC
- Như trên;
- Lưu: VT.                                       Nguyễn Văn Mẫu
"""


def uploaded(world: SelfWorld, text: str = DIRECTIVE, who: str = "officer", code: str = OWN) -> Document:
    data = text.encode()
    done = receive_whole(agency=world.world.agencies[code], document=None, name="ket-luan.txt", size=len(data), pieces=[data], by=world.world.people[who], at=AT)
    assert done.revision is not None
    files_jobs.examine(now=AT, progress=lambda count, of: None, file_id=done.revision.file_id)
    found = document_by_id(done.revision.document_id)
    assert found is not None
    return found


def read(world: SelfWorld, text: str = DIRECTIVE) -> Reading:
    asked = ask_reading(agency=world.world.agencies[OWN], document=uploaded(world, text), by=world.world.people["officer"], at=AT)
    jobs.read(now=AT, progress=lambda count, of: None, reading_id=str(asked.pk))
    asked.refresh_from_db()
    return asked


def test_a_reading_is_asked_once_and_read_in_the_background(self_world: SelfWorld) -> None:
    document, officer, agency = uploaded(self_world), self_world.world.people["officer"], self_world.world.agencies[OWN]
    asked = ask_reading(agency=agency, document=document, by=officer, at=AT)
    assert ask_reading(agency=agency, document=document, by=officer, at=AT) == asked
    run = Run.objects.get(job="parix.web.plans.jobs.read")
    assert run.arguments == {"reading_id": str(asked.pk)}
    jobs.read(now=AT, progress=lambda count, of: None, **run.arguments)
    jobs.read(now=AT, progress=lambda count, of: None, **run.arguments)  # again: nothing more
    asked.refresh_from_db()
    assert (asked.state, len((asked.read or {})["assignments"])) == (ReadingState.READ, 3)
    assert list(Entry.objects.filter(act__startswith="plans.reading").order_by("sequence").values_list("act", "actor")) == [
        ("plans.reading_asked", "officer"), ("plans.reading_kept", "system"),
    ]


def test_who_may_read_and_what(self_world: SelfWorld) -> None:
    document, agencies, people = uploaded(self_world), self_world.world.agencies, self_world.world.people
    for who in ("staff", "head", "coordinator", "auditor"):
        with pytest.raises(PermissionDenied):
            ask_reading(agency=agencies[OWN], document=document, by=people[who], at=AT)
    with pytest.raises(ProblemsFound):
        ask_reading(agency=agencies[OTHER], document=document, by=people["officer of another"], at=AT)


def test_units_are_matched_and_places_marked(self_world: SelfWorld) -> None:
    held = read(self_world)
    units = list(units_of([self_world.world.agencies[OWN].pk], TODAY))
    items = items_of(held.read or {}, units)
    assert [(one.initial["lead"], one.initial["supporting"], one.initial["lead_name"]) for one in items] == [
        (str(self_world.office.pk), [str(self_world.inspectorate.pk)], ""), (str(self_world.inspectorate.pk), [], ""), ("", [], "Trung tâm Dữ liệu"),
    ]
    assert [(one.initial["due_on"], one.initial["recurrence"], one.initial["due_day"]) for one in items] == [
        (date(2026, 11, 20), "", None), (None, "monthly", 15), (date(2026, 12, 31), "", None),
    ]
    assert [bool(one.unmatched) for one in items] == [False, False, True]
    head = head_initial(held.read or {}, TODAY)
    assert (head["kind"], head["number"], head["symbol"], head["issued_on"], head["year"]) == ("conclusion", "45", "KL-SKHCN", date(2026, 11, 2), 2026)
    assert held.document.current is not None
    pages = pages_of(held.document.current.file)
    marked = marked_pages(pages, items)
    assert "".join(piece.text for piece in marked[0].pieces) == pages[0].text.replace("\t", "    ")
    assert [piece.number for piece in marked[0].pieces if piece.number] == [1, 2, 3]
    assert "rà soát kế hoạch" in next(piece.text for piece in marked[0].pieces if piece.number == 1)


@pytest.mark.django_db
@pytest.mark.parametrize(("term", "day"), [
    ({"kind": "working_days", "days": 5, "counted_from": "kể từ ngày ký"}, date(2026, 9, 3)),  # a swapped Monday and two days off lie between
    ({"kind": "days", "days": 10, "counted_from": "từ ngày ban hành văn bản này"}, date(2026, 9, 3)),
    ({"kind": "working_days", "days": 5, "counted_from": "kể từ ngày nhận đủ hồ sơ"}, None),
    ({"kind": "working_days", "days": 5, "counted_from": None}, None),
    ({"kind": "working_days", "days": 9_999, "counted_from": "kể từ ngày ký"}, None),
])
def test_a_term_from_the_signing_is_counted_on_the_working_calendar(term: dict[str, Any], day: date | None) -> None:
    read = {"date": {"value": "2026-08-24"}, "assignments": [{"text": "Rà soát thủ tục", "due": {"text": "05 ngày", "sure": True, **term}}]}
    (item,) = items_of(read, [])
    assert item.initial["due_on"] == day
    counted = "thời hạn «05 ngày» được tính từ ngày ký theo lịch làm việc: kiểm tra"
    assert (counted in item.doubts) == (day is not None)


@pytest.mark.parametrize(("name", "meant"), [
    ("Văn phòng Sở", "Văn phòng"), ("Chánh Văn phòng", "Văn phòng"), ("VĂN PHÒNG", "Văn phòng"), ("Thanh tra Sở", "Thanh tra"), ("Chánh Thanh tra Sở", "Thanh tra"),
    ("Phòng Quản lý Khoa học", "Phòng Quản lý Khoa học"), ("Trưởng phòng Quản lý Khoa học", "Phòng Quản lý Khoa học"), ("QLKH", "Phòng Quản lý Khoa học"),
    ("Phòng Quản lý", None), ("các phòng, đơn vị", None), ("Sở Nội vụ", None), ("", None), ("Phòng Quản lý Công nghệ", "Phòng Quản lý Công nghệ và Chuyên ngành"),
])
def test_which_unit_a_name_means(self_world: SelfWorld, name: str, meant: str | None) -> None:
    save_units(
        agency=self_world.world.agencies[OWN], by="system",
        given=[UnitGiven("Phòng Quản lý Khoa học", "professional", short_name="QLKH"), UnitGiven("Phòng Quản lý Công nghệ và Chuyên ngành", "professional")],
    )
    units = list(units_of([self_world.world.agencies[OWN].pk]))
    found = unit_meant(name, units)
    assert (found.name if found else None) == meant


def test_from_the_upload_to_a_drafted_plan(self_world: SelfWorld) -> None:
    client = self_world.world.client("officer")
    answer = client.post(reverse("plans:start_reading"), {"co_quan": OWN, "chosen": SimpleUploadedFile("ket-luan.txt", DIRECTIVE.encode())})
    held = Reading.objects.get()
    page = reverse("plans:reading", args=[held.pk])
    assert answer.headers["Location"] == page
    assert "đang đọc" in client.get(page).content.decode()
    assert held.document.current is not None
    files_jobs.examine(now=timezone.now(), progress=lambda count, of: None, file_id=held.document.current.file_id)
    jobs.read(now=timezone.now(), progress=lambda count, of: None, reading_id=str(held.pk))
    shown = client.get(page).content.decode()
    assert 'id="cho-1"' in shown and 'class="unsure"' not in shown.split('id="cho-1"')[0]
    office, inspectorate = str(self_world.office.pk), str(self_world.inspectorate.pk)
    given = {
        "kind": "conclusion", "title": "Kết luận giao ban tháng 10", "year": "2026", "number": "45", "symbol": "KL-SKHCN", "issued_on": "02/11/2026",
        "i1-keep": "on", "i1-text": "Rà soát kế hoạch năm", "i1-lead": office, "i1-supporting": [inspectorate], "i1-due_on": "25/11/2026",
        "i2-keep": "on", "i2-text": "Kiểm tra thủ tục hành chính", "i2-lead": inspectorate, "i2-recurrence": "monthly", "i2-due_day": "15",
    }
    refused = client.post(page, {**given, "i2-text": "", "i1-due_on": "31/6/2026"})
    assert refused.status_code == 422 and Plan.objects.count() == 0
    assert client.post(page, {name: value for name, value in given.items() if "keep" not in name}).status_code == 422
    client.post(page, given)
    plan = Plan.objects.get()
    rows = list(plan.assignments.all())
    assert [(one.text, one.lead_words, one.recurrence) for one in rows] == [("Rà soát kế hoạch năm", "Văn phòng", ""), ("Kiểm tra thủ tục hành chính", "Thanh tra", "monthly")]
    assert (plan.state, plan.document, rows[0].due_on, rows[0].span["page"]) == ("drafted", held.document, date(2026, 11, 25), 1)  # type: ignore[index]
    assert client.get(page).headers["Location"] == reverse("plans:plan", args=[plan.pk])
    assert "Kết luận giao ban tháng 10" in client.get(reverse("files:document", args=[held.document_id])).content.decode()


def test_a_file_that_cannot_be_read_leaves_its_problems(self_world: SelfWorld) -> None:
    data = b"%PDF-1.7\n" + b"not a document" * 20
    done = receive_whole(
        agency=self_world.world.agencies[OWN], document=None, name="x.pdf", size=len(data), pieces=[data], by=self_world.world.people["officer"], at=AT,
    )
    assert done.revision is not None
    document = document_by_id(done.revision.document_id)
    assert document is not None
    asked = ask_reading(agency=self_world.world.agencies[OWN], document=document, by=self_world.world.people["officer"], at=AT)
    jobs.read(now=AT, progress=lambda count, of: None, reading_id=str(asked.pk))
    page = self_world.world.client("officer").get(reverse("plans:reading", args=[asked.pk]))
    assert (page.status_code, "Máy không thấy nhiệm vụ nào" in page.content.decode()) == (200, True)


def test_targets_and_cited_documents_are_shown_too(self_world: SelfWorld) -> None:
    more = DIRECTIVE.replace("1. Giao Văn phòng", "Thực hiện Kế hoạch số 18/KH-UBND ngày 20/01/2026, chỉ số hài lòng đạt từ 95% trở lên.\n\n1. Giao Văn phòng")
    held = read(self_world, more)
    page = self_world.world.client("officer").get(reverse("plans:reading", args=[held.pk])).content.decode()
    assert "Văn bản được dẫn: 1" in page and "Chỉ tiêu trong văn bản: 1" in page and "18/KH-UBND" in page


def test_a_reading_is_dropped_and_the_document_stays(self_world: SelfWorld) -> None:
    held = read(self_world)
    with pytest.raises(PermissionDenied):
        drop_reading(reading=held, by=self_world.world.people["staff"], at=AT)
    self_world.world.client("officer").post(reverse("plans:drop_reading", args=[held.pk]))
    held.refresh_from_db()
    assert (held.state, Document.objects.filter(pk=held.document_id).exists()) == (ReadingState.DROPPED, True)
