"""A workbook of people and units: the preview says everything, applying is all or nothing, and twice is once."""

from __future__ import annotations

import io
import time
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.actions.imports import apply_import, discard_import, forget_unapplied, keep_workbook, planned
from parix.web.accounts.actions.people import deactivate_person
from parix.web.accounts.choices import Role
from parix.web.accounts.models import Membership, PeopleImport
from parix.web.accounts.queries import User, standing_of
from parix.web.accounts.queries.import_plans import ImportPlan, username_for
from parix.web.audit_trail.queries.verification import verify
from parix.web.background.models import Run
from parix.web.organisations.models import Unit
from tests.unit.exchange_formats.made_workbooks import Rows, workbook_of
from tests.web.accounts.offices import OWN, TOP, Offices

HEAD = ["Họ và tên", "Tên đăng nhập", "Thư điện tử", "Chức vụ", "Cơ quan", "Đơn vị", "Vai trò", "Lĩnh vực thẩm định"]
UNIT_HEAD = ["Tên đơn vị", "Mã đơn vị", "Loại đơn vị", "Kiêm nhiệm"]


def kept(offices: Offices, people: Rows = (), units: Rows = (), *, who: str = "administrator", code: str = OWN) -> PeopleImport:
    sheets: dict[str, Rows] = {}
    if people:
        sheets["Người"] = [HEAD, *people]
    if units:
        sheets["Đơn vị"] = [UNIT_HEAD, *units]
    return keep_workbook(agency=offices.agencies[code], content=workbook_of(sheets), file_name="d/a\\b.xlsx", by=offices.people[who], at=timezone.now())


def plan_of(offices: Offices, one: PeopleImport, who: str = "administrator") -> ImportPlan:
    return planned(one, offices.people[who], timezone.localdate())


def told(plan: ImportPlan) -> list[tuple[str, str]]:
    return [(problem.code, problem.place.path) for problem in plan.problems]


def state() -> tuple[Any, ...]:
    """Everything that an import could change."""
    return (
        list(User.objects.order_by("pk").values_list("username", "full_name", "email", "position", "password")),
        list(Membership.objects.order_by("pk").values_list("user_id", "agency_id", "unit_id", "role", "fields", "valid_until")),
        list(Unit.objects.order_by("pk").values_list("code", "name", "kind", "duties")), verify().entries,
    )


def test_people_units_and_roles_come_in_together(offices: Offices) -> None:
    one = kept(
        offices,
        [
            ["Trần Thị Bích", "", "bich.tt@example.com", "Trưởng phòng", "", "phong khoa hoc", "trưởng phòng"],
            ["Lê Văn An", "", "", "", "", "VP"],
            ["Lê Văn An", "", "", "", "", "", "Cán bộ CCHC"],
            ["Người staff", "staff", "moi@example.com", "Chuyên viên", "", "Thanh tra", "công chức"],
        ],
        [["Phòng Khoa học", "", "phòng chuyên môn"], ["Văn phòng", "VP", "văn phòng", "bộ phận Một cửa"]],
    )
    plan = plan_of(offices, one)
    assert told(plan) == []
    assert [(who.username, who.is_new, who.changed, [grant.role for grant in who.grants]) for who in plan.people] == [
        ("bich.tt", True, (), ["unit_head"]), ("an.lv", True, (), ["staff", "reform_officer"]), ("staff", False, ("email", "position"), ["staff"]),
    ]
    assert plan.people[2].grants[0].moved_from is not None
    assert [(unit.name, unit.is_new, unit.changed) for unit in plan.units] == [("Phòng Khoa học", True, ()), ("Văn phòng", False, ("duties",))]

    done = apply_import(import_id=one.pk, by=offices.people["administrator"], at=timezone.now())
    assert (done.added, done.changed, done.unchanged, done.units_added, done.rows, done.file_name) == (2, 1, 0, 1, None, "b.xlsx")
    head = User.objects.get(username="bich.tt")
    assert (head.has_usable_password(), head.memberships.get().unit.code) == (False, "PKH")
    assert standing_of(User.objects.get(username="an.lv")).roles == {Role.STAFF, Role.REFORM_OFFICER}
    moved = standing_of(User.objects.get(username="staff"))
    assert moved.units == frozenset({offices.units["inspectorate"].pk})
    assert Unit.objects.get(agency=offices.agencies[OWN], code="VP").duties == ["one_stop"]
    assert verify().broken is None


def test_twice_is_once(offices: Offices) -> None:
    rows = [["Trần Thị Bích", "", "bich.tt@example.com", "", "", "VP", "trưởng đơn vị"], ["Lê Văn An", "", "", "", "", "VP", ""]]
    first = kept(offices, rows, [["Tổ Xe", "TX", "văn phòng"]])
    by = offices.people["administrator"]
    apply_import(import_id=first.pk, by=by, at=timezone.now())
    after = state()
    assert apply_import(import_id=first.pk, by=by, at=timezone.now()).added == 2  # a second click
    assert state() == after
    again = kept(offices, rows, [["Tổ Xe", "TX", "văn phòng"]])
    plan = plan_of(offices, again)
    assert (plan.changes_anything, [who.is_unchanged for who in plan.people]) == (False, [True, True])
    entries = verify().entries
    done = apply_import(import_id=again.pk, by=by, at=timezone.now())
    assert (done.added, done.changed, done.unchanged) == (0, 0, 2)
    # nothing but the fact that the file was brought in once more
    assert (state()[:3], verify().entries) == (after[:3], entries + 1)


BAD_ROWS: list[tuple[list[str], str, str]] = [
    (["Lê Văn An", "", "", "", "", "Phòng Không Có"], "people.unknown_unit", "F2"),
    (["Lê Văn An", "", "", "", "Sở Không Có"], "people.unknown_agency", "E2"),
    (["Lê Văn An", "", "", "", "Sở Nội vụ"], "people.unknown_agency", "E2"),
    (["Lê Văn An", "", "", "", "", "", "vua"], "people.unknown_role", "G2"),
    (["Lê Văn An", "", "", "", "", "", "trưởng đơn vị"], "accounts.unit_missing", "F2"),
    (["Lê Văn An", "", "", "", "", "", "điều phối của Sở Nội vụ"], "accounts.role_at_top", "G2"),
    (["Lê Văn An", "", "", "", "", "", "thẩm định", "Thơ ca"], "people.unknown_field", "H2"),
    (["Lê Văn An", "staff.of.another"], "people.not_yours", "B2"),
    (["Lê Văn An", "operator"], "people.not_yours", "B2"),
    (["Lê Văn An", "an.lv", "officer@example.com"], "people.email_taken", "C2"),
    (["Lê Văn Director", "director", "khong phai thu"], "people.bad_email", "C2"),
    (["", "an.lv"], "people.no_name", "A2"),
]


@pytest.mark.parametrize(("row", "code", "cell"), BAD_ROWS)
def test_a_bad_row_is_named_and_nothing_is_written(offices: Offices, row: list[str], code: str, cell: str) -> None:
    one = kept(offices, [row, ["Trần Thị Tốt", "tot.tt"]])
    plan = plan_of(offices, one)
    assert (code, f"Người!{cell}") in told(plan)
    assert plan.may_be_applied is False
    before = state()
    with pytest.raises(ProblemsFound):
        apply_import(import_id=one.pk, by=offices.people["administrator"], at=timezone.now())
    assert state() == before


def test_two_people_who_look_alike(offices: Offices) -> None:
    one = kept(offices, [
        ["Lê Văn An", "", "", "", "", "VP"], ["Lê Viết An", "", "", "", "", "VP"], ["Hồ Thị Ba", "ba.1", "ba@example.com"], ["Hồ Thị Bốn", "ba.2", "ba@example.com"],
    ])
    assert told(plan_of(offices, one)) == [("people.two_people", "Người!A3"), ("people.email_twice", "Người!C5")]


def test_an_unknown_namesake_is_not_overwritten(offices: Offices) -> None:
    User.objects.filter(username="staff").update(username="an.lv", full_name="Lâm Vĩnh An")
    plan = plan_of(offices, kept(offices, [["Lê Văn An"]]))
    assert told(plan) == [("people.username_needed", "Người!A2")]


def test_somebody_switched_off_stays_off(offices: Offices) -> None:
    deactivate_person(person=offices.people["staff"], reason="r", by="system")
    assert told(plan_of(offices, kept(offices, [["Người staff", "staff"]]))) == [("people.inactive", "Người!A2")]


def test_the_provinces_administrator_brings_in_whole_departments(offices: Offices) -> None:
    rows = [
        ["Một Người", "mot.n", "", "", "Sở Nội vụ", "Văn phòng", "công chức"], ["Hai Người", "hai.n", "", "", "KH", "Thanh tra", ""],
        ["Ba Người", "ba.n", "", "", "", "", "người thẩm định", "Cải cách thể chế; procedures"], ["Bốn Người", "bon.n", "", "", "", "", "thẩm định", "*"],
        ["Năm Người", "nam.n", "", "", "T.NV", "", "kiểm toán, thanh tra"],
    ]
    plan = plan_of(offices, kept(offices, rows, who="province administrator", code=TOP), "province administrator")
    assert told(plan) == [("accounts.role_at_top", "Người!G6")]
    assert [(grant.agency.code, grant.unit.name if grant.unit else "", grant.fields) for who in plan.people for grant in who.grants] == [
        ("T.NV", "Văn phòng", ()), ("T.KH", "Thanh tra", ()), ("T", "", ("institutions", "procedures")), ("T", "", ("*",)),
    ]


def test_something_that_changed_since_the_preview_stops_it(offices: Offices) -> None:
    one = kept(offices, [["Lê Văn An", "an.lv", "", "", "", "Thanh tra"]])
    assert plan_of(offices, one).may_be_applied
    Unit.objects.filter(code="TTR").update(valid_until=timezone.localdate() - timedelta(days=1))
    before = state()
    with pytest.raises(ProblemsFound) as found:
        apply_import(import_id=one.pk, by=offices.people["administrator"], at=timezone.now())
    assert [problem.code for problem in found.value.problems] == ["people.unknown_unit"]
    assert state() == before


def test_a_workbook_is_its_uploaders_own(offices: Offices) -> None:
    one = kept(offices, [["Lê Văn An", "an.lv"]])
    with pytest.raises(PermissionDenied):
        apply_import(import_id=one.pk, by=offices.people["province administrator"], at=timezone.now())
    with pytest.raises(PermissionDenied):
        keep_workbook(agency=offices.agencies[OWN], content=b"", file_name="x", by=offices.people["auditor"], at=timezone.now())
    discard_import(import_id=one.pk, by=offices.people["province administrator"])
    assert PeopleImport.objects.count() == 1
    discard_import(import_id=one.pk, by=offices.people["administrator"])
    assert PeopleImport.objects.count() == 0


def test_rows_that_nobody_applied_are_forgotten(offices: Offices) -> None:
    old, fresh = kept(offices, [["Lê Văn An", "an.lv"]]), kept(offices, [["Lê Văn An", "an.lv"]])
    PeopleImport.objects.filter(pk=old.pk).update(uploaded_at=timezone.now() - timedelta(days=3))
    assert forget_unapplied(now=timezone.now()) == 1
    assert list(PeopleImport.objects.values_list("pk", flat=True)) == [fresh.pk]


@pytest.mark.parametrize(("name", "email", "expected"), [
    ("Nguyễn Văn An", "", "an.nv"), ("Nguyễn Văn An", "an.nguyen@x.vn", "an.nguyen"), ("Đỗ Ý", "", "y.d"), ("An", "", "an"), ("Đặng Thị Ổn", "a@x.vn", "on.dt"),
    ("Lê An", "le+an..@x.vn", "le.an"),
])
def test_user_names_are_made_of_names(name: str, email: str, expected: str) -> None:
    assert username_for(name, email) == expected


def test_the_list_that_is_downloaded_comes_in_again_unchanged(offices: Offices) -> None:
    for who, code in (("administrator", OWN), ("province administrator", TOP)):
        content = offices.client(who).get(f"/quan-tri/{code}/nguoi-dung.xlsx").content
        one = keep_workbook(agency=offices.agencies[code], content=content, file_name="x.xlsx", by=offices.people[who], at=timezone.now())
        plan = plan_of(offices, one, who)
        assert (told(plan), plan.changes_anything, len(plan.people)) == ([], False, 5 if code == OWN else 12)


def test_the_sample_is_filled_in_and_comes_in(offices: Offices) -> None:
    content = offices.client("administrator").get(f"/quan-tri/{OWN}/nhap-danh-sach/mau.xlsx").content
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert [book["Người dùng"].cell(1, column).value for column in range(1, 9)] == HEAD
    book["Người dùng"].append(["Lê Văn An", None, "an@example.com", None, None, "Văn phòng", "trưởng đơn vị"])
    filled = io.BytesIO()
    book.save(filled)
    one = keep_workbook(agency=offices.agencies[OWN], content=filled.getvalue(), file_name="x.xlsx", by=offices.people["administrator"], at=timezone.now())
    plan = plan_of(offices, one)
    assert (told(plan), [who.full_name for who in plan.new_people]) == ([], ["Lê Văn An"])


def test_three_steps_in_pages(offices: Offices) -> None:
    client, path = offices.client("administrator"), f"/quan-tri/{OWN}/nhap-danh-sach/"
    content = workbook_of({"Người": [HEAD, ["Lê Văn An", "an.lv", "an@example.com", "", "", "VP"]]})
    check = client.post(path, {"workbook": SimpleUploadedFile("ds.xlsx", content)}).headers["Location"]
    assert "Sẽ thêm 1 người" in client.get(check).content.decode()
    assert User.objects.filter(username="an.lv").exists() is False
    answer = client.post(f"{check}nhap/", {"invite": "on"}, follow=True)
    assert "thêm 1 người" in answer.content.decode()
    assert Run.objects.get().arguments == {"user_id": User.objects.get(username="an.lv").pk}


HOSTILE = {
    "renamed program": (b"MZ\x90\x00" * 100, "không phải là bảng tính"), "empty": (b"", "không phải là bảng tính"),
    "broken archive": (b"PK\x03\x04" + b"x" * 500, "hỏng"), "old or locked": (bytes.fromhex("D0CF11E0A1B11AE1") + b"\x00" * 600, "mật khẩu"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_words(offices: Offices, name: str) -> None:
    content, words = HOSTILE[name]
    answer = offices.client("administrator").post(f"/quan-tri/{OWN}/nhap-danh-sach/", {"workbook": SimpleUploadedFile("../../x\x00.xlsx", content)})
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert PeopleImport.objects.count() == 0


def test_three_hundred_people_take_a_second_and_few_queries(offices: Offices) -> None:
    rows = [[f"Người Số {number}", f"so.{number}", f"so.{number}@example.com", "Chuyên viên", "", "VP", ""] for number in range(300)]
    one = kept(offices, rows)
    start = time.perf_counter()
    with CaptureQueriesContext(connection) as queries:
        done = apply_import(import_id=one.pk, by=offices.people["administrator"], at=timezone.now())
    assert (done.added, time.perf_counter() - start < 10) == (300, True)
    assert len(queries) < 80
