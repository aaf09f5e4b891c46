"""A clerk brings documents in: several files at once, a lost connection in between, the machine's proposals confirmed; also without scripts."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import OWN, Visits
from tests.journeys.test_every_page import checked
from tests.unit.official_documents.conftest import vietnamese_type
from tests.unit.official_documents.made_papers import made_paper
from tests.unit.official_documents.paper_layouts import docx_bytes, pdf_bytes

__all__ = ["vietnamese_type"]

pytestmark = pytest.mark.needs_browser
CLERK, OTHER_CLERK = "canbo.khcn", "canbo.yt"
UPLOAD = "/tai-lieu/tai-len/"


def chosen(folder: Path) -> list[str]:
    """A PDF, a DOCX, a renamed program and an empty file, as lie on somebody's desk."""
    given = {"kế hoạch.pdf": pdf_bytes(made_paper(21)), "báo cáo.docx": docx_bytes(made_paper(22)), "ảnh.png": b"MZ" + b"\0" * 500, "rỗng.pdf": b""}
    for name, content in given.items():
        (folder / name).write_bytes(content)
    return [str(folder / name) for name in given]


def states(page: Page) -> dict[str, str]:
    rows = page.locator("[data-list] .uploads__row").all()
    return {row.locator("[data-name]").inner_text(): row.locator("[data-state]").inner_text() for row in rows}


def drawn_width(page: Page, picture: str = ".leaf-of-paper__picture") -> int:
    """Of the first page's picture, once it has come."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        width: int = page.locator(picture).first.evaluate("picture => picture.naturalWidth")
        if width:
            return width
        page.wait_for_timeout(100)
    return 0


def test_files_are_sent_read_and_confirmed(visit: Visits, tmp_path: Path, vietnamese_type: None) -> None:
    one = visit(CLERK)
    one.go(UPLOAD)
    expect(one.page.get_by_role("button", name="Tải lên", exact=True)).to_be_hidden()
    one.page.set_input_files("#id_chosen", chosen(tmp_path))
    expect(one.page.locator("[data-list] progress")).to_have_count(0, timeout=30_000)
    said = states(one.page)
    assert (said["kế hoạch.pdf"], said["báo cáo.docx"], said["rỗng.pdf"]) == ("đã nhận, xem tài liệu", "đã nhận, xem tài liệu", "tệp rỗng (0 byte)")
    assert said["ảnh.png"].startswith("nội dung tệp là chương trình Windows, không phải văn bản")
    one.complaints[:] = [complaint for complaint in one.complaints if "422" not in complaint]  # the browser reports the refusal, as it should
    one.page.get_by_role("link", name="đã nhận, xem tài liệu").first.click()
    one.page.wait_for_url("**/tai-lieu/*-*/")
    address = one.page.url.removeprefix(one.site)
    if one.page.get_by_text("Máy đang đọc tệp").count():
        one.page.get_by_role("link", name="Xem kết quả").click(timeout=60_000)
    paper = made_paper(21)
    assert one.page.input_value("#id_number") == paper.number
    assert one.page.input_value("#id_issued_on") == f"{paper.day:%d/%m/%Y}"
    one.page.locator(".leaf-of-paper__picture").first.scroll_into_view_if_needed()
    assert drawn_width(one.page) > 600
    one.page.get_by_role("button", name="Xác nhận", exact=True).click()
    expect(one.page.get_by_text("Đã xác nhận.", exact=True)).to_be_visible()
    assert [wrong for path in (address, UPLOAD, "/tai-lieu/", "/tai-lieu/?tim=cai+cach", "/tai-lieu/moi/") for wrong in checked(one, path)] == []


def test_an_upload_goes_on_after_the_connection_was_lost(visit: Visits, tmp_path: Path, vietnamese_type: None) -> None:
    one = visit(CLERK)
    lost: list[str] = []

    def lose_twice(route: Route) -> None:
        if route.request.method == "PUT" and len(lost) < 2:
            lost.append(route.request.url)
            route.abort("connectionreset")
        else:
            route.continue_()

    one.page.route("**/tai-len/phien/*/", lose_twice)
    one.go(UPLOAD)
    path = tmp_path / "một.pdf"
    path.write_bytes(pdf_bytes(made_paper(23)) + b"\n%" + b"x" * 5_000_000)
    one.page.set_input_files("#id_chosen", str(path))
    expect(one.page.get_by_role("link", name="đã nhận, xem tài liệu")).to_be_visible(timeout=30_000)
    assert len(lost) == 2
    lost.clear()
    one.go("/nhap-ho-so/tai-len/")
    export = tmp_path / "hồ sơ.csv"
    export.write_text("Mã hồ sơ,Mã thủ tục,Ngày tiếp nhận\n" + "1,2.002381,01/11/2026 08:00\n" * 200_000, encoding="utf-8")
    one.page.fill("#id_new_source", "Tải dở")
    one.page.set_input_files("#id_file", str(export))
    one.page.get_by_role("button", name="Đọc tệp", exact=True).click()
    one.page.wait_for_url("**/ghep-cot/", timeout=30_000)
    assert len(lost) == 2
    one.complaints.clear()  # the lost requests


def test_the_form_works_without_scripts(visit: Visits, tmp_path: Path, vietnamese_type: None) -> None:
    one = visit(CLERK, scripts=False)
    one.go(UPLOAD)
    path = tmp_path / "không kịch bản.pdf"
    path.write_bytes(pdf_bytes(made_paper(24)))
    one.page.set_input_files("#id_chosen", [str(path)])
    one.page.get_by_role("button", name="Tải lên", exact=True).click()
    expect(one.page.get_by_role("link", name="đã nhận, xem tài liệu")).to_be_visible()


def test_somebody_of_another_department_finds_nothing(visit: Visits) -> None:
    own = visit(CLERK)
    own.go(UPLOAD)
    answer = own.page.request.post(
        own.site + "/tai-lieu/tai-len/phien/", headers={"X-CSRFToken": own.page.input_value("[name=csrfmiddlewaretoken]"), "Referer": own.site + "/"},
        data=json.dumps({"name": "a.txt", "size": 3, "agency": OWN}),
    )
    session = answer.json()["id"]
    other = visit(OTHER_CLERK)
    assert other.page.request.get(f"{other.site}/tai-lieu/tai-len/phien/{session}/").status == 404
    other.go("/tai-lieu/")
    expect(other.page.locator("main")).not_to_contain_text("kế hoạch.pdf")
