"""The ranking groups of a round: one row per agency with its place now and the place of the year before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from parix.foundation.folding import folded
from parix.foundation.numbers import exact_from_text
from parix.foundation.phrases import Text
from parix.web.assessment.models import Round, ScoringRun
from parix.web.assessment.queries.rounds import round_before
from parix.web.assessment.queries.sheets import Standing, standing_of_run

# Many agencies share a maximum or a round number of points.
_number = lru_cache(maxsize=4096)(exact_from_text)

# Everything but the sheet itself, which is large and only wanted on the agency's own pages.
_COLUMNS = (
    "round_id", "agency_id", "agency__code", "agency__name", "agency__short_name", "agency__folded_name", "points", "applicable_max", "index",
    "index_low", "index_high", "published_index", "grade_vi", "grade_en", "not_scored", "group_key", "group_vi", "group_en", "rank", "best_rank",
    "worst_rank", "out_of", "field_sums", "created_at",
)


@dataclass(frozen=True, slots=True)
class FieldSum:
    code: str
    text: Text
    points: Fraction
    applicable_max: Fraction


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """`before` is None for an agency that the year before did not score."""

    agency_id: int
    agency_code: str
    agency: str
    short_name: str
    folded_name: str
    points: Fraction
    applicable_max: Fraction
    index: Fraction
    index_low: Fraction
    index_high: Fraction
    published_index: Fraction
    grade: Text
    not_scored: int
    standing: Standing
    fields: tuple[FieldSum, ...]
    before: PlaceRow | None = None

    @property
    def change(self) -> Fraction | None:
        """What the printed index gained or lost against the year before; unknown while something is not scored."""
        return None if self.before is None or self.not_scored else self.published_index - self.before.published_index

    @property
    def ranks_up(self) -> int | None:
        """Places gained (positive) or lost, where the group is the same."""
        if self.before is None or self.before.standing.group_key != self.standing.group_key:
            return None
        return self.before.standing.rank - self.standing.rank


@dataclass(frozen=True, slots=True)
class GroupRow:
    key: str
    text: Text
    places: tuple[PlaceRow, ...]

    @property
    def complete(self) -> bool:
        return not any(place.not_scored for place in self.places)


@dataclass(frozen=True, slots=True)
class Order:
    """A way to sort the page's table: the word in the address, the column's name, and the key."""

    word: str
    label: str | Promise
    key: Callable[[PlaceRow], Any]
    descending: bool = False


ORDERS: tuple[Order, ...] = (
    Order("hang", _("Hạng"), lambda place: (place.standing.rank, place.folded_name)),
    Order("ten", _("Cơ quan"), lambda place: place.folded_name),
    Order("co-the-dat", _("Khoảng còn có thể"), lambda place: (-place.index_high, place.folded_name), descending=True),
    Order("chua-cham", _("Chưa chấm"), lambda place: (-place.not_scored, place.folded_name), descending=True),
    Order("nam-truoc", _("Năm trước"), lambda place: (place.before is None, place.before and place.before.standing.rank, place.folded_name)),
)


def order_named(word: str) -> Order:
    return next((order for order in ORDERS if order.word == word), ORDERS[0])


def ranking(round: Round) -> list[GroupRow]:
    """Groups by their key, places by rank then name; two queries however many agencies there are."""
    before = round_before(round)
    earlier = {place.agency_id: place for place in _places(before, {})} if before is not None and before.shown_batch else {}
    groups: dict[str, list[PlaceRow]] = {}
    for place in _places(round, earlier):
        groups.setdefault(place.standing.group_key, []).append(place)
    return [GroupRow(key, places[0].standing.group, tuple(places)) for key, places in groups.items()]


def place_of(run: ScoringRun, before: ScoringRun | None) -> PlaceRow:
    return _place(run, None if before is None else _place(before, None))


def matching(places: Iterable[PlaceRow], words: str) -> list[PlaceRow]:
    """Places whose agency's name holds the words, whatever the marks: `ha noi` finds `Hà Nội`."""
    wanted = folded(words)
    return [place for place in places if wanted in place.folded_name or wanted in folded(place.short_name)]


def _runs(round: Round) -> QuerySet[ScoringRun]:
    runs = ScoringRun.objects.filter(round=round, batch=round.shown_batch).select_related("agency").only(*_COLUMNS)
    return runs.order_by("group_key", "rank", "agency__folded_name")


def _places(round: Round, earlier: dict[int, PlaceRow]) -> list[PlaceRow]:
    return [_place(run, earlier.get(run.agency_id)) for run in _runs(round)]


def _place(run: ScoringRun, before: PlaceRow | None) -> PlaceRow:
    numbers = {name: _number(getattr(run, name)) for name in ("points", "applicable_max", "index", "index_low", "index_high", "published_index")}
    fields = tuple(
        FieldSum(one["code"], Text(one["text"]["vi"], one["text"]["en"]), _number(one["points"]), _number(one["applicable_max"]))
        for one in run.field_sums
    )
    return PlaceRow(
        run.agency_id, run.agency.code, run.agency.name, run.agency.short_name, run.agency.folded_name, grade=Text(run.grade_vi, run.grade_en),
        not_scored=run.not_scored, standing=standing_of_run(run), fields=fields, before=before, **numbers,
    )
