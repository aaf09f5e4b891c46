"""Publishing a round: the batch that the council left, and for every agency the bundle from which anybody gets the same result."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from parix.foundation.problems import Place, Problem, ProblemsFound
from parix.scoring.bundles import bundle_bytes, bundle_fingerprint
from parix.scoring.groups import best_values, group_key
from parix.scoring.sheets import score
from parix.web.accounts.queries import User
from parix.web.assessment.actions.publication import NewBundle, store_bundles
from parix.web.assessment.actions.rounds import publish_round
from parix.web.assessment.models import Round, ScoringRun
from parix.web.assessment.queries.editions import edition_of
from parix.web.assessment.queries.rulings import highest_view
from parix.web.assessment.scoring_runs.rounds import inputs_digest
from parix.web.assessment.scoring_runs.seen import sets_as_seen


@transaction.atomic
def publish(*, round: Round, decision: str, by: User, at: datetime) -> Round:
    """Publish with a bundle for every agency. Raises StepRefused, and ProblemsFound when a result cannot be had again from its inputs."""
    view = highest_view(round)
    held = publish_round(round=round, decision=decision, by=by, at=at)
    store_bundles(bundles=bundles_of(held, view), round=held, by=by, at=at)
    return held


def bundles_of(round: Round, view: str) -> list[NewBundle]:
    """From the inputs as they were known when the published batch was scored; each is held against the digest that the run names."""
    edition = edition_of(round)
    runs = {run.agency_id: run for run in ScoringRun.objects.filter(round=round, batch=round.shown_batch).select_related("agency")}
    taking_part = list(round.participations.select_related("agency", "round").filter(agency_id__in=runs).order_by("agency__code"))
    known_at = max(run.created_at for run in runs.values())
    sets = sets_as_seen(round, taking_part, view, known_at)
    best = best_values(edition, sets)
    made, problems = [], []
    for part, given in zip(taking_part, sets, strict=True):
        run, own_best = runs[part.agency_id], best[group_key(edition, given.agency)]
        sheet = score(edition, given, best=own_best)
        if inputs_digest(given) != run.inputs_digest:
            message = f"số liệu của {part.agency.name} đã khác với lúc chấm lần {run.batch}"
            problems.append(Problem("publication.inputs_changed", message, "chấm lại đợt rồi công bố", Place(part.agency.code)))
        content = bundle_bytes(sheet, best=own_best)
        made.append(NewBundle(run.pk, content, bundle_fingerprint(content)))
    if problems:
        raise ProblemsFound(problems)
    return made
