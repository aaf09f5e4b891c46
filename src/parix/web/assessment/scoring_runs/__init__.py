"""The only place of the web that calls the engine: measurements in, scored results out, stored by the room's actions.

In: rounds, participations, claims with the facts that a form gave. Out: batches of runs, live sheets, submissions with a bundle.
Must not: let anything unfit be stored; what does not fit an edition is refused with all problems at once.
"""

from parix.web.assessment.scoring_runs.rounds import collect_results, edition_chosen, inputs_digest, score_round, sets_in

__all__ = ["collect_results", "edition_chosen", "inputs_digest", "score_round", "sets_in"]
