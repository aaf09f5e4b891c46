"""A document that is cited."""

from __future__ import annotations

from dataclasses import dataclass

from parix.official_documents.document_heads.records import WrittenDate
from parix.official_documents.document_kinds import DocumentKind
from parix.official_documents.pages import Span


@dataclass(frozen=True, slots=True)
class Citation:
    """`kind` is None for `Văn bản số …`. `name` only for laws, which are cited by it. `places`: all of them, the first first."""

    kind: DocumentKind | None
    number: str
    symbol: str
    date: WrittenDate | None
    issuer: str
    text: str
    places: tuple[Span, ...]
    name: str = ""
    is_sure: bool = True
    reason: str = ""

    @property
    def span(self) -> Span:
        return self.places[0]

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells documents apart; the same number of two kinds are two."""
        return (self.kind.code if self.kind else "", self.number.lstrip("0").lower(), self.symbol.upper().replace(" ", "") or self.name.lower())
