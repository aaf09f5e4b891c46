"""Names of people as they stand under a signature: `Nguyễn Văn Thành`, `TS. Trần Quốc Thành`, `Y Thanh Hà Niê Kđăm`."""

from __future__ import annotations

import re

from parix.official_documents.document_heads.positions import POSITION
from parix.official_documents.letters import LOWER, UPPER
from parix.official_documents.pages import flat

# The family names that nearly everybody bears, and those of other peoples of the country; by their plain letters.
_FAMILY_NAMES = frozenset(
    """
    a an bach bien bo bui ca cai cam cao chau chu chung co cu cung dam dang danh dao dau diep dieu dinh do doan doi dong duong gia
    giang giap ha han hang hau hi hinh ho hoang hua huynh k'pa kha khau khong khuc khuong kieu kim kpa ksor la lai lam lang lau le
    lieu lo lu luc luong luu ly ma mac mai mong mua nay nghiem ngo nguyen nhan nhu nie ninh non nong on ong pham phan phi phu phung
    phuong quach quan quang rcom rmah siu son sung ta tang thach thai than thang thao thi thieu tien tieu to ton tong trac tran trang
    tri trieu trinh trung truong tu tuong ung uong van vang vi vien vo vu vuong xa y
    """.split()  # noqa: SIM905
)
_TITLES = re.compile(
    r"(?:(?:PGS|GS|TSKH|TS|ThS|Ths|THS|CN|KS|BS|BSCK|CKI|CKII|LS|DS|NSƯT|NGƯT|Đ/c|Đồng chí|Ông|Bà|Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy|Thiếu tướng|"
    r"Trung tướng|Thượng tướng)\s?[.:]?\s*)+"
)
SIGNED = re.compile(
    r"\(\s*(?:đã ký|đã kí|ký tên|ký tên, đóng dấu|ký, đóng dấu|ký và ghi rõ họ tên|ký, ghi rõ họ tên|ký điện tử)\s*\)|(?<![\w(])Đã ký(?![\w)])",
    re.IGNORECASE,
)
_WORD = rf"[{UPPER}](?:['’‘`”][{UPPER}{LOWER}]+|[{LOWER}'’‘`”]+|(?=[\s.]|$))"
_NAME = re.compile(rf"{_WORD}(?:[\s-]+{_WORD}){{1,5}}")
_CAPITALS = re.compile(rf"[{UPPER}'’‘`”]+(?:\s+[{UPPER}'’‘`”]+){{1,5}}")
_NOT_PEOPLE = re.compile(
    r"\b(?:sở|phòng|ban|ủy ban|uỷ ban|văn phòng|trung tâm|chi cục|nội vụ|tỉnh|huyện|như trên|lưu vt|nơi nhận|các|giám đốc|chủ tịch|việt nam|"
    r"công nghệ|bộ phận|hành chính)\b"
)


def without_signs(text: str) -> str:
    """`(Đã ký)`, titles of learning and stray marks of a scan taken away."""
    kept = SIGNED.sub(" ", text)
    kept = kept.strip(" .,;:*_-–—/|'\"()[]{}~=<>«»\t")
    return _TITLES.sub("", kept, count=1).strip() if _TITLES.match(kept) else kept


def is_name(text: str) -> bool:
    """The whole text is a person's name."""
    if _NOT_PEOPLE.search(text.lower()) or len(text) > 45:
        return False
    if _NAME.fullmatch(text):
        return has_family_name(text) or len(text.split()) >= 3
    return bool(_CAPITALS.fullmatch(text)) and has_family_name(text) and not POSITION.match(flat(text))


def has_family_name(text: str) -> bool:
    return flat(text).split()[0] in _FAMILY_NAMES


def name_at_end(text: str) -> re.Match[str] | None:
    """A name that a line ends with, behind something else: it must open with a known family name."""
    for start in re.finditer(rf"(?<![{UPPER}{LOWER}'’‘`”])(?=[{UPPER}])", text):
        found = _NAME.match(text, start.start())
        if found and not text[found.end() :].strip(" .*") and has_family_name(found[0]) and not _NOT_PEOPLE.search(found[0].lower()):
            return found
    return None
