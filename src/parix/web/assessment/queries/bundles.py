"""What may be downloaded to score a published result again."""

from __future__ import annotations

from parix.web.assessment.models import PublishedBundle as PublishedBundle
from parix.web.assessment.models import ScoringRun


def bundle_of(run: ScoringRun) -> PublishedBundle | None:
    return PublishedBundle.objects.filter(run=run).select_related("run__round", "run__agency").first()


def fingerprint_of(run: ScoringRun) -> str:
    """Of the bundle, without its bytes; empty where there is none."""
    return PublishedBundle.objects.filter(run=run).values_list("fingerprint", flat=True).first() or ""
