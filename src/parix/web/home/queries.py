"""What a person's start page shows: the sheet of each own agency, and for wide roles the state of each round."""

from __future__ import annotations

from dataclasses import dataclass

from parix.foundation.phrases import Text
from parix.web.accounts.queries import Post, User, posts_of
from parix.web.accounts.rules import Standing
from parix.web.assessment.queries.pages import SheetPage, sheet_page
from parix.web.assessment.queries.ranking import PlaceRow, ranking
from parix.web.assessment.queries.rounds import Round, newest_rounds_of, rounds_with, title_of
from parix.web.assessment.queries.sheets import shown_run_of


@dataclass(frozen=True, slots=True)
class RoundState:
    """The newest round of a province for whoever watches over all its agencies; the most unfinished agencies first."""

    round: Round
    title: Text
    unfinished: tuple[PlaceRow, ...]
    unfinished_count: int
    out_of: int


@dataclass(frozen=True, slots=True)
class StartPage:
    posts: list[Post]
    sheets: tuple[SheetPage, ...]
    state: RoundState | None


def start_page(user: User, standing: Standing) -> StartPage:
    return StartPage(posts_of(user), _own_sheets(standing), _state(standing))


def _own_sheets(standing: Standing) -> tuple[SheetPage, ...]:
    """The newest round's sheet of every agency that the person works for."""
    runs = (shown_run_of(round, agency_id) for agency_id, round in newest_rounds_of(standing.member_of).items())
    return tuple(sheet_page(run) for run in runs if run is not None)


def _state(standing: Standing) -> RoundState | None:
    over = standing.coordinates | standing.audits
    rounds = rounds_with(over) if over else []
    if not rounds:
        return None
    places = [place for group in ranking(rounds[0]) for place in group.places]
    unfinished = sorted((place for place in places if place.not_scored), key=lambda place: (-place.not_scored, place.folded_name))
    return RoundState(rounds[0], title_of(rounds[0]), tuple(unfinished[:8]), len(unfinished), len(places))
