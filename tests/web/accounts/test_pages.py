"""Pages of administrators: what each address answers to each role, filters and order, and as many queries for 1 as for 300."""

from __future__ import annotations

import re

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from parix.web.accounts.actions.imports import keep_workbook
from parix.web.accounts.models import User
from parix.web.organisations.models import Agency, Unit
from tests.unit.exchange_formats.made_workbooks import workbook
from tests.web.accounts.offices import OWN, TOP, Offices, build_offices

OK, AWAY, REFUSED, NONE = 200, 302, 403, 404
READS, CHANGES = {"administrator", "province administrator", "auditor"}, {"administrator", "province administrator"}
# Looks after or audits another place: for them the agency does not exist.
ELSEWHERE = {"administrator of another", "administrator elsewhere"}
GETS: dict[str, set[str]] = {
    f"/quan-tri/{OWN}/": READS,
    f"/quan-tri/{OWN}/nguoi-dung/": READS,
    f"/quan-tri/{OWN}/nguoi-dung.xlsx": READS,
    f"/quan-tri/{OWN}/nguoi/staff/": READS,
    f"/quan-tri/{OWN}/don-vi/": READS,
    f"/quan-tri/{OWN}/don-vi/VP/": READS,
    f"/quan-tri/{OWN}/nguoi-moi/": CHANGES,
    f"/quan-tri/{OWN}/don-vi-moi/": CHANGES,
    f"/quan-tri/{OWN}/nhap-danh-sach/": CHANGES,
    f"/quan-tri/{OWN}/nhap-danh-sach/mau.xlsx": CHANGES,
}
POSTS: dict[str, set[str]] = {
    f"/quan-tri/{OWN}/": {"province administrator"},
    f"/quan-tri/{OWN}/doi-ten/": {"province administrator"},
    f"/quan-tri/{OWN}/nguoi/staff/": CHANGES,
    f"/quan-tri/{OWN}/nguoi/staff/vai-tro/": CHANGES,
    f"/quan-tri/{OWN}/nguoi/staff/ngung/": CHANGES,
    f"/quan-tri/{OWN}/nguoi/staff/kich-hoat/": CHANGES,
    f"/quan-tri/{OWN}/nguoi/staff/dat-mat-khau/": CHANGES,
    f"/quan-tri/{OWN}/nguoi/staff/thu-moi/": CHANGES,
    f"/quan-tri/{OWN}/nguoi/staff/go-xac-thuc/": CHANGES,
    f"/quan-tri/{OWN}/nguoi-moi/": CHANGES,
    f"/quan-tri/{OWN}/don-vi-moi/": CHANGES,
    f"/quan-tri/{OWN}/don-vi/VP/": CHANGES,
    f"/quan-tri/{OWN}/don-vi/VP/dong/": CHANGES,
    f"/quan-tri/{OWN}/don-vi/VP/mo-lai/": CHANGES,
    f"/quan-tri/{OWN}/nhap-danh-sach/": CHANGES,
}


def expected(who: str, allowed: set[str]) -> set[int]:
    if not who:
        return {AWAY}
    if who in allowed:
        return {OK, AWAY}
    return {NONE} if who in ELSEWHERE else {REFUSED}


def status(offices: Offices, who: str, path: str, *, post: bool) -> int:
    client = offices.client(who)
    answer = client.post(path) if post else client.get(path)
    if answer.status_code == AWAY and answer.headers["Location"].startswith("/tai-khoan/dang-nhap/"):
        return -AWAY
    return answer.status_code


@pytest.mark.parametrize(("path", "post"), [*((path, False) for path in GETS), *((path, True) for path in POSTS)])
def test_every_address_for_every_role(offices: Offices, path: str, post: bool) -> None:
    allowed = (POSTS if post else GETS)[path]
    wrong = []
    for who in ("", *offices.people):
        found = status(offices, who, path, post=post)
        fits = found == -AWAY if not who else found in expected(who, allowed)
        if not fits:
            wrong.append((who, found))
    assert wrong == []


def test_the_provinces_own_pages(offices: Offices) -> None:
    for path in ("/quan-tri/co-quan-moi/", "/quan-tri/thay-doi-to-chuc/", f"/quan-tri/{TOP}/nguoi-dung/", f"/quan-tri/{TOP}/nguoi-moi/"):
        found = {who for who in offices.people if status(offices, who, path, post=False) == OK}
        assert found == {"province administrator"} | ({"auditor"} if path.endswith("nguoi-dung/") else {"administrator elsewhere"} if path.count("/") == 3 else set())


def test_what_is_not_there(offices: Offices) -> None:
    client = offices.client("administrator")
    for path in ("/quan-tri/khong-co/nguoi-dung/", f"/quan-tri/{OWN}/nguoi/coordinator/", f"/quan-tri/{OWN}/nguoi/khong-co/", f"/quan-tri/{OWN}/don-vi/KHONG/"):
        assert client.get(path).status_code == NONE
    assert client.post(f"/quan-tri/{OWN}/nguoi/staff/vai-tro/{offices.people['head'].memberships.get().pk}/").status_code == NONE


def test_somebody_elses_workbook_is_not_there(offices: Offices) -> None:
    content = workbook([["Họ và tên", "Email"], ["Lê Văn An", "an@example.com"]])
    kept = keep_workbook(agency=offices.agencies[OWN], content=content, file_name="x.xlsx", by=offices.people["administrator"], at=timezone.now())
    path = f"/quan-tri/{OWN}/nhap-danh-sach/{kept.pk}/"
    assert [offices.client(who).get(path).status_code for who in ("administrator", "province administrator", "auditor")] == [OK, NONE, REFUSED]


def names(offices: Offices, who: str, address: str) -> list[str]:
    body = offices.client(who).get(address).content.decode()
    return re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', body)


def test_filters_stand_in_the_address(offices: Offices) -> None:
    people = f"/quan-tri/{OWN}/nguoi-dung/"
    User.objects.filter(username="staff").update(full_name="Đặng Thị Ổn", folded_name="dang thi on", sorting_name="Ổn Đặng Thị")
    assert names(offices, "administrator", f"{people}?tim=dang+on") == ["Đặng Thị Ổn"]
    assert names(offices, "administrator", f"{people}?tim=staff@example") == ["Đặng Thị Ổn"]
    assert names(offices, "administrator", f"{people}?vai-tro=director") == ["Người director"]
    assert names(offices, "administrator", f"{people}?don-vi=VP") == ["Người head", "Đặng Thị Ổn"]
    assert names(offices, "administrator", f"{people}?trang-thai=ngung") == []
    assert names(offices, "administrator", f"{people}?xep=dang-nhap")[0] == "Người administrator"
    assert names(offices, "province administrator", f"/quan-tri/{TOP}/nguoi-dung/?co-quan=T.NV") == ["Người administrator of another", "Người staff of another"]
    # whatever stands in the address, the page answers
    assert offices.client("administrator").get(f"{people}?trang=x&xep=y&vai-tro=z&don-vi=%01&tim=%25").status_code == OK
    for path in (f"{people}?tim=%00", f"/quan-tri/{OWN}/nguoi/a%00/", "/quan-tri/%00/nguoi-dung/"):
        assert offices.client("administrator").get(path).status_code == NONE


def test_an_administrator_of_one_agency_starts_there(offices: Offices) -> None:
    assert offices.client("administrator").get("/quan-tri/").headers["Location"] == f"/quan-tri/{OWN}/nguoi-dung/"
    assert names(offices, "province administrator", "/quan-tri/") == ["Sở Khoa học và Công nghệ", "Sở Nội vụ", "Tỉnh Mẫu"]


def test_only_whoever_needs_it_sees_the_entry(offices: Offices) -> None:
    seen = {who for who in offices.people if 'href="/quan-tri/"' in offices.client(who).get("/tai-khoan/doi-mat-khau/").content.decode()}
    assert seen == {"administrator", "administrator of another", "administrator elsewhere", "province administrator", "auditor"}


LISTS = {
    "people": ("administrator", f"/quan-tri/{OWN}/nguoi-dung/"), "people of the province": ("province administrator", f"/quan-tri/{TOP}/nguoi-dung/"),
    "people as a file": ("administrator", f"/quan-tri/{OWN}/nguoi-dung.xlsx"), "units": ("administrator", f"/quan-tri/{OWN}/don-vi/"),
    "agencies": ("province administrator", "/quan-tri/"), "a person": ("administrator", f"/quan-tri/{OWN}/nguoi/staff/"),
}


def counted(many: int) -> dict[str, int]:
    offices = build_offices(colleagues=many)
    own, top = offices.agencies[OWN], offices.agencies[TOP]
    Unit.objects.bulk_create(Unit(agency=own, code=f"D{number}", name=f"Phòng {number}", folded_name=f"phong {number}", kind="professional") for number in range(many))
    Agency.objects.bulk_create(
        Agency(code=f"T.X{number}", name=f"Sở {number}", short_name="X", folded_name=f"so {number}", kind="department", parent=top) for number in range(many)
    )
    found = {}
    for name, (who, path) in LISTS.items():
        client = offices.client(who)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == OK
        found[name] = len(queries)
    return found


@pytest.mark.django_db
def test_as_many_queries_for_three_hundred_as_for_one() -> None:
    found = []
    for many in (1, 300):
        with transaction.atomic():
            found.append(counted(many))
            transaction.set_rollback(True)
    assert found[0] == found[1]
    assert max(found[1].values()) <= 14
