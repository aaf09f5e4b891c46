"""Cited documents, figures and targets, sentence by sentence; figures that contradict each other."""

from __future__ import annotations

import pytest

from parix.official_documents.cited_documents.citing import citations_in
from parix.official_documents.document_bodies.passages import Passage, passage_of
from parix.official_documents.document_reading import read_document
from parix.official_documents.figures.reading import figures_of
from parix.official_documents.targets.reading import targets_of


def words(text: str) -> Passage:
    return passage_of(1, 0, text)


@pytest.mark.parametrize(("text", "told"), [
    ("Căn cứ Quyết định số 3674/QĐ-UBND ngày 23/12/2016 của UBND tỉnh về Kế hoạch;", [("decision", "3674", "QĐ-UBND", "23/12/2016", "UBND tỉnh")]),
    ("Nghị quyết 36a/NQ-CP của Chính phủ", [("resolution", "36a", "NQ-CP", "None", "Chính phủ")]),
    ("Luật Tổ chức chính quyền địa phương ngày 19/6/2015", [("law", "", "", "19/06/2015", "")]),
    (
        "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22/11/2019;",
        [("law", "", "", "22/11/2019", "")]),
    ("Nghị quyết số 18-NQ/TW, ngày 25/10/2017 của Ban Chấp hành Trung ương", [("resolution", "18", "NQ/TW", "25/10/2017", "Ban Chấp hành Trung ương")]),
    (
        "Công văn số 12/SNV-CCHC ngày 31/6/2024",
        [("dispatch", "12", "SNV-CCHC", "31/06/2024", "")]), ("theo Điều 5 của Quy chế này", []), ("đạt 12/15 thủ tục", []),
])
def test_cited_documents(text: str, told: list[tuple[str, ...]]) -> None:
    found = [place.citation for place in citations_in(words(text))]
    assert [(one.kind.code if one.kind else "", one.number, one.symbol, str(one.date), one.issuer) for one in found] == told


@pytest.mark.parametrize(("text", "told"), [
    ("có 28/28 thủ tục hành chính được công bố, đạt 100%", [("ratio", "28/28 thủ tục hành chính", ""), ("percent", "100%", "")]),
    (
        "tiếp nhận 1.245 hồ sơ",
        [("count", "1.245 hồ sơ", "")]), (
            "đạt 81,35/100 điểm",
            [("count", "81,35/100 điểm", "")]), ("hơn 200 lượt người", [("count", "200 lượt người", "over")]),
    ("từ 2 - 4 hạng", [("count", "2 - 4 hạng", "at_least")]), ("05 (năm) kế hoạch", [("count", "05 (năm) kế hoạch", "")]), (
        "Tổng số hồ sơ tiếp nhận: 150",
        [("count", "150", "")]),
    (
        "xếp hạng 38/63 tỉnh, thành phố",
        [("ratio", "38/63 tỉnh, thành phố", "")]), ("ngày 12/3 họp", []), ("Điều 12 khoản 3", []), ("số 12/QĐ-UBND năm 2025", []),
])
def test_figures(text: str, told: list[tuple[str, ...]]) -> None:
    assert [(placed.figure.form, placed.figure.text, placed.figure.bound) for placed in figures_of(words(text))] == told


@pytest.mark.parametrize(("text", "told"), [
    ("phấn đấu Chỉ số PAR INDEX đạt từ 85 điểm trở lên", [("Chỉ số PAR INDEX", "at_least", "85", "None", "điểm")]),
    ("Chỉ số SIPAS tăng từ 2 - 4 hạng", [("Chỉ số SIPAS", "increase", "2", "4", "hạng")]),
    (
        "Nâng tỷ lệ hồ sơ trực tuyến lên 80%; tỷ lệ trễ hạn dưới 1%",
        [("tỷ lệ hồ sơ trực tuyến", "equal", "80", "None", "%"), ("tỷ lệ trễ hạn", "less_than", "1", "None", "%")]),
    (
        "đề xuất rút ngắn ít nhất 30% thời gian giải quyết",
        [("thời gian giải quyết", "decrease", "30", "None", "%")]), ("giữ vững thứ hạng", [("thứ hạng", "maintain", "None", "None", "")]),
])
def test_targets(text: str, told: list[tuple[str, ...]]) -> None:
    assert [(one.measure, one.comparison, str(one.value), str(one.value_to), one.unit) for one in targets_of(words(text), under_targets=True)] == told


REPORT = "SỞ NỘI VỤ\nSố: 12/BC-SNV\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHà Nội, ngày 05 tháng 9 năm 2025\nBÁO CÁO\nKết quả quý III năm 2025\nI. KẾT QUẢ\n"


@pytest.mark.parametrize(("line", "codes"), [
    ("Đã giải quyết 100 hồ sơ, trong đó: trước hạn 60 hồ sơ, đúng hạn 40 hồ sơ.", []), (
        "Đã giải quyết 100 hồ sơ, trong đó: trước hạn 60 hồ sơ, đúng hạn 30 hồ sơ, quá hạn 9 hồ sơ.",
        ["total_differs"]),
    ("Biên chế 64 người (cán bộ 12, công chức 45, hợp đồng 9).", ["total_differs"]), ("Có 27/28 thủ tục hành chính (96,4%) được công khai.", []),
    ("Có 27/28 thủ tục hành chính (98,4%) được công khai.", ["percentage_differs"]),
    (
        "Có 95 giao dịch trực tuyến trên tổng số 100 giao dịch, tương đương 90%.",
        ["percentage_differs"]), ("Thí điểm tại 03 đơn vị: Sở Y tế; Sở Nội vụ; Thanh tra tỉnh.", []),
    ("Thí điểm tại 04 đơn vị: Sở Y tế; Sở Nội vụ; Thanh tra tỉnh.", ["count_differs_from_list"]), (
        "Tiếp nhận 120 hồ sơ, tăng 30 hồ sơ so với quý trước (100 hồ sơ).",
        ["change_differs"]),
    ("Tiếp nhận 23 đơn, đã xử lý 17 đơn, còn 3 đơn đang xem xét.", ["total_differs"]), ("Tiếp nhận 23 đơn, đã xử lý 20 đơn, còn 3 đơn đang xem xét.", []),
    ("Tiếp nhận 23 đơn (kỳ trước chuyển sang), đã xử lý 17 đơn, còn 3 đơn.", []), ("Đã trả 120/110 hồ sơ.", ["more_than_all"]), ("Tỷ lệ trực tuyến đạt 92%, tăng 10% so với cùng kỳ năm trước (82%).", []),
])
def test_contradictions(line: str, codes: list[str]) -> None:
    found = [problem.code for problem in read_document(f"{REPORT}{line}\n".encode()).problems if problem.code.startswith("figures.")]
    assert found == [f"figures.{code}" for code in codes]
