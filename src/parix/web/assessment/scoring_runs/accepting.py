"""Accepting many leaves in one act: all of them, each with its own ruling and entry in the journal, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.core.exceptions import PermissionDenied
from django.db import transaction

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import User
from parix.web.assessment.actions.holding import NoSuchLeaf
from parix.web.assessment.actions.rulings import RulingConflict, RulingText
from parix.web.assessment.choices import PROVED, Outcome
from parix.web.assessment.models import Participation, Round, Ruling
from parix.web.assessment.queries.appraisal.queue import appraised_view
from parix.web.assessment.queries.evidence import states_among
from parix.web.assessment.scoring_runs.live import refresh_views
from parix.web.assessment.scoring_runs.rulings import rule_on
from parix.web.assessment.workflow import StageLocked

MOST_TICKS = 100


@dataclass(frozen=True, slots=True, order=True)
class Tick:
    """A leaf as the person saw it: `based_on_number` is the ruling that stood there, 0 for none."""

    participation_id: int
    leaf_key: str
    based_on_number: int = 0


def ticks_in(words: Sequence[str]) -> list[Tick]:
    """As forms name them: participation, leaf and number with colons between; what does not read so is left out."""
    parts = [word.split(":") for word in words]
    return [Tick(int(one[0]), one[1], int(one[2])) for one in parts if len(one) == 3 and all(n.isdecimal() and len(n) < 10 for n in (one[0], one[2]))]


class TicksRefused(Exception):
    """Nothing was accepted: these stood in the way, each with why."""

    def __init__(self, refused: Sequence[tuple[Tick, str]]) -> None:
        self.refused = tuple(refused)
        super().__init__("chưa chấp nhận tiêu chí nào")


@transaction.atomic
def accept_all(*, round: Round, ticks: Sequence[Tick], by: User, at: datetime) -> list[Ruling]:
    """Accept what is claimed at each of these leaves, whose evidence is enough. Raises TicksRefused, and PermissionDenied where the
    person may rule on none of them."""
    view, made, refused, forbidden = appraised_view(round), [], [], 0
    for participation_id, own in groupby(sorted(set(ticks)), key=lambda one: one.participation_id):
        part = Participation.objects.select_related("round", "agency").filter(round=round, pk=participation_id).first()
        for tick in own:
            try:
                if part is None:
                    raise NoSuchLeaf(tick.leaf_key)
                ruling = rule_on(
                    participation=part, leaf_key=tick.leaf_key, view=view, given=RulingText(Outcome.ACCEPTED), based_on_number=tick.based_on_number,
                    by=by, at=at,
                )
            except NoSuchLeaf:
                refused.append((tick, "không có tiêu chí này trong đợt chấm"))
            except ProblemsFound as problems:
                refused.append((tick, "; ".join(f"{one.message}: {one.remedy}" for one in problems.problems)))
            except (PermissionDenied, StageLocked, RulingConflict) as why:
                forbidden += isinstance(why, PermissionDenied)
                refused.append((tick, str(why)))
            else:
                made.append(ruling)
    if forbidden and forbidden == len(refused) and not made:
        raise PermissionDenied(refused[0][1])
    refused += _unproved(made)
    if refused:
        raise TicksRefused(refused)
    for part in {one.participation_id: one.participation for one in made}.values():
        refresh_views(participation=part, view=view, at=at)
    return made


def _unproved(made: Sequence[Ruling]) -> list[tuple[Tick, str]]:
    """Looked at while the leaves are held: evidence may have changed since the page was opened."""
    states = states_among({one.participation_id: one.participation for one in made}, [one.leaf_key for one in made])
    found = {one: states[one.participation_id, one.leaf_key] for one in made}
    return [
        (Tick(one.participation_id, one.leaf_key, one.number - 1), f"tài liệu kiểm chứng chưa đủ ({state.label}): mở tiêu chí ra xem rồi kết luận")
        for one, state in found.items() if state not in PROVED
    ]
