"""Names of units: where they end, lists of them, names that share their first word, names that the whole document shows."""

from __future__ import annotations

import pytest

from parix.official_documents.document_bodies.passages import Passage, passage_of
from parix.official_documents.unit_names.names_of_document import names_of
from parix.official_documents.unit_names.unit_lists import units_at, units_in


def words(text: str) -> Passage:
    return passage_of(1, 0, text)


@pytest.mark.parametrize(("cell", "names"), [
    (
        "Văn phòng Sở; Thanh tra Sở, Phòng Kế hoạch - Tài chính và các đơn vị liên quan",
        ["Văn phòng Sở", "Thanh tra Sở", "Phòng Kế hoạch - Tài chính", "các đơn vị liên quan"]),
    (
        "Các sở, ban, ngành; UBND các xã, phường",
        ["Các sở, ban, ngành", "UBND các xã, phường"]), ("Không", []), ("- Sở Nội vụ\n- Sở Tài chính", ["Sở Nội vụ", "Sở Tài chính"]),
    ("Báo và Đài Phát thanh - Truyền hình tỉnh", ["Báo và Đài Phát thanh - Truyền hình tỉnh"]),
    ("Các sở: Nội vụ, Tài chính, Khoa học và Công nghệ; Văn phòng UBND tỉnh", ["Sở Nội vụ", "Sở Tài chính", "Sở Khoa học và Công nghệ", "Văn phòng UBND tỉnh"]),
])
def test_every_name_of_a_cell(cell: str, names: list[str]) -> None:
    assert [unit.value for unit in units_in(words(cell)).units] == names


@pytest.mark.parametrize(("sentence", "names"), [
    ("Phòng Xây dựng và kiểm tra văn bản quy phạm pháp luật chủ trì rà soát", ["Phòng Xây dựng và kiểm tra văn bản quy phạm pháp luật"]),
    ("Phòng Tín ngưỡng, tôn giáo tham mưu kế hoạch", ["Phòng Tín ngưỡng, tôn giáo"]),
    ("Phòng Kinh tế, Hạ tầng và Đô thị, chuyển đổi quy trình", ["Phòng Kinh tế, Hạ tầng và Đô thị"]),
    ("Phòng Pháp chế - Thanh tra chủ trì", ["Phòng Pháp chế - Thanh tra"]), (
        "Ban Biên tập Trang thông tin điện tử vận hành",
        ["Ban Biên tập Trang thông tin điện tử"]),
    ("các Sở Kế hoạch và Đầu tư, Tài chính và Nội vụ tham mưu", ["Sở Kế hoạch và Đầu tư", "Sở Tài chính", "Sở Nội vụ"]),
    ("Giám đốc các Sở: Nội vụ, Xây dựng, Tư pháp theo dõi", ["Giám đốc Sở Nội vụ", "Giám đốc Sở Xây dựng", "Giám đốc Sở Tư pháp"]),
    ("UBND các xã Tân Lập, Hòa An và Bình Minh khẩn trương số hóa", ["UBND xã Tân Lập", "UBND xã Hòa An", "UBND xã Bình Minh"]),
    (
        "các tổ chức chính trị - xã hội tăng cường giám sát",
        ["các tổ chức chính trị - xã hội"]), ("Thanh tra thành phố biên tập chuyên mục", ["Thanh tra thành phố"]),
    ("Trung tâm Dịch vụ việc làm, Trung tâm Bảo trợ xã hội tổng hợp 1 xây dựng", ["Trung tâm Dịch vụ việc làm", "Trung tâm Bảo trợ xã hội tổng hợp 1"]),
])
def test_names_end_where_the_sentence_goes_on(sentence: str, names: list[str]) -> None:
    listed = units_at(words(sentence), 0)
    assert listed is not None and [unit.value for unit in listed.units] == names


@pytest.mark.parametrize("text", ["HỘI CHỦ NGHĨA VIỆT NAM", "TỔ CHỨC THỰC HIỆN", "Hội nghị thống nhất", "bộ hồ sơ", "số lượng", "rà soát văn bản"])
def test_what_is_no_unit(text: str) -> None:
    assert units_at(words(text), 0) is None


def test_the_document_shows_where_a_name_with_a_comma_ends() -> None:
    told = [words("Yêu cầu Phòng Giám sát, kiểm tra và xử lý sau thanh tra rà soát hồ sơ."), words("Phòng Giám sát, kiểm tra và xử lý sau thanh tra: báo cáo.")]
    assert names_of(told) == ("phong giam sat, kiem tra va xu ly sau thanh tra",)
    assert names_of([words("Giao Văn phòng Sở, các phòng rà soát."), words("Giao Văn phòng Sở, các phòng báo cáo.")]) == ()
