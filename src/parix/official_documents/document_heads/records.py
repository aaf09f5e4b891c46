"""Items read from a document, each with the place that it came from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, TypeVar

from parix.foundation.problems import Problem
from parix.official_documents.document_kinds import DocumentKind
from parix.official_documents.pages import Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """`text` is what stands at the span; `reason` says in Vietnamese why an item is not sure."""

    value: T
    text: str
    span: Span
    is_sure: bool = True
    reason: str = ""

    def doubted(self, reason: str) -> Found[T]:
        return replace(self, is_sure=False, reason=reason)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as far as it is written: drafts leave the day or the month open."""

    day: int | None
    month: int | None
    year: int | None

    @property
    def date(self) -> date | None:
        """The calendar day, when all three are there and such a day exists."""
        if self.day is None or self.month is None or self.year is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None

    @property
    def is_impossible(self) -> bool:
        """All three are there but no calendar has that day, such as 31/6."""
        return None not in (self.day, self.month, self.year) and self.date is None

    def __str__(self) -> str:
        return "/".join("…" if part is None else f"{part:02d}" for part in (self.day, self.month, self.year))


@dataclass(frozen=True, slots=True)
class Signatory:
    """`on_behalf` holds the lines with TM., KT., TL., TUQ. or Q. as printed; `marks` only those signs."""

    position: str
    name: str
    on_behalf: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """None or an empty tuple: not written, or not found. `addressees` stand after `Kính gửi`, `recipients` after `Nơi nhận`."""

    kind: Found[DocumentKind] | None = None
    number: Found[str] | None = None
    symbol: Found[str] | None = None
    place: Found[str] | None = None
    date: Found[WrittenDate] | None = None
    issuer: Found[str] | None = None
    parent_body: Found[str] | None = None
    abstract: Found[str] | None = None
    signatory: Found[Signatory] | None = None
    addressees: tuple[Found[str], ...] = ()
    recipients: tuple[Found[str], ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def number_and_symbol(self) -> str:
        """As cited: `56/KH-SKHCN`; "" when there is neither."""
        number = self.number.value if self.number else ""
        return f"{number}/{self.symbol.value}" if self.symbol else number
