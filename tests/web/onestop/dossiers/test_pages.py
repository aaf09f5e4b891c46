"""Lists without personal data and with the same number of queries, the desk's pages, forms as files, the public look-up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from parix.official_documents.writing.word_package import faults_of_package
from parix.web.audit_trail.models import Entry
from parix.web.onestop.dossiers.actions.recording import record_dossiers
from parix.web.onestop.dossiers.choices import STATED_MARKS, Verb
from parix.web.onestop.dossiers.queries import Dossier
from parix.web.onestop.dossiers.queries.lists import Filters, dossiers_found, page_of
from parix.web.onestop.dossiers.rules.applicants import Applicant
from tests.web.databases import Database
from tests.web.onestop.dossiers.dossier_world import CITIZEN, NOW, PREFIX, desk, receive, row, step, version_in
from tests.web.onestop.onestop_world import OnestopWorld, build_onestop_world

TODAY = date(2026, 11, 12)
SECRETS = ("Nguyễn Văn An", "079200000001", "0912345678", "0912 345 678", "Số 1 đường Mẫu", "an@example.com")


def record(world: OnestopWorld, many: int, **given: Any) -> None:
    version = version_in(world)
    record_dossiers(source="iGate", rows=[row(world, version, number, **given) for number in range(1, many + 1)], by="system", at=NOW)


def words_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def found(world: OnestopWorld, **filters: Any) -> list[str]:
    return [one.code[-4:] for one in page_of(dossiers_found([world.own.pk], Filters(**filters), TODAY), Filters(**filters)).rows]


def test_the_same_queries_for_one_row_and_three_hundred_and_no_personal_data(onestop_world: OnestopWorld) -> None:
    client, counts = onestop_world.client("officer"), []
    record(onestop_world, 1)
    for many in (1, 300):
        record_more = [row(onestop_world, onestop_world_version(), number) for number in range(2, many + 1)]
        record_dossiers(source="iGate", rows=record_more, by="system", at=NOW)
        client.get(reverse("dossiers:dossiers"))
        with CaptureQueriesContext(connection) as captured:
            page = client.get(reverse("dossiers:dossiers")).content.decode()
        counts.append(len(captured))
        assert "N. V. An" in page and not [secret for secret in SECRETS if secret in page]
    assert counts[0] == counts[1]


def onestop_world_version() -> Any:
    return Dossier.objects.select_related("procedure__procedure").first().procedure  # type: ignore[union-attr]


def test_pages_by_key_meet_every_row_once_and_go_back(each_database: Database) -> None:
    world = build_onestop_world()
    version = version_in(world)
    # several received in the same second, some without a term
    rows = [
        row(world, version, number, received_at=NOW - timedelta(hours=1 + number // 7), **({"term": None} if number % 10 == 0 else {}))
        for number in range(1, 131)
    ]
    record_dossiers(source="iGate", rows=rows, by="system", at=NOW)
    assert Dossier.objects.filter(due_at__isnull=True).count() == 13
    for group in ("", "dang-xu-ly"):
        seen, filters, backs = [], Filters(group=group), []
        while True:
            page = page_of(dossiers_found([world.own.pk], filters, TODAY), filters)
            seen += [one.pk for one in page.rows]
            backs.append(page.previous)
            if not page.next:
                break
            filters = Filters(group=group, after=page.next)
        assert len(seen) == len(set(seen)) == 130
        back = Filters(group=group, before=backs[-1])
        assert [one.pk for one in page_of(dossiers_found([world.own.pk], back, TODAY), back).rows] == seen[90:120]


def test_searching(each_database: Database) -> None:
    world = build_onestop_world()
    version = version_in(world)
    other = Applicant("Công ty Mẫu", "0101234567-001", "", "0987654321", "")
    rows = [
        row(world, version, 1), row(world, version, 2, applicant=other, abstract="Đăng ký chuyển giao công nghệ", channel=1),
        row(world, version, 3, applicant=other, abstract="100% của ông 'Tư'; DROP", state=5, supplements=1),
    ]
    record_dossiers(source="iGate", rows=rows, by="system", at=NOW)
    asked = {
        f"{PREFIX}-261102-000": ["0003", "0002", "0001"], f"{PREFIX}-261102-0002": ["0002"], "h15.50": ["0003", "0002", "0001"], "079 200 000 001": ["0001"],
        "+84 912 345 678": ["0001"], "0101234567-001": ["0003", "0002"], "0987654321": ["0003", "0002"], "chuyen giao": ["0002"], "Công NGHỆ": ["0002"],
        "079200000002": [], "khong co": [], "' & | ! :*": [], "ông tư": ["0003"], "giay phep": ["0001"], "\x00": [],
    }
    assert {words: found(world, words=words) for words in asked} == asked
    assert (found(world, group="cho-bo-sung"), found(world, channel=1), found(world, group="qua-han")) == (["0003"], ["0002"], ["0001", "0002"])
    assert found(world, after="nonsense") == found(world, after="9e99_x") == ["0003", "0002", "0001"]


def test_receiving_shows_the_slip_and_errors_stay_beside_their_field(onestop_world: OnestopWorld) -> None:
    client = onestop_world.client("counter")
    version = version_in(onestop_world)
    assert "mã định danh" in client.get(reverse("dossiers:receive")).content.decode()
    desk(onestop_world)
    asked = {"procedure": version.pk, "applicant_kind": 1, "name": CITIZEN.name, "number": "123", "phone": "x", "channel": 1, "sets": 1}
    wrong = client.post(reverse("dossiers:receive"), asked)
    assert wrong.status_code == 422 and "12 chữ số" in wrong.content.decode() and not Dossier.objects.exists()
    asked |= {"number": CITIZEN.number, "phone": CITIZEN.phone, "papers": "Đơn; 1; 2\nBản vẽ"}
    page = client.post(reverse("dossiers:receive"), asked, follow=True).content.decode()
    one = Dossier.objects.get()
    assert one.papers == [{"name": "Đơn", "originals": 1, "copies": 2}, {"name": "Bản vẽ", "originals": 1, "copies": 0}]
    assert one.code in page and CITIZEN.name not in page and reverse("dossiers:paper", args=[one.code, "mau-01", "pdf"]) in page
    shown = client.post(reverse("dossiers:applicant", args=[one.code]))
    assert CITIZEN.name in shown.content.decode() and "no-store" in shown["Cache-Control"]


def test_steps_by_page(onestop_world: OnestopWorld) -> None:
    desk(onestop_world)
    one = receive(onestop_world, version_in(onestop_world))
    client, address = onestop_world.client("counter"), reverse("dossiers:step", args=[one.code, Verb.ASK_SUPPLEMENT.value])
    assert client.post(address, {}).status_code == 422
    page = client.post(address, {f"{Verb.ASK_SUPPLEMENT.value}-note": "Thiếu bản vẽ"}, follow=True).content.decode()
    assert "Thiếu bản vẽ" in page and "tạm dừng" in page
    assert client.post(address, {f"{Verb.ASK_SUPPLEMENT.value}-note": "x"}, follow=True).status_code == 200
    assert client.post(reverse("dossiers:step", args=[one.code, "bay"])).status_code == 404
    assert onestop_world.client("auditor").post(address, {}).status_code == 403
    assert onestop_world.client("officer of another").get(reverse("dossiers:dossier", args=[one.code])).status_code == 404


def test_the_desk_states_what_no_step_tells_and_may_take_it_back(onestop_world: OnestopWorld) -> None:
    desk(onestop_world)
    one = receive(onestop_world, version_in(onestop_world))
    client, address = onestop_world.client("counter"), reverse("dossiers:marks", args=[one.code])

    def stated(**words: str) -> dict[str, bool | None]:
        assert client.post(address, {f"marks-{key}": word for key, word in words.items()}, follow=True).status_code == 200
        return Dossier.objects.values(*STATED_MARKS).get()

    assert set(Dossier.objects.values_list(*STATED_MARKS)) == {(None,) * len(STATED_MARKS)}
    assert stated(has_electronic_result="true", reuses_data="false") == {**dict.fromkeys(STATED_MARKS), "has_electronic_result": True, "reuses_data": False}
    assert stated(reuses_data="false") == {**dict.fromkeys(STATED_MARKS), "reuses_data": False}
    assert stated(reuses_data="false") and Entry.objects.filter(act="dossiers.marks_stated").count() == 2, "what changes nothing is not noted"
    assert onestop_world.client("auditor").post(address, {}).status_code == 403
    Dossier.objects.update(source="another")
    assert client.post(address, {"marks-is_synced": "true"}).status_code == 403
    assert not Dossier.objects.filter(is_synced=True).exists()


def test_all_seven_forms_are_files_in_both_shapes(onestop_world: OnestopWorld) -> None:
    desk(onestop_world)
    version = version_in(onestop_world)
    one, two = receive(onestop_world, version), receive(onestop_world, version)
    one = step(onestop_world, one, Verb.ASK_SUPPLEMENT, note="Thiếu bản vẽ số 2", at=NOW + timedelta(hours=1))
    one = step(onestop_world, one, Verb.TAKE_SUPPLEMENT, at=NOW + timedelta(hours=2))
    one = step(onestop_world, one, Verb.EXTEND, note="Chờ ý kiến bộ", due_on=date(2026, 11, 20), at=NOW + timedelta(hours=3))
    one = step(onestop_world, one, Verb.STOP, note="Người nộp qua đời", at=NOW + timedelta(hours=4))
    two = step(onestop_world, two, Verb.REFUSE, note="Không thuộc thẩm quyền", at=NOW + timedelta(hours=1))
    client = onestop_world.client("counter")
    told = {
        (one.code, "mau-01"): ["GIẤY TIẾP NHẬN", "079200000001", "Đơn đề nghị", "5 ngày làm việc", "17 giờ 30 phút, ngày 10/11/2026"],
        (one.code, "mau-02"): ["Thiếu bản vẽ số 2."], (two.code, "mau-03"): ["Không thuộc thẩm quyền."], (one.code, "mau-04"): ["Chờ ý kiến bộ.", "20/11/2026"],
        (one.code, "mau-05"): ["Người nộp qua đời."], (one.code, "mau-06"): ["KIỂM SOÁT"],
    }
    for (code, key), words in told.items():
        pdf, docx = (client.get(reverse("dossiers:paper", args=[code, key, form])) for form in ("pdf", "docx"))
        text = words_of(pdf.content)
        assert not [word for word in words if word not in text], text
        assert faults_of_package(docx.content) == ()
    register = client.get(reverse("dossiers:register", args=[2026, "pdf"]))
    text = words_of(register.content)
    assert "SỔ THEO DÕI" in text and "N. V. An" in text and CITIZEN.name not in text
    assert [word for word in (one.code, "STT", "*" * 9 + "678", f"{NOW:%d/%m/%Y}") if word not in text] == []  # none is broken over two lines
    assert client.get(reverse("dossiers:paper", args=[two.code, "mau-02", "pdf"])).status_code == 404
    assert onestop_world.client("auditor").get(reverse("dossiers:paper", args=[one.code, "mau-01", "pdf"])).status_code == 403


def test_the_public_look_up_tells_no_personal_data_and_waits_when_asked_too_often(onestop_world: OnestopWorld, settings: Settings) -> None:
    desk(onestop_world)
    one = receive(onestop_world, version_in(onestop_world))
    one = step(onestop_world, one, Verb.ASK_SUPPLEMENT, note="Ông An thiếu bản vẽ")
    visitor, address = onestop_world.client(""), reverse("lookup:dossier", args=[one.code])
    assert visitor.get(reverse("lookup:ask"), {"ma": one.code.lower()}).headers["Location"] == address
    page = visitor.get(address).content.decode()
    assert "Thủ tục mẫu" in page and "tạm dừng" in page and not [secret for secret in (*SECRETS, "N. V. An", "bản vẽ", "Người counter") if secret in page]
    assert visitor.get(reverse("lookup:ask"), {"ma": "abc"}).status_code == 422
    assert visitor.get(reverse("lookup:dossier", args=["H15-261103-9999"])).status_code == 404
    settings.ACCOUNT_RATE_LIMITS = {"dossier_lookup": "2/m/ip"}
    assert [visitor.get(address).status_code for _one in range(4)] == [200, 200, 429, 429]


def test_a_lost_key_shows_rows_without_names(onestop_world: OnestopWorld, settings: Settings) -> None:
    desk(onestop_world)
    one = receive(onestop_world, version_in(onestop_world))
    settings.PERSONAL_KEYS = {7: "another"}
    client = onestop_world.client("counter")
    assert client.get(reverse("dossiers:dossiers")).status_code == 200
    assert client.post(reverse("dossiers:applicant", args=[one.code]), follow=True).status_code == 200


def test_looking_for_everything_in_every_agency(onestop_world: OnestopWorld) -> None:
    record(onestop_world, 3)
    page = onestop_world.client("coordinator").get(reverse("dossiers:dossiers"), {"co_quan": "tat-ca", "tim": f"{PREFIX}-261102-0002"}).content.decode()
    assert "0002" in page and "0003</a>" not in page


@pytest.mark.parametrize(("person", "status"), [("auditor", 200), ("coordinator", 200), ("staff", 200), ("appraiser", 403), ("administrator", 403)])
def test_who_sees_the_list(onestop_world: OnestopWorld, person: str, status: int) -> None:
    assert onestop_world.client(person).get(reverse("dossiers:dossiers")).status_code == status


def test_an_agency_that_is_not_theirs_does_not_exist(onestop_world: OnestopWorld) -> None:
    record(onestop_world, 1)
    other = replace(row(onestop_world, onestop_world_version(), 2), agency_id=onestop_world.agencies["NV"].pk)
    record_dossiers(source="iGate", rows=[other], by="system", at=NOW)
    assert onestop_world.client("officer").get(reverse("dossiers:dossiers"), {"co_quan": "NV"}).status_code == 404
    assert onestop_world.client("officer").get(reverse("dossiers:dossier", args=[other.code])).status_code == 404
