"""Lists of names: inside a sentence (they end where a verb begins) and in a cell or after a label (they end with it)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parix.official_documents.document_bodies.passages import Passage
from parix.official_documents.document_heads.records import Found
from parix.official_documents.letters import UPPER
from parix.official_documents.pages import DITTO, flat
from parix.official_documents.unit_names.heads import head_at
from parix.official_documents.unit_names.name_ends import name_end, next_word
from parix.official_documents.unit_names.shared_heads import Shared, shared_at

_BULLET = re.compile(r"(?:^|(?<=[;.]\s))[-–+•*]\s+(?=\S)|(?:^|(?<=[;.]\s))\d{1,2}[.)]\s+")
_NOBODY = re.compile(r"[-–—./\s*…]*|khong(?: co)?|nt|như trên|nhu tren")
_HALF_A_NAME = re.compile(
    r"(?:\b(?:Chánh|Phó|Trưởng|trưởng|các|và|của|thuộc|Thủ trưởng|Lãnh đạo|Giám đốc|Công chức|Cán bộ|phụ trách|Toàn thể|với|đại diện|Đại diện|HĐND|Quản lý|"
    r"Báo)|[-/])$"
)
_BARE_HEAD = re.compile(r"(?:^|[;,.-]\s?)(?:[Cc]ác )?(?:[Pp]hòng|[Tt]rung tâm|[Cc]hi cục|[Bb]an|[Ủủ]y ban|[Hh]ội đồng)$")
_OF_OFFICE = re.compile(r"(?:hdnd|ubnd|doan|dang uy|tinh uy|hoi dong|uy ban)(?![a-z])")
_JOINT = re.compile(r"\s*(?:[,;/]\s*(?:va\s+)?|\s(?:va)\s+|\s*[-–]\s+(?=[a-z]))")
_ROLE = re.compile(r"\((?:(?:la )?(?:co quan |don vi )?(?:chu tri|phoi hop|dau moi|theo doi|tham gia|thuong truc))\b")
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
        shared = shared_at(text, words, at)
        end = shared.end if shared else known_end(passage, at) or name_end(text, words, at, head)
        found += _composed(passage, shared) if shared else [_unit(passage, at, end)]
        bracket = _BRACKET.match(text, end)
        if bracket and _ROLE.search(words[bracket.start() : bracket.end()]):
            break
        if bracket:
            has_exception = has_exception or bool(_EXCEPT.search(words[bracket.start() : bracket.end()]))
            end = bracket.end()
        joint = _JOINT.match(words, end)
        if joint is None or head_at(text, words, joint.end()) is None:
            break
        at = joint.end()
        if len(found) == 1 and _NAMED_PERSON.match(words, start) and _POSITION.match(words, at):
            found.clear()
            end = name_end(text, words, at, head_at(text, words, at) or at)
            found.append(_unit(passage, start + len(words[start:]) - len(words[start:].lstrip()), end))
            joint = _JOINT.match(words, end)
            if joint is None or head_at(text, words, joint.end()) is None:
                break
            at = joint.end()
    return Listed(tuple(found), end, has_exception) if found else None


def known_end(passage: Passage, at: int) -> int | None:
    """Where the name at `at` ends, when the document as a whole has shown it."""
    return next(
        (at + len(name) for name in passage.names if passage.flat.startswith(name, at) and not passage.flat[at + len(name) : at + len(name) + 1].isalnum()),
        None
    )


def _composed(passage: Passage, shared: Shared) -> list[Found[str]]:
    return [Found(value, passage.text[start:end], passage.span(start, end)) for value, start, end in shared.names]


def _unit(passage: Passage, start: int, end: int) -> Found[str]:
    text = passage.text[start:end].rstrip(" ,;.-–")
    return Found(" ".join(text.split()), text, passage.span(start, start + len(text)))


# --- cells and labels ------------------------------------------------------------------------------------------------


def units_in(passage: Passage) -> Listed:
    """Every name in a cell or behind a label; what no head word opens is kept as it is printed."""
    found: list[Found[str]] = []
    has_exception = False
    for start, end in _items(passage):
        bracket = re.search(r"\s*\([^()]*\)?\s*$", passage.text[start:end])
        shared = shared_at(passage.text, passage.flat, start)
        if shared and shared.end >= end:
            found += _composed(passage, shared)
            continue
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
        if _opens_name(text, words, joint.end()) and _may_stand_alone(text, joint.start()):
            cuts.add(joint.end())
    for line_end in passage.breaks:
        opens = _opens_on_line(text, words, line_end, max(cut for cut in cuts if cut <= line_end))
        if opens is not None:
            cuts.add(opens)
    ordered = sorted(cuts)
    return [_trimmed(text, start, end) for start, end in zip(ordered, [*ordered[1:], len(text)], strict=True)]


def _opens_on_line(text: str, words: str, line_end: int, since: int) -> int | None:
    """Where a further name begins behind a line's end; None when the line only goes on."""
    place = next_word(text, line_end)
    bullet = _BULLET.match(text[place:])
    if bullet:
        behind = place + bullet.end()
        return behind if head_at(text, words, behind) is not None or text[behind : behind + 1].islower() else None
    is_new = _opens_name(text, words, place) and _may_stand_alone(text, line_end) and _is_named(text, words, since, line_end)
    return place if is_new else None


def _opens_name(text: str, words: str, place: int) -> bool:
    head = head_at(text, words, place)
    if head is None:
        return False
    if text[place : place + 1].isupper() or words.startswith("cac ", place):
        return True
    return bool(re.match(rf"\s+[{UPPER}]", text[head:]))


def _may_stand_alone(text: str, end: int) -> bool:
    """A name that is not in the middle of itself: `Chánh` / `Văn phòng`, `Trưởng các` / `phòng`, `Văn phòng` / `HĐND và UBND`."""
    before = text[:end].rstrip(" ,")
    if before.endswith("ăn phòng"):
        return _OF_OFFICE.match(flat(text[end:].strip(" ,"))) is None
    return not (_HALF_A_NAME.search(before) or _BARE_HEAD.search(before))


def _is_named(text: str, words: str, at: int, end: int) -> bool:
    """What stands before a line's end opens with a known word, or is more than one word."""
    at = next_word(text, at)
    head = head_at(text, words, at)
    return (head is not None and head <= end) or len(text[at:end].split(maxsplit=2)) > 1


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip(" -–+•*,;."))
    piece = re.sub(r"[\s,;./]+(?:và|va|cùng|-)?[\s,;.]*$", "", piece) if re.search(r"[\s,;./]+(?:và|va|cùng|-)?[\s,;.]*$", piece) else piece
    return start + left, max(start + left, start + len(piece.rstrip()))
