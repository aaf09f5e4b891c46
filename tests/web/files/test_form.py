"""The form that works without JavaScript: many files in one request, each judged for itself; too much is refused unread."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from pytest_django import Settings

from parix.web.accounts.queries import User
from parix.web.files.models import Document, Upload
from parix.web.files.views.uploading import upload
from tests.web.files.office import Office, paper_text

pytestmark = pytest.mark.django_db
PAGE = "/tai-lieu/tai-len/"


def given(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def send(office: Office, *files: SimpleUploadedFile, person: str = "officer", agency: str = "TC") -> Any:
    return office.client(person).post(PAGE, {"agency": agency, "chosen": list(files)})


def said(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_many_files_at_once_each_with_its_own_outcome(office: Office) -> None:
    answer = send(office, given("một.txt", paper_text(0)), given("hai.txt", paper_text(1)), given("ba.exe", b"MZ" + b"\0" * 99), given("bốn.txt", b""))
    assert answer.status_code == 422
    assert Document.objects.count() == 2
    assert sorted(Upload.objects.values_list("original_name", "state")) == [("ba.exe", "refused"), ("hai.txt", "complete"), ("một.txt", "complete")]
    text = said(answer)
    assert text.count("đã nhận, xem tài liệu</a>") == 2
    assert "Nội dung tệp là chương trình Windows, không phải văn bản: tải lên tệp PDF" in text
    assert "Tệp rỗng (0 byte): mở lại bản gốc" in text


def test_a_file_over_the_limit_is_cut_off_while_it_streams_in(office: Office, settings: Settings) -> None:
    settings.FILES_MAX_BYTES = 200_000
    answer = send(office, given("to.txt", b"a" * 300_000), given("vừa.txt", paper_text(0)))
    assert answer.status_code == 422
    assert list(Upload.objects.values_list("original_name", "state")) == [("vừa.txt", "complete")]
    assert "vượt giới hạn 0 MB: quét ở 200-300 dpi đen trắng" in said(answer)


class Unread:
    """A body that may not be touched."""

    def read(self, *_args: int) -> bytes:
        raise AssertionError("the body was read")


def test_two_gigabytes_are_refused_before_the_body_is_read(office: Office, rf: RequestFactory) -> None:
    request = rf.post(PAGE, content_type="multipart/form-data; boundary=x")
    request.META["CONTENT_LENGTH"] = str(2 * 1024**3)
    request.META["wsgi.input"] = Unread()
    request.user = User.objects.get(username="officer")
    request.session = {}  # type: ignore[assignment]
    answer = upload(request)
    assert (answer.status_code, answer.headers["Connection"]) == (413, "close")
    assert "Tệp 2048 MB, vượt giới hạn 512 MB" in said(answer)


def test_nothing_chosen_is_said(office: Office) -> None:
    assert "Chưa chọn tệp nào." in said(send(office))


def test_the_form_needs_its_token(office: Office) -> None:
    client = office.client("officer", enforce_csrf_checks=True)
    assert client.post(PAGE, {"agency": "TC", "chosen": [given("a.txt", paper_text(0))]}).status_code == 403
    page = client.get(PAGE).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token is not None
    sent = client.post(PAGE, {"agency": "TC", "chosen": [given("a.txt", paper_text(0))], "csrfmiddlewaretoken": token[1]})
    assert sent.status_code == 200 and Document.objects.count() == 1


def test_who_may_open_the_page_and_for_which_agency(office: Office) -> None:
    opened = {person: office.client(person).get(PAGE).status_code for person in ("", *office.people)}
    assert {person for person, status in opened.items() if status == 200} == {
        "staff", "unit head", "officer", "director", "coordinator", "officer of another", "officer elsewhere",
    }
    assert opened[""] == 302 and opened["auditor"] == opened["administrator"] == opened["without role"] == 403
    assert send(office, given("a.txt", paper_text(0)), agency="NV").status_code == 200
    assert Document.objects.count() == 0
    assert send(office, given("a.txt", paper_text(0)), person="coordinator", agency="NV").status_code == 200
    assert Document.objects.get().agency == office.agencies["NV"]


def test_a_revision_by_the_form(office: Office) -> None:
    document = office.document(read=False)
    path = f"/tai-lieu/{document.pk}/ban-moi/"
    assert office.client("staff").post(path, {"chosen": given("bản 2.txt", paper_text(1))}).status_code == 200
    assert list(document.revisions.values_list("number", "original_name").order_by("number")) == [(1, "kế hoạch.txt"), (2, "bản 2.txt")]
    assert office.client("staff").post(path, {}).status_code == 422
    assert office.client("auditor").post(path, {"chosen": given("x.txt", paper_text(2))}).status_code == 403
    assert office.client("officer of another").post(path, {"chosen": given("x.txt", paper_text(2))}).status_code == 404
    assert document.revisions.count() == 2
