"""Saving a claim: the facts are checked against the leaf's rule, recorded as measurements, and the score follows at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from parix.criteria.editions import Leaf, PlacedLeaf
from parix.foundation.facts import Fact, NotApplicable, NothingArose, NotKnown
from parix.foundation.measurement_files import fact_from_json
from parix.foundation.measurements import Measurement, MeasurementSet, Source
from parix.foundation.problems import Place, Problem, ProblemsFound, refuse_errors
from parix.scoring.fitting import unfit_facts
from parix.web.accounts.queries import User, standing_of
from parix.web.assessment.actions.claims import ClaimText, EditionLeft, SaveConflict, note_claim, store_claim, text_of
from parix.web.assessment.actions.holding import HeldClaim, NoSuchLeaf, hold_claim
from parix.web.assessment.choices import CLAIMED_LEAVES, FED_BY, NOTHING_AROSE_CLAIMED, ClaimState, Stage, View
from parix.web.assessment.models import Claim, LiveSheet, Participation
from parix.web.assessment.queries.editions import edition_of, placed_leaf
from parix.web.assessment.queries.rounds import period_of
from parix.web.assessment.rules import may_save_claim
from parix.web.assessment.scoring_runs.live import compares, refresh_live, refresh_views
from parix.web.assessment.scoring_runs.seen import in_order
from parix.web.assessment.workflow import refuse_unless_open
from parix.web.measurements.measuring import held_set, record


@dataclass(frozen=True, slots=True)
class SavedClaim:
    """`live` is the agency's new score; None when the save changed nothing. `undone` are the leaves that nobody reported ready."""

    claim: Claim
    live: LiveSheet | None
    undone: frozenset[str] = frozenset()


@transaction.atomic
def save_claim(
    *, participation: Participation, leaf_key: str, facts: Mapping[str, Any], explanation: str, based_on_version: int, is_ready: bool = False,
    by: User, at: datetime, based_on_edition: str = "",
) -> SavedClaim:
    """Save what the agency says of a leaf. `facts` by role in the written form of measurement files; a role left out is not known.

    `based_on_edition` is the fingerprint of the edition whose questions were answered, where the asker knows it.
    Raises PermissionDenied, StageLocked, EditionLeft, NoSuchLeaf, ProblemsFound (facts that do not fit; a leaf that the agency does not
    claim), and SaveConflict when somebody saved after `based_on_version`.
    """
    with_group = compares(edition_of(participation.round))  # then the sheets of all are scored again: nobody's figures may be on their way
    held = hold_claim(participation_id=participation.pk, leaf_key=leaf_key, group_of=participation.round_id if with_group else None)
    if not may_save_claim(standing_of(by), held.participation.agency_id, held.lead_id):
        raise PermissionDenied("chỉ đơn vị chủ trì tiêu chí và cán bộ cải cách hành chính của cơ quan mới khai được tiêu chí này")
    refuse_unless_open(held.opening, at)
    edition = held.participation.round.edition_fingerprint
    if (based_on_edition and based_on_edition != edition) or (not with_group and compares(edition_of(held.participation.round))):
        raise EditionLeft(leaf_key)
    current, rows = held_set(held.participation.agency, period_of(held.participation.round))
    placed = _claimed_leaf(held, current)
    given = ClaimText(dict(facts), explanation.strip(), ClaimState.READY if is_ready else ClaimState.DRAFTED)
    typed = _typed(placed.leaf, held, given)
    before = text_of(held.claim)
    if held.claim.version != based_on_version and not given.says_the_same(before):
        raise SaveConflict(held.claim, before, given)
    if given == before and held.claim.version:
        return SavedClaim(held.claim, None, held.undone)
    claim = store_claim(held=held, given=given, by=by, at=at)
    measured = _measured(placed.leaf, typed, current, by, at)
    record(agency=held.participation.agency, given=replace(current, measurements=measured), by=by, at=at, rows=rows, is_told=True)
    if held.participation.round.stage == Stage.SELF_ASSESSMENT:
        live = refresh_live(participation=held.participation, view=View.SELF, given=_laid_over(current, measured), at=at)
    else:  # unlocked after its deadline: whoever appraises sees what changed below
        live = refresh_views(participation=held.participation, view=View.SELF, at=at)[View.SELF]
    note_claim(claim=claim, before=before, by=by, at=at)
    return SavedClaim(claim, live, held.undone - {leaf_key} if is_ready else held.undone | {leaf_key})


def fed_by(leaf: Leaf, current: MeasurementSet) -> Source | None:
    """The source that feeds the leaf, when its figure is not for the agency to type."""
    codes = {use.code for use in leaf.measures.values()}
    found = [one.source for one in current.measurements if one.code in codes and one.period == current.period and one.source.kind in FED_BY]
    return found[0] if found else None


def _claimed_leaf(held: HeldClaim, current: MeasurementSet) -> PlacedLeaf:
    edition = edition_of(held.participation.round)
    placed = placed_leaf(edition, held.claim.leaf_key)
    if placed is None or not placed.applies(current.agency):
        raise NoSuchLeaf(held.claim.leaf_key)
    leaf, place = placed.leaf, Place(path=held.claim.leaf_key)
    if leaf.scored_by not in CLAIMED_LEAVES:
        message = f"tiêu chí {leaf.code} không do cơ quan tự chấm"
        raise ProblemsFound([Problem("claim.not_claimed", message, "xem ai chấm ở trang của tiêu chí", place)])
    if fed_by(leaf, current) is not None:
        message = f"tiêu chí {leaf.code} lấy số liệu từ hệ thống, không nhập tay được"
        raise ProblemsFound([Problem("claim.fed_by_data", message, "nếu số liệu sai, sửa ở hệ thống nguồn", place)])
    codes = {use.code for use in leaf.measures.values()}
    if any(one.code in codes and one.period == current.period and isinstance(one.fact, NotApplicable) for one in current.measurements):
        message = f"tiêu chí {leaf.code} đã được quyết định là không áp dụng"
        raise ProblemsFound([Problem("claim.decided", message, "chỉ cơ quan thẩm định đổi được quyết định này", place)])
    return placed


def _typed(leaf: Leaf, held: HeldClaim, given: ClaimText) -> dict[str, Fact]:
    """The facts as the engine takes them. Raises ProblemsFound with all problems, each at the role that it is about."""
    rule = leaf.rule_on(period_of(held.participation.round).end)
    typed: dict[str, Fact] = {}
    problems: list[Problem] = []
    for role, written in given.facts.items():
        place = Place(path=role)
        if role not in leaf.measures:
            problems.append(Problem("claim.unknown_role", f"tiêu chí {leaf.code} không hỏi «{role}»", "tải lại trang rồi khai lại", place))
            continue
        try:
            fact = fact_from_json(written)
        except ProblemsFound as refused:
            problems += [problem.at(place) for problem in refused.problems]
            continue
        problems += [*nothing_counted(written, fact, place), *_overreaching(leaf, fact, place), *unfit_facts(leaf, rule, {role: fact}, place)]
        typed[role] = fact
    refuse_errors(problems)
    return typed


def _overreaching(leaf: Leaf, fact: Fact, place: Place) -> list[Problem]:
    """What would change the agency's own maximum, which is the appraiser's to decide."""
    if isinstance(fact, NotApplicable):
        message = "cơ quan không tự quyết định được rằng tiêu chí không áp dụng"
        return [Problem("claim.not_applicable", message, "nêu lý do ở phần giải trình; cơ quan thẩm định quyết định", place)]
    if isinstance(fact, NothingArose) and leaf.nothing_arose not in NOTHING_AROSE_CLAIMED:
        message = "khai «không phát sinh» ở tiêu chí này làm thay đổi điểm tối đa"
        return [Problem("claim.nothing_arose", message, "nêu lý do ở phần giải trình; cơ quan thẩm định quyết định", place)]
    return []


def nothing_counted(written: Mapping[str, Any], fact: Fact, place: Place) -> list[Problem]:
    """A file of a system states 0/0 where nothing arose; a person who types two zeros may have meant anything, and says so instead."""
    if not isinstance(fact, NothingArose) or "share" not in written:
        return []
    message = "tử số và mẫu số đều bằng 0: không có gì để tính tỷ lệ"
    remedy = "đánh dấu «trong kỳ không phát sinh» nếu bộ chỉ số cho phép, hoặc để trống hai ô và nêu lý do ở phần giải trình"
    return [Problem("claim.nothing_counted", message, remedy, place)]


def _measured(leaf: Leaf, typed: Mapping[str, Fact], current: MeasurementSet, by: User, at: datetime) -> tuple[Measurement, ...]:
    """A role that was known and is left out now becomes not known; one that never was stays away."""
    source = Source(f"claim:{leaf.key}", f"Cơ quan khai: {by.get_full_name()}"[:500], "typed", date=timezone.localtime(at).date().isoformat())
    known = {one.code for one in current.measurements if one.period == current.period}
    facts = {leaf.measures[role].code: fact for role, fact in typed.items()}
    for role, use in leaf.measures.items():
        if role not in typed and use.code in known:
            facts.setdefault(use.code, NotKnown("cơ quan chưa khai"))
    return tuple(Measurement(code, current.period, fact, source) for code, fact in facts.items())


def _laid_over(current: MeasurementSet, measured: tuple[Measurement, ...]) -> MeasurementSet:
    replaced = {one.code for one in measured}
    kept = tuple(one for one in current.measurements if one.period != current.period or one.code not in replaced)
    return in_order(replace(current, measurements=(*kept, *measured)))
