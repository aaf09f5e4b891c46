"""Who may see and do what in a round. Pages ask these predicates, and so do actions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from parix.web.accounts.rules import (
    Standing,
    is_appraiser_of,
    is_appraiser_over,
    is_auditor_over,
    is_coordinator_over,
    is_council_member_over,
    is_director_of,
    is_head_of,
    is_in_unit,
    is_member_of,
    is_officer_of,
    may_read_about,
)
from parix.web.assessment.choices import STAGES, Stage, WindowState


class RoundLike(Protocol):
    @property
    def is_published(self) -> bool: ...

    @property
    def province_id(self) -> int: ...


def may_see_sheet(standing: Standing, round: RoundLike, agency_id: int) -> bool:
    """Before publication: the agency's own people, the coordinator and the auditor. After it: everybody."""
    return round.is_published or may_read_about(standing, agency_id)


def may_see_ranking(standing: Standing, round: RoundLike, participants: Collection[int]) -> bool:
    """Before publication: whoever may read about one of the agencies, because an agency's rank means nothing alone."""
    return round.is_published or any(may_read_about(standing, agency_id) for agency_id in participants)


def may_open_round(standing: Standing, province_id: int) -> bool:
    return is_coordinator_over(standing, province_id)


def may_open_any_round(standing: Standing) -> bool:
    return bool(standing.coordinates)


def may_score_round(standing: Standing, round: RoundLike) -> bool:
    return not round.is_published and is_coordinator_over(standing, round.province_id)


def may_publish_round(standing: Standing, round: RoundLike) -> bool:
    return is_coordinator_over(standing, round.province_id)


def may_switch_edition(standing: Standing, round: RoundLike) -> bool:
    return not round.is_published and is_coordinator_over(standing, round.province_id)


def may_see_self_assessment(standing: Standing, agency_id: int) -> bool:
    """Claims and explanations stay with the agency and those who watch over it, also after publication."""
    return may_read_about(standing, agency_id)


def may_save_claim(standing: Standing, agency_id: int, lead_unit_id: int | None) -> bool:
    """The lead unit's people and its head, and the agency's reform officer."""
    return is_officer_of(standing, agency_id) or (lead_unit_id is not None and is_member_of(standing, agency_id) and is_in_unit(standing, lead_unit_id))


def may_link_evidence(standing: Standing, agency_id: int, lead_unit_id: int | None) -> bool:
    """Whoever may save the claim says what proves it."""
    return may_save_claim(standing, agency_id, lead_unit_id)


def may_see_evidence(standing: Standing, agency_id: int, field_key: str, *, is_handed_over: bool) -> bool:
    """The document that proves a leaf of the field: the agency's people, the coordinator and the auditor at any time; the appraiser
    of the field and the council once the agency has handed it over."""
    if is_member_of(standing, agency_id) or is_coordinator_over(standing, agency_id) or is_auditor_over(standing, agency_id):
        return True
    return is_handed_over and (is_council_member_over(standing, agency_id) or is_appraiser_of(standing, agency_id, field_key))


def may_assign_duties(standing: Standing, agency_id: int) -> bool:
    return is_officer_of(standing, agency_id)


def may_check(standing: Standing, agency_id: int) -> bool:
    return is_officer_of(standing, agency_id)


def may_approve(standing: Standing, agency_id: int) -> bool:
    return is_director_of(standing, agency_id)


def may_submit(standing: Standing, agency_id: int) -> bool:
    return is_officer_of(standing, agency_id) or is_director_of(standing, agency_id)


def may_move_round(standing: Standing, round: RoundLike) -> bool:
    """Take the round to its next stage."""
    return not round.is_published and is_coordinator_over(standing, round.province_id)


def may_set_window(standing: Standing, round: RoundLike) -> bool:
    """Also unlocks after the deadline."""
    return not round.is_published and is_coordinator_over(standing, round.province_id)


def may_see_windows(standing: Standing, round: RoundLike) -> bool:
    """The calendar with its unlocks and what agencies asked for: the coordinator, and the auditor to read."""
    return is_coordinator_over(standing, round.province_id) or is_auditor_over(standing, round.province_id)


def may_ask_unlock(standing: Standing, agency_id: int) -> bool:
    """Whoever speaks for the agency."""
    return may_answer_for(standing, agency_id)


def may_see_ledger(standing: Standing, round: RoundLike, agency_id: int) -> bool:
    """Who lost which points, and what is done about it, stays in the agency and with those who watch over it. There is none before publication."""
    return round.is_published and (is_member_of(standing, agency_id) or is_coordinator_over(standing, agency_id) or is_auditor_over(standing, agency_id))


def may_see_all_ledgers(standing: Standing, round: RoundLike) -> bool:
    """What every agency of the round lost, side by side: the coordinator and the auditor."""
    return round.is_published and (is_coordinator_over(standing, round.province_id) or is_auditor_over(standing, round.province_id))


def may_divide_loss(standing: Standing, round: RoundLike, agency_id: int, lead_unit_id: int | None) -> bool:
    """The reform officer and the director; the head of the lead unit for what the unit led."""
    return round.is_published and (is_keeper_of_ledger(standing, agency_id) or (lead_unit_id is not None and is_head_of(standing, lead_unit_id)))


def is_keeper_of_ledger(standing: Standing, agency_id: int) -> bool:
    """May lay a loss at any unit's door; a unit head only at the own one's."""
    return is_officer_of(standing, agency_id) or is_director_of(standing, agency_id)


def may_appraise(standing: Standing, agency_id: int, field: str) -> bool:
    """The field is among the person's, and the person does not work for the agency: that is a conflict by nature."""
    return is_appraiser_of(standing, agency_id, field) and not is_member_of(standing, agency_id)


def has_queue(standing: Standing, participants: Collection[int]) -> bool:
    """Appraises something of the round's agencies, or watches over those who do."""
    return any(is_appraiser_over(standing, agency_id) or may_watch_appraisal(standing, agency_id) for agency_id in participants)


def may_watch_appraisal(standing: Standing, agency_id: int) -> bool:
    """Sees every step of the appraisal at once; the agency itself sees it when `is_shown_to_agency`."""
    return is_coordinator_over(standing, agency_id) or is_auditor_over(standing, agency_id) or is_council_member_over(standing, agency_id)


def may_see_leaf_appraised(standing: Standing, agency_id: int, field: str) -> bool:
    """The page where a leaf is appraised: whoever appraises the field, and those who watch. Never the agency's own people."""
    return not is_member_of(standing, agency_id) and (is_appraiser_of(standing, agency_id, field) or may_watch_appraisal(standing, agency_id))


def may_answer_for(standing: Standing, agency_id: int) -> bool:
    """Makes statements and appeals in the agency's name."""
    return is_officer_of(standing, agency_id) or is_director_of(standing, agency_id)


def may_declare_conflict(standing: Standing, person_id: int, agency_id: int) -> bool:
    """One's own, where one appraises or votes; the coordinator for anybody."""
    own = standing.user_id == person_id and (is_appraiser_over(standing, agency_id) or is_council_member_over(standing, agency_id))
    return own or is_coordinator_over(standing, agency_id)


def may_see_conflicts(standing: Standing, agency_id: int) -> bool:
    """Everybody's, with their reasons."""
    return is_coordinator_over(standing, agency_id) or is_auditor_over(standing, agency_id)


def may_end_conflict(standing: Standing, agency_id: int) -> bool:
    """Nobody clears oneself."""
    return is_coordinator_over(standing, agency_id)


class SessionLike(Protocol):
    @property
    def chair_id(self) -> int: ...

    @property
    def secretary_id(self) -> int: ...


def may_see_council(standing: Standing, round: RoundLike) -> bool:
    """The council itself, the coordinator and the auditor; agencies and the public see what came of it."""
    over = round.province_id
    return is_council_member_over(standing, over) or is_coordinator_over(standing, over) or is_auditor_over(standing, over)


def may_run_council(standing: Standing, round: RoundLike, session: SessionLike | None) -> bool:
    """The coordinator; once there is a session, its chair and its secretary too, as long as they have to do with the round."""
    if is_coordinator_over(standing, round.province_id):
        return True
    return session is not None and standing.user_id in (session.chair_id, session.secretary_id) and may_see_council(standing, round)


def may_vote(standing: Standing, round: RoundLike) -> bool:
    """Whoever has a seat must still be a member of the council when voting."""
    return is_council_member_over(standing, round.province_id)


def may_close_session(standing: Standing, round: RoundLike) -> bool:
    """Closing scores the round for the last time, which is the coordinator's."""
    return may_score_round(standing, round)


@dataclass(frozen=True, slots=True)
class Opening:
    """When an agency's part in a stage may be worked on; nothing known of the two moments means that nobody has set them.

    `stage` is whose time this is, `reached` the stage that the round is at.
    """

    is_published: bool
    opens_at: datetime | None
    closes_at: datetime | None
    unlocked_until: datetime | None = None
    stage: str = Stage.SELF_ASSESSMENT
    reached: str = Stage.SELF_ASSESSMENT
    is_closed: bool = False  # the council has closed its session: nothing of the round changes any more

    @property
    def ahead(self) -> int:
        """How many stages the round is past this one; below zero before it."""
        return STAGES.index(Stage(self.reached)) - STAGES.index(Stage(self.stage))


def state_of(opening: Opening, at: datetime) -> WindowState:
    """A stage locks by itself when the moment has passed, and when the round goes on; both ends belong to the open time."""
    if opening.is_published:
        return WindowState.PUBLISHED
    if opening.is_closed:
        return WindowState.CLOSED
    if opening.opens_at is None or opening.closes_at is None:
        return WindowState.NOT_SET
    if opening.ahead < 0:
        return WindowState.NOT_REACHED
    if opening.ahead == 0 and at < opening.opens_at:
        return WindowState.BEFORE
    if opening.ahead == 0 and at <= opening.closes_at:
        return WindowState.OPEN
    if opening.unlocked_until is not None and at <= opening.unlocked_until:
        return WindowState.UNLOCKED
    return WindowState.LOCKED if at > opening.closes_at else WindowState.PASSED


def is_shown_to_agency(appraisal: Opening, at: datetime) -> bool:
    """An agency sees how it was appraised from when the time of appraisal is over, or the round has gone on; from then on always,
    also while the stage is unlocked for somebody."""
    return appraisal.is_published or appraisal.ahead > 0 or (appraisal.ahead == 0 and appraisal.closes_at is not None and at > appraisal.closes_at)


def is_answerable(appeals: Opening, at: datetime) -> bool:
    """Appeals are filed while their time is open; they are answered until the council is convened."""
    return is_open(state_of(appeals, at)) or (appeals.ahead == 0 and state_of(appeals, at) == WindowState.LOCKED)


def is_over(state: str) -> bool:
    """Its time has passed and nothing has opened it again; only an unlock helps."""
    return state in (WindowState.LOCKED, WindowState.PASSED)


def is_open(state: str) -> bool:
    return state in (WindowState.OPEN, WindowState.UNLOCKED)
