"""A made-up report with a text, a list, a table, appendices upright and lying, for tests of writing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from parix.official_documents.writing.records import Annex, Heading, Paper, Signing, Table

REPORT = Paper(
    kind="report", title="BÁO CÁO", number="07", symbol="BC-SKHCN", place="Tỉnh Mẫu", day=date(2026, 3, 9), parent=("UBND TỈNH MẪU",),
    issuer=("SỞ KHOA HỌC VÀ CÔNG NGHỆ",), abstract="Công tác cải cách hành chính quý I năm 2026",
    blocks=(
        Heading("I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH"), "Sở đã ban hành 04 văn bản chỉ đạo; thực hiện 12/20 nhiệm vụ của kế hoạch năm, đạt 60%.",
        Heading("II. KẾT QUẢ THỰC HIỆN"), Heading("1. Cải cách thủ tục hành chính"),
        "- Trong quý I, Sở đã giải quyết 1.250 hồ sơ, trong đó 1.225 hồ sơ đúng hạn, 25 hồ sơ quá hạn; tỷ lệ đúng hạn đạt 98%.",
        Table(("STT", "Lĩnh vực", "Hồ sơ"), (("1", "An toàn bức xạ", "250"), ("2", "Tiêu chuẩn, đo lường", "1.000")), (10, 60, 30), "clr"),
        "- Tiếp tục rà soát <thủ tục> & quy trình nội bộ.",
        Annex("PHỤ LỤC I. BẢNG THỐNG KÊ"),
        Table(
            ("STT", "Chỉ tiêu", "Đơn vị tính", "Kết quả", "Kỳ trước"),
            (("1", "Chỉ đạo, điều hành", "", "", ""), ("1.1", "Nhiệm vụ đã hoàn thành", "nhiệm vụ", "12", "9"), ("1.2", "Tỷ lệ đúng hạn", "%", "98,00", "97,5")),
            (8, 48, 16, 14, 14), "clcrr", frozenset({0}),
        ),
        Annex("PHỤ LỤC II. HỒ SƠ THEO LĨNH VỰC", is_wide=True),
        Table(tuple(f"Cột {n}" for n in range(1, 11)), tuple(tuple(str(n) for n in range(row, row + 10)) for row in range(40)), (10,) * 10, "r" * 10),
    ),
    signing=Signing("PHÓ GIÁM ĐỐC", "Trần Thị Mẫu", ("KT. GIÁM ĐỐC",)), recipients=("Sở Nội vụ", "Giám đốc, các Phó Giám đốc", "Lưu: VT, VP"),
)
DISPATCH = replace(
    REPORT, kind="dispatch", title="", symbol="SKHCN-VP", abstract="tự đánh giá, chấm điểm Chỉ số cải cách hành chính năm 2025", addressees=("Sở Nội vụ",),
)
