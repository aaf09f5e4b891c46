"""Words that open the name of a unit or the position of a person, told on plain letters and confirmed by their marks."""

from __future__ import annotations

import re

from parix.official_documents.letters import UPPER
from parix.official_documents.pages import flat

# Several words, or a word that plain letters cannot confuse.
_CLEAR = (
    r"bao va dai|van phong (?:hdnd|hoi dong nhan dan|doan dbqh|doan dai bieu quoc hoi)(?:,? (?:va )?(?:hdnd|hoi dong nhan dan))? va (?:ubnd|hdnd|uy ban nhan "
    r"dan|hoi dong nhan dan)|"
    r"uy ban nhan dan|ubnd|hoi dong|hdnd|van phong|v\.?p(?: so| ubnd|\. so)|phong|p\.\s?(?=[a-z])|chi cuc|trung tam|tt(?= [a-z])|thanh tra(?: so| tinh| "
    r"huyen)?|"
    r"ban quan ly|ban chi dao|ban giam doc|ban to chuc|ban tuyen giao|ban dan van|ban bien tap|ban chap hanh|ban thuong vu|ban chi huy|ban tiep cong dan|"
    r"ban dan toc|ban thi dua|bo phan|to cong tac|to chuyen vien|to giup viec|to cong nghe|to bien tap|to tham muu|to trien khai|to tham dinh|to cchc|to cntt|"
    r"to ky thuat|to kiem tra|to [0-9]+|to de an|to thu ky|to ra soat|hoi dong|uy ban|cong an|bo chi huy quan su|bo chi huy|bo doi bien phong|benh vien|vien "
    r"kiem sat|"
    r"toa an|kho bac|bao hiem xa hoi|cuc thue|cuc thong ke|cuc hai quan|buu dien|ngan hang nha nuoc|mat tran to quoc|uy ban mttq|ubmttq|lien doan lao dong|"
    r"doan thanh nien|tinh doan|huyen doan|xa doan|doan tncs|hoi lien hiep phu nu|hoi nong dan|hoi cuu chien binh|cong doan|chi doan|chi bo|dang uy|tinh uy|"
    r"huyen uy|"
    r"vien nghien cuu|bao tang|thu vien|nha van hoa|nha xuat ban|nha thieu nhi|vuon quoc gia|khu bao ton|cang vu|lien minh hop tac xa|hop tac xa|lien hiep "
    r"cac|cong thong "
    r"tin dien tu|tong dai|cong ty|tap doan|tong cong ty|vien thong|dien luc|vnpt|viettel|mobifone|vietnam post|lien doan|hiep hoi|hoc vien|hai quan|phan "
    r"xuong|thanh uy|thuong truc|bo tu lenh|thi doan|thanh doan|quan doan|chi hoi|thon|to dan pho|khu pho|ap|ban (?=quan ly)|doanh nghiep"
)
# Positions; those who hold them are given the work of their units.
_PEOPLE = (
    r"thu truong|lanh dao|nguoi dung dau|giam doc|pho giam doc|chanh van phong|pho chanh van phong|chanh thanh tra|chi cuc truong|truong phong|pho truong "
    r"phong|"
    r"truong cac|truong ban|truong bo phan|truong doan|chu tich|pho chu tich|hieu truong|to truong|bi thu|dong chi|d/c|cong chuc|vien chuc|can bo|toan the|"
    r"chuyen vien|ke toan|thu quy|van thu|ong|ba(?= [a-z])|truong khoa|vien truong|cuc truong|cac truong|nguoi lao dong|cac thanh vien|thanh vien"
)
_COLLECTIVE = (
    r"(?:tat ca |toan bo )?cac (?:so|ban|bo|nganh|phong|don vi|co quan|bo phan|trung tam|chi cuc|xa|phuong|huyen|dia phuong|doan the|to chuc|cap|hoi|vien|"
    r"truong|"
    r"quan|thi xa|ubnd|co so|thon|to|doi|cuc|vu|chu dau tu|tieu ban|ban nganh|doanh nghiep|dac khu|khoa|tram|mat tran|benh vien|dau moi|hoi dong)|"
    r"(?:moi|tung|mot so|nhung) (?:phong|don vi|co quan|bo phan|cong chuc|can bo|dia phuong)|co quan|don vi|dia phuong|so, (?:ban, )?nganh|phong, don vi|xa, "
    r"phuong|cac (?=[A-Z])"
)
# One word that plain letters can confuse: its marks, or a capital, must agree.
_DOUBTFUL = {
    "so": ("sở",), "bo": ("bộ",), "to": ("tổ",), "hoi": ("hội",), "doi": ("đội",), "quy": ("quỹ",), "vien": ("viện",), "truong": ("trường",), "tram": ("trạm",),
    "ban": ("ban",), "doan": ("đoàn",), "bao": ("báo",), "dai": ("đài",), "cuc": ("cục",), "hat": ("hạt",), "vu": ("vụ",), "thue": ("thuế",), "khoa": ("khoa",),
}
HEAD = re.compile(
    rf"(?:{_COLLECTIVE}|{_PEOPLE}|{_CLEAR}|{'|'.join(_DOUBTFUL)})(?![a-z0-9])(?!(?<=hoi) (?:chu nghia|nghi|thao|dam)(?![a-z])|(?<=to) chuc(?![a-z]))"
)
_GROUP = re.compile(rf"(?:{_COLLECTIVE}|toan the|thu truong|lanh dao|truong cac|cac truong|cong chuc|vien chuc|can bo|nguoi dung dau)(?![a-z])")
_NEVER_SMALL = re.compile(r"(?:so|bo|to|hoi|doi|quy|vien|truong|tram|ban|doan|bao|dai|cuc|vu|thue|khoa|hat|ong|ba|ap|thon|tt|ke toan|van thu|thu quy)$")
# Written small, these are things of a sentence rather than names.
_SMALL_NEEDS_NAME = re.compile(
    r"(?:van phong|phong|chi cuc|trung tam|thanh tra|bo phan|co quan|don vi|dia phuong|hoi dong|cong an|doanh nghiep|thanh vien|cong chuc|vien chuc|can bo|"
    r"nguoi lao dong|p\.|giam doc|chu tich|chuyen vien|pho giam doc|lanh dao|cong doan)$"
)
_CAPITAL = re.compile(rf"[{UPPER}]")


def head_at(text: str, words: str, at: int) -> int | None:
    """The end of the head word that begins at `at`, or None. `words` is the text on plain letters."""
    if at and (words[at - 1].isalnum() or words[at - 1] in "/-&"):
        return None
    found = HEAD.match(words, at)
    if found is None:
        return None
    written = text[at : found.end()]
    is_capital = written[:1].isupper()
    expected = _DOUBTFUL.get(found[0])
    if expected is not None:
        return _doubtful(text, written, expected, found.end(), is_capital)
    if _NEVER_SMALL.match(found[0]) and not is_capital:
        return None
    if not is_capital and _SMALL_NEEDS_NAME.fullmatch(found[0]):
        follows = text[found.end() :].lstrip()[:1]
        is_of_department = re.match(r"\s+(?:sở|chuyên môn|trực thuộc|thuộc|liên quan|có liên quan)\b", text[found.end() :])
        return found.end() if _CAPITAL.match(follows) or is_of_department else None
    return found.end()


def _doubtful(text: str, written: str, expected: tuple[str, ...], end: int, is_capital: bool) -> int | None:
    """A single word names a unit when it is spelled as one and something capital follows (`Sở Nội vụ`, `sở Nội vụ`)."""
    marks_agree = written.lower() in expected
    follows = text[end:].lstrip()[:1]
    if is_capital and written == "Thuế" and re.match(r"\s(?:tỉnh|thành phố|cơ sở|khu vực|xã|phường)\b", text[end:]):
        return end
    if not marks_agree and not (is_capital and flat(written) in ("so", "bo")):
        return None
    return end if _CAPITAL.match(follows) and (is_capital or marks_agree) else None


def is_group(words: str, at: int) -> bool:
    """`các phòng`, `toàn thể …`: a name that goes on in small letters after commas."""
    return _GROUP.match(words, at) is not None
