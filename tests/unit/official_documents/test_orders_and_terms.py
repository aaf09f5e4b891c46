"""Sentences that order: who leads, who supports; terms and what recurs; labels."""

from __future__ import annotations

from datetime import date

import pytest

from parix.official_documents.assignments.due_dates import Calendar, terms_in
from parix.official_documents.assignments.labels import labels_in
from parix.official_documents.assignments.orders import orders_in
from parix.official_documents.assignments.recurrences import recurrence_in
from parix.official_documents.document_bodies.markers import marker_of
from parix.official_documents.document_bodies.passages import Passage, passage_of

YEAR = Calendar(2025, date(2025, 3, 10))
NO_YEAR = "không ghi năm; lấy theo năm của văn bản"


def words(text: str) -> Passage:
    return passage_of(1, 0, text)


@pytest.mark.parametrize(("sentence", "lead", "support"), [
    (
        "Giao Văn phòng Sở chủ trì, phối hợp với Thanh tra Sở và các đơn vị liên quan tham mưu kế hoạch.",
        ["Văn phòng Sở"], ["Thanh tra Sở", "các đơn vị liên quan"]),
    ("Đề nghị Sở Y tế phối hợp với Công an tỉnh (cơ quan chủ trì) cấp giấy.", ["Công an tỉnh"], ["Sở Y tế"]),
    ("Sở Nội vụ có trách nhiệm theo dõi, đôn đốc các cơ quan, đơn vị triển khai.", ["Sở Nội vụ"], []),
    ("Phân công nhiệm vụ tổng hợp số liệu cho Phòng Kỹ thuật chủ trì, phối hợp với Văn phòng thực hiện.", ["Phòng Kỹ thuật"], ["Văn phòng"]),
    ("Giao Sở Xây dựng chủ trì, trao đổi, thống nhất với Sở Tài chính trình phương án.", ["Sở Xây dựng"], ["Sở Tài chính"]),
    ("Chánh Văn phòng UBND tỉnh theo chức năng, nhiệm vụ được giao có trách nhiệm bảo đảm hạ tầng.", ["Chánh Văn phòng UBND tỉnh"], []),
    ("Việc này do Phòng Quản lý khoa học chủ trì, Văn phòng Sở phối hợp thực hiện.", ["Phòng Quản lý khoa học"], ["Văn phòng Sở"]),
    ("Chủ tịch UBND tỉnh kết luận và chỉ đạo một số nội dung như sau:", [], []), ("Ủy ban nhân dân xã trân trọng kính mời các đồng chí dự họp.", [], []),
    ("Ngày 12/4, Phó Chủ tịch UBND tỉnh chủ trì phiên họp.", [], []), ("Sở đã giao Văn phòng tham mưu.", [], []),
])
def test_who_is_ordered(sentence: str, lead: list[str], support: list[str]) -> None:
    (order,) = orders_in(words(sentence))
    assert ([unit.value for unit in order.lead], [unit.value for unit in order.support]) == (lead, support)


def test_a_semicolon_inside_a_list_of_names_ends_nothing() -> None:
    (order,) = orders_in(words("Yêu cầu Giám đốc các sở, đơn vị cấp tỉnh; Chủ tịch UBND các cấp tập trung thực hiện:"))
    assert [unit.value for unit in order.lead] == ["Giám đốc các sở, đơn vị cấp tỉnh", "Chủ tịch UBND các cấp"]


@pytest.mark.parametrize(("text", "kind", "last", "days", "reason"), [
    ("hoàn thành trước ngày 15/6/2025", "date", "2025-06-15", None, ""), ("xong trong quý III", "quarter", "2025-09-30", None, NO_YEAR),
    ("trong quý II1/2025", "quarter", "2025-09-30", None, "số của quý đọc không rõ"), ("trước tháng 10/2025", "month", "2025-09-30", None, ""),
    ("chậm nhất 17h00 ngày 5/4", "date", "2025-04-05", None, NO_YEAR), ("trong vòng 10 (mười) ngày làm việc kể từ ngày ký", "working_days", None, 10, ""),
    ("hoàn thành trước 31/6/2025", "date", None, None, "không có ngày 31/06/2025"), ("trong tuần đầu tháng 9/2025", "month", "2025-09-30", None, ""),
    ("hoàn thành trước khi kết thúc quý II/2025", "quarter", "2025-06-30", None, ""),
])
def test_terms(text: str, kind: str, last: str | None, days: int | None, reason: str) -> None:
    ((_at, due),) = terms_in(words(text), YEAR)
    assert (due.value.kind, due.value.date.isoformat() if due.value.date else None, due.value.days, due.reason) == (kind, last, days, reason)


@pytest.mark.parametrize("text", ["số liệu đến hết ngày 31/12/2024", "Căn cứ Kế hoạch ngày 02/01/2025", "kể từ ngày 01/7/2025", "giai đoạn 2021 - 2025"])
def test_what_is_no_term(text: str) -> None:
    assert terms_in(words(text), YEAR) == []


@pytest.mark.parametrize(("text", "code", "day"), [
    ("định kỳ hằng tháng báo cáo", "monthly", None), ("báo cáo trước ngày 25 hằng tháng", "monthly", 25), (
        "báo cáo trước ngày 20 của tháng cuối quý",
        "quarterly", 20),
    ("(thường xuyên)", "regular", None), ("2 lần/tháng", "monthly", None), ("mỗi quý 1 lần", "quarterly", None), ("thứ 6 hàng tuần báo cáo", "weekly", None),
    ("định kỳ 6 tháng", "half_yearly", None), ("rà soát quy trình, hằng năm tổng kết, đánh giá", "yearly", None),
])
def test_what_recurs(text: str, code: str, day: int | None) -> None:
    found = recurrence_in(words(text))
    assert found is not None and (found[0].value, found[1].value.day if found[1] else None) == (code, day)


def test_a_weekly_meeting_is_a_name() -> None:
    assert recurrence_in(words("tổ chức họp giao ban hằng tuần")) is None


@pytest.mark.parametrize(("line", "labels"), [
    ("Phòng/đơn vị chủ trì theo dõi: Văn phòng Sở.", [("lead_follow", "Văn phòng Sở")]),
    ("Chủ trì: Sở Nội vụ; phối hợp: các sở, ngành; thời gian: quý II/2025.", [("lead", "Sở Nội vụ"), ("support", "các sở, ngành"), ("due", "quý II/2025")]),
    ("- Hoàn thành: Quý IV/2025", [("due", "Quý IV/2025")]), ("Hoàn thành: 15 nhiệm vụ được giao trong năm", [("due", "15 nhiệm vụ được giao trong năm")]),
    ("Thời gian hoàn thành đại tu: trước ngày 30/9/2025", [("due", "trước ngày 30/9/2025")]), ("Đối với các phòng, đơn vị: rà soát", []),
])
def test_labels(line: str, labels: list[tuple[str, str]]) -> None:
    assert [(label.role, label.value.text) for label in labels_in(words(line))] == labels


@pytest.mark.parametrize(("line", "style", "value"), [
    ("1/ Rà soát", "arabic1", 1), ("2.1. Sở Nội vụ", "arabic2", 1), ("Điều 3. Giao", "dieu", 3), ("a) Rà soát", "letter", 1), ("II. NHIỆM VỤ", "roman", 2),
    ("- Rà soát", "bullet -", 0), ("Thứ nhất, rà soát", "ordinal", 1), ("(2) Rà soát", "(arabic)", 2),
])
def test_markers(line: str, style: str, value: int) -> None:
    marker = marker_of(line)
    assert marker is not None and (marker.style, marker.value) == (style, value)


@pytest.mark.parametrize("line", ["01/NQ-CP ngày 03/01/2015 của Chính phủ", "20/6 họp", "năm 2025", "85 điểm trở lên"])
def test_numbers_that_mark_nothing(line: str) -> None:
    assert marker_of(line) is None
