"""What leaves the store: always a download under a safe name, or a picture drawn anew; never something that the browser runs."""

from __future__ import annotations

import uuid
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from parix.web.files.models import StoredFile
from parix.web.files.queries.serving import safe_name
from parix.web.files.queries.store import content_path, picture_path
from tests.unit.official_documents.made_papers import made_paper
from tests.unit.official_documents.paper_layouts import docx_bytes, pdf_bytes
from tests.web.files.office import Office, paper_text

pytestmark = pytest.mark.django_db


def test_a_download_carries_headers_that_keep_it_from_acting(office: Office) -> None:
    document = office.document(docx_bytes(made_paper(0)), name="Kế hoạch số 56.docx", read=False)
    answer = office.client("officer").get(f"/tai-lieu/{document.pk}/ban/1/")
    headers = answer.headers
    assert answer.getvalue() == docx_bytes(made_paper(0))
    assert headers["Content-Disposition"] == "attachment; filename*=utf-8''K%E1%BA%BF%20ho%E1%BA%A1ch%20s%E1%BB%91%2056.docx"
    assert headers["Content-Type"] == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert (headers["X-Content-Type-Options"], headers["Content-Security-Policy"]) == ("nosniff", "default-src 'none'; sandbox")
    assert (headers["Cache-Control"], headers["Cross-Origin-Resource-Policy"]) == ("private, no-store", "same-origin")
    assert headers["Content-Length"] == str(len(docx_bytes(made_paper(0))))
    assert headers["ETag"] == f'"{StoredFile.objects.get().sha256}"'


@pytest.mark.parametrize(("name", "media_type", "safe"), [
    ("kế hoạch.pdf", "application/pdf", "kế hoạch.pdf"),
    ("kế hoạch.exe", "application/pdf", "kế hoạch.exe.pdf"),
    ("../../etc/passwd", "text/plain", "passwd.txt"),
    ("C:\\thư mục\\tệp.PDF", "application/pdf", "tệp.pdf"),
    ("a\r\nSet-Cookie: x.txt", "text/plain", "a_Set-Cookie_ x.txt"),
    ("...", "image/png", "tai-lieu.png"),
    ("ảnh.jpeg", "image/jpeg", "ảnh.jpg"),
    ("x" * 500 + ".pdf", "application/pdf", "x" * 120 + ".pdf"),
    ("báo cáo", "", "báo cáo"),
])
def test_names_of_downloads(name: str, media_type: str, safe: str) -> None:
    assert safe_name(name, media_type) == safe


def test_a_page_is_shown_as_a_picture_drawn_anew(office: Office, own_store: Path, vietnamese_type: None) -> None:
    document = office.document(pdf_bytes(made_paper(0)), name="a.pdf")
    answer = office.client("auditor").get(f"/tai-lieu/{document.pk}/ban/1/trang/1.png")
    drawn = answer.getvalue()
    assert (answer.headers["Content-Type"], answer.headers["Content-Security-Policy"]) == ("image/png", "default-src 'none'; sandbox")
    picture = Image.open(BytesIO(drawn))
    assert picture.format == "PNG" and 850 < picture.width < 950
    file = StoredFile.objects.get()
    assert picture_path(file.sha256, 1).read_bytes() == drawn
    picture_path(file.sha256, 1).write_bytes(b"kept")
    assert office.client("officer").get(f"/tai-lieu/{document.pk}/ban/1/trang/1.png").getvalue() == b"kept"


@pytest.mark.parametrize("path", ["ban/2/", "ban/0/", "ban/1/trang/0.png", "ban/1/trang/99.png", "ban/1/../../x", "ban/../ban/1/"])
def test_what_is_not_there_is_not_found(office: Office, path: str) -> None:
    document = office.document()
    assert office.client("officer").get(f"/tai-lieu/{document.pk}/{path}").status_code == 404


def test_a_text_has_no_pictures_of_pages(office: Office) -> None:
    document = office.document()
    assert office.client("officer").get(f"/tai-lieu/{document.pk}/ban/1/trang/1.png").status_code == 404


def test_nothing_can_be_guessed_or_reached_by_its_hash(office: Office) -> None:
    document = office.document()
    file = StoredFile.objects.get()
    client = office.client("officer")
    for path in (f"/tai-lieu/{uuid.uuid4()}/", "/tai-lieu/1/", f"/tai-lieu/{file.sha256}/", f"/files/content/{file.sha256}", f"/tinh/files/{file.sha256}"):
        assert client.get(path).status_code == 404, path
    assert document.pk.version == 4


@pytest.mark.parametrize("name", ["../../../etc/passwd", "a" * 63, "A" * 64, "0" * 63 + "/", ""])
def test_the_store_is_entered_by_hashes_alone(name: str) -> None:
    with pytest.raises(ValueError, match="not a hash"):
        content_path(name)


def test_pages_have_no_inline_style_script_or_handler(office: Office, vietnamese_type: None) -> None:
    document = office.document(pdf_bytes(made_paper(0)), name="<img src=x onerror=alert(1)>.pdf")
    client = office.client("officer")
    for path in ("", "tai-len/", "moi/", f"{document.pk}/", f"{document.pk}/trang-thai/", "?tim=<script>"):
        text = client.get(f"/tai-lieu/{path}").content.decode()
        assert " style=" not in text and "<style" not in text, path
        assert " onclick=" not in text and "javascript:" not in text and "<img src=x" not in text, path
        assert text.count("<script") == text.count("<script src="), path


def test_text_from_a_file_is_never_markup(office: Office) -> None:
    document = office.document(paper_text(0) + "\n<script>alert(1)</script><b>đậm</b>".encode())
    text = office.client("officer").get(f"/tai-lieu/{document.pk}/").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text and "<script>alert" not in text
