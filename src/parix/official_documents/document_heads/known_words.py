"""Spellings that scans get wrong: names of bodies and positions whose marks are known for certain.

A scan reads `ỦY BẠN NHÂN DÂN`; its plain letters say what was meant. Only for text read from pictures.
"""

from __future__ import annotations

import re

from parix.official_documents.pages import flat

_KNOWN = (
    "ỦY BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN", "KHOA HỌC VÀ CÔNG NGHỆ", "NỘI VỤ", "TÀI CHÍNH", "KẾ HOẠCH VÀ ĐẦU TƯ", "TƯ PHÁP", "XÂY DỰNG",
    "GIAO THÔNG VẬN TẢI", "CÔNG THƯƠNG", "NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "NÔNG NGHIỆP", "PHÁT TRIỂN NÔNG THÔN", "TÀI NGUYÊN VÀ MÔI TRƯỜNG",
    "THÔNG TIN VÀ TRUYỀN THÔNG", "LAO ĐỘNG", "THƯƠNG BINH VÀ XÃ HỘI", "VĂN HÓA", "THỂ THAO", "DU LỊCH", "GIÁO DỤC VÀ ĐÀO TẠO", "Y TẾ",
    "DÂN TỘC VÀ TÔN GIÁO", "NGOẠI VỤ", "THANH TRA", "VĂN PHÒNG", "CHI CỤC", "TRUNG TÂM", "TIÊU CHUẨN", "ĐO LƯỜNG", "CHẤT LƯỢNG",
    "CẢI CÁCH HÀNH CHÍNH", "PHỤC VỤ HÀNH CHÍNH CÔNG", "BAN QUẢN LÝ", "KHU KINH TẾ", "BAN CHỈ ĐẠO", "THÀNH PHỐ", "TỈNH", "HUYỆN", "PHƯỜNG",
    "SỞ", "BỘ", "PHÒNG", "GIÁM ĐỐC", "PHÓ", "CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "CHÁNH THANH TRA", "BỘ TRƯỞNG", "THỨ TRƯỞNG", "CHI CỤC TRƯỞNG",
    "CỤC TRƯỞNG", "VỤ TRƯỞNG", "TRƯỞNG PHÒNG", "TRƯỞNG BAN", "THÔNG TIN", "THỐNG KÊ", "ỨNG DỤNG", "ĐẢNG ỦY", "TỈNH ỦY",
)
_BY_PLAIN = {flat(known): known for known in sorted(_KNOWN, key=len)}
_AMBIGUOUS = frozenset({"thu truong", "bo", "so", "pho"})  # alone they may be other words
_PATTERN = re.compile(r"(?<![a-z])(?:" + "|".join(sorted((re.escape(plain) for plain in _BY_PLAIN), key=len, reverse=True)) + r")(?![a-z])")


def respelled(text: str) -> str:
    """Known words in capitals with their right marks; everything else as it was read."""
    parts, end = [], 0
    for found in _PATTERN.finditer(flat(text)):
        read = text[found.start() : found.end()]
        is_sure = read.isupper() and (found[0] not in _AMBIGUOUS or found.start() == 0)
        parts += [text[end : found.start()], _BY_PLAIN[found[0]] if is_sure else read]
        end = found.end()
    return "".join(parts) + text[end:]
