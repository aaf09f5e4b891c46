"""A paper with everything that stands on it, and one printed as a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Union

# What every page says at its foot.
SAMPLE = "Văn bản mẫu do phần mềm tạo ra để minh họa, không có giá trị pháp lý"


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    is_centred: bool = False


@dataclass(frozen=True, slots=True)
class Annex:
    """What follows stands on pages of its own behind the signature."""

    title: str


@dataclass(frozen=True, slots=True)
class Table:
    """`widths` in percent of the text's width; all cells are texts."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


Block = Union[str, Heading, Table, Annex]


@dataclass(frozen=True, slots=True)
class Signing:
    """The lines above the signature: on whose behalf (`KT. GIÁM ĐỐC`), the position, the name."""

    position: str
    name: str
    on_behalf: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """`kind` is a code of official_documents.document_kinds; `parent` and `issuer` are the lines of the head as they are broken."""

    kind: str
    title: str
    number: str
    symbol: str
    place: str
    day: date
    parent: tuple[str, ...]
    issuer: tuple[str, ...]
    abstract: str
    blocks: tuple[Block, ...]
    signing: Signing
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    authority: str = ""

    @property
    def annex_at(self) -> int:
        """The place of the annex among the blocks; their number where there is none."""
        return next((place for place, block in enumerate(self.blocks) if isinstance(block, Annex)), len(self.blocks))

    @property
    def number_and_symbol(self) -> str:
        """As cited; "" for a paper without a number."""
        return f"{self.number}/{self.symbol}" if self.number else ""

    @property
    def issuing_body(self) -> str:
        return " ".join(self.issuer)


@dataclass(frozen=True, slots=True)
class Printed:
    """The file; `page_of` gives the page that each block of the paper begins on, where the form of file has pages."""

    data: bytes
    suffix: str
    page_of: Mapping[int, int] = field(default_factory=dict)
