"""The page of a round's calendar: every stage with its time and how it stands, unlocks and the requests for them,
and the step that comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from parix.foundation.phrases import Text
from parix.web.assessment.choices import TIMED_STAGES, Stage, UnlockAnswer, WindowState
from parix.web.assessment.models import Round, StageWindow, Unlock, UnlockRequest
from parix.web.assessment.queries.openings import unlocks_of, windows_of
from parix.web.assessment.queries.rounds import title_of
from parix.web.assessment.queries.unlocking import requests_in
from parix.web.assessment.rules import Opening, is_over, state_of
from parix.web.assessment.workflow import ONWARD


@dataclass(frozen=True, slots=True)
class StageRow:
    stage: Stage
    name: Text
    window: StageWindow | None
    state: WindowState
    is_here: bool = False

    @property
    def is_over(self) -> bool:
        return is_over(self.state)


@dataclass(frozen=True, slots=True)
class StagesPage:
    """`following` is what the round goes on to from here by the coordinator's word alone, with its verb."""

    title: Text
    rows: tuple[StageRow, ...]
    windows: dict[Stage, StageWindow]
    unlocks: tuple[Unlock, ...]
    requests: tuple[UnlockRequest, ...]
    verb: str
    following: StageRow | None

    @property
    def here_ends_at(self) -> datetime | None:
        """Until when the stage that the round is at keeps the next one from being opened; None when nothing does."""
        here = next((row for row in self.rows if row.is_here), None)
        return here.window.closes_at if here is not None and here.window is not None and not here.is_over else None

    @property
    def asked(self) -> tuple[UnlockRequest, ...]:
        """What agencies wait for, the longest wait first."""
        return tuple(reversed([one for one in self.requests if one.outcome == UnlockAnswer.OPEN]))

    @property
    def answered(self) -> tuple[UnlockRequest, ...]:
        return tuple(one for one in self.requests if one.outcome != UnlockAnswer.OPEN)

    @property
    def over(self) -> list[Stage]:
        return [row.stage for row in self.rows if row.is_over]


def stages_page(round: Round, at: datetime) -> StagesPage:
    windows = windows_of(round.pk)
    rows = tuple(
        StageRow(stage, name, windows.get(stage), _state(round, stage, windows.get(stage), at), stage == round.stage) for stage, name in TIMED_STAGES.items()
    )
    here = Stage(round.stage)
    after = list(TIMED_STAGES).index(here) + 1 if here in TIMED_STAGES else len(rows)
    following = rows[after] if after < len(rows) else None
    unlocks, requests = tuple(unlocks_of(round.pk)), requests_in(round.pk)
    return StagesPage(title_of(round), rows, windows, unlocks, requests, ONWARD.get(here, ""), following)


def _state(round: Round, stage: Stage, window: StageWindow | None, at: datetime) -> WindowState:
    opens_at, closes_at = (window.opens_at, window.closes_at) if window else (None, None)
    return state_of(Opening(round.is_published, opens_at, closes_at, None, stage, round.stage), at)
