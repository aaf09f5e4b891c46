"""The evidence of a participation as a version names it: every link in force, with what its document is at that moment."""

from __future__ import annotations

from parix.web.assessment.models import EvidenceLink, Participation

POINTER = ("page", "number", "symbol", "issued_on", "issuer", "quote", "proves")
REGISTERED = tuple(f"document__{name}" for name in ("kind", "number", "symbol", "issued_on", "in_force_on", "received_on", "issuer", "abstract", "link"))


def frozen_evidence(participation: Participation) -> list[list[str]]:
    """In an order that does not hang on the database. The file is named by the hash of its content; a document without one by what
    is registered of it, so a corrected date or a new revision makes another version."""
    rows = EvidenceLink.objects.in_force().filter(participation=participation)
    values = rows.values_list("leaf_key", "document_id", *POINTER, *REGISTERED, "document__current__file__sha256")
    return sorted(["" if value is None else str(value) for value in row] for row in values)
