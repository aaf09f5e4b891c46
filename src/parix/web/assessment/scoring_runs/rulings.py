"""Ruling on a leaf: who may, what fits, what it would do, then the ruling itself; the points follow at once in every view above."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from parix.criteria.editions import Edition, Leaf, PlacedLeaf
from parix.foundation.facts import Fact, NotApplicable
from parix.foundation.measurement_files import fact_from_json, fact_to_json
from parix.foundation.measurements import MeasurementSet
from parix.foundation.problems import Place, Problem, ProblemsFound, refuse_errors
from parix.scoring.fitting import unfit_facts
from parix.scoring.sheets import ScoreSheet
from parix.web.accounts.queries import User, standing_of
from parix.web.assessment.actions.holding import NoSuchLeaf, hold_group, hold_participation
from parix.web.assessment.actions.rulings import RulingText, store_ruling
from parix.web.assessment.choices import NOT_APPRAISED, RULED_BY, Outcome, Stage, View
from parix.web.assessment.models import Claim, LiveSheet, Marking, Participation, Ruling
from parix.web.assessment.queries.conflicts import has_conflict
from parix.web.assessment.queries.editions import edition_of, placed_leaf
from parix.web.assessment.queries.rounds import period_of
from parix.web.assessment.queries.rulings import ruling_in_force, rulings_by_participation, view_below
from parix.web.assessment.rules import Opening, is_answerable, may_appraise
from parix.web.assessment.scoring_runs.claims import nothing_counted
from parix.web.assessment.scoring_runs.live import compares, current_set, live_score, refresh_views
from parix.web.assessment.scoring_runs.seen import seen_over
from parix.web.assessment.workflow import StageLocked, refuse_unless_open, why_closed
from parix.web.organisations.queries import engine_agency

STAGE_OF = {View.FIRST: Stage.APPRAISAL, View.SECOND: Stage.APPEAL}
REASON_LENGTH = 10


@dataclass(frozen=True, slots=True)
class SavedRuling:
    ruling: Ruling
    live: Mapping[View, LiveSheet]


@dataclass(frozen=True, slots=True)
class LeafChange:
    """A leaf whose points or maximum a ruling would change; `points` None where it is not scored."""

    key: str
    points: tuple[Fraction | None, Fraction | None]
    applicable_max: tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a ruling would do, before it is saved: the whole before and after, and every leaf that it touches."""

    points: tuple[Fraction, Fraction]
    applicable_max: tuple[Fraction, Fraction]
    index: tuple[Fraction, Fraction]
    leaves: tuple[LeafChange, ...]


@transaction.atomic
def save_ruling(
    *, participation: Participation, leaf_key: str, view: View, given: RulingText, based_on_number: int, cites: Collection[int] = (), by: User, at: datetime,
) -> SavedRuling:
    """Rule on a leaf in the first or second view. Facts by role in their written form; what is accepted is what the view below has.

    Raises PermissionDenied, StageLocked, NoSuchLeaf, ProblemsFound (also while two markings are owed), and RulingConflict when
    somebody ruled after `based_on_number`.
    """
    held = hold_for_appraisal(participation_id=participation.pk, leaf_key=leaf_key, view=view, by=by, at=at)
    own = current_set(held)
    made = _ruled(held, own, leaf_key, view, given, based_on_number=based_on_number, cites=cites, by=by, at=at)
    return SavedRuling(made, refresh_views(participation=held, view=view, at=at, own=own))


def rule_on(
    *, participation: Participation, leaf_key: str, view: View, given: RulingText, based_on_number: int, cites: Collection[int] = (), by: User, at: datetime,
) -> Ruling:
    """The ruling alone: the caller is in a transaction and refreshes the live sheets. Raises as `save_ruling`."""
    held = hold_for_appraisal(participation_id=participation.pk, leaf_key=leaf_key, view=view, by=by, at=at)
    return _ruled(held, current_set(held), leaf_key, view, given, based_on_number=based_on_number, cites=cites, by=by, at=at)


def _ruled(
    held: Participation, own: MeasurementSet, leaf_key: str, view: View, given: RulingText, *, based_on_number: int, cites: Collection[int], by: User,
    at: datetime,
) -> Ruling:
    fitting = fitted(held, leaf_key, view, given, own=own)
    version = Claim.objects.filter(participation=held, leaf_key=leaf_key).values_list("version", flat=True).first() or 0
    _refuse_unless_marked(held, leaf_key, view, by)
    made = store_ruling(
        participation=held, leaf_key=leaf_key, view=view, given=fitting, based_on_number=based_on_number, claim_version=version, cites=cites, by=by, at=at,
    )
    Marking.objects.filter(participation=held, leaf_key=leaf_key, view=view, ruling__isnull=True).update(ruling=made)
    return made


def hold_for_appraisal(*, participation_id: int, leaf_key: str, view: View, by: User, at: datetime) -> Participation:
    """The participation, nobody else changing it, once this person may appraise the leaf now. Raises as `save_ruling`."""
    stage = STAGE_OF[view]
    known = Participation.objects.select_related("round").get(pk=participation_id)
    if compares(edition_of(known.round)):  # all sheets of the group follow: everybody holds them in one order
        hold_group(known.round_id)
    held = hold_participation(participation_id=participation_id, stage=stage)
    placed = appraised_leaf(held.participation, leaf_key)
    if not may_appraise(standing_of(by), held.participation.agency_id, placed.field.key):
        raise PermissionDenied("chỉ người thẩm định được giao lĩnh vực này, và không thuộc cơ quan được chấm, mới kết luận được")
    if has_conflict(by.pk, participation_id, leaf_key):
        raise PermissionDenied("tiêu chí này đã được đưa ra khỏi phần việc của bạn vì xung đột lợi ích; người thẩm định khác kết luận")
    refuse_unless_appraisable(held.opening, view, at)
    return held.participation


def refuse_unless_appraisable(opening: Opening, view: View, at: datetime) -> None:
    """First rulings while the time of appraisal is open; second ones until the council is convened. Raises StageLocked."""
    if view == View.SECOND:
        if not is_answerable(opening, at):
            raise StageLocked(why_closed(opening, at))
    else:
        refuse_unless_open(opening, at)


def appraised_leaf(participation: Participation, leaf_key: str) -> PlacedLeaf:
    """Raises NoSuchLeaf, also for a leaf that applies to no such agency or comes from a survey."""
    placed = placed_leaf(edition_of(participation.round), leaf_key)
    if placed is None or placed.leaf.scored_by in NOT_APPRAISED or not placed.applies(engine_agency(participation.agency)):
        raise NoSuchLeaf(leaf_key)
    return placed


def fitted(participation: Participation, leaf_key: str, view: View, given: RulingText, *, own: MeasurementSet | None = None) -> RulingText:
    """The ruling as it would be stored; `own` as `current_set` gives it, where the caller has read it. Raises ProblemsFound with everything
    that speaks against the ruling, at the role or field it is about."""
    return fitted_after(ruling_in_force(participation.pk, leaf_key, view), participation, leaf_key, view, given, own=own)


def fitted_after(
    decided: Ruling | None, participation: Participation, leaf_key: str, view: View, given: RulingText, *, own: MeasurementSet | None = None,
) -> RulingText:
    """The same, where the caller has read the ruling in force."""
    edition = edition_of(participation.round)
    leaf = appraised_leaf(participation, leaf_key).leaf
    below = set_beside(participation, leaf_key, view_below(view), own)
    known = {role: one.fact for role, use in leaf.measures.items() if (one := below.by_code().get((use.code, below.period)))}
    was_out = (decided is not None and decided.outcome == Outcome.NOT_APPLICABLE) or any(isinstance(fact, NotApplicable) for fact in known.values())
    given = replace(given, reason=given.reason.strip(), legal_basis=given.legal_basis.strip())
    problems = _unreasoned(given)
    match given.outcome:
        case Outcome.ACCEPTED:
            facts, more = _accepted(edition, participation, leaf, below, known)
            more += _needs_decision(decided is not None and decided.outcome == Outcome.NOT_APPLICABLE, leaf)
        case Outcome.NOT_APPLICABLE:
            facts, more = {_own_role(edition, leaf): fact_to_json(NotApplicable(RULED_BY[view], given.reason or "–"))}, []
        case _:
            facts, more = _corrected(participation, leaf, given.facts, known)
            more += _needs_decision(was_out and given.outcome == Outcome.CORRECTED, leaf)
            if given.outcome == Outcome.APPLICABLE and not was_out:
                more.append(Problem("ruling.applies_already", "tiêu chí đang được áp dụng", "chọn «sửa số liệu» hoặc «chấp nhận»", Place(path="outcome")))
            if given.outcome == Outcome.CORRECTED and facts == {role: fact_to_json(fact) for role, fact in known.items()}:
                more.append(Problem("ruling.nothing_changed", "số liệu không khác bản đang có", "chọn «chấp nhận», hoặc sửa số liệu", Place(path="outcome")))
    refuse_errors([*problems, *more])
    return replace(given, facts=facts)


def set_beside(participation: Participation, leaf_key: str, view: View, own: MeasurementSet | None = None) -> MeasurementSet:
    """What the leaf's ruling would be laid over: the set of the view."""
    rulings = rulings_by_participation([participation.pk], view)[participation.pk]
    return seen_over(edition_of(participation.round), own or current_set(participation), rulings, view)


def effect_of(
    participation: Participation, leaf_key: str, view: View, fitting: RulingText, at: datetime, *, own: MeasurementSet | None = None,
) -> Effect:
    """What the ruling would change in its view; nothing is stored. `own` as in `fitted`. Raises ProblemsFound."""
    edition, own = edition_of(participation.round), own or current_set(participation)
    rulings = rulings_by_participation([participation.pk], view)[participation.pk]
    tried = Ruling(
        leaf_key=leaf_key, view=view, outcome=fitting.outcome, facts=fitting.facts, reason=fitting.reason, legal_basis=fitting.legal_basis, ruled_at=at,
    )
    others = [one for one in rulings if (one.leaf_key, one.view) != (leaf_key, view)]
    sheets = [
        live_score(edition, participation, seen_over(edition, own, given, view), view)[0] for given in (rulings, [*others, tried])
    ]
    return _difference(*sheets)


def _difference(before: ScoreSheet, after: ScoreSheet) -> Effect:
    now = {one.leaf.key: one for one in after.leaves}
    changed = tuple(
        LeafChange(one.leaf.key, (one.points, now[one.leaf.key].points), (one.applicable_max, now[one.leaf.key].applicable_max))
        for one in before.leaves
        if (one.points, one.applicable_max) != (now[one.leaf.key].points, now[one.leaf.key].applicable_max)
    )
    pairs = ((before.total.points, after.total.points), (before.total.applicable_max, after.total.applicable_max))
    return Effect(*pairs, (before.published_index, after.published_index), changed)


def _refuse_unless_marked(participation: Participation, leaf_key: str, view: View, by: User) -> None:
    """With double marking on, two people have marked the leaf before one of them rules."""
    if not participation.round.double_marking or view != View.FIRST:
        return
    markers = set(Marking.objects.filter(participation=participation, leaf_key=leaf_key, view=view, ruling__isnull=True).values_list("marker_id", flat=True))
    if len(markers) < 2:
        message = f"mới có {len(markers)} trong 2 phiếu chấm độc lập"
        refuse_errors([Problem("ruling.not_marked_twice", message, "đợi đủ hai phiếu của hai người rồi đối chiếu", Place(path="outcome"))])
    if by.pk not in markers:
        refuse_errors([Problem("ruling.not_a_marker", "hai người khác đã chấm tiêu chí này", "một trong hai người đó đối chiếu", Place(path="outcome"))])


def _unreasoned(given: RulingText) -> list[Problem]:
    problems = []
    if given.outcome != Outcome.ACCEPTED and len(given.reason) < REASON_LENGTH:
        problems.append(Problem("ruling.no_reason", "chưa nêu lý do", f"viết lý do, ít nhất {REASON_LENGTH} ký tự", Place(path="reason")))
    if given.outcome in (Outcome.APPLICABLE, Outcome.NOT_APPLICABLE) and not given.legal_basis:
        problems.append(Problem("ruling.no_basis", "chưa nêu căn cứ pháp lý", "ghi điều, khoản của văn bản làm căn cứ", Place(path="legal_basis")))
    return problems


def _needs_decision(needed: bool, leaf: Leaf) -> list[Problem]:
    if not needed:
        return []
    message = f"tiêu chí {leaf.code} đã được quyết định là không áp dụng"
    return [Problem("ruling.applicability", message, "chọn «quyết định có áp dụng», kèm căn cứ và số liệu", Place(path="outcome"))]


def _accepted(
    edition: Edition, participation: Participation, leaf: Leaf, below: MeasurementSet, known: Mapping[str, Fact],
) -> tuple[dict[str, Any], list[Problem]]:
    """What is there, fixed: a later change of the claim needs a ruling of its own."""
    sheet, _best = live_score(edition, participation, below)
    state = next(one.state for one in sheet.leaves if one.leaf.key == leaf.key)
    if state == "not_scored":
        message = f"tiêu chí {leaf.code} chưa có số liệu để chấp nhận"
        return {}, [Problem("ruling.nothing_to_accept", message, "nhập số liệu kèm lý do, hoặc yêu cầu cơ quan giải trình", Place(path="outcome"))]
    return {role: fact_to_json(fact) for role, fact in known.items()}, []


def _corrected(
    participation: Participation, leaf: Leaf, given: Mapping[str, Any], known: Mapping[str, Fact],
) -> tuple[dict[str, Any], list[Problem]]:
    """The inputs of the rule; a role that was known and is left out becomes not known."""
    facts, problems = checked_facts(participation, leaf, given)
    if not facts and not problems:
        problems.append(Problem("ruling.no_facts", "chưa nhập số liệu nào", "nhập số liệu đúng theo cách chấm của tiêu chí", Place(path="outcome")))
    left_out = {role: {"not_known": "thẩm định không xác nhận số liệu này"} for role in known if role not in given}
    return {**facts, **left_out}, problems


def checked_facts(participation: Participation, leaf: Leaf, given: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """Facts by role in their written form, and everything about them that does not fit the leaf's rule."""
    rule = leaf.rule_on(period_of(participation.round).end)
    facts: dict[str, Any] = {}
    problems: list[Problem] = []
    for role, written in given.items():
        place = Place(path=role)
        if role not in leaf.measures:
            problems.append(Problem("ruling.unknown_role", f"tiêu chí {leaf.code} không hỏi «{role}»", "tải lại trang rồi làm lại", place))
            continue
        try:
            fact = fact_from_json(dict(written))
        except ProblemsFound as refused:
            problems += [problem.at(place) for problem in refused.problems]
            continue
        if isinstance(fact, NotApplicable):
            problems.append(Problem("ruling.applicability", "không áp dụng là một quyết định riêng", "chọn «quyết định không áp dụng»", place))
        problems += [*nothing_counted(written, fact, place), *unfit_facts(leaf, rule, {role: fact}, place)]
        facts[role] = fact_to_json(fact)
    return facts, problems


def _own_role(edition: Edition, leaf: Leaf) -> str:
    """A role whose measure no other leaf uses, so that the decision takes this leaf alone; else the first one."""
    alone = [role for role, use in leaf.measures.items() if len(edition.measure_uses[use.code]) == 1]
    return (alone or list(leaf.measures))[0]
