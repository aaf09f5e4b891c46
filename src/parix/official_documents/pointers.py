"""Checks what somebody says of a document (page, number and symbol, date, issuer, quoted words) against the document.

What the text cannot tell is not held against the pointer: a page that no reader could read is named as such.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from parix.foundation.folding import folded
from parix.foundation.periods import Period
from parix.foundation.problems import Place, Problem, Severity
from parix.official_documents.document_heads.records import DocumentHead
from parix.official_documents.document_kinds import KIND_BY_CODE
from parix.official_documents.pages import Page, flat

_NEARLY = 0.9  # how alike a quotation and the page must be when a scan slipped


@dataclass(frozen=True, slots=True)
class Pointer:
    """What is claimed; empty parts claim nothing. `number` and `symbol` are those quoted on the page pointed to."""

    page: int | None = None
    kind: str = ""
    number: str = ""
    symbol: str = ""
    issued_on: date | None = None
    issuer: str = ""
    quote: str = ""


def check_pointer(pointer: Pointer, pages: Sequence[Page], head: DocumentHead | None, period: Period | None, today: date) -> tuple[Problem, ...]:
    """All findings; none means that the pointer holds as far as the document can be read."""
    return (*_in_text(pointer, pages), *_in_head(pointer, head), *_in_time(pointer, head, period, today))


# --- what stands on the page ------------------------------------------------------------------------------------------


def _in_text(pointer: Pointer, pages: Sequence[Page]) -> Iterator[Problem]:
    if not pages:
        return
    chosen = [page for page in pages if pointer.page is None or page.number == pointer.page]
    if not chosen:
        yield _finding("page_missing", f"tài liệu có {len(pages)} trang, không có trang {pointer.page}", "sửa số trang")
        return
    if not any(page.text.strip() for page in chosen):
        yield _finding("page_unreadable", "trang này không đọc được chữ nên chưa đối chiếu được", "đối chiếu bằng mắt với bản gốc", "warning")
        return
    cited = f"{pointer.number}/{pointer.symbol}" if pointer.symbol else pointer.number
    if pointer.number and not any(_cites(page, pointer.number, pointer.symbol) for page in chosen):
        yield _not_there("number", f"số {cited}", pages, [page.number for page in pages if _cites(page, pointer.number, pointer.symbol)], pointer.page)
    if pointer.quote.strip() and not any(_quotes(page, pointer.quote) for page in chosen):
        yield _not_there("quote", "câu trích", pages, [page.number for page in pages if _quotes(page, pointer.quote)], pointer.page)


def _not_there(what: str, shown: str, pages: Sequence[Page], elsewhere: Sequence[int], page: int | None) -> Problem:
    if elsewhere:
        return _finding(f"{what}_not_on_page", f"{shown} không có ở trang {page}; có ở trang {', '.join(map(str, elsewhere[:5]))}", "sửa số trang")
    remedy = "kiểm tra lại số, ký hiệu và tài liệu được chọn" if what == "number" else "trích đúng nguyên văn, hoặc chọn đúng tài liệu"
    unread = [one.number for one in pages if not one.text.strip()]
    doubt = f"; trang {', '.join(map(str, unread[:5]))} chưa đọc được" if unread else ""
    return _finding(f"{what}_not_in_document", f"{shown} không có trong tài liệu{doubt}", remedy)


def _cites(page: Page, number: str, symbol: str) -> bool:
    """The number with its symbol, spaces and hyphens aside; on a scan, signs that look alike count as one."""
    words = flat(page.text)
    if re.search(_citation(number.lower(), flat(symbol)), words):
        return True
    alike = str.maketrans("oil|szb", "0111528")
    return page.method == "ocr" and bool(re.search(_citation(number.lower().translate(alike), flat(symbol).translate(alike), so="50"), words.translate(alike)))


def _citation(number: str, symbol: str, so: str = "so") -> str:
    """A bare number must stand after `số`."""
    digits = re.escape(number.lstrip("0")) or "0"
    if not symbol:
        return rf"{so}\s*:?\s*0*{digits}(?![\da-z])"
    letters = r"\s*".join(r"[-\s]*" if letter == "-" else re.escape(letter) for letter in symbol if not letter.isspace())
    return rf"(?:(?<![\da-z])|(?<=so))0*{digits}\s*/\s*{letters}(?![a-z0-9])"


def _quotes(page: Page, quote: str) -> bool:
    """Word for word without marks and punctuation; on a scan a few letters may differ."""
    wanted, held = _words(quote), _words(page.text)
    if f" {wanted} " in f" {held} ":
        return True
    if page.method != "ocr" or len(wanted) < 20:
        return False
    matcher = difflib.SequenceMatcher(None, held, wanted, autojunk=False)
    best = matcher.find_longest_match()
    start = max(0, best.a - best.b)
    return difflib.SequenceMatcher(None, held[start : start + len(wanted)], wanted, autojunk=False).ratio() >= _NEARLY


def _words(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9%]+", folded(text)))


# --- what the head says -----------------------------------------------------------------------------------------------


def _in_head(pointer: Pointer, head: DocumentHead | None) -> Iterator[Problem]:
    if head is None:
        return
    if pointer.kind and head.kind and head.kind.value.code != pointer.kind:
        claimed = KIND_BY_CODE[pointer.kind].name.vi if pointer.kind in KIND_BY_CODE else pointer.kind
        yield _finding("other_kind", f"tài liệu là «{head.kind.value.name.vi}», không phải «{claimed}»", "chọn đúng loại văn bản", _weight(head.kind.is_sure))
    if pointer.issuer and head.issuer and not same_body(pointer.issuer, head.issuer.value):
        message = f"cơ quan khác ban hành: tài liệu do «{head.issuer.value}» ban hành, không phải «{pointer.issuer}»"
        yield _finding("other_issuer", message, "kiểm tra lại cơ quan ban hành", _weight(head.issuer.is_sure))
    written = head.date.value.date if head.date else None
    if pointer.issued_on and head.date and written and written != pointer.issued_on:
        message = f"tài liệu ghi ngày {written:%d/%m/%Y}, không phải {pointer.issued_on:%d/%m/%Y}"
        yield _finding("other_date", message, "sửa ngày ban hành theo tài liệu", _weight(head.date.is_sure))


def _in_time(pointer: Pointer, head: DocumentHead | None, period: Period | None, today: date) -> Iterator[Problem]:
    issued = pointer.issued_on or (head.date.value.date if head and head.date else None)
    if issued is None:
        return
    if issued > today:
        yield _finding("date_in_future", f"ngày {issued:%d/%m/%Y} ở tương lai", "sửa ngày ban hành")
    elif period and not period.start <= issued <= period.end:
        message = f"ngày {issued:%d/%m/%Y} ngoài kỳ đánh giá ({period.start:%d/%m/%Y} - {period.end:%d/%m/%Y})"
        yield _finding("date_outside_period", message, "dùng tài liệu ban hành trong kỳ, hoặc giải trình")


def same_body(one: str, other: str) -> bool:
    """UBND is Ủy ban nhân dân, KH&CN is Khoa học và Công nghệ; a name with its province is the same as one without."""
    first, second = _body_words(one), _body_words(other)
    shorter, longer = sorted((first, second), key=len)
    rest = f"{longer} ".removeprefix(f"{shorter} ")
    return bool(shorter) and (not rest or rest.split(" ")[0] in _UNITS) and f"{longer} ".startswith(f"{shorter} ")


def answers_to(asked: str, issuer: str) -> bool:
    """Whether a body is the one asked for, where a criteria set says `UBND tỉnh` and means that of every province."""
    wanted, held = _body_words(asked), _body_words(issuer)
    return same_body(asked, issuer) or (bool(wanted) and f"{held} ".startswith(f"{wanted} "))


_UNITS = ("tinh", "thanh", "huyen", "quan", "thi", "xa", "phuong", "dac")
_SHORT = {
    "ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "khcn": "khoa hoc cong nghe", "kh cn": "khoa hoc cong nghe", "kh va cn": "khoa hoc cong nghe",
    "gd dt": "giao duc dao tao", "gddt": "giao duc dao tao", "tt tt": "thong tin truyen thong", "tttt": "thong tin truyen thong",
    "nn ptnt": "nong nghiep phat trien nong thon", "tn mt": "tai nguyen moi truong", "tnmt": "tai nguyen moi truong", "kh dt": "ke hoach dau tu",
    "khdt": "ke hoach dau tu", "tp": "thanh pho", "tdc": "tieu chuan do luong chat luong",
}


def _body_words(name: str) -> str:
    words = " ".join(re.findall(r"[a-z0-9]+", folded(name)))
    for short, long in _SHORT.items():
        words = re.sub(rf"\b{short}\b", long, words)
    return " ".join(word for word in words.split() if word != "va")


def _weight(is_sure: bool) -> Severity:
    return "error" if is_sure else "warning"


def _finding(code: str, message: str, remedy: str, severity: Severity = "error") -> Problem:
    return Problem(f"pointer.{code}", message, remedy, Place(), severity)
