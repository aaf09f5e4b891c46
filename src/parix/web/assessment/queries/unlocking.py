"""Requests of agencies to open a stage again: those of a round for the coordinator, and the page where an agency asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from parix.foundation.phrases import Text
from parix.web.accounts.rules import Standing
from parix.web.assessment.choices import AGENCYS_STAGES, STAGES, TIMED_STAGES, Stage, UnlockAnswer, WindowState
from parix.web.assessment.models import Participation, UnlockRequest
from parix.web.assessment.queries.openings import participation_seen
from parix.web.assessment.queries.rounds import title_of
from parix.web.assessment.rules import Opening, is_open, is_over, may_ask_unlock, state_of


@dataclass(frozen=True, slots=True)
class AgencysStage:
    stage: Stage
    name: Text
    opening: Opening
    state: WindowState
    is_asked: bool

    @property
    def is_open(self) -> bool:
        return is_open(self.state)

    @property
    def may_be_asked(self) -> bool:
        return is_over(self.state) and not self.is_asked


@dataclass(frozen=True, slots=True)
class AskingPage:
    participation: Participation
    title: Text
    stages: tuple[AgencysStage, ...]
    requests: tuple[UnlockRequest, ...]
    may_ask: bool

    @property
    def to_ask(self) -> list[Stage]:
        """Stages that the form offers."""
        return [one.stage for one in self.stages if one.may_be_asked]


def requests_in(round_id: int) -> tuple[UnlockRequest, ...]:
    """The newest first."""
    found = UnlockRequest.objects.filter(participation__round_id=round_id)
    return tuple(found.select_related("participation__agency", "asked_by", "answered_by", "unlock"))


def request_in(round_id: int, number: int) -> UnlockRequest | None:
    found = UnlockRequest.objects.filter(participation__round_id=round_id, pk=number)
    return found.select_related("participation__agency", "participation__round", "asked_by").first()


def asking_page(participation: Participation, standing: Standing, at: datetime) -> AskingPage:
    part = participation
    requests = tuple(UnlockRequest.objects.filter(participation=part).select_related("asked_by", "answered_by", "unlock"))
    waiting = {one.stage for one in requests if one.outcome == UnlockAnswer.OPEN}
    openings = {stage: participation_seen(part.round.slug, part.agency.code, stage) for stage in STAGES if stage in AGENCYS_STAGES}
    stages = tuple(
        AgencysStage(stage, TIMED_STAGES[stage], found[1], state_of(found[1], at), stage in waiting) for stage, found in openings.items() if found
    )
    return AskingPage(part, title_of(part.round), stages, requests, may_ask_unlock(standing, part.agency_id))
