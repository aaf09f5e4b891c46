"""The way in: the outline of the body to everything in which its figures contradict each other."""

from __future__ import annotations

from parix.foundation.problems import Problem
from parix.official_documents.document_bodies.outline import Node
from parix.official_documents.document_bodies.passages import Passage
from parix.official_documents.figure_checks.balances import wrong_balances
from parix.official_documents.figure_checks.counts_and_lists import wrong_counts
from parix.official_documents.figure_checks.impossible_figures import impossible
from parix.official_documents.figure_checks.percentages import wrong_percentages
from parix.official_documents.figure_checks.periods_compared import wrong_changes
from parix.official_documents.figure_checks.same_figures import wrong_repetitions
from parix.official_documents.figure_checks.tables_checked import wrong_tables
from parix.official_documents.figure_checks.totals import wrong_totals
from parix.official_documents.figures.reading import Placed, figures_of


def contradictions_in(root: Node) -> tuple[Problem, ...]:
    """In reading order; one place is named once for each kind of contradiction."""
    found: list[Problem] = []
    told: list[tuple[Passage, list[Placed]]] = []
    for node in root.below():
        if node.table is not None:
            found += wrong_tables(node.table)
            continue
        figures = figures_of(node.passage)
        told.append((node.passage, figures))
        if figures:
            found += [
                *wrong_percentages(node.passage, figures), *wrong_totals(node, figures), *wrong_counts(node, figures), *wrong_changes(node.passage, figures),
                *impossible(node.passage, figures), *wrong_balances(node.passage, figures),
            ]
    found += wrong_repetitions(told)
    doubted = {str(problem.place) for problem in found if problem.code != "figures.more_than_all"}
    once = {(problem.code, str(problem.place)): problem for problem in found if problem.code != "figures.more_than_all" or str(problem.place) not in doubted}
    return tuple(once.values())
