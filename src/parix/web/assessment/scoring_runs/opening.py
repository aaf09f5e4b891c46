"""Opening self-assessment: its time, the duties and empty claims that the edition gives, and a first live score for everybody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import count

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from parix.criteria.editions import Edition
from parix.foundation.periods import Period
from parix.foundation.phrases import Text
from parix.foundation.problems import Place, Problem, ProblemsFound, refuse_errors
from parix.web.accounts.queries import User, standing_of
from parix.web.assessment.actions.duties import DefaultDuty, add_default_duties
from parix.web.assessment.actions.rounds import EditionChosen, open_round
from parix.web.assessment.actions.stages import Times, disordered, set_window, set_windows
from parix.web.assessment.choices import CLAIMED_LEAVES, Stage, View
from parix.web.assessment.models import Participation, Round, StageWindow
from parix.web.assessment.queries.editions import KnownEdition, edition_of, known_edition
from parix.web.assessment.queries.opening_rounds import is_in_force, is_taken, round_held
from parix.web.assessment.queries.openings import windows_of
from parix.web.assessment.rules import may_open_round
from parix.web.assessment.scoring_runs.live import refresh_round
from parix.web.organisations.queries import Agency, engine_agency
from parix.web.organisations.queries.units import units_serving

SURVEY = "survey"
SLUG_LENGTH = 60
OWN_WORDS = frozenset({"", "mo-dot", "tai-lieu"})  # addresses that are not of a round


@transaction.atomic
def set_times(*, round: Round, times: Times, by: User, at: datetime, seen: int | None = None) -> None:
    """The times of these stages, and what every agency lacks for self-assessment. Raises PermissionDenied or ProblemsFound."""
    before = windows_of(round.pk).get(Stage.SELF_ASSESSMENT)
    window = set_windows(round=round, times=times, by=by, at=at, seen=seen).get(Stage.SELF_ASSESSMENT)
    if window is not None and (before is None or (before.opens_at, before.closes_at) != (window.opens_at, window.closes_at)):
        _equip(round, window.closes_at, by, at)


@transaction.atomic
def open_self_assessment(*, round: Round, opens_at: datetime, closes_at: datetime, by: User, at: datetime) -> StageWindow:
    """Set the time (again), and give every agency what it lacks. Raises PermissionDenied or ProblemsFound."""
    window = set_window(round=round, opens_at=opens_at, closes_at=closes_at, by=by, at=at)
    _equip(round, closes_at, by, at)
    return window


def _equip(round: Round, closes_at: datetime, by: User, at: datetime) -> None:
    taking_part = list(round.participations.select_related("agency", "round"))
    defaults = default_duties(edition_of(round), taking_part, at, timezone.localtime(closes_at).date())
    add_default_duties(round=round, duties=defaults, by=by, at=at)
    refresh_round(round=round, view=View.SELF, at=at)


def default_duties(edition: Edition, taking_part: Sequence[Participation], at: datetime, due_on: date) -> list[DefaultDuty]:
    """A unit of the kind that the edition names, where the agency has exactly one; three queries at most, however many agencies."""
    placed = [one for one in edition.placed_leaves if one.leaf.scored_by != SURVEY]
    kinds = {kind for one in placed for kind in (one.leaf.lead, *one.leaf.supporting) if kind}
    units = units_serving([one.agency_id for one in taking_part], kinds, timezone.localtime(at).date())
    return [
        DefaultDuty(
            participation, one.leaf.key, one.leaf.scored_by in CLAIMED_LEAVES, units.get((participation.agency_id, one.leaf.lead)),
            tuple(unit for kind in one.leaf.supporting if (unit := units.get((participation.agency_id, kind)))), due_on,
        )
        for participation in taking_part for one in placed if one.applies(engine_agency(participation.agency))
    ]


@transaction.atomic
def open_whole_round(
    *, province: Agency, edition_name: str, agency_kind: str, period: Period, title: Text, agencies: Sequence[Agency], times: Times, by: User, at: datetime,
) -> Round:
    """A round with its calendar, in one go. Raises PermissionDenied, or ProblemsFound with everything that stands against it.

    Side effects: with a time of self-assessment, duties, empty claims and a first live score for every agency; notices of the times.
    """
    if not may_open_round(standing_of(by), province.pk):
        raise PermissionDenied("chỉ điều phối của Sở Nội vụ mới mở được đợt chấm")
    known = known_edition(edition_name)
    refuse_errors([*_unfit_edition(known, edition_name, agency_kind, period), *_unfit_round(title, agencies), *disordered(times)])
    assert known is not None and known.edition is not None
    edition = known.edition
    held = round_held(province, agency_kind, edition.settings.set, period)
    if held is not None:
        message = f"đợt chấm «{held.title_vi}» đã chấm các cơ quan này theo bộ chỉ số này trong cùng kỳ"
        raise ProblemsFound([Problem("round.exists", message, "mở đợt đó ra làm tiếp, hoặc chọn năm khác", Place(path="edition"))])
    chosen = EditionChosen(edition.settings.set, edition.name, edition.fingerprint)
    round = open_round(
        slug=_free_slug(title.vi), title=Text(title.vi, title.en or title.vi), province=province, agency_kind=agency_kind, edition=chosen,
        period=(period.start, period.end), agencies=agencies, by=by, at=at,
    )
    if times:
        set_times(round=round, times=times, by=by, at=at)
    return round


def _unfit_edition(known: KnownEdition | None, name: str, agency_kind: str, period: Period) -> list[Problem]:
    place = Place(path="edition")
    if known is None:
        return [Problem("round.unknown_edition", f"không có phiên bản «{name}»", "chọn trong danh sách", place)]
    if known.edition is None:
        return list(known.problems)
    problems = []
    if agency_kind not in known.edition.settings.applies_to:
        problems.append(Problem("round.kind", f"phiên bản {name} không áp dụng cho loại cơ quan này", "chọn loại cơ quan khác", place))
    if not is_in_force(known.edition, period):
        since = f"{known.edition.settings.in_force.since:%d/%m/%Y}"
        message = f"phiên bản {name} có hiệu lực từ {since}, không phủ hết kỳ {period}"
        problems.append(Problem("round.out_of_force", message, "chọn phiên bản hoặc năm khác", place))
    return problems


def _unfit_round(title: Text, agencies: Sequence[Agency]) -> list[Problem]:
    problems = []
    if not slugify(title.vi.replace("đ", "d").replace("Đ", "D")):
        problems.append(Problem("round.no_title", "tên đợt chấm chưa có chữ nào", "ghi tên, ví dụ «Chỉ số các sở»", Place(path="title_vi")))
    if not agencies:
        problems.append(Problem("round.no_agencies", "đợt chấm chưa có cơ quan nào", "giữ lại ít nhất một cơ quan", Place(path="left_out")))
    return problems


def _free_slug(title: str) -> str:
    """The address of the round, made of its title; numbered where another round has the same."""
    base = slugify(title.replace("đ", "d").replace("Đ", "D"))[:SLUG_LENGTH].strip("-")
    numbered = (base if number == 1 else f"{base}-{number}" for number in count(1))
    return next(one for one in numbered if one not in OWN_WORDS and not is_taken(one))
