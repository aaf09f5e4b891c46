"""Who issued the document, and the body above it: what is left of the head once mottos, number and date are cut out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parix.official_documents.document_heads.own_numbers import OwnNumber
from parix.official_documents.document_heads.pieces import Piece, is_upper, span_over
from parix.official_documents.document_heads.records import Found
from parix.official_documents.letters import LOWER, UPPER
from parix.official_documents.pages import Page, Span, flat

# Words that open the name of a body.
_STARTS = re.compile(
    r"(?:uy ban|ubnd|ub mttq|hoi dong|hdnd|so|bo|ban|chi cuc|cuc|tong cuc|vu|trung tam|van phong|phong|thanh tra|vien|truong|dai hoc|hoc vien|"
    r"benh vien|hoi|lien hiep|lien minh|dang bo|dang uy|tinh uy|huyen uy|thanh uy|quan uy|thi uy|chinh phu|thu tuong|chu tich nuoc|quoc hoi|toa an|"
    r"vien kiem sat|cong an|quy(?! hoach)|cong ty|tong cong ty|tap doan|kho bac|bao hiem|ngan hang|hai quan|thue|dai|bao|tap chi|mat tran|doan|tinh doan|"
    r"huyen doan|to|tieu ban|doi|tram|nha|thu vien|bao tang|kiem toan|lien doan|chi bo|cong doan|thuong truc|trung uong|khu|cang|xi nghiep|"
    r"hop tac xa|du an)\b"
)
# Inside a line that was run together, only these begin a second name, and not behind a word that leads on.
_SECOND = re.compile(
    r"(?<=\s)(?:uy ban nhan dan|ubnd|so|chi cuc|(?<!chi )(?<!tong )cuc|trung tam|van phong|thanh tra|ban quan ly|ban chi dao|benh vien|"
    r"(?<!benh )(?<!hoc )(?<!thu )vien|quy|cong ty|hoi dong|to cong tac|(?<!van )(?<!quoc )(?<!du )(?<!h[a]i )phong|"
    r"truong (?:dai hoc|cao dang|trung hoc|thpt|thcs|tieu hoc|mam non|trung cap|chinh tri))\s"
)
_LEADS_ON = re.compile(
    r"(?:\b(?:va|cua|cac|thuoc|voi|cho|ve|tai|van phong|thanh tra|cong doan|dang uy|dang bo|chi bo|ban chi dao|ban quan ly|hoi dong|dai bieu|"
    r"thu truong|lanh dao|giam doc)|[-,])\s*$"
)
_BARE = re.compile(r"(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|van phong|thanh tra|ban chi dao|ban quan ly|doan|dang bo|uy ban|hoi dong)$")
_NOT_A_NAME = re.compile(r"(?:phu luc|danh muc|bieu|mau|to quoc|nuoc|dang cong san)\b")
_LONGEST = 160


def find_issuers(head: Sequence[Piece], number: OwnNumber) -> tuple[Found[str] | None, Found[str] | None]:
    """Issuer and parent body from the pieces above title or subject."""
    names: list[list[Piece]] = []
    before: Piece | None = None
    for part in _name_parts(head):
        if before is not None and not names and _STARTS.match(f"{before.flat} {part.flat}"):
            names.append([before, part])  # a copy broke the line inside the first word of the name
        elif names and _goes_on(names[-1], part):
            names[-1].append(part)
        elif _STARTS.match(part.flat):
            names.append([part])
        before = part
    found = [_found(parts) for parts in names]
    if not found:
        return None, None
    issuer, parent = found[-1], found[-2] if len(found) > 1 else None
    if parent and _names_match(number.issuer_code, parent.value) and not _names_match(number.issuer_code, issuer.value):
        issuer = issuer.doubted("ký hiệu văn bản giống của cơ quan chủ quản")
    return issuer, parent


def _name_parts(head: Sequence[Piece]) -> Iterator[Piece]:
    for piece in head:
        if piece.label == "text" and is_upper(piece.text) and len(piece.text) < _LONGEST and not _NOT_A_NAME.match(piece.flat):
            yield from _parted(piece)


def _parted(piece: Piece) -> Iterator[Piece]:
    """A line that holds parent and issuer one after the other is cut between them."""
    for second in _SECOND.finditer(piece.flat):
        is_fund = second[0].strip() != "quy" or piece.text[second.start() : second.end()].strip() == "QUỸ"
        if second.start() > 0 and is_fund and not _LEADS_ON.search(piece.flat[: second.start()]):
            first, rest = piece.part(0, second.start()), piece.part(second.start(), len(piece.text))
            yield from ([first] if first else [])
            yield from (_parted(rest) if rest else [])
            return
    yield piece


def _goes_on(name: Sequence[Piece], part: Piece) -> bool:
    """Whether the part continues the name: it opens no name itself, or the name so far cannot stand alone."""
    so_far = " ".join(one.flat for one in name)
    return not _STARTS.match(part.flat) or bool(_LEADS_ON.search(so_far)) or bool(_BARE.search(so_far))


def _found(parts: Sequence[Piece]) -> Found[str]:
    value = " ".join(" ".join(part.text for part in parts).replace("*", " ").split()).strip(" .,;:-–")
    return Found(value, "\n".join(part.text for part in parts), span_over(parts))


# --- without a head: by the symbol's letters, or by what the text says of itself --------------------------------------

_BODY_NAME = re.compile(
    r"\b(?:Sở|Bộ|Ủy ban nhân dân|UBND|Ban|Chi cục|Cục|Trung tâm|Văn phòng|Thanh tra|Viện|Hội đồng nhân dân|Quỹ|Đảng ủy)"
    r"(?:,?[ ]+[\w&-]+){1,16}"
)
_NAME_ENDS = re.compile(
    r",?\s+(?:về|trong|tại|năm|theo|từ|đã|là|trên|được|xin|có|sẽ|tiếp tục|tham mưu|báo cáo|thông báo|yêu cầu|đề nghị|kính|tổ chức|thực hiện)\b"
)
_OF_ITSELF = re.compile(rf"Trên đây là (?:[{UPPER}][{LOWER}]+(?: [{LOWER}]+){{0,3}}) của (?=[{UPPER}])")


def issuer_from_text(pages: Sequence[Page], number: OwnNumber) -> Found[str] | None:
    """For a text copied without its head. Never sure."""
    if number.issuer_code:
        for page in pages:
            for name in _BODY_NAME.finditer(page.text):
                value = _shortest_match(number.issuer_code, name[0])
                if value:
                    return Found(value, value, Span(page.number, name.start(), name.start() + len(value)), False, "suy từ ký hiệu văn bản")
    for page in pages:
        for itself in _OF_ITSELF.finditer(page.text):
            body = _BODY_NAME.match(page.text, itself.end())
            if body:
                value = _plain_name(body[0])
                return Found(value, value, Span(page.number, body.start(), body.start() + len(value)), False, "suy từ câu kết «Trên đây là…»")
    return None


def _plain_name(name: str) -> str:
    """Without the words that follow a name (`… về thực hiện`)."""
    return _NAME_ENDS.split(name)[0].strip(" ,")


def _shortest_match(code: str, name: str) -> str | None:
    words = name.split()
    for count in range(1, len(words) + 1):
        value = " ".join(words[:count]).strip(" ,")
        if _names_match(code, value) and (count == len(words) or words[count - 1] != "và"):
            return value
    return None


def _names_match(code: str, name: str) -> bool:
    """SKHCN is Sở Khoa học và Công nghệ, UBND is itself: the initials, with or without `và`."""
    letters = re.sub(r"[^a-z]", "", flat(code))
    words = [word for word in re.findall(r"\w+", name) if flat(word) != "va"]
    if len(letters) < 2 or not words:
        return False
    initials = flat("".join(word if _is_short_form(word, name) else word[0] for word in words))
    return letters == initials or (letters == initials[: len(letters)] and flat(words[0]) in ("ubnd", "uy", "hdnd"))


def _is_short_form(word: str, name: str) -> bool:
    """KH&CN inside a name in small letters counts with all its letters."""
    return word in ("UBND", "HĐND") or (len(word) > 1 and word.isupper() and not is_upper(name))
