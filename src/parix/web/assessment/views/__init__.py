"""Pages of a round: results to read, and the self-assessment, where people of an agency write.

In: requests. Out: pages, from queries; what is posted goes to one action each.
Must not: write, score, or decide who may.
"""

from parix.web.assessment.views.results import compare, leaf, ranking, ranking_file, rounds, sheet, sheet_json

__all__ = ["compare", "leaf", "ranking", "ranking_file", "rounds", "sheet", "sheet_json"]
