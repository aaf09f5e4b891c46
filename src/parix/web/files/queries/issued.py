"""Documents that an agency itself issued in a stretch of days, as its register has them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from parix.foundation.folding import folded
from parix.web.files.choices import DocumentState
from parix.web.files.models import Document
from parix.web.organisations.queries import Agency


def documents_issued(agency: Agency, kinds: Collection[str], start: date, end: date) -> list[Document]:
    """Confirmed ones of these kinds, by day and number. Registers also hold what others sent: the issuer has to be the agency."""
    own = {folded(agency.name), folded(agency.short_name)} - {""}
    found = Document.objects.filter(
        agency=agency, kind__in=list(kinds), issued_on__gte=start, issued_on__lte=end, state=DocumentState.CONFIRMED,
    ).order_by("issued_on", "number", "pk")
    return [one for one in found if folded(one.issuer) in own]
