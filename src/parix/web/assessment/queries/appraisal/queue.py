"""An appraiser's queue: every leaf of the own fields over all agencies, with what is left to do and the points at stake. Eleven queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef

from parix.foundation.numbers import exact_from_text, exact_sum
from parix.foundation.phrases import Text
from parix.web.accounts.rules import Standing
from parix.web.assessment.choices import CLAIMED_LEAVES, NOT_APPRAISED, PROVED, Answer, EvidenceState, Outcome, Stage, View
from parix.web.assessment.models import Appeal, Claim, Inquiry, LiveSheet, Marking, Participation, Round, Ruling, Statement
from parix.web.assessment.queries.conflicts import conflicts_of
from parix.web.assessment.queries.editions import PlacedLeaf, edition_of
from parix.web.assessment.queries.evidence import states_among
from parix.web.assessment.queries.rounds import title_of
from parix.web.assessment.rules import may_appraise, may_see_leaf_appraised

LEFT, STALE, ASKED, REPLIED, MARKED, RECONCILE, APPEALED, DONE = (
    "left", "stale", "asked", "replied", "marked", "reconcile", "appealed", "done",
)
# What waits for the person, and what waits for somebody else.
TO_DO = frozenset({LEFT, STALE, REPLIED, RECONCILE, APPEALED})
# The words of the address for what is shown; the first is shown when nothing is asked.
ONLY = {
    "": TO_DO, "kien-nghi": frozenset({APPEALED}), "da-tra-loi": frozenset({REPLIED}), "cho-co-quan": frozenset({ASKED}),
    "doi-chieu": frozenset({RECONCILE, MARKED}), "da-doi": frozenset({STALE}), "xong": frozenset({DONE}), "tat-ca": None,
}
PAGE = 50
Figures = Mapping[str, Any]  # of one leaf, as a live sheet keeps them
_NONE: Mapping[str, tuple[int, str, int]] = {}


@dataclass(frozen=True, slots=True)
class Filters:
    """As in the address; empty means everything."""

    agency: str = ""
    field: str = ""
    only: str = ""
    order: str = ""
    page: int = 1


class QueueRow(NamedTuple):
    """Thousands are made to show fifty, so what a row says is worked out of what it holds when it is asked."""

    participation_id: int
    agency_code: str
    agency: str
    placed: PlacedLeaf
    state: str
    as_claimed: Figures | None
    as_seen: Figures
    stake: Fraction
    ruling_number: int
    may_rule: bool
    place: int
    has_claim: bool
    proof: EvidenceState | None = None  # where nobody has looked

    @property
    def key(self) -> str:
        return self.placed.leaf.key

    @property
    def code(self) -> str:
        return self.placed.leaf.code

    @property
    def text(self) -> Text:
        return self.placed.leaf.text

    @property
    def field_key(self) -> str:
        return self.placed.field.key

    @property
    def max_points(self) -> Fraction:
        return self.placed.leaf.max_points

    @property
    def claimed(self) -> Fraction | None:
        return _points(self.as_claimed)

    @property
    def now(self) -> Fraction | None:
        return _points(self.as_seen)

    @property
    def is_scored(self) -> bool:
        return bool(self.as_seen["state"] != "not_scored")

    @property
    def is_claimed(self) -> bool:
        return self.placed.leaf.scored_by in CLAIMED_LEAVES and self.has_claim

    @property
    def may_accept(self) -> bool:
        """With one key: nothing is to be read first but what stands here."""
        return self.may_rule and self.is_scored and self.state in (LEFT, STALE)

    @property
    def tick(self) -> str:
        """How a form names the row as it was seen."""
        return f"{self.participation_id}:{self.key}:{self.ruling_number}"

    @property
    def may_tick(self) -> bool:
        """Together with others, in one act: the claim is fully proved."""
        return self.may_accept and self.is_claimed and self.proof in PROVED


@dataclass(frozen=True, slots=True)
class Choice:
    key: str
    name: str | Text
    left: int


@dataclass(frozen=True, slots=True)
class QueuePage:
    round: Round
    title: Text
    view: View
    filters: Filters
    rows: tuple[QueueRow, ...]
    matching: int
    pages: int
    left: int
    done: int
    waiting: int
    stake: Fraction
    hidden: int
    agencies: tuple[Choice, ...]
    fields: tuple[Choice, ...]
    states: Mapping[str, int]
    may_rule: bool

    @property
    def tickable(self) -> int:
        return 0 if self.round.double_marking and self.view == View.FIRST else sum(row.may_tick for row in self.rows)


@dataclass(frozen=True, slots=True)
class _Held:
    """What is known of all leaves, by participation and leaf; their figures by participation, view and leaf."""

    figures: Mapping[int, Mapping[str, Mapping[str, Figures]]]
    claims: Mapping[tuple[int, str], int]
    rulings: Mapping[tuple[int, str], Mapping[str, tuple[int, str, int]]]
    inquiries: Mapping[tuple[int, str], bool]
    markers: Mapping[tuple[int, str], set[int]]
    appeals: set[tuple[int, str]]


def appraised_view(round: Round) -> View:
    """Second once appeals are open, first before."""
    return View.FIRST if round.stage in (Stage.SELF_ASSESSMENT, Stage.APPRAISAL) else View.SECOND


def queue_page(round: Round, standing: Standing, user_id: int, filters: Filters, *, with_proof: bool = True) -> QueuePage:
    """Without proof nothing is said of how the evidence of the rows stands, which is for those who look at the rows."""
    rows, hidden, taking_part = queue_rows(round, standing, user_id)
    edition, to_do = edition_of(round), [row for row in rows if row.state in TO_DO]
    left_of, left_in = Counter(row.agency_code for row in to_do), Counter(row.field_key for row in to_do)
    narrowed = _narrowed(rows, filters)
    matching = chosen(narrowed, filters)
    start = (max(filters.page, 1) - 1) * PAGE
    shown = matching[start : start + PAGE]
    seen_fields = {row.field_key for row in rows}
    states = Counter(row.state for row in narrowed)
    return QueuePage(
        round, title_of(round), appraised_view(round), filters,
        _with_proof(round, shown, taking_part) if with_proof else tuple(shown), len(matching), max(-(-len(matching) // PAGE), 1),
        sum(states[one] for one in TO_DO), states[DONE], states[ASKED] + states[MARKED],
        exact_sum([row.stake for row in narrowed if row.state in TO_DO]), hidden,
        tuple(Choice(one.agency.code, one.agency.name, left_of[one.agency.code]) for one in taking_part),
        tuple(Choice(one.key, one.text, left_in[one.key]) for one in edition.fields if one.key in seen_fields),
        {key: len(narrowed) if wanted is None else sum(states[one] for one in wanted) for key, wanted in ONLY.items()},
        any(row.may_rule for row in rows),
    )


def _with_proof(round: Round, rows: list[QueueRow], taking_part: list[Participation]) -> tuple[QueueRow, ...]:
    """Two queries; two more where a check is stale."""
    asked = {row.participation_id for row in rows if row.may_accept}
    parts = {one.pk: one for one in taking_part if one.pk in asked}
    for one in parts.values():
        one.round = round
    states = states_among(parts, {row.key for row in rows if row.may_accept})
    return tuple(row._replace(proof=states.get((row.participation_id, row.key))) for row in rows)


def chosen(rows: Iterable[QueueRow], filters: Filters) -> list[QueueRow]:
    """The rows that the filters leave, in the order asked for: points at stake, or leaf by leaf, or agency by agency."""
    wanted = ONLY.get(filters.only, TO_DO)
    kept = [row for row in _narrowed(rows, filters) if wanted is None or row.state in wanted]
    if filters.order == "tieu-chi":
        return sorted(kept, key=lambda row: (row.place, row.agency_code))
    if filters.order == "co-quan":
        return sorted(kept, key=lambda row: (row.agency_code, row.place))
    # Numbers are compared once for each, not for each row: thousands of rows have a few dozen, and those of one text are one object.
    stakes = {id(row.stake): row.stake for row in kept}
    most_first = {stake: order for order, stake in enumerate(sorted(set(stakes.values()), reverse=True))}
    order_of = {one: most_first[stake] for one, stake in stakes.items()}
    return sorted(kept, key=lambda row: (order_of[id(row.stake)], row.place, row.agency_code))


def _narrowed(rows: Iterable[QueueRow], filters: Filters) -> list[QueueRow]:
    if not filters.agency and not filters.field:
        return list(rows)
    return [row for row in rows if filters.agency in ("", row.agency_code) and filters.field in ("", row.field_key)]


def queue_rows(round: Round, standing: Standing, user_id: int) -> tuple[list[QueueRow], int, list[Participation]]:
    """Every leaf that the person appraises or watches over, how many a conflict of interest hides, and the agencies seen."""
    everybody = list(round.participations.select_related("agency").order_by("agency__folded_name", "pk"))
    placed = [(place, one) for place, one in enumerate(edition_of(round).placed_leaves) if one.leaf.scored_by not in NOT_APPRAISED]
    fields = {leaf.field.key for _place, leaf in placed}
    taking_part = [one for one in everybody if any(may_see_leaf_appraised(standing, one.agency_id, field) for field in fields)]
    view, ids = appraised_view(round), [one.pk for one in taking_part]
    held, conflicts, double = _held(ids, view), conflicts_of(user_id, ids), round.double_marking and view == View.FIRST
    rows: list[QueueRow] = []
    hidden = 0
    for participation in taking_part:
        seen = {field for field in fields if may_see_leaf_appraised(standing, participation.agency_id, field)}
        ruled = {field for field in fields if may_appraise(standing, participation.agency_id, field)}
        sheets = held.figures.get(participation.pk, {})
        own, above = sheets.get(View.SELF, {}), sheets.get(view, {})
        for place, leaf in placed:
            claimed = _applicable(own.get(leaf.leaf.key))
            now = _applicable(above.get(leaf.leaf.key)) or claimed
            if now is None or leaf.field.key not in seen:
                continue
            if conflicts.holds(participation.pk, leaf.leaf.key):
                hidden += 1
                continue
            at, rulings = (participation.pk, leaf.leaf.key), held.rulings.get((participation.pk, leaf.leaf.key), _NONE)
            rows.append(QueueRow(
                participation.pk, participation.agency.code, participation.agency.name, leaf, _state(at, rulings, held, user_id, double=double), claimed, now,
                exact_from_text(claimed["high"]) if claimed and leaf.leaf.scored_by != "appraiser" else leaf.leaf.max_points,
                rulings[view][0] if view in rulings else 0, leaf.field.key in ruled, place, at in held.claims,
            ))
    return rows, hidden, taking_part


def _held(ids: list[int], view: View) -> _Held:
    figures: dict[int, dict[str, Mapping[str, Figures]]] = defaultdict(dict)
    for one, seen, leaves in LiveSheet.objects.filter(participation_id__in=ids, view__in=(View.SELF, view)).values_list("participation_id", "view", "leaves"):
        figures[one][seen] = leaves
    rulings: dict[tuple[int, str], dict[str, tuple[int, str, int]]] = defaultdict(dict)
    found = Ruling.objects.filter(participation_id__in=ids, superseded_at__isnull=True, view__in=(View.FIRST, View.SECOND))
    for one, key, seen, number, outcome, version in found.values_list("participation_id", "leaf_key", "view", "number", "outcome", "claim_version"):
        rulings[one, key][seen] = (number, outcome, version)
    replied = Exists(Statement.objects.filter(inquiry=OuterRef("pk")))
    inquiries = Inquiry.objects.filter(participation_id__in=ids, closed_at__isnull=True).annotate(replied=replied)
    markers: dict[tuple[int, str], set[int]] = defaultdict(set)
    marked = Marking.objects.filter(participation_id__in=ids, view=view, ruling__isnull=True)
    for one, key, marker in marked.values_list("participation_id", "leaf_key", "marker_id"):
        markers[one, key].add(marker)
    claims = Claim.objects.filter(participation_id__in=ids, version__gt=0).values_list("participation_id", "leaf_key", "version")
    return _Held(
        figures, {(one, key): version for one, key, version in claims}, rulings,
        {(one, key): is_replied for one, key, is_replied in inquiries.values_list("participation_id", "leaf_key", "replied")}, markers,
        set(Appeal.objects.filter(participation_id__in=ids, outcome=Answer.OPEN).values_list("participation_id", "leaf_key")),
    )


def _applicable(figures: Figures | None) -> Figures | None:
    return None if figures is None or figures["state"] == "not_applicable" else figures


def _state(at: tuple[int, str], rulings: Mapping[str, tuple[int, str, int]], held: _Held, user_id: int, *, double: bool) -> str:
    if at in held.appeals:
        return APPEALED
    if at in held.inquiries:
        return REPLIED if held.inquiries[at] else ASKED
    last = rulings.get(View.SECOND) or rulings.get(View.FIRST)
    if last is not None:
        _number, outcome, version = last
        changed = version != held.claims.get(at, 0) and outcome != Outcome.NOT_APPLICABLE
        return STALE if changed else DONE
    markers = held.markers.get(at, set())
    if double and user_id in markers:
        return RECONCILE if len(markers) > 1 else MARKED
    return MARKED if double and len(markers) > 1 else LEFT


def _points(stored: Mapping[str, Any] | None) -> Fraction | None:
    return None if stored is None or stored["points"] is None else exact_from_text(stored["points"])


