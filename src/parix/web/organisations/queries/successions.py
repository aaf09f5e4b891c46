"""What became of agencies, and what they came from: mergers, splits and renamings by their days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from parix.web.organisations.models import Agency, Succession


@dataclass(frozen=True, slots=True)
class Step:
    """One change, with the codes before and after."""

    kind: str
    label: str
    on: date
    decision: str
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]


def steps_of(agency_ids: Iterable[int]) -> list[Step]:
    """Every change that any of the agencies took part in, the newest first; three queries."""
    ids = list(agency_ids)
    found = Succession.objects.filter(Q(predecessors__in=ids) | Q(successors__in=ids)).distinct().order_by("-on", "id")
    return [
        Step(
            one.kind, one.get_kind_display(), one.on, one.decision, tuple(sorted(agency.code for agency in one.predecessors.all())),
            tuple(sorted(agency.code for agency in one.successors.all())),
        )
        for one in found.prefetch_related("predecessors", "successors")
    ]


def successors_of(agency: Agency, after: date, until: date | None = None) -> list[Agency]:
    """Who carries on the agency's work after the day: through every later merger and split, up to `until`; itself where
    nothing happened."""
    return _follow(agency, [one for one in _edges() if one[0] > after and (until is None or one[0] <= until)], forward=True)


def predecessors_of(agency: Agency, before: date) -> list[Agency]:
    """Whose work the agency carries on, as of the day; itself where it was there alone already."""
    return _follow(agency, [one for one in _edges() if one[0] > before], forward=False)


def changed_between(agency: Agency, first: date, second: date) -> bool:
    """Whether its people and territory are not the same on both days: figures of the two days are not comparable as they are."""
    moved = Succession.objects.filter(on__gt=first, on__lte=second).exclude(kind="rename")
    return moved.filter(Q(predecessors=agency) | Q(successors=agency)).exists()


Edge = tuple[date, int, frozenset[int], frozenset[int]]


def _edges() -> list[Edge]:
    """Mergers and splits in the order they happened; a country's worth of them is a few dozen rows."""
    before: dict[int, set[int]] = {}
    after: dict[int, set[int]] = {}
    for row, agency_id in Succession.predecessors.through.objects.values_list("succession_id", "agency_id"):
        before.setdefault(row, set()).add(agency_id)
    for row, agency_id in Succession.successors.through.objects.values_list("succession_id", "agency_id"):
        after.setdefault(row, set()).add(agency_id)
    changes = Succession.objects.exclude(kind="rename").order_by("on", "id").values_list("on", "id")
    return [(on, row, frozenset(before.get(row, ())), frozenset(after.get(row, ()))) for on, row in changes]


def _follow(agency: Agency, edges: list[Edge], *, forward: bool) -> list[Agency]:
    """Agencies reached by walking the changes in their order, or backwards."""
    held = {agency.pk}
    for _on, _row, sources, targets in edges if forward else reversed(edges):
        left, entered = (sources, targets) if forward else (targets, sources)
        if held & left:
            held = (held - left) | entered
    return sorted(Agency.objects.filter(pk__in=held), key=lambda one: one.code)
