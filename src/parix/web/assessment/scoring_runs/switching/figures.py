"""What has to be recorded so that the figures of an agency fit the new edition: carried facts under their new codes, and what is no longer known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from parix.criteria.editions import Edition
from parix.foundation.facts import Fact, NotApplicable, NotKnown
from parix.foundation.measurement_files import fact_from_json
from parix.foundation.measurements import Measurement, MeasurementSet, Source
from parix.foundation.problems import Problem, errors_among
from parix.scoring.fitting import unfit
from parix.web.assessment.actions.claims import ClaimText
from parix.web.assessment.choices import CLAIMED_LEAVES, FED_BY

CLAIMED = "claim:"


def figures_after(
    new: Edition, texts: Mapping[str, ClaimText | None], given: MeasurementSet, at: datetime,
) -> tuple[tuple[Measurement, ...], tuple[Problem, ...]]:
    """Measurements to record, and problems: a system's figure that the new edition cannot take has to be put right at its source."""
    stated = _stated(new, texts)
    claimed = {use.code for key, leaf in new.leaves.items() if key in texts and leaf.scored_by in CLAIMED_LEAVES for use in leaf.measures.values()}
    now = {one.code: one for one in given.measurements if one.period == given.period}
    recorded: list[Measurement] = []
    problems: list[Problem] = []
    for code in new.measure_uses:
        held = now.get(code)
        if held is not None and isinstance(held.fact, NotApplicable):
            continue  # decided by the appraiser, who alone decides anew
        if code in stated:
            key, fact = stated[code]
            if held is None or (held.fact != fact and held.source.kind not in FED_BY):
                recorded.append(_measurement(code, fact, key, new, given, at))
        elif held is not None and held.source.key.startswith(CLAIMED) and code in claimed and not isinstance(held.fact, NotKnown):
            recorded.append(_measurement(code, NotKnown("chưa khai theo phiên bản này"), held.source.key.removeprefix(CLAIMED), new, given, at))
        elif held is not None and (wrong := errors_among(unfit(new, replace(given, measurements=(held,))))):
            figures = [problem for problem in wrong if problem.place == held.place]
            if held.source.kind in FED_BY:
                problems += [problem.at(replace(problem.place, path=f"{given.agency.code}/{code}")) for problem in figures]
            elif figures:
                recorded.append(_measurement(code, NotKnown("phiên bản này hỏi dạng số liệu khác"), code, new, given, at))
    return tuple(recorded), tuple(problems)


def _stated(new: Edition, texts: Mapping[str, ClaimText | None]) -> dict[str, tuple[str, Fact]]:
    """By measure code, the leaf whose claim states it and the fact; the first in legal order where several do."""
    stated: dict[str, tuple[str, Fact]] = {}
    for key, text in texts.items():
        for role, written in (text.facts if text else {}).items():
            stated.setdefault(new.leaves[key].measures[role].code, (key, fact_from_json(written)))
    return stated


def _measurement(code: str, fact: Fact, key: str, new: Edition, given: MeasurementSet, at: datetime) -> Measurement:
    day = timezone.localtime(at).date().isoformat()
    return Measurement(code, given.period, fact, Source(f"{CLAIMED}{key}"[:120], f"Chuyển sang phiên bản {new.name}", "typed", date=day))
