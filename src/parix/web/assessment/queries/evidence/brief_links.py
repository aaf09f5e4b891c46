"""Links with what the checks before submitting ask of them: how each stands, what to call it, its days, and where else it was used."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Case, F, JSONField, QuerySet, When

from parix.web.assessment.models import EvidenceLink, Participation
from parix.web.assessment.queries.evidence.held import FILE, REVISION
from parix.web.assessment.queries.evidence.judged_links import COLUMNS as JUDGED
from parix.web.assessment.queries.evidence.judged_links import JudgedLink, judged_from, with_proposed_head
from parix.web.files.choices import FileState

# Why nothing could be read is asked of files that could not be read alone.
UNREAD = Case(When(document__current__file__state=FileState.UNREADABLE, then=F(FILE + "problems")), default=None, output_field=JSONField(null=True))


class BriefLink(NamedTuple):
    """`issued_on` is the pointer's; `number` to `original_name` are the register's, as a person confirmed them or not."""

    judged: JudgedLink
    document_id: UUID
    issued_on: date | None
    number: str
    symbol: str
    abstract: str
    original_name: str
    unread: list[dict[str, Any]] | None

    @property
    def pk(self) -> int:
        return self.judged.pk

    @property
    def participation(self) -> Participation:
        return self.judged.participation


_COLUMNS = ("document_id", "issued_on", "document__number", "document__symbol", "document__abstract", REVISION + "original_name", "unread_problems")


def brief_links(links: QuerySet[EvidenceLink], participations: Mapping[int, Participation]) -> list[BriefLink]:
    """One query; the oldest first. `participations` by id, with their rounds."""
    rows = with_proposed_head(links).annotate(unread_problems=UNREAD).order_by("added_at", "pk").values_list(*JUDGED, *_COLUMNS)
    return [_brief(row, participations) for row in rows]


def _brief(row: tuple[Any, ...], participations: Mapping[int, Participation]) -> BriefLink:
    document_id, issued_on, number, symbol, abstract, name, unread = row[len(JUDGED):]
    return BriefLink(judged_from(row[:len(JUDGED)], participations), document_id, issued_on, number, symbol, abstract, name or "", unread)
