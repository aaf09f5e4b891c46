"""A paper with everything that stands on it, and one printed as a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Union


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    is_centred: bool = False


@dataclass(frozen=True, slots=True)
class Annex:
    """What follows stands on pages of its own behind the signature, across the page's long side when it `is_wide`."""

    title: str
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`widths` in percent of the text's width; all cells are texts. `aligns` has a letter for each column: l, c or r (all left
    when empty); `group_rows` are the places of rows that open a group and are set in bold."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    aligns: str = ""
    group_rows: frozenset[int] = frozenset()

    def align_of(self, column: int) -> str:
        return self.aligns[column] if column < len(self.aligns) else "l"


Block = Union[str, Heading, Table, Annex]


@dataclass(frozen=True, slots=True)
class Signing:
    """The lines above the signature: on whose behalf (`KT. GIÁM ĐỐC`), the position, the name."""

    position: str
    name: str
    on_behalf: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """`kind` is a code of official_documents.document_kinds; `parent` and `issuer` are the lines of the head as they are broken.

    `page_note` stands at the foot of every page, `signed` where the signature belongs; without it room is left for one. `code` is an
    address that is printed as a QR code beside the signature, with `code_note` below it.
    """

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
    page_note: str = ""
    signed: str = ""
    code: str = ""
    code_note: str = ""

    @property
    def annex_at(self) -> int:
        """The place of the first annex among the blocks; their number where there is none."""
        return next((place for place, block in enumerate(self.blocks) if isinstance(block, Annex)), len(self.blocks))

    @property
    def number_and_symbol(self) -> str:
        """As cited; "" for a paper without a number."""
        return f"{self.number}/{self.symbol}" if self.number else ""

    @property
    def issuing_body(self) -> str:
        return " ".join(self.issuer)

    @property
    def closing_block(self) -> int:
        """The place of the paragraph that ends the text before the annexes; it ends with `./.`. -1 where there is none."""
        return max((place for place in range(self.annex_at) if isinstance(self.blocks[place], str)), default=-1)


@dataclass(frozen=True, slots=True)
class Printed:
    """The file; `page_of` gives the page that each block of the paper begins on, where the form of file has pages."""

    data: bytes
    suffix: str
    page_of: Mapping[int, int] = field(default_factory=dict)
