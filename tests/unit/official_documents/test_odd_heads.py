"""Forms that heads take outside the usual: copies with broken lines, Party documents, minutes, drafts, slips of scans."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from parix.official_documents.document_heads.head_json import from_json, to_json
from parix.official_documents.document_heads.reading import read_head
from parix.official_documents.document_heads.records import DocumentHead, Signatory
from parix.official_documents.pages import Page, composed

BROKEN_COPY = """Kế hoạch 155/KH-UBND triển khai Chương trình hành động trên địa bàn tỉnh và các huyện, thành phố, thị xã trực thuộc theo quy định hiện hành
Số hiệu: 155/KH-UBND Loại văn bản: Quyết định
ỦY
BAN NHÂN DÂN
TỈNH BÌNH AN
--------
|
CỘNG
HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
|
Số:
22/2011/QĐ-UBND
|
Bình
An, ngày
13 tháng 9 năm 2011
|
QUYẾT
ĐỊNH
VỀ VIỆC BAN HÀNH QUY CHẾ TIẾP NHẬN PHẢN ÁNH
CỦA CÁ NHÂN, TỔ CHỨC
ỦY BAN NHÂN DÂN TỈNH
Căn cứ Luật Tổ chức Hội đồng
nhân dân và Ủy ban nhân dân;
QUYẾT ĐỊNH:
Điều 1. Ban
hành kèm theo Quyết định này Quy chế./.
|
TM.
ỦY BAN NHÂN DÂN TỈNH
CHỦ TỊCH
Phạm Thế
Dũng
"""
PARTY = """TỈNH ỦY BÌNH AN\tĐẢNG CỘNG SẢN VIỆT NAM
*
Số 15-KL/TU\tTân An, ngày 02 tháng 03 năm 2021

KẾT LUẬN
HỘI NGHỊ BAN CHẤP HÀNH ĐẢNG BỘ TỈNH
về đẩy mạnh cải cách hành chính

Ngày 02/3/2021, Ban Thường vụ đã họp.

Nơi nhận:\tT/M BAN THƯỜNG VỤ
- Các đồng chí Tỉnh ủy viên;\tPHÓ BÍ THƯ
- Lưu Văn phòng Tỉnh ủy.
\tHoàng Nghĩa Hiếu
"""
MINUTES = """SỞ NỘI VỤ
TỔ KIỂM TRA
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

BIÊN BẢN
Kiểm tra công tác cải cách hành chính

Hôm nay, vào lúc 8 giờ ngày 12 tháng 3 năm 2022, tại trụ sở, Tổ kiểm tra làm việc với các phòng, đơn vị thuộc Sở theo kế hoạch đã được phê duyệt.
Biên bản lập xong lúc 11 giờ cùng ngày, đã đọc cho mọi người nghe.
THƯ KÝ\tCHỦ TRÌ
Lê Thị Hoa\tTrần Văn Bình
"""
DECISION_OF_MINISTRY = """BỘ NỘI VỤ
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 876/QĐ-BNV
Hà Nội, ngày 10 tháng 11 năm 2022
QUYẾT ĐỊNH
PHÊ DUYỆT ĐỀ ÁN XÁC ĐỊNH CHỈ SỐ CẢI CÁCH HÀNH CHÍNH CỦA CÁC BỘ,
ỦY BAN NHÂN DÂN CÁC TỈNH, THÀNH PHỐ TRỰC THUỘC TRUNG ƯƠNG
BỘ TRƯỞNG BỘ NỘI VỤ
Căn cứ Nghị định số 63/2022/NĐ-CP ngày 12 tháng 9 năm 2022 của Chính phủ;
Điều 1. Phê duyệt./.
Nơi nhận:
- Như Điều 5;
- Lưu: VT, CCHC.
BỘ TRƯỞNG
Phạm Thị Thanh Trà
PHỤ LỤC
DANH MỤC TÀI LIỆU
TM. BAN SOẠN THẢO
TRƯỞNG BAN
Nguyễn Văn Khác
"""


def head_of(text: str, method: str = "text") -> DocumentHead:
    return read_head([Page(1, composed(text), method)])  # type: ignore[arg-type]


def codes(head: DocumentHead) -> list[str]:
    return [problem.code for problem in head.problems]


def test_a_copy_whose_lines_were_broken_anywhere() -> None:
    head = head_of(BROKEN_COPY)
    assert head.kind and head.number and head.symbol and head.place and head.date and head.issuer and head.abstract and head.signatory
    assert (head.kind.value.code, head.number_and_symbol, head.place.value) == ("decision", "22/2011/QĐ-UBND", "Bình An")
    assert (head.date.value.date, head.issuer.value) == (date(2011, 9, 13), "ỦY BAN NHÂN DÂN TỈNH BÌNH AN")
    assert head.abstract.value == "VỀ VIỆC BAN HÀNH QUY CHẾ TIẾP NHẬN PHẢN ÁNH CỦA CÁ NHÂN, TỔ CHỨC"
    assert head.signatory.value == Signatory("CHỦ TỊCH", "Phạm Thế Dũng", ("TM. ỦY BAN NHÂN DÂN TỈNH",), ("TM.",))


def test_a_document_of_the_party() -> None:
    head = head_of(PARTY)
    assert head.kind and head.issuer and head.signatory
    assert (head.kind.value.code, head.number_and_symbol, head.issuer.value) == ("conclusion", "15/KL/TU", "TỈNH ỦY BÌNH AN")
    assert head.signatory.value == Signatory("PHÓ BÍ THƯ", "Hoàng Nghĩa Hiếu", ("T/M BAN THƯỜNG VỤ",), ("TM.",))
    assert [one.value for one in head.recipients] == ["Các đồng chí Tỉnh ủy viên", "Lưu Văn phòng Tỉnh ủy"]


def test_minutes_are_signed_by_who_presided() -> None:
    head = head_of(MINUTES)
    assert head.kind and head.issuer and head.parent_body and head.signatory
    assert (head.kind.value.code, head.issuer.value, head.parent_body.value) == ("minutes", "TỔ KIỂM TRA", "SỞ NỘI VỤ")
    assert (head.signatory.value.position, head.signatory.value.name) == ("CHỦ TRÌ", "Trần Văn Bình")
    assert codes(head) == ["head.no_number", "head.no_date"]


def test_the_signature_is_that_of_the_document_not_of_its_annex() -> None:
    head = head_of(DECISION_OF_MINISTRY)
    assert head.signatory and head.abstract
    assert (head.signatory.value.position, head.signatory.value.name) == ("BỘ TRƯỞNG", "Phạm Thị Thanh Trà")
    assert head.abstract.value.endswith("ỦY BAN NHÂN DÂN CÁC TỈNH, THÀNH PHỐ TRỰC THUỘC TRUNG ƯƠNG")


def test_a_lost_hyphen_is_put_back_and_doubted() -> None:
    head = head_of("UBND TỈNH BÌNH AN\nSố: 1961/QĐUBND\nBình An, ngày 28 tháng 8 năm 2019\nQUYẾT ĐỊNH\nBan hành quy chế\n")
    assert head.symbol and (head.symbol.value, head.symbol.text, head.symbol.is_sure) == ("QĐ-UBND", "QĐUBND", False)


def test_a_heading_over_a_copied_dispatch_gives_its_number() -> None:
    text = "Công văn số 972/SNV-CCHC ngày 18/7/2018 V/v tham gia dự thảo hướng dẫn.\n\nKính gửi:\n\n– Các sở, ban, ngành;\n\n– UBND các huyện.\n\nThực hiện kế hoạch."
    head = head_of(text)
    assert head.kind and head.date and head.abstract
    assert (head.kind.value.code, head.number_and_symbol, head.date.value.date, head.date.is_sure) == ("dispatch", "972/SNV-CCHC", date(2018, 7, 18), False)
    assert head.abstract.value == "tham gia dự thảo hướng dẫn"
    assert [one.value for one in head.addressees] == ["Các sở, ban, ngành", "UBND các huyện"]


HEAD = "SỞ NỘI VỤ\n{number}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n{date}\nBÁO CÁO\nCông tác tháng 6\n\nThực hiện kế hoạch, Sở báo cáo.\n"


@pytest.mark.parametrize(("written", "number", "symbol", "is_sure"), [
    ("Số: 56/BC-SNV", "56", "BC-SNV", True),
    ("Số:56/BC-SNV", "56", "BC-SNV", True),
    ("Số: 56 / BC - SNV", "56", "BC-SNV", True),
    ("Số: 5ó/BC-SNV", "56", "BC-SNV", False),
    ("Số: I2/BC-SNV", "12", "BC-SNV", False),
    ("Só: 36a/BC-SNV", "36a", "BC-SNV", True),
    ("Số: 07/QÐ-SNV", "07", "QĐ-SNV", True),
    ("Số: 07/QD-SNV", "07", "QĐ-SNV", True),
    ("Số: 3674/VPCP-KSTT", "3674", "VPCP-KSTT", True),
    ("Số: …/BC-SNV", None, "BC-SNV", None),
    ("Số:       /BC-SNV", None, "BC-SNV", None),
])
def test_numbers_as_people_and_scans_write_them(written: str, number: str | None, symbol: str, is_sure: bool | None) -> None:
    head = head_of(HEAD.format(number=written, date="Vinh, ngày 05 tháng 6 năm 2022"))
    assert head.symbol is not None
    assert (head.number.value if head.number else None, head.symbol.value, head.number.is_sure if head.number else None) == (number, symbol, is_sure)


@pytest.mark.parametrize(("written", "shown", "is_sure", "problem"), [
    ("Vinh, ngày 05 tháng 6 năm 2022", "05/06/2022", True, None),
    ("Vinh,ngày 05tháng 06năm 2022", "05/06/2022", True, None),
    ("Vinh, ngày 0l tháng I0 năm 202I", "01/10/2021", False, None),
    ("Vinh, ngày 31 tháng 6 năm 2022", "31/06/2022", False, "head.date_impossible"),
    ("Vinh, ngày … tháng 6 năm 2022", "…/06/2022", False, "head.date_incomplete"),
    ("Vinh, ngày     tháng     năm 2022", "…/…/2022", False, "head.date_incomplete"),
    ("Vinh, ngày 5/6/2022", "05/06/2022", True, None),
])
def test_dates_as_people_and_scans_write_them(written: str, shown: str, is_sure: bool, problem: str | None) -> None:
    head = head_of(HEAD.format(number="Số: 1/BC-SNV", date=written))
    assert head.date and head.place
    assert (str(head.date.value), head.date.is_sure, head.place.value) == (shown, is_sure, "Vinh")
    assert [code for code in codes(head) if "date" in code] == ([problem] if problem else [])


def test_two_numbers_are_named() -> None:
    head = head_of(HEAD.format(number="Số: 56/BC-SNV\nSố: 57/BC-SNV", date="Vinh, ngày 05 tháng 6 năm 2022"))
    assert head.number and head.number.value == "56"
    assert "head.two_numbers" in codes(head)


def test_a_title_that_differs_from_the_symbol_is_named() -> None:
    head = head_of(HEAD.format(number="Số: 56/KH-SNV", date="Vinh, ngày 05 tháng 6 năm 2022"))
    assert head.kind and head.kind.value.code == "report"
    assert "head.kind_differs_from_symbol" in codes(head)


def test_a_cited_number_is_not_taken_for_the_own_one() -> None:
    head = head_of("BÁO CÁO\nCông tác tháng 6\n\nThực hiện Quyết định\nsố 3674/QĐ-UBND ngày 23/12/2016 của UBND tỉnh, Sở báo cáo như sau đây, kính trình xem xét.\n")
    assert head.number is None and head.date is None


def test_a_document_in_english_is_named() -> None:
    head = head_of("MINISTRY OF HOME AFFAIRS\nDecision on the approval of the plan\nPursuant to the law, the minister decides as follows. " * 5)
    assert codes(head) == ["head.not_official", "head.not_vietnamese"]


def test_a_stamp_of_a_digital_signature_is_not_part_of_the_head() -> None:
    stamp = "Ký bởi: SỞ NỘI VỤ\nEmail: snv@vidu.vn\nCơ quan: TỈNH BÌNH AN\nNgày ký: 27.05.2021 15:12:33 +07:00\n"
    head = head_of(stamp + HEAD.format(number="Số: 1/BC-SNV", date="Vinh, ngày 05 tháng 6 năm 2022"))
    assert head.issuer and head.issuer.value == "SỞ NỘI VỤ" and head.parent_body is None
    assert head.date and head.date.value.date == date(2022, 6, 5)


def test_a_draft_and_urgency_are_not_part_of_the_issuer() -> None:
    head = head_of("DỰ THẢO\nHỎA TỐC\n" + HEAD.format(number="Số: 1/BC-SNV", date="Vinh, ngày 05 tháng 6 năm 2022"))
    assert head.issuer and head.issuer.value == "SỞ NỘI VỤ" and head.parent_body is None


def test_json_and_back_keeps_everything() -> None:
    for text in (BROKEN_COPY, PARTY, MINUTES, HEAD.format(number="Số: /BC-SNV", date="Vinh, ngày … tháng 6 năm 2022")):
        head = head_of(text)
        assert from_json(to_json(head)) == head


@settings(max_examples=150, deadline=None)
@given(some.text(alphabet="ỦBAN HộiSốKHNơi nhận:/-.,;\n\tđ0123456789ngày tháng năm()|*GIÁMĐỐC", max_size=400))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    head = head_of(text)
    for found in (head.kind, head.number, head.symbol, head.place, head.date, head.issuer, head.abstract, head.signatory, *head.recipients):
        assert found is None or 0 <= found.span.start <= found.span.end <= len(text)
