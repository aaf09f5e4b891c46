"""The one-stop grading of an agency, its units and officials; of what is no agency of its own, of the agencies below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from parix.foundation.periods import Period
from parix.foundation.problems import Problem, ProblemsFound
from parix.indicators.described import shipped
from parix.indicators.grading import grading_rules
from parix.web.accounts.queries import standing_for
from parix.web.onestop.indicators.forms import period_choices, period_wanted
from parix.web.onestop.indicators.queries import newest_snapshot
from parix.web.onestop.indicators.rules import may_see_officials
from parix.web.onestop.indicators.scoring_runs.grading import GradedOfficial, Grading, graded_officials, gradings, gradings_of_units
from parix.web.onestop.indicators.views import asked
from parix.web.organisations.queries import Agency

_SIDES = (("handled_by", _("Người giải quyết")), ("received_by", _("Người tiếp nhận")))


@login_required
@require_safe
def grading(request: HttpRequest) -> HttpResponse:
    agency, agencies = asked(request)
    today = timezone.localdate()
    period = period_wanted(request.GET.get("ky", ""), today)
    found, problems = _found(request, agency, agencies, period)
    about = {
        "agency": agency, "agencies": agencies, "period": period.key, "periods": period_choices(today, period), "snapshot": newest_snapshot(),
        "problems": problems, "rules": grading_rules(), "indices": [shipped()[key] for key in grading_rules().indices], **found,
    }
    return render(request, "indicators/grading.html", about)


def _found(request: HttpRequest, agency: Agency, agencies: Sequence[Agency], period: Period) -> tuple[Mapping[str, Any], Sequence[Problem]]:
    try:
        own = gradings([agency], period).get(agency.pk)
        below = [] if own else _below(agencies, gradings(agencies, period))
        units = gradings_of_units(agency, period) if own else []
        officials = [(label, _seen(request, agency, graded_officials(agency, period, column))) for column, label in _SIDES] if own else []
    except ProblemsFound as refused:
        return {}, refused.problems
    return {"own": own, "below": below, "units": units, "officials": officials, "sees_all": may_see_officials(standing_for(request), agency.pk)}, ()


def _below(agencies: Sequence[Agency], found: Mapping[int, Grading]) -> list[tuple[Agency, Grading]]:
    return sorted(((one, found[one.pk]) for one in agencies if one.pk in found), key=lambda pair: (-pair[1].points, pair[0].folded_name))


def _seen(request: HttpRequest, agency: Agency, officials: list[GradedOfficial]) -> list[GradedOfficial]:
    """All for who leads the agency or keeps its reform work, otherwise the own line."""
    standing = standing_for(request)
    return [one for one in officials if one.person.pk == standing.user_id or may_see_officials(standing, agency.pk)]
