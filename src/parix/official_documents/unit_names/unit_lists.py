"""Lists of names: inside a sentence (they end where a verb begins) and in a cell or after a label (they end with it)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parix.official_documents.document_bodies.passages import Passage
from parix.official_documents.document_bodies.tables import DITTO
from parix.official_documents.document_heads.records import Found
from parix.official_documents.letters import LOWER, UPPER
from parix.official_documents.unit_names.heads import head_at, is_group
from parix.official_documents.unit_names.verbs import is_verb

_WORD = re.compile(r"[^\s,;:.()\[\]\"“”]+(?:\.(?=\w))?|[,;:.()\[\]\"“”]")
_GROUP_GOES_ON = re.compile(
    r"(?:ban|nganh|nghanh|don vi|co quan|dia phuong|doan the|xa|phuong|thi tran|dac khu|huyen|thi xa|thanh pho|quan|bo phan|to chuc(?: chinh tri)?|phong|chi "
    r"cuc|trung tam|"
    r"vien chuc|cong chuc|nguoi lao dong|can bo|ca nhan|hoi|so|pho phong|truong phong|doi|tram|to|cac)(?![a-z])"
)
_ENDS_NAME = frozenset(
    [
        "để", "trong", "trước", "theo", "từ", "khi", "đến", "tại", "về", "nhằm", "bằng", "với", "do", "vì", "nếu", "sau", "qua", "cho", "dùng", "mà", "thì",
        "là", "bị", "được", "đang", "đã", "hoặc", "hay", "gồm", "vào", "ra", "định", "chậm", "hằng", "hàng", "mỗi",
    ]
)
_HAS_RELATION = re.compile(r"(?:co )?(?:lien quan|trach nhiem lien quan)(?! den)(?![a-z])|co (?:tthc|thu tuc|lien quan)(?![a-z])")
_KEEPS = re.compile(
    r"(?:thuoc|truc thuoc|cua|tinh|so|lien quan|chuyen mon|tren dia ban|phu trach|nganh|va|nha nuoc|duoc giao(?: nhiem vu)?(?= (?:phu trach|chu "
    r"tri)))(?![a-z])"
)
_AND = re.compile(r"(?:va|cung|cung voi|&|hoac)(?![a-z])")
_BULLET = re.compile(r"(?:^|(?<=[\s;]))[-–+•*]\s+(?=\S)|(?:^|(?<=\s))\d{1,2}[.)]\s+")
_NOBODY = re.compile(r"[-–—./\s*…]*|khong(?: co)?|nt|như trên|nhu tren")
_NAMES_AFTER_AND = re.compile(
    r"(?:tra ket qua|truyen thong|dao tao|doi moi sang tao|cong nghe|chuyen doi so|moi truong|phat trien|du lich|xa hoi|tin hoc|do luong|chat luong|thong ke|"
    r"dau tu|ton giao|"
    r"tre em|gia dinh|nong thon|the thao|co so|phat thanh|nhan van|phap che|thi dua|khen thuong|quan tri|tong hop|tai vu|tai chinh|ngan sach|hanh chinh|viec "
    r"lam|an toan|hat nhan|tphcm|hau can|"
    r"cung ung|ha tang|do thi|thuy san|thu y|bao ve thuc vat|doi ngoai|kiem dinh|ung dung|dich vu|chuyen giao|so huu tri tue|chuyen nganh)(?![a-z])"
)
_JOINT = re.compile(r"\s*(?:[,;/]\s*(?:va\s+|cung\s+)?|\s(?:va|cung|cung voi)\s+|\s*[-–]\s+(?=[a-z]))")
_BRACKET = re.compile(r"\s*\([^()]{0,300}\)")
_NAMED_PERSON = re.compile(r"\s*(?:dong chi|d/c|ong|ba)\s")
_POSITION = re.compile(
    r"(?:pho |tong )?(?:giam doc|chu tich|chanh van phong|truong phong|chi cuc truong|chanh thanh tra|truong ban|thanh vien|chuyen vien)(?![a-z])"
)
_EXCEPT = re.compile(r"\b(?:rieng|tru|ngoai tru|doi voi)\b")


@dataclass(frozen=True, slots=True)
class Listed:
    """`end`: where the list ends in the passage; `has_exception`: brackets inside it except something from it."""

    units: tuple[Found[str], ...]
    end: int
    has_exception: bool = False


def units_at(passage: Passage, start: int) -> Listed | None:
    """The names that begin at `start` of a sentence, or None."""
    text, words = passage.text, passage.flat
    at = start + len(words[start:]) - len(words[start:].lstrip())
    found: list[Found[str]] = []
    has_exception = False
    end = at
    while True:
        head = head_at(text, words, at)
        if head is None:
            break
        end = _name_end(text, words, at, head)
        found.append(_unit(passage, at, end))
        bracket = _BRACKET.match(text, end)
        if bracket:
            has_exception = has_exception or bool(_EXCEPT.search(words[bracket.start() : bracket.end()]))
            end = bracket.end()
        joint = _JOINT.match(words, end)
        if joint is None or head_at(text, words, joint.end()) is None:
            break
        at = joint.end()
        if len(found) == 1 and _NAMED_PERSON.match(words, start) and _POSITION.match(words, at):
            found.clear()
            end = _name_end(text, words, at, head_at(text, words, at) or at)
            found.append(_unit(passage, start + len(words[start:]) - len(words[start:].lstrip()), end))
            joint = _JOINT.match(words, end)
            if joint is None or head_at(text, words, joint.end()) is None:
                break
            at = joint.end()
    return Listed(tuple(found), end, has_exception) if found else None


def _unit(passage: Passage, start: int, end: int) -> Found[str]:
    text = passage.text[start:end].rstrip(" ,;.-–")
    return Found(" ".join(text.split()), text, passage.span(start, start + len(text)))


def _name_end(text: str, words: str, start: int, head: int) -> int:
    """Where the name that begins at `start` ends; `head` is the end of its first words."""
    group = is_group(words, start) or words[start:head].endswith(" cac")
    at = end = head
    is_first = True
    while at < len(text):
        found = _WORD.search(text, at)
        if found is None:
            break
        place, sign = found.start(), found[0]
        if sign in ".;:()[]\"“”":
            break
        if sign == ",":
            if not _goes_on_after_comma(text, words, found.end(), group):
                break
            at = found.end()
            continue
        if sign in "-–—":
            if not re.match(rf"\s*[{UPPER}]", text[found.end() :]) or head_at(text, words, _next_word(text, found.end())):
                break
            at = found.end()
            continue
        if _AND.match(words, place) and sign.lower() in ("và", "va", "&", "cùng", "cung", "hoặc"):
            if not _goes_on_after_and(text, words, found.end(), group):
                break
            at = found.end()
            continue
        if not _belongs(text, words, place, is_first):
            break
        at = end = found.end()
        is_first = False
        group = group or sign.lower() == "các"
        if _HAS_RELATION.match(words, place):
            end = _HAS_RELATION.match(words, place).end()  # type: ignore[union-attr]
            break
    return end


def _belongs(text: str, words: str, place: int, is_first: bool) -> bool:
    """Whether the word goes on with the name: a capital always does, a verb or a word of the sentence does not."""
    if _HAS_RELATION.match(words, place):
        return True
    if text[place].isupper() or text[place].isdigit():
        return not (text[place].isdigit() and not re.match(r"\d{1,2}(?![\d/.])", text[place:])) and not _opens_order(words, place, text)
    if _KEEPS.match(words, place):
        return True
    if words.startswith("co ", place) or _ends_name(text, place):
        return False
    return not is_verb(text, words, place) or (is_first and _is_named_by_verb(words, place))


def _ends_name(text: str, place: int) -> bool:
    """A word of the sentence, written small; a name's own words may look alike without their marks."""
    word = _WORD.match(text, place)
    return word is not None and word[0] in _ENDS_NAME


def _opens_order(words: str, place: int, text: str) -> bool:
    """A new name glued to this one: `Văn phòng Sở Các phòng …`."""
    return bool(re.match(r"cac [a-z]", words[place:])) and text[place].isupper()


def _is_named_by_verb(words: str, place: int) -> bool:
    """`bộ phận tiếp nhận và trả kết quả`, `phòng quản lý khoa học`: written small, but names."""
    before = words[:place].rstrip()
    return before.endswith(("bo phan", "phong", "trung tam")) and bool(re.match(
        r"(?:tiep nhan|quan ly|kiem soat|phuc vu|kiem dinh|ung dung|thong tin|to chuc|thong ke|xu ly|tong hop)\b",
        words[place:]))


def _goes_on_after_comma(text: str, words: str, at: int, group: bool) -> bool:
    place = _next_word(text, at)
    if group and _GROUP_GOES_ON.match(words, place) and not text[place].isupper():
        return not words.startswith("cac ", place)
    if head_at(text, words, place) is not None or not text[place : place + 1].isupper():
        return False
    return not (is_verb(text, words, place) or _ends_name(text, place)) or _is_capital_name(text, place)


def _is_capital_name(text: str, place: int) -> bool:
    """`Thông tin và Truyền thông`: verbs by their letters, but the second word is followed by a further capital soon."""
    return bool(re.match(rf"[{UPPER}][{LOWER}]+ [{LOWER}]+(?: [{LOWER}]+)? và [{UPPER}]", text[place:]))


def _goes_on_after_and(text: str, words: str, at: int, group: bool) -> bool:
    place = _next_word(text, at)
    if head_at(text, words, place) is not None:
        return group and bool(re.match(r"(?:don vi|co quan|dia phuong)(?![a-z])", words[place:])) and not text[place : place + 1].isupper()
    if text[place : place + 1].isupper():
        return True
    if group and _GROUP_GOES_ON.match(words, place):
        return True
    return _NAMES_AFTER_AND.match(words, place) is not None


def _next_word(text: str, at: int) -> int:
    return at + len(text[at:]) - len(text[at:].lstrip())


# --- cells and labels ------------------------------------------------------------------------------------------------


def units_in(passage: Passage) -> Listed:
    """Every name in a cell or behind a label; what no head word opens is kept as it is printed."""
    found: list[Found[str]] = []
    has_exception = False
    for start, end in _items(passage):
        bracket = re.search(r"\s*\([^()]*\)?\s*$", passage.text[start:end])
        name_end = start + bracket.start() if bracket and bracket.start() > 2 else end
        has_exception = has_exception or bool(_EXCEPT.search(passage.flat[name_end:end]))
        unit = _unit(passage, start, name_end)
        if unit.value and unit.value != DITTO and not _NOBODY.fullmatch(passage.flat[start:name_end].strip()):
            found.append(unit)
    return Listed(tuple(found), len(passage), has_exception)


def _items(passage: Passage) -> list[tuple[int, int]]:
    """Stretches between semicolons, bullets, and the commas, ands and line ends behind which a new name begins."""
    text, words = passage.text, passage.flat
    cuts = {0}
    for sign in re.finditer(r";|(?<=\S)\s*/\s*(?=[A-ZĐ])|\.\s+(?=[A-ZĐ])", text):
        cuts.add(sign.end())
    for bullet in _BULLET.finditer(text):
        cuts.add(bullet.end())
    for joint in re.finditer(r",\s*(?:va\s+)?|\s(?:va|cung)\s+", words):
        if _opens_name(text, words, joint.end()) and _may_stand_alone(words, joint.start()):
            cuts.add(joint.end())
    for line_end in passage.breaks:
        place = _next_word(text, line_end)
        if _opens_name(text, words, place) and _may_stand_alone(words, line_end):
            cuts.add(place)
    ordered = sorted(cuts)
    return [_trimmed(text, start, end) for start, end in zip(ordered, [*ordered[1:], len(text)], strict=True)]


def _opens_name(text: str, words: str, place: int) -> bool:
    head = head_at(text, words, place)
    if head is None:
        return False
    if text[place : place + 1].isupper() or words.startswith("cac ", place):
        return bool(words[head:].strip(" .;,")) or words[place:head] in ("van phong", "thanh tra", "cac phong", "cac don vi")
    return bool(re.match(rf"\s+[{UPPER}]", text[head:]))


def _may_stand_alone(words: str, end: int) -> bool:
    """A name that is not in the middle of itself: `Chánh` / `Văn phòng`, `Trưởng các` / `phòng`."""
    before = words[:end].rstrip(" ,")
    return not re.search(
        r"(?:\b(?:chanh|pho|truong|cac|va|cua|thuoc|thu truong|lanh dao|giam doc|cong chuc|can bo|tinh|cac so|phu trach|toan the|voi|dai dien)|[-/])$",
        before)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip(" -–+•*,;."))
    piece = re.sub(r"[\s,;./]+(?:và|va|cùng|-)?[\s,;.]*$", "", piece) if re.search(r"[\s,;./]+(?:và|va|cùng|-)?[\s,;.]*$", piece) else piece
    return start + left, max(start + left, start + len(piece.rstrip()))
