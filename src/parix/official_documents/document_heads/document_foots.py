"""The foot of a document: who receives it, and who signed it in what position and on whose behalf.

NĐ 30/2020/NĐ-CP Phụ lục I mục 7 and 9: TM. (thay mặt), KT. (ký thay), TL. (thừa lệnh), TUQ. (thừa ủy quyền), Q. (quyền).
Left and right column arrive in any order, with or without a gap between them.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from parix.official_documents.document_heads import person_names
from parix.official_documents.document_heads.pieces import Label, Piece, cut, is_upper, mend_broken, span_over
from parix.official_documents.document_heads.positions import MARK, MARKS, POSITION
from parix.official_documents.document_heads.receivers import BULLET, FILED, parted, receiver, take
from parix.official_documents.document_heads.records import Found, Signatory
from parix.official_documents.letters import LOWER, UPPER
from parix.official_documents.pages import flat

_RECEIVED_BY = re.compile(r"n[o0][i1l]\s*nh[aâ][nm]\s*[:.;]")
_CLERK = re.compile(r"thu ky|nguoi ghi|nguoi lap")
_ENDS_FOOT = re.compile(r"(?:phu luc|danh muc|bieu mau|mau so|bang tong hop|bieu so|cong hoa xa hoi)\b")
_CAPITAL_RUN = re.compile(rf"(?<![{UPPER}{LOWER}])[{UPPER}][{UPPER}./,]*(?:\s+(?:[-–]\s+)?[{UPPER}\d][{UPPER}\d./,-]*)*(?![{LOWER}])")
_CAPITALS_BEHIND = re.compile(rf";\s+([{UPPER}]{{2,}}(?:\s+(?:[-–]\s+)?[{UPPER}]{{2,}})+)\s*$")
_END_OF_TEXT = re.compile(r"[.]\s?/\s?[.]")
_TITLES_AT_END = re.compile(r"\s+(?:(?:PGS|GS|TSKH|TS|ThS|BS|CKI+|LS|DS|Ông|Bà)\s?[.:]?\s*)+$")
_BEFORE, _AFTER, _LAST = 12, 45, 30


@dataclass(frozen=True, slots=True)
class Foot:
    signatory: Found[Signatory] | None
    recipients: tuple[Found[str], ...]


def read_foot(body: Sequence[Piece]) -> Foot:
    """`body`: the pieces behind title, abstract and addressees."""
    parted = mend_broken(cut(cut(body, _find_received_by), _find_signed), _is_signature_line)
    parted = _with_small_positions(parted, next((at for at, piece in enumerate(parted) if _is_received_by(piece)), None))
    received = next((at for at, piece in enumerate(parted) if _is_received_by(piece)), None)
    window = _window(parted, received)
    if not window:
        return Foot(None, ())
    window = cut(cut(cut(window, _find_position), _find_name_behind), _find_capitals_behind)
    signature = _signature(window)
    recipients = _recipients(window, signature) if received is not None else ()
    return Foot(_signatory(window, signature, received is not None), recipients)


def _is_signature_line(piece: Piece) -> bool:
    """A sign with what it stands before, or a position, that a copy broke over two lines."""
    mark = MARK.match(piece.text)
    if mark:
        return is_upper(piece.text) and piece.text[mark.end() :].strip() != ""
    position = POSITION.fullmatch(piece.flat)
    return is_upper(piece.text) and position is not None and " " in position[0]


def _with_small_positions(pieces: Sequence[Piece], received: int | None) -> list[Piece]:
    """Positions not written in capitals, known by the name on their line (`Chánh Văn phòng Trần A`) or below it."""
    since = len(pieces) - _LAST if received is None else received - _BEFORE
    made: list[Piece] = []
    for at, piece in enumerate(pieces):
        if at < since or not _may_be_small_position(piece):
            made.append(piece)
            continue
        own = person_names.name_at_end(piece.text)
        below = next((one for one in pieces[at + 1 : at + 4] if one.label == "text"), None)
        if own and own.start() > 3:
            titles = _TITLES_AT_END.search(piece.text[: own.start()])
            position = piece.part(0, titles.start() if titles else own.start(), "position")
            made += [one for one in (position, piece.part(own.start(), len(piece.text))) if one is not None]
        elif below is not None and person_names.is_name(person_names.without_signs(below.text)):
            made.append(replace(piece, label="position"))
        else:
            made.append(piece)
    return made


def _may_be_small_position(piece: Piece) -> bool:
    is_line = piece.label == "text" and piece.text[:1].isupper() and len(piece.text) < 80 and not piece.text.rstrip().endswith((";", ",", ".", ":"))
    return is_line and not is_upper(piece.text) and POSITION.match(piece.flat) is not None


def _find_received_by(piece: Piece) -> tuple[int, int, Label] | None:
    """`Nơi nhận:` stands alone; behind the end of a text that was run together it is cut out."""
    for found in _RECEIVED_BY.finditer(piece.flat):
        if piece.text[found.start()] == "N" and (found.start(), found.end()) != (0, len(piece.text)):
            return found.start(), found.end(), "text"
    return None


def _find_signed(piece: Piece) -> tuple[int, int, Label] | None:
    """`(Đã ký)` and its kin say nothing more."""
    found = person_names.SIGNED.search(piece.text)
    return (found.start(), found.end(), "stamp") if found and found[0].strip() else None


def _find_name_behind(piece: Piece) -> tuple[int, int, Label] | None:
    """A name behind a recipient, where the two columns were run together."""
    found = person_names.name_at_end(piece.text) if BULLET.match(piece.text) else None
    if found and piece.text[: found.start()].rstrip().endswith((";", ".")):
        return found.start(), found.end(), "text"
    return None


def _find_capitals_behind(piece: Piece) -> tuple[int, int, Label] | None:
    """The rest of a position behind a recipient that is closed."""
    found = _CAPITALS_BEHIND.search(piece.text) if BULLET.match(piece.text) else None
    return (found.start(1), found.end(1), "text") if found else None


def _is_received_by(piece: Piece) -> bool:
    words = piece.flat.strip(" :.;")
    return piece.text[:1] in "NM" and len(words) < 14 and difflib.SequenceMatcher(None, words, "noi nhan", autojunk=False).ratio() > 0.8


def _window(pieces: Sequence[Piece], received: int | None) -> list[Piece]:
    """The pieces among which recipients and signature stand."""
    if received is None:
        return _around_position(pieces)
    start = received
    while start > max(0, received - _BEFORE) and _may_sign(pieces[start - 1]):
        start -= 1
    end = received + 1
    while end < min(len(pieces), received + _AFTER) and not _leaves_foot(pieces[end]):
        end += 1
    return list(pieces[start:end])


def _leaves_foot(piece: Piece) -> bool:
    if len(piece.text) > 400:
        return True
    return piece.label in ("national", "number") or (piece.starts_line and bool(_ENDS_FOOT.match(piece.flat)) and is_upper(piece.text[:8]))


def _may_sign(piece: Piece) -> bool:
    """Belongs to a signature: its lines in capitals, or a name; the end of the text does not."""
    if _END_OF_TEXT.search(piece.text) or len(piece.text) > 70:
        return False
    return is_upper(piece.text) or piece.label != "text" or person_names.is_name(person_names.without_signs(piece.text))


def _around_position(pieces: Sequence[Piece]) -> list[Piece]:
    """Without `Nơi nhận`: the first name that lines in capitals with a position lead to."""
    for at, piece in enumerate(pieces):
        if piece.label != "text" or len(piece.text) > 60 or not person_names.is_name(person_names.without_signs(piece.text)):
            continue
        first = at
        while first > max(0, at - 8) and (pieces[first - 1].label != "text" or (is_upper(pieces[first - 1].text) and len(pieces[first - 1].text) < 90)):
            first -= 1
        lines = [one for one in pieces[first:at] if one.label in ("text", "position")]
        if any(_opens_signature(line) for line in lines):
            return _side_by_side(lines, pieces[at : at + len(lines)]) or [*pieces[first : at + 2]]
    return []


def _side_by_side(lines: Sequence[Piece], names: Sequence[Piece]) -> list[Piece]:
    """Two who sign beside each other, as under minutes: positions first, then names in the same order; the clerk's is left out."""
    are_names = all(person_names.is_name(person_names.without_signs(one.text)) for one in names)
    if len(lines) < 2 or len(names) != len(lines) or not are_names or not all(POSITION.match(line.flat) for line in lines):
        return []
    chosen = next((at for at, line in enumerate(lines) if not _CLERK.match(line.flat)), 0)
    return [lines[chosen], names[chosen]]


# --- the signature ---------------------------------------------------------------------------------------------------


def _find_position(piece: Piece) -> tuple[int, int, Label] | None:
    """A line of a signature in capitals, also behind a recipient, before a name, or run together with the next one."""
    for run in _CAPITAL_RUN.finditer(piece.text):
        starts = _signature_starts(piece, run.start(), run.end())
        if starts:
            end = starts[1] if len(starts) > 1 else run.end()
            end = starts[0] + len(piece.text[starts[0] : end].rstrip(" -"))
            return None if (starts[0], end) == (0, len(piece.text)) else (starts[0], end, "text")
    return None


def _signature_starts(piece: Piece, start: int, end: int) -> list[int]:
    """Where lines of a signature begin among capitals: at a sign, and at a position that no sign or deputy's word leads to."""
    starts: list[int] = []
    led, taken = False, start
    for word in re.finditer(r"\S+", piece.text[start:end]):
        at = start + word.start()
        if at < taken:
            continue
        mark, position = MARK.match(piece.text, at), POSITION.match(piece.flat[at:end])
        if mark:
            starts.append(at)
            led = True
        elif position and " " in position[0]:
            if not led:
                starts.append(at)
            led, taken = False, at + position.end()
        elif not led:
            continue
        else:
            led = word[0] in ("T", "K", "M", "/")
    return starts


@dataclass(frozen=True, slots=True)
class _Signature:
    lines: tuple[int, ...]
    name: int | None
    name_text: str = ""


def _signature(window: Sequence[Piece]) -> _Signature:
    first = next((at for at, piece in enumerate(window) if _opens_signature(piece)), None)
    after = [at for at in range(len(window)) if first is None or at > first]
    lines = [first] if first is not None else []
    name, name_text = None, ""
    for at in after:
        piece = window[at]
        cleaned = person_names.without_signs(piece.text)
        if piece.label == "position" and first is not None and name is None:
            lines.append(at)
            continue
        if piece.label != "text" or _is_received_by(piece) or BULLET.match(piece.text) or piece.text.rstrip().endswith(";"):
            at_end = person_names.name_at_end(piece.text) if first is not None and FILED.match(piece.flat) else None
            if at_end:
                name, name_text = at, at_end[0]
            continue
        is_line = is_upper(piece.text) and len(piece.text) > 3 and first is not None and name is None
        if is_line and (_opens_signature(piece) or not person_names.is_name(cleaned)):
            lines.append(at)
        elif person_names.is_name(cleaned) and (first is not None or person_names.has_family_name(cleaned)):
            name, name_text = at, _with_next_word(cleaned, window[at], window[at + 1 : at + 2])
            if first is not None:
                break
        elif first is not None and name is None and (at_end := person_names.name_at_end(piece.text)):
            name, name_text = at, at_end[0]
    if name is None and first is not None:
        name, name_text = _name_before(window, first)
    return _Signature(tuple(lines), name, name_text)


def _with_next_word(name: str, piece: Piece, following: Sequence[Piece]) -> str:
    """A name whose last word a copy put on the next line."""
    if following and len(following[0].text.split()) == 1 and following[0].text.istitle() and following[0].start - piece.end == 1:
        longer = f"{name} {following[0].text}"
        return longer if person_names.is_name(longer) else name
    return name


def _name_before(window: Sequence[Piece], first: int) -> tuple[int | None, str]:
    """A column read from its foot up, or a name that shares the line above: rare, and only with a known family name."""
    for at in range(first - 1, -1, -1):
        cleaned = person_names.without_signs(window[at].text)
        if person_names.is_name(cleaned) and person_names.has_family_name(cleaned) and not BULLET.match(window[at].text):
            return at, cleaned
    return None, ""


def _opens_signature(piece: Piece) -> bool:
    return piece.label == "position" or (piece.label == "text" and is_upper(piece.text) and bool(MARK.match(piece.text) or POSITION.match(piece.flat)))


def _signatory(window: Sequence[Piece], signature: _Signature, has_recipients: bool) -> Found[Signatory] | None:
    used = [window[at] for at in (*signature.lines, *(() if signature.name is None else (signature.name,)))]
    if not used:
        return None
    marked, position = _position([window[at] for at in signature.lines])
    marks = tuple(_sign(line) for line in marked)
    text = "\n".join(piece.text for piece in sorted(used, key=lambda one: (one.page, one.start)))
    found = Found(Signatory(position, signature.name_text, tuple(marked), marks), text, span_over(used))
    if not position:
        return found.doubted("không thấy chức vụ người ký") if has_recipients else None
    return found if signature.name_text else found.doubted("không thấy họ tên người ký")


def _position(lines: Sequence[Piece]) -> tuple[list[str], str]:
    """Lines with a sign, each with what continues it, and the position itself: what no sign stands before."""
    joined: list[str] = []
    for line in lines:
        text = " ".join(line.text.replace("*", " ").split()).strip(" ,;")
        opens = MARK.match(text) or POSITION.match(flat(text)) or (joined and _is_whole(joined[-1]))
        if joined and not opens:
            joined[-1] = f"{joined[-1]} {text}"
        else:
            joined.append(text)
    marked = [line for line in joined if MARK.match(line)]
    plain = [line for line in joined if not MARK.match(line)]
    if plain:
        return marked, plain[-1]
    acting = [line for line in marked if _sign(line) == "Q."]
    return marked, acting[-1] if acting else ""


def _is_whole(line: str) -> bool:
    """A sign with the position that it stands for (TL. CHÁNH THANH TRA): the next line is the signer's own."""
    mark = MARK.match(line)
    return mark is not None and bool(POSITION.match(flat(line[mark.end() :]).strip())) and not line.endswith(("VÀ", ",", "-"))


def _sign(line: str) -> str:
    found = MARK.match(line)
    assert found is not None
    return MARKS.get(re.sub(r"[\s/]", "", found["mark"] or found["slashed"] or found["words"]), "TUQ.")


# --- recipients ------------------------------------------------------------------------------------------------------


def _recipients(window: Sequence[Piece], signature: _Signature) -> tuple[Found[str], ...]:
    signing = {*signature.lines, signature.name}
    items: list[list[Piece]] = []
    started = False
    for at, piece in enumerate(window):
        if _is_received_by(piece):
            started = True
            continue
        if not started or piece.label in ("stamp", "rule", "place_date"):
            continue
        own = _without_name(piece, signature) if at == signature.name else piece
        if own is None or (at in signing and own is piece):
            continue
        for item in parted(own):
            take(items, item)
    return tuple(receiver(parts) for parts in items)


def _without_name(piece: Piece, signature: _Signature) -> Piece | None:
    """A recipient's line that the signer's name shares."""
    at = piece.text.rfind(signature.name_text)
    return piece.part(0, at) if at > 0 and BULLET.match(piece.text) else None
