"""What the reader proposes for a document's fields, from its stored head, with the words that each comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from parix.official_documents.document_heads.head_json import from_json
from parix.official_documents.document_heads.records import DocumentHead, Found
from parix.official_documents.document_kinds import KIND_BY_CODE
from parix.web.files.models import StoredFile


@dataclass(frozen=True, slots=True)
class Proposal:
    """One field: what is proposed, how it reads, where it was read, and why it may be wrong."""

    field: str
    shown: str
    text: str
    page: int
    is_sure: bool
    reason: str


class Headed(Protocol):
    """A file with what was read of its head."""

    @property
    def head(self) -> Any: ...


def head_of(file: Headed | None) -> DocumentHead | None:
    return from_json(file.head) if file is not None and file.head else None


def proposed(file: Headed | None) -> dict[str, Any]:
    """Values for the fields of a document; fields that were not read are left out."""
    head = head_of(file)
    if head is None:
        return {}
    day = head.date.value.date if head.date else None
    values = {
        "kind": head.kind.value.code if head.kind else "", "number": _value(head.number), "symbol": _value(head.symbol), "issued_on": day,
        "issuer": _value(head.issuer), "abstract": _value(head.abstract),
    }
    return {name: value for name, value in values.items() if value}


def proposals_of(file: StoredFile | None) -> list[Proposal]:
    """For the page, beside the text, in the order of the head."""
    head = head_of(file)
    if head is None:
        return []
    rows: list[tuple[str, Found[Any] | None]] = [
        ("kind", head.kind), ("number", head.number), ("symbol", head.symbol), ("issued_on", head.date), ("issuer", head.issuer),
        ("parent_body", head.parent_body), ("abstract", head.abstract), ("signatory", head.signatory),
    ]
    return [
        Proposal(name, _shown(name, found), " ".join(found.text.split()), found.span.page, found.is_sure, found.reason)
        for name, found in rows if found is not None
    ]


def _value(found: Found[str] | None) -> str:
    return found.value if found else ""


def _shown(name: str, found: Found[Any]) -> str:
    if name == "kind":
        return KIND_BY_CODE[found.value.code].name.vi
    if name == "signatory":
        return " · ".join(part for part in (*found.value.on_behalf, found.value.position, found.value.name) if part)
    if name == "issued_on":
        day: date | None = found.value.date
        return f"{day:%d/%m/%Y}" if day else str(found.value)
    return str(found.value)
