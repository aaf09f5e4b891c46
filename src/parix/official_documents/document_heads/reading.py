"""The way in: pages of text to the document's head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from parix.foundation.problems import Place, Problem
from parix.official_documents.document_heads import republished
from parix.official_documents.document_heads.document_foots import read_foot
from parix.official_documents.document_heads.issuers import find_issuers, issuer_from_text
from parix.official_documents.document_heads.known_words import respelled
from parix.official_documents.document_heads.own_numbers import OwnNumber, find_number, is_number, number_in, symbol_as_titled
from parix.official_documents.document_heads.pieces import Piece, cut, cut_mottos, is_motto, is_upper, mend_broken, parted_before, pieces_of
from parix.official_documents.document_heads.places_and_dates import find_place_date, is_place_date, place_and_date
from parix.official_documents.document_heads.receivers import read_addressees
from parix.official_documents.document_heads.records import DocumentHead, Found, WrittenDate
from parix.official_documents.document_heads.titles import DEAR, Title, dear_at, dispatch_kind, find_subject, find_title, is_title
from parix.official_documents.document_kinds import KIND_BY_CODE, DocumentKind
from parix.official_documents.pages import Page, Span

_HEAD_PIECES = 120
_BODY_LIKE = 130


def read_head(pages: Sequence[Page]) -> DocumentHead:
    """Deterministic; every item that is there was read at its span."""
    pieces = pieces_of(pages)
    top = _from_national(_labelled(pieces[:_HEAD_PIECES]))
    title = find_title(top, _last_anchor(top))
    dear = dear_at(top)
    if title and dear is not None and dear < title.at:
        title = None
    has_form = any(piece.label in ("national", "number", "motto") for piece in top[:40])
    if title is None and dear is None and not has_form:
        lead = republished.read_lead(pages)
        return replace(lead, problems=tuple(_problems(lead, []))) if lead else _no_document(pages)
    return _official(pages, [*top, *pieces[_HEAD_PIECES:]], len(top), title, dear)


def _labelled(pieces: Sequence[Piece]) -> list[Piece]:
    """The head's pieces: broken lines mended, then cut at mottos, place and date, and number."""
    whole = mend_broken(pieces, lambda piece: is_motto(piece) or is_number(piece) or is_place_date(piece) or is_title(piece))
    return list(parted_before(cut(cut(list(cut_mottos(whole)), find_place_date), find_number), DEAR))


def _from_national(top: list[Piece]) -> list[Piece]:
    """Without what a web site put above: from the lines in capitals that lead to the country's name or to the number before it."""
    national = next((at for at, piece in enumerate(top) if piece.label == "national"), 0)
    start = next((at for at, piece in enumerate(top[:national]) if piece.label == "number" and national - at < 15), national)
    while start > 0 and (is_upper(top[start - 1].text) or top[start - 1].label in ("rule", "motto", "place_date")):
        start -= 1
    return top[start:]


def _last_anchor(top: Sequence[Piece]) -> int:
    """Of each kind of anchor the first one counts; the furthest of those is where the head's two columns end."""
    first: dict[str, int] = {}
    for at, piece in enumerate(top):
        if piece.label in ("national", "motto", "number", "place_date"):
            first.setdefault(piece.label, at)
        elif piece.label == "text" and len(piece.text) > _BODY_LIKE and not is_upper(piece.text) and at > 2:
            break
    return max(first.values(), default=-1)


def _official(pages: Sequence[Page], pieces: list[Piece], top: int, title: Title | None, dear: int | None) -> DocumentHead:
    head_ends = title.at if title else dear if dear is not None else _first_body(pieces)
    subject, subject_at = (None, None) if title else find_subject(pieces, head_ends)
    above = pieces[: head_ends if subject_at is None else subject_at]
    own = _numbers(pieces[:top], head_ends)
    number = own[0] if own else OwnNumber()
    if title:
        number = symbol_as_titled(number, title.kind.value)
    dates = [place_and_date(piece) for piece in pieces[:top] if piece.label == "place_date"]
    place, date = dates[0] if dates else _date_in_foot(pieces)
    issuer, parent = find_issuers([*above, *_between(pieces, above, head_ends)], number)
    body = pieces[title.ends if title else head_ends :]
    if title and title.rest:
        body = [title.rest, *body]
    addressees, body = read_addressees(list(parted_before(body, DEAR)))
    foot = read_foot(body)
    head = DocumentHead(
        kind=_kind(title, number, pieces, subject_at, dear), number=number.number, symbol=number.symbol, place=place, date=date,
        issuer=issuer or issuer_from_text(pages, number), parent_body=parent, abstract=title.abstract if title else subject,
        signatory=foot.signatory, addressees=addressees, recipients=foot.recipients,
    )
    head = head if head.number else republished.completed(head, pages)
    if any(page.method == "ocr" for page in pages):
        head = _respelled(head)
    return replace(head, problems=tuple(_problems(head, own)))


def _respelled(head: DocumentHead) -> DocumentHead:
    """Bodies and positions read from a scan, with the marks that they are known to have; `text` keeps what was read."""
    signatory = head.signatory
    if signatory:
        value = signatory.value
        lines = tuple(respelled(line) for line in value.on_behalf)
        signatory = replace(signatory, value=replace(value, position=respelled(value.position), on_behalf=lines))
    issuer, parent = (replace(body, value=respelled(body.value)) if body else None for body in (head.issuer, head.parent_body))
    return replace(head, issuer=issuer, parent_body=parent, signatory=signatory)


def _first_body(pieces: Sequence[Piece]) -> int:
    return next((at for at, piece in enumerate(pieces) if len(piece.text) > _BODY_LIKE and not is_upper(piece.text)), min(len(pieces), 40))


def _between(pieces: Sequence[Piece], above: Sequence[Piece], head_ends: int) -> list[Piece]:
    """Lines in capitals below the V/v of a run-together head: the rest of a name that the other column pushed down."""
    return [piece for piece in pieces[len(above) : head_ends] if is_upper(piece.text) and piece.label == "text"] if len(above) < head_ends else []


def _numbers(top: Sequence[Piece], head_ends: int) -> list[OwnNumber]:
    """Own numbers above the text proper; failing those, one that fills a line of its own further down."""
    above = [number_in(piece) for piece in top[:head_ends] if piece.label == "number"]
    return above or [number_in(piece) for piece in top[:40] if piece.label == "number" and piece.starts_line][:1]


def _date_in_foot(pieces: Sequence[Piece]) -> tuple[Found[str] | None, Found[WrittenDate] | None]:
    """Minutes and letters carry place and date above the signature."""
    for piece in reversed(pieces[-60:]):
        found = find_place_date(piece) if piece.label == "text" and len(piece.text) < 80 else None
        if found and found[0] == 0:
            place, date = place_and_date(piece)
            return place, date.doubted("ngày ở cuối văn bản") if place else None
    return None, None


def _kind(title: Title | None, number: OwnNumber, pieces: Sequence[Piece], subject_at: int | None, dear: int | None) -> Found[DocumentKind] | None:
    by_symbol = KIND_BY_CODE.get(number.kind_code)
    if title:
        return title.kind
    if subject_at is not None:
        return dispatch_kind(pieces[subject_at])
    if by_symbol and number.symbol:
        return Found(by_symbol, number.symbol.text, number.symbol.span, False, "suy từ ký hiệu, không thấy tên loại")
    return dispatch_kind(pieces[dear]) if dear is not None else None


# --- what is missing or odd -------------------------------------------------------------------------------------------


def _no_document(pages: Sequence[Page]) -> DocumentHead:
    remedy = "nhập số, ngày, cơ quan ban hành bằng tay nếu đây là văn bản"
    found = [_problem("not_official", "không thấy thể thức của một văn bản hành chính", remedy)]
    if not _is_vietnamese(pages):
        found.append(_problem("not_vietnamese", "văn bản không phải tiếng Việt", "nhập các mục bằng tay"))
    return DocumentHead(problems=tuple(found))


def _is_vietnamese(pages: Sequence[Page]) -> bool:
    letters = [letter for page in pages[:5] for letter in page.text[:5000] if letter.isalpha()]
    marked = sum(not letter.isascii() for letter in letters)
    return len(letters) < 40 or marked * 20 > len(letters)


def _problems(head: DocumentHead, own: Sequence[OwnNumber]) -> Iterator[Problem]:
    yield from _missing(head)
    if head.date and head.date.value.is_impossible:
        yield _problem("date_impossible", f"không có ngày {head.date.value} trên lịch", "kiểm tra lại ngày ký trên bản gốc", head.date.span)
    elif head.date and head.date.value.date is None:
        yield _problem("date_incomplete", f"ngày ban hành ghi thiếu: {head.date.value}", "nhập ngày ký theo bản gốc", head.date.span)
    written = {(one.number.value, one.symbol.value if one.symbol else "") for one in own if one.number}
    if len(written) > 1:
        shown = ", ".join("/".join(part for part in pair if part) for pair in sorted(written))
        second = own[1].number.span if own[1].number else None
        yield _problem("two_numbers", f"văn bản ghi nhiều số khác nhau: {shown}", "xác nhận số đúng theo bản gốc", second)
    kind_by_symbol = KIND_BY_CODE.get(OwnNumber(head.number, head.symbol).kind_code)
    if head.kind and kind_by_symbol and kind_by_symbol != head.kind.value:
        message = f"tên loại là «{head.kind.value.name.vi}» nhưng ký hiệu là của «{kind_by_symbol.name.vi}»"
        yield _problem("kind_differs_from_symbol", message, "kiểm tra lại tên loại và ký hiệu", head.kind.span)


def _missing(head: DocumentHead) -> Iterator[Problem]:
    if head.kind is None:
        yield _problem("no_kind", "không thấy tên loại văn bản", "chọn loại văn bản")
    if head.number is None:
        where = head.symbol.span if head.symbol else None
        yield _problem("no_number", "văn bản chưa ghi số" if where else "không thấy số, ký hiệu", "nhập số theo bản đã phát hành", where)
    if head.date is None:
        yield _problem("no_date", "không thấy ngày ban hành", "nhập ngày ký")
    if head.issuer is None:
        yield _problem("no_issuer", "không thấy cơ quan ban hành", "nhập cơ quan ban hành")
    if head.signatory is None:
        yield _problem("no_signatory", "không thấy người ký", "nhập người ký nếu cần")


def _problem(code: str, message: str, remedy: str, span: Span | None = None) -> Problem:
    return Problem(f"head.{code}", message, remedy, Place(path=str(span)) if span else Place(), "warning")
