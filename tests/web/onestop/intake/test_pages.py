"""Pages of the intake: a file carried through by forms, who gets in, the same number of queries however many imports."""

from __future__ import annotations

import hashlib
import html
import io
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries, Settings

from parix.web.accounts.rules import Standing
from parix.web.onestop.dossiers.models import Dossier
from parix.web.onestop.intake import jobs
from parix.web.onestop.intake.models import Import, Source
from parix.web.onestop.intake.queries.kept_files import folder
from parix.web.onestop.intake.rules import has_intake, may_take_in
from tests.unit.exchange_formats.dossiers.made_exports import csv_of, row
from tests.web.onestop.intake.intake_world import NOW, a_source, applied, checked, no_progress
from tests.web.onestop.onestop_world import OnestopWorld

CONTENT = csv_of([row(1), row(2, **{"Ngày tiếp nhận": "31/02/2026"})])


def upload(world: OnestopWorld, content: bytes = CONTENT, who: str = "officer", **form: str) -> object:
    given = {"source": "", "new_source": "Một cửa điện tử", **form, "file": SimpleUploadedFile("ho-so.csv", content)}
    return world.client(who).post(reverse("intake:upload"), given)


def test_a_file_goes_through_all_steps_by_forms(onestop_world: OnestopWorld) -> None:
    a_source(onestop_world)
    client = onestop_world.client("officer")
    sent = upload(onestop_world)
    one = Import.objects.get()
    assert sent["Location"] == reverse("intake:mapping", args=[one.pk])  # type: ignore[index]
    page = client.get(reverse("intake:mapping", args=[one.pk])).content.decode()
    assert "Nguyễn Văn Đức" in page  # samples, for whoever confirms the mapping
    form = {f"column_{column}": head for column, head in one.mapping.items()}
    client.post(reverse("intake:mapping", args=[one.pk]), {**form, "day_order": "day_first"})
    assert "hx-get" in client.get(reverse("intake:import", args=[one.pk])).content.decode()
    jobs.check(now=NOW, progress=no_progress, import_id=str(one.pk))
    page = client.get(reverse("intake:import", args=[one.pk])).content.decode()
    assert "ngày không có thật" in page
    assert "31/02/2026" in page
    client.post(reverse("intake:apply", args=[one.pk]), {"taking": "good_rows"})
    jobs.apply(now=NOW, progress=no_progress, import_id=str(one.pk))
    assert Dossier.objects.count() == 1
    page = client.get(reverse("intake:import", args=[one.pk])).content.decode()
    assert "thêm 1 hồ sơ" in page
    assert one.file_name in client.get(reverse("intake:imports")).content.decode()
    assert "hx-get" not in client.get(reverse("intake:progress", args=[one.pk])).content.decode()


def test_the_list_of_findings_is_a_workbook_without_personal_values(onestop_world: OnestopWorld) -> None:
    one = checked(onestop_world, csv_of([row(1, **{"Người nộp": "Bí Mật" * 60, "Trạng thái": "lơ lửng"})]))
    answer = onestop_world.client("officer").get(reverse("intake:findings", args=[one.pk]))
    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert [(each[1], each[2], each[6]) for each in rows[1:]] == [(2, "Chủ hồ sơ", None), (2, "Trạng thái", "lơ lửng")]
    assert "Bí Mật".encode() not in answer.content


@pytest.mark.parametrize(("content", "form", "words"), [
    (b"a,b\r\n1,2\r\n", {}, "không thấy hàng tên cột"), (CONTENT, {"new_source": ""}, "Chọn nguồn, hoặc ghi tên nguồn mới"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, {}, "bỏ mật khẩu"),
])  # fmt: skip
def test_what_cannot_be_taken_is_told_and_leaves_nothing(onestop_world: OnestopWorld, content: bytes, form: dict[str, str], words: str) -> None:
    answer = upload(onestop_world, content, **form)
    assert (answer.status_code, Import.objects.count(), list(folder().iterdir())) == (422, 0, [])  # type: ignore[attr-defined]
    assert words.casefold() in answer.content.decode().casefold()  # type: ignore[attr-defined]


def sent_in_pieces(world: OnestopWorld, page: str, content: bytes, name: str, who: str = "officer") -> str:
    """As the page's script does it; the number of the upload."""
    client = world.client(who)
    ticket = html.unescape(client.get(page).content.decode().partition('data-ticket="')[2].partition('"')[0])
    start = reverse("files:upload_start")
    made = client.post(start, {"name": name, "size": len(content), "ticket": ticket}, content_type="application/json").json()
    client.put(f"{start}{made['id']}/", content, content_type="application/octet-stream", headers={"Upload-Offset": "0"})
    return str(made["id"])


def test_a_file_sent_in_pieces_becomes_one_import_and_need_not_be_sent_again_for_a_slip(onestop_world: OnestopWorld) -> None:
    a_source(onestop_world)
    page, client = reverse("intake:upload"), onestop_world.client("officer")
    upload_id = sent_in_pieces(onestop_world, page, CONTENT, "ho-so.csv")
    slip = client.post(page, {"source": "", "new_source": "", "upload": upload_id})
    assert (slip.status_code, Import.objects.count()) == (422, 0)
    assert "Đã nhận đủ tệp «ho-so.csv»" in slip.content.decode()
    answers = [client.post(page, {"source": "", "new_source": "Một cửa điện tử", "upload": upload_id})["Location"] for _twice in range(2)]
    one = Import.objects.get()
    assert answers == [reverse("intake:mapping", args=[one.pk])] * 2
    assert (one.file_name, one.size, one.sha256) == ("ho-so.csv", len(CONTENT), hashlib.sha256(CONTENT).hexdigest())
    lost = client.post(page, {"source": "", "new_source": "Một cửa điện tử", "upload": str(uuid4())})
    assert (lost.status_code, "Tệp chưa gửi lên đủ" in lost.content.decode()) == (422, True)


def test_a_file_sent_in_pieces_that_is_no_export_leaves_nothing(onestop_world: OnestopWorld) -> None:
    a_source(onestop_world)
    upload_id = sent_in_pieces(onestop_world, reverse("intake:upload"), b"a,b\r\n1,2\r\n", "x.csv")
    answer = onestop_world.client("officer").post(reverse("intake:upload"), {"new_source": "Một cửa điện tử", "upload": upload_id})
    assert (answer.status_code, Import.objects.count(), list(folder().iterdir())) == (422, 0, [])
    assert "hàng tên cột" in answer.content.decode()


def test_a_file_beyond_the_limit_is_cut_off_while_it_streams_in(onestop_world: OnestopWorld, settings: Settings) -> None:
    settings.INTAKE_MAX_BYTES = 1_000
    answer = upload(onestop_world, CONTENT + b"x" * 50_000)
    assert (answer.status_code, Import.objects.count(), list(folder().iterdir())) == (422, 0, [])  # type: ignore[attr-defined]
    settings.INTAKE_MAX_BYTES = -200_000
    assert upload(onestop_world).status_code == 413  # type: ignore[attr-defined]


@pytest.mark.parametrize(("who", "may"), [
    ("officer", True), ("administrator", True), ("director", False), ("head", False), ("staff", False), ("counter", False), ("coordinator", False),
    ("auditor", False), ("officer of another", False), ("coordinator elsewhere", False), ("", False),
])  # fmt: skip
def test_who_takes_dossiers_in(onestop_world: OnestopWorld, who: str, may: bool) -> None:
    one = checked(onestop_world, CONTENT)
    client = onestop_world.client(who)
    codes = {client.get(reverse(name, args=[one.pk])).status_code for name in ("intake:import", "intake:mapping", "intake:findings", "intake:progress")}
    codes |= {client.post(reverse(name, args=[one.pk])).status_code for name in ("intake:apply", "intake:discard")}
    codes |= {client.post(reverse(name, args=[one.source_id])).status_code for name in ("intake:token", "intake:take_token")}
    assert (codes <= {200, 302}) if may else (codes <= ({302} if not who else {403, 404}))


def test_rules_by_standing() -> None:
    nobody = Standing()
    assert not has_intake(nobody)
    assert not may_take_in(nobody, 1)
    assert may_take_in(Standing(officer_of=frozenset({1})), 1)
    assert not may_take_in(Standing(officer_of=frozenset({2}), member_of=frozenset({1})), 1)
    assert may_take_in(Standing(administers=frozenset({1})), 1)


def test_the_list_asks_as_often_for_many_as_for_one(onestop_world: OnestopWorld, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    applied(onestop_world, csv_of([row(1)]))
    client = onestop_world.client("officer")
    with django_assert_num_queries(5):
        client.get(reverse("intake:imports"))
    for number in range(2, 30):
        Import.objects.create(source=Source.objects.get(), by=onestop_world.people["officer"], at=NOW, file_name=f"{number}.csv", sha256="0" * 64, size=1)
    with django_assert_num_queries(5):
        client.get(reverse("intake:imports"))


def test_a_token_is_shown_once_and_kept_as_a_hash(onestop_world: OnestopWorld) -> None:
    source, client = a_source(onestop_world), onestop_world.client("officer")
    page = client.post(reverse("intake:token", args=[source.pk])).content.decode()
    token = page.split('<code class="token">')[1].split("</code>")[0]
    source.refresh_from_db()
    assert token not in client.get(reverse("intake:sources")).content.decode()
    assert len(bytes(source.token_hash)) == 32
    assert token.encode() not in bytes(source.token_hash)
