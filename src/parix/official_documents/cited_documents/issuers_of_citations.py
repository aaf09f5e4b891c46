"""Who issued a cited document: the name behind `của`, up to the words that tell what the document is about."""

from __future__ import annotations

import re

from parix.official_documents.document_bodies.passages import Passage
from parix.official_documents.letters import UPPER

_OF = re.compile(r"\s*,?\s*(?:do\s+|cua\s+)(?=[a-z])")
_OPENS = re.compile(
    r"(?:chinh phu|thu tuong|quoc hoi|uy ban thuong vu|bo truong|bo|uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|chu tich|so|giam doc|ban|tinh uy|thanh uy|"
    r"huyen uy|dang uy|thuong truc|"
    r"van phong|chi cuc|cuc|vu|trung tam|tong cuc|thanh tra|hoi dong|bch|trung uong|bo chinh tri|hoi nghi|chu tich nuoc|toa an|vien kiem sat|tong|doan|lien|"
    r"kho bac|bao hiem|cong an|phong|lien bo|to)(?![a-z])"
)
_ENDS = re.compile(
    r"\s*(?:,?\s+(?:ve|ban hanh|phe duyet|quy dinh|huong dan|sua doi|cong bo|trien khai|thuc hien|tren co so|nham|trong|va\s+(?:cac\s+)?(?:bo (?:chi so|tieu "
    r"chi|cau hoi)|nghi|quyet|cong van|ke hoach|chi thi|thong|van ban|huong dan|bao cao|luat)|de|duoc|"
    r"co|giao|thong qua|bai bo|thay the|phan cap|phan bo|kiem tra|chap thuan|dinh chinh|tang cuong|ngay\s+\d|theo|tai|voi|da|cho|den|quan ly|dieu chinh|kien "
    r"toan|thanh lap|bo sung|cu the|yeu cau|chi dao|v/v|"
    r"day manh|don doc|tiep tuc|nang cao|to chuc|de nghi|xay dung|hop|moi|danh gia|phat dong|gui|tong ket|so ket|la|quy trinh|xet|lien quan|ra soat|chan "
    r"chinh|khac phuc|cac phong|van phong so\s+(?:da|chu))(?![a-z])|[.;:()\"“”\]\n]|,|$)"
)
_IN_NAMES = re.compile(r"(?:giao|kiem tra|to chuc|xay dung|quan ly|tong ket|doi|thanh lap|moi|co|la|da|den|trong|theo|voi|tai|de|ve|cho|hop|gui|xet)(?![a-z])")
_LONGEST = 140


def issuer_at(passage: Passage, at: int) -> tuple[str, int] | None:
    """The name and where it ends, when the words at `at` name an issuer."""
    words = passage.flat
    of = _OF.match(words, at)
    if of is None or _OPENS.match(words, of.end()) is None:
        return None
    end = _end(passage, of.end())
    name = " ".join(passage.text[of.end() : end].split()).strip(" ,-*")
    return (name, end) if name else None


def _end(passage: Passage, start: int) -> int:
    """The first word that no name has: a verb, or a comma that no further capital of the name follows (`Văn hóa, Thể thao và Du lịch`)."""
    at = start
    limit = min(len(passage), start + _LONGEST)
    while True:
        found = _ENDS.search(passage.flat, at, len(passage.flat))
        if found is None or found.start() >= limit:
            return limit
        if _is_inside_name(passage, start, found):
            at = found.end()
            continue
        return found.start()


def _is_inside_name(passage: Passage, start: int, found: re.Match[str]) -> bool:
    """A capital word that plain letters take for a verb (`Sở Giao thông vận tải`, `Cục Quản lý…`), or a comma inside a name."""
    sign = found[0].strip()
    word = passage.text[found.start() : found.end()].strip(" ,")
    if sign == ",":
        behind = passage.text[found.end() :]
        return bool(re.match(rf"\s+[{UPPER}]\w+(?:\s\w+)? và [{UPPER}]", behind)) and not re.match(
            r"\s+(?:Quyết|Nghị|Kế|Công văn|Chỉ|Thông|Sở|Giám|UBND|Văn phòng)",
            behind)
    return bool(word) and word[0].isupper() and found.start() > start and bool(_IN_NAMES.match(passage.flat[found.start() : found.end()].strip(" ,")))
