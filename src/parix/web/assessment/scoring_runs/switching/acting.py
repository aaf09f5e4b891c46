"""The preview of a switch, and the act: planned again and done in one transaction, once, however often it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from parix.criteria.editions import Edition
from parix.foundation.phrases import Text
from parix.foundation.problems import Place, Problem, ProblemsFound, refuse_errors
from parix.web.accounts.queries import User, standing_of
from parix.web.assessment.actions.switches import EditionTaken, LeafWay, NewLeaf, SwitchedAgency, hold_whole_round, note_switch, store_switch
from parix.web.assessment.choices import CLAIMED_LEAVES, Stage, SwitchNeed, View
from parix.web.assessment.models import EditionSwitch, LiveSheet, Round
from parix.web.assessment.queries.editions import edition_of, known_edition
from parix.web.assessment.queries.openings import StageWindow, windows_of
from parix.web.assessment.queries.rounds import participants, period_of
from parix.web.assessment.queries.switches import HeldDuty, held_of, latest_switch
from parix.web.assessment.rules import may_switch_edition
from parix.web.assessment.scoring_runs.live import refresh_round
from parix.web.assessment.scoring_runs.opening import default_duties
from parix.web.assessment.scoring_runs.rounds import score_round
from parix.web.assessment.scoring_runs.switching.plans import AgencyPlan, Arrival, Plan, Way, plan_of
from parix.web.assessment.scoring_runs.switching.telling import tell_of_switch
from parix.web.assessment.workflow import next_stage
from parix.web.measurements.measuring import measurement_sets, record_for_all

REASON_LENGTH = 10


class AlreadySwitched(Exception):
    """The very switch that was asked for has been made: a second click, or somebody was first. `switch` is the one that counts."""

    def __init__(self, switch: EditionSwitch) -> None:
        self.switch = switch
        who, when = switch.switched_by.get_full_name(), timezone.localtime(switch.switched_at)
        super().__init__(f"đợt chấm đã chuyển sang phiên bản {switch.to_edition} lúc {when:%H:%M ngày %d/%m/%Y} ({who}); không chuyển lần nữa")


def preview(*, round: Round, to: str, due_on: date, at: datetime) -> Plan:
    """What the switch would do, worked out from what stands now; writes nothing. Raises ProblemsFound for an edition that cannot be taken."""
    return _plan(round, _wanted(round, to), due_on, at)


@transaction.atomic
def switch_edition(*, round: Round, to: str, seen: str, reason: str, due_on: date, by: User, at: datetime) -> EditionSwitch:
    """Go over to the edition `to`. `seen` is the fingerprint of the edition that the page showed the round under.

    Raises PermissionDenied, StepRefused, AlreadySwitched, and ProblemsFound with everything that stands against it; then nothing was changed.
    """
    held = hold_whole_round(round)
    standing = standing_of(by)
    if not may_switch_edition(standing, held):
        raise PermissionDenied("chỉ điều phối của Sở Nội vụ chuyển được đợt chấm chưa công bố sang phiên bản khác")
    if held.edition_fingerprint != seen:
        latest = latest_switch(held)
        if latest is not None and (latest.from_fingerprint, latest.to_edition) == (seen, to):
            raise AlreadySwitched(latest)
        message = f"đợt chấm nay dùng phiên bản {held.edition_name}, khác với lúc mở trang"
        raise ProblemsFound([Problem("switch.stale", message, "xem lại bản xem trước rồi chuyển", Place(path="to"))])
    next_stage(held.stage, "switch", standing, held)
    new = _wanted(held, to)
    _refuse_unsaid(held, reason, due_on, at)
    plan = _plan(held, new, due_on, at)
    refuse_errors(plan.problems)
    agencies = _ready(plan)
    taken = EditionTaken(new.name, new.fingerprint, plan.mapping_digest)
    made = store_switch(round=held, to=taken, agencies=agencies, reason=reason.strip(), due_on=due_on, by=by, at=at)
    record_for_all(given=[(one.participation.agency, period_of(held), one.measured) for one in plan.agencies if one.measured], by=by, at=at)
    if any(one.live for one in agencies):
        refresh_round(round=held, view=View.SELF, at=at)
    if held.current_batch:
        score_round(round=held, by=by, at=at)
    tell_of_switch(switch=made, plan=plan, at=at)
    note_switch(switch=made, agencies=agencies, by=by, at=at)
    return made


def _wanted(round: Round, to: str) -> Edition:
    """The edition, sound, of the round's set and in force for its period. Raises ProblemsFound."""
    place = Place(path="to")
    known = known_edition(to)
    if known is None:
        raise ProblemsFound([Problem("switch.unknown_edition", f"không có phiên bản «{to}»", "chọn trong danh sách", place)])
    if known.edition is None:
        raise ProblemsFound(known.problems)
    problems = []
    settings, period = known.edition.settings, period_of(round)
    if settings.set != round.set_key:
        problems.append(Problem("switch.other_set", f"phiên bản {to} thuộc bộ chỉ số khác", "chọn phiên bản của cùng bộ chỉ số", place))
    if known.edition.fingerprint == round.edition_fingerprint:
        problems.append(Problem("switch.same_edition", f"đợt chấm đang dùng phiên bản {to}", "chọn phiên bản khác", place))
    if period.start < settings.in_force.since or (settings.in_force.until is not None and period.end > settings.in_force.until):
        message = f"phiên bản {to} không áp dụng cho cả kỳ {period}: hiệu lực từ {settings.in_force.since:%d/%m/%Y}"
        problems.append(Problem("switch.out_of_force", message, "chọn phiên bản có hiệu lực trong kỳ, hoặc sửa ngày hiệu lực theo quyết định ban hành", place))
    refuse_errors(problems)
    return known.edition


def _refuse_unsaid(round: Round, reason: str, due_on: date, at: datetime) -> None:
    problems = []
    if len(reason.strip()) < REASON_LENGTH:
        remedy = f"ghi quyết định ban hành và lý do, ít nhất {REASON_LENGTH} ký tự"
        problems.append(Problem("switch.no_reason", "chưa nêu lý do chuyển", remedy, Place(path="reason")))
    window = windows_of(round.pk).get(Stage.SELF_ASSESSMENT)
    if due_on < timezone.localtime(at).date():
        problems.append(Problem("switch.due_in_the_past", "hạn để các đơn vị làm xong đã qua", "chọn một ngày sau hôm nay", Place(path="due_on")))
    elif window is not None and due_on > timezone.localtime(window.closes_at).date():
        message = f"hạn này sau lúc phiếu tự khoá, {timezone.localtime(window.closes_at):%H:%M ngày %d/%m/%Y}"
        problems.append(Problem("switch.due_after_lock", message, "đặt lại thời gian tự đánh giá trước, hoặc chọn hạn sớm hơn", Place(path="due_on")))
    refuse_errors(problems)


def last_day(window: StageWindow | None, at: datetime) -> date:
    """The latest day that can be asked of units: that of the lock, while it is to come."""
    today = timezone.localtime(at).date()
    return today if window is None else max(today, timezone.localtime(window.closes_at).date())


def _plan(round: Round, new: Edition, due_on: date, at: datetime) -> Plan:
    old = edition_of(round)
    latest = latest_switch(round)
    undoing = latest if latest is not None and latest.from_fingerprint == new.fingerprint and latest.to_fingerprint == round.edition_fingerprint else None
    held = held_of(round, undoing)
    sets = measurement_sets(participants(round), period_of(round))
    defaults = {
        (one.participation.pk, one.leaf_key): HeldDuty(one.lead.pk if one.lead else None, frozenset(unit.pk for unit in one.supporting), one.due_on, "")
        for one in default_duties(new, [one.participation for one in held], at, due_on)
    }
    return plan_of(old, new, list(zip(held, sets, strict=True)), due_on, at, defaults)


def _ready(plan: Plan) -> list[SwitchedAgency]:
    """The plan as plain values for the action."""
    places = _places([one.held.live for one in plan.agencies if one.held.live is not None])
    return [
        SwitchedAgency(
            one.participation, one.held.claims, one.held.duties, _leaves(one) if one.held.live else (), tuple(_ways(one)), one.held.live,
            places.get(one.participation.pk, (0, 0)), _summary(one),
        )
        for one in plan.agencies
    ]


def _leaves(one: AgencyPlan) -> tuple[NewLeaf, ...]:
    return tuple(NewLeaf(each.placed.leaf.key, each.placed.leaf.scored_by in CLAIMED_LEAVES, each.text, each.duty) for each in one.arrivals)


def _ways(one: AgencyPlan) -> Iterator[LeafWay]:
    for arrival in one.arrivals:
        for way in arrival.ways:
            yield _leaf_way(way, arrival.need, arrival.duty.lead_id, arrival)
    for way in one.left:
        held = one.held.duties.get(way.old.leaf.key) if way.old else None
        yield _leaf_way(way, SwitchNeed.NOTHING, held.lead_id if held else None, None)


def _leaf_way(way: Way, need: SwitchNeed, lead_id: int | None, arrival: Arrival | None) -> LeafWay:
    changes = [{"kind": change.kind, "vi": change.words.vi, "en": change.words.en} for change in way.changes]
    note = Text(way.note, way.note)
    return LeafWay(
        way.old.leaf.key if way.old else "", arrival.placed.leaf.key if arrival else "", way.outcome, need, lead_id, changes,
        way.left_facts or {}, way.reason if way.reason.vi else note,
    )


def _summary(one: AgencyPlan) -> Mapping[str, int]:
    return {
        "to_claim": len(one.needing(SwitchNeed.CLAIM)), "to_review": len(one.needing(SwitchNeed.REVIEW)), "left": len(one.left),
        "left_with_content": sum(way.has_content for way in one.left),
    }


def _places(live: list[LiveSheet]) -> dict[int, tuple[int, int]]:
    """Rank in the group and how many are in it, by participation; ties as the edition says."""
    found = {}
    for one in live:
        group = [other.order_value for other in live if other.group_key == one.group_key]
        above = [value for value in group if value > one.order_value]
        found[one.participation_id] = (1 + len(set(above) if one.sheet["arithmetic"]["ties"] == "dense" else above), len(group))
    return found
