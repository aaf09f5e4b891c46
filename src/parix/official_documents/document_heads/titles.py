"""The kind's name in capitals, and the abstract below it (or after V/v, for a công văn).

NĐ 30/2020/NĐ-CP Phụ lục I mục 5: the name in capitals, the abstract straight below it; a công văn has only its `V/v`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from parix.official_documents.document_heads.pieces import Piece, is_upper, span_over
from parix.official_documents.document_heads.records import Found
from parix.official_documents.document_kinds import ALL_KINDS, DISPATCH, DocumentKind, kind_of_name
from parix.official_documents.letters import LOWER, UPPER
from parix.official_documents.pages import Span

_NAMES = sorted(ALL_KINDS, key=lambda kind: -len(kind.folded_name))
_TITLES = tuple((kind, re.compile(r"\s*".join(kind.folded_name.replace(" ", "")) + r"(?![a-z])")) for kind in _NAMES)
_BODY_LIKE = 130
DEAR = re.compile(r"kinh\s?gui\b")
_SUBJECT = re.compile(r"v\s?[/.,l]\s?v\b\s*[:.]?\s*|ve\s+viec\b\s*:?\s*")
_OPENERS = re.compile(
    r"(?:Căn cứ|Thực hiện|Kính gửi|Ngày\s+\d|Trong |Nhằm |Theo |Trên cơ sở|Sau khi|Tiếp tục|Xét |Hôm nay|Để |Qua |Vào |Tại |"
    r"(?:I|1|A)\s?[.)/]|Phần |PHẦN |Chương |CHƯƠNG |Điều |ĐIỀU |Thời gian|[-+•])"
)
_OPENERS_INSIDE = re.compile(
    rf"(?<=[{UPPER}{LOWER}\d”\")])[.]?\s+(?=Căn cứ |Kính gửi|Ngày \d|Nhằm |Trên cơ sở |Sau khi |Xét |Để |Theo |Tiếp tục |Hôm nay|Trong (?:quý|năm|tháng|thời)|"
    r"Thực hiện (?:Kế hoạch|Quyết định|Công văn|Nghị|Chỉ thị|Thông|Chương trình|Luật|Hướng dẫn|Văn bản|nhiệm vụ|chức năng|ý kiến|chỉ đạo)|"
    r"(?:I|1|A)\. |Phần |Điều 1)|"
    rf"(?<=[{LOWER}\d”\")])[.]?\s+(?=PHẦN |GIÁM ĐỐC |CHỦ TỊCH |ỦY BAN |UBND |HỘI ĐỒNG |BỘ TRƯỞNG |CHI CỤC TRƯỞNG |CỤC TRƯỞNG )"
)
_AUTHORITY = re.compile(
    r"(?:giam doc|chu tich|uy ban|ubnd|hoi dong|hdnd|bo truong|thu truong|thu tuong|chinh phu|chi cuc truong|cuc truong|vu truong|chanh |truong |vien truong|"
    r"hieu truong|tong |ban |can cu)"
)
_DANGLING = re.compile(r"(?:\b(?:va|cua|cac|thuoc|voi|cho|ve|tai|do|tren|trong|den)|[,-])\s*$")
_LONGEST_ABSTRACT = 1_500


@dataclass(frozen=True, slots=True)
class Title:
    """`at` is the index of the piece that holds the name, `ends` of the first piece after name and abstract.

    `rest` is what a run-together line goes on to say after the abstract.
    """

    kind: Found[DocumentKind]
    at: int
    ends: int
    abstract: Found[str] | None
    rest: Piece | None = None


def find_title(pieces: Sequence[Piece], last_anchor: int) -> Title | None:
    """The first name of a kind behind the head's last anchor; behind nothing, the first one of all."""
    candidates: list[tuple[int, int, Found[DocumentKind]]] = []
    for at, piece in enumerate(pieces):
        named = _kind_named(piece)
        if named:
            candidates.append((at, *named))
        elif piece.label == "text" and (DEAR.match(piece.flat) or (len(piece.text) > _BODY_LIKE and not is_upper(piece.text))):
            break
    if not candidates:
        return None
    at, length, kind = next((one for one in candidates if one[0] > last_anchor), candidates[0])
    behind = pieces[at].part(length, len(pieces[at].text))
    inside = _OPENERS_INSIDE.search(behind.text) if behind is not None and len(behind.text) > 60 else None
    if behind is not None and inside:
        own = behind.part(0, inside.start())
        abstract = _found([own]).doubted("trích yếu liền với nội dung") if own else None
        return Title(kind, at, at + 1, abstract, behind.part(inside.start(), len(behind.text)))
    abstract, ends = _abstract(pieces, at, behind)
    return Title(kind, at, ends, abstract)


def is_title(piece: Piece) -> bool:
    """The whole piece is the name of a kind in capitals."""
    return is_upper(piece.text) and kind_of_name(piece.text) is not None


def _kind_named(piece: Piece) -> tuple[int, Found[DocumentKind]] | None:
    """How many letters of the piece the kind's name takes, and the kind."""
    if piece.label != "text":
        return None
    words = piece.flat
    for kind, pattern in _TITLES:
        found = pattern.match(words)
        if found and is_upper(piece.text[: found.end()]):
            span = Span(piece.page, piece.start, piece.start + found.end())
            return found.end(), Found(kind, piece.text[: found.end()], span)
    if len(words) > 30:
        return None
    alone = kind_of_name(piece.text.strip(" :.")) if piece.starts_line else None
    if alone:
        return len(words), Found(alone, piece.text, piece.span, False, "tên loại không viết hoa")
    if is_upper(piece.text):
        for kind in _NAMES:
            if len(kind.folded_name) > 5 and difflib.SequenceMatcher(None, words, kind.folded_name, autojunk=False).ratio() > 0.87:
                return len(words), Found(kind, piece.text, piece.span, False, "tên loại quét không rõ")
    return None


def _abstract(pieces: Sequence[Piece], at: int, rest: Piece | None) -> tuple[Found[str] | None, int]:
    taken = [rest] if rest is not None else []
    ends = at + 1
    for place in range(at + 1, len(pieces)):
        piece = pieces[place]
        if piece.label != "text" or _ends_abstract(piece, taken) or (taken and _is_authority(pieces, place)):
            if piece.label == "rule" and not taken:
                continue
            break
        taken.append(piece)
        ends = place + 1
        if sum(len(one.text) for one in taken) > _LONGEST_ABSTRACT:
            break
    return (_found(taken) if any(letter.isalpha() for one in taken for letter in one.text) else None), ends


def _ends_abstract(piece: Piece, taken: Sequence[Piece]) -> bool:
    if DEAR.match(piece.flat) or (is_upper(piece.text) and _AUTHORITY.match(piece.flat) and not _all_upper(taken)):
        return True
    if not taken:
        return bool(_OPENERS.match(piece.text)) and len(piece.text) > 60
    before = taken[-1].text
    names_authority = _AUTHORITY.match(piece.flat) and not _DANGLING.search(taken[-1].flat)
    if piece.after_gap and is_upper(piece.text) and _all_upper(taken) and not _OPENERS.match(piece.text) and not names_authority:
        return False
    if piece.after_gap:
        return piece.text[:1].isupper() or before.endswith((".", ":", ";")) or len(piece.text) > _BODY_LIKE
    if before.rstrip().endswith((".", ";")) or before.endswith("./."):
        return True
    if _AUTHORITY.match(piece.flat) and is_upper(piece.text) and taken[-1].text[:1].isupper() and len(taken) > 1:
        return True
    return bool(_OPENERS.match(piece.text))


def _is_authority(pieces: Sequence[Piece], place: int) -> bool:
    """The line in capitals that names who decides: it stands above the first `Căn cứ`."""
    if not (is_upper(pieces[place].text) and _AUTHORITY.match(pieces[place].flat)) or _DANGLING.search(pieces[place - 1].flat):
        return False
    for piece in pieces[place + 1 : place + 3]:
        if piece.text.startswith(("Căn cứ", "Xét ", "Theo ")):
            return True
        if not is_upper(piece.text):
            break
    return False


def _all_upper(taken: Sequence[Piece]) -> bool:
    return not taken or all(is_upper(piece.text) for piece in taken)


def _found(taken: Sequence[Piece]) -> Found[str]:
    value = " ".join(" ".join(piece.text for piece in taken).replace("*", " ").split())
    return Found(value.rstrip(" ."), "\n".join(piece.text for piece in taken), span_over(taken))


# --- công văn --------------------------------------------------------------------------------------------------------


def dear_at(pieces: Sequence[Piece]) -> int | None:
    """Where `Kính gửi` stands."""
    return next((at for at, piece in enumerate(pieces) if piece.label == "text" and DEAR.match(piece.flat)), None)


def find_subject(pieces: Sequence[Piece], until: int) -> tuple[Found[str] | None, int | None]:
    """The abstract after V/v and the index of its first piece; `until` is where the text proper begins."""
    for at, piece in enumerate(pieces[:until]):
        found = _SUBJECT.match(piece.flat)
        if piece.label != "text" or found is None:
            continue
        first = piece.part(found.end(), len(piece.text))
        taken = [first] if first else []
        for following in pieces[at + 1 : until]:
            if following.label == "text" and not is_upper(following.text):
                taken.append(following)
            elif following.label == "rule" and taken:
                break
        return (_found(taken) if taken else None), at
    return None, None


def dispatch_kind(piece: Piece) -> Found[DocumentKind]:
    """A công văn is known by having no name: the place named is its `V/v` or its `Kính gửi`."""
    return Found(DISPATCH, piece.text, piece.span)
