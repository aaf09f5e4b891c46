"""What people read on the pages: where they are, how they stand, why this number, what to do next; in both languages."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import get_script_prefix, reverse, set_script_prefix

from parix.web.accounts.queries import User
from parix.web.assessment.queries.sheets import sheet_row, shown_run
from parix.web.assessment.templatetags.assessment import leaf_address
from tests.web.worlds import OWN, World


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words += data.split()


def words(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    reader = _Words()
    reader.feed(response.content.decode())
    return " ".join(reader.words)


def test_the_sheet_says_where_how_and_what_next(world: World) -> None:
    page = words(world.client("officer"), f"/cham-diem/{world.open.slug}/{OWN}/")
    for said in (
        "Sở Khoa học và Công nghệ", "đang tự đánh giá", "Chỉ số theo số liệu đã có", "Còn có thể", "Hạng trong khối", "Điểm còn giành được nhiều nhất",
        "Chưa chấm được, thiếu gì", "Điểm theo lĩnh vực", "Cải cách thủ tục hành chính", "Kết quả này tính từ đâu", world.open.edition_fingerprint,
    ):
        assert said in page, said


def test_a_leaf_explains_itself(world: World) -> None:
    page = words(world.client("officer"), f"/cham-diem/{world.open.slug}/{OWN}/tieu-chi/procedures_published/")
    for said in ("Cách chấm", "Số liệu đã dùng", "Mã số đo: procedures.published", "Vì sao chưa đủ điểm", "Thay đổi ít nhất để thêm điểm", "Căn cứ", "Tài liệu kiểm chứng"):
        assert said in page, said


def test_a_leaf_without_a_score_says_why(world: World) -> None:
    run = shown_run(world.open, OWN)
    assert run is not None
    leaf = sheet_row(run).not_scored[0]
    page = words(world.client("officer"), f"/cham-diem/{world.open.slug}/{OWN}/tieu-chi/{leaf.key}/")
    assert leaf.reason is not None and " ".join(leaf.reason.vi.split())[1:] in page
    assert "Khi có số liệu sẽ được từ 0 đến" in page


def test_a_penalty_offers_no_gain(world: World) -> None:
    page = words(world.client("officer"), f"/cham-diem/{world.open.slug}/{OWN}/tieu-chi/collective_violations/")
    assert "Thay đổi ít nhất" not in page


def test_the_same_page_in_english(world: World) -> None:
    client = world.client("officer")
    client.cookies["language"] = "en"
    page = words(client, f"/cham-diem/{world.open.slug}/{OWN}/")
    for said in ("self-assessment under way", "Index by the figures so far", "Most points still to be won", "Reform of administrative procedures"):
        assert said in page, said


def test_the_language_is_switched_by_a_form_and_kept(world: World) -> None:
    client = Client()
    assert "Kết quả công khai" in client.get("/cong-khai/").content.decode()
    answer = client.post("/ngon-ngu/", {"language": "en", "next": "/cong-khai/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/cong-khai/")
    english = client.get("/cong-khai/", headers={"Accept-Language": "vi"})
    assert (english.headers["Content-Language"], "Public results" in english.content.decode()) == ("en", True)


def test_the_browsers_language_does_not_decide(world: World) -> None:
    answer = Client(headers={"Accept-Language": "en"}).get("/cong-khai/")
    assert answer.headers["Content-Language"] == "vi"


def test_switching_does_not_lead_elsewhere(world: World) -> None:
    answer = Client().post("/ngon-ngu/", {"language": "en", "next": "https://example.org/"})
    assert answer.headers["Location"] == "/"


def test_the_start_page_by_role(world: World) -> None:
    assert world.client("").get("/").headers["Location"] == "/cong-khai/"
    assert "Mở phiếu điểm" in words(world.client("officer"), "/")
    assert "Giai đoạn này chưa có thời gian." in words(world.client("coordinator"), "/")
    assert "chưa có vai trò ở cơ quan nào" in words(world.client("without role"), "/")
    assert "chưa có trong đợt chấm nào" in words(world.client("coordinator elsewhere"), "/")


def test_the_bar_of_work_is_for_people_who_signed_in(world: World) -> None:
    assert "Việc của tôi" in words(world.client("officer"), "/cong-khai/")
    assert "Việc của tôi" not in words(world.client(""), "/cong-khai/")


@pytest.mark.parametrize("query", ["?khoi=khong-co", "?xep=khong-co", "?xep=ten&tim=%3Cscript%3Ealert(1)%3C/script%3E", "?tim=" + "a" * 3000])
def test_odd_queries_are_harmless(world: World, query: str) -> None:
    answer = world.client("").get(f"/cong-khai/{world.published.slug}/{query}")
    assert answer.status_code == (404 if "%00" in query else 200)  # no address of ours has a zero character
    assert b"<script>alert" not in answer.content


def test_an_empty_site_says_what_will_be_here(db: None) -> None:
    person = User.objects.create_user("moi", full_name="Người mới")
    client = Client()
    assert "Chưa có kết quả nào được công bố" in words(client, "/cong-khai/")
    assert "Chưa nạp kết quả nào" in words(client, "/cong-khai/cac-tinh/")
    client.force_login(person, backend="parix.web.project.sign_in.PersonBackend")
    assert "Chưa có đợt chấm nào" in words(client, "/cham-diem/")


def test_the_address_of_a_leaf_follows_where_the_site_is() -> None:
    before = get_script_prefix()
    try:
        for prefix in ("/", "/cchc/", "/"):
            set_script_prefix(prefix)
            addresses = {page: leaf_address(page, "nam", OWN, "mot-la") for page in ("assessment:claim", "assessment:appraise", "portal:leaf")}
            assert addresses == {page: reverse(page, args=["nam", OWN, "mot-la"]) for page in addresses}
            assert all(address.startswith(prefix) for address in addresses.values())
    finally:
        set_script_prefix(before)
