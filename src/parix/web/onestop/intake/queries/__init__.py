"""Reads of the intake: agencies of a person, sources, imports, findings; the kept file; what rows are judged by.

In: standings, ids. Out: rows and small frozen values. Must not: change anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from parix.exchange_formats.dossiers.columns import BY_NAME
from parix.exchange_formats.dossiers.findings import WARNINGS, WORDS
from parix.web.accounts.rules import Standing
from parix.web.onestop.intake.choices import State
from parix.web.onestop.intake.models import Finding as Finding
from parix.web.onestop.intake.models import Import as Import
from parix.web.onestop.intake.models import Source as Source
from parix.web.organisations.queries import Agency, agencies_within


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding in words."""

    sheet: str
    row: int
    label: str
    message: str
    remedy: str
    value: str
    is_error: bool


@dataclass(frozen=True, slots=True)
class Count:
    """How often the same is wrong in one column."""

    label: str
    message: str
    remedy: str
    many: int
    is_error: bool


def agencies_of(standing: Standing) -> list[Agency]:
    """Where the person may take dossiers in; agencies of one's own office first."""
    found = agencies_within(standing.officer_of | standing.administers)
    return sorted(found, key=lambda one: (one.pk not in standing.officer_of, one.parent_id is None))


def sources_of(agency_id: int) -> list[Source]:
    return list(Source.objects.filter(agency_id=agency_id))


def source_by_id(pk: int) -> Source | None:
    return Source.objects.select_related("agency").filter(pk=pk).first()


def source_by_token(token_hash: bytes) -> Source | None:
    return Source.objects.select_related("agency", "made_by").filter(token_hash=token_hash).first() if token_hash else None


def imports_of(agency_id: int) -> QuerySet[Import]:
    return Import.objects.filter(source__agency_id=agency_id).select_related("source", "by").defer("kept_out", "samples", "heads", "mapping")


def import_by_id(pk: UUID) -> Import | None:
    return Import.objects.select_related("source__agency", "by").filter(pk=pk).first()


def applied_before(one: Import) -> Import | None:
    """The same bytes, applied for the same source."""
    return Import.objects.filter(source_id=one.source_id, sha256=one.sha256, state=State.APPLIED).exclude(pk=one.pk).order_by("-ended_at").first()


def findings_of(one: Import) -> QuerySet[Finding]:
    return Finding.objects.filter(of=one).order_by("-is_error", "pk")


def in_words(findings: Iterable[Finding]) -> list[FindingRow]:
    return [FindingRow(one.sheet, one.row, label_of(one.column), *WORDS.get(one.code, (one.code, "")), one.value, one.is_error) for one in findings]


def counts_of(one: Import) -> list[Count]:
    """Errors first, the most frequent first."""
    words = {code: WORDS.get(code, (code, "")) for code, _column, _many in one.counts}
    counted = [Count(label_of(column), words[code][0], words[code][1], many, code not in WARNINGS) for code, column, many in one.counts]
    return sorted(counted, key=lambda count: (not count.is_error, -count.many))


def label_of(column: str) -> str:
    return BY_NAME[column].label if column in BY_NAME else ""
