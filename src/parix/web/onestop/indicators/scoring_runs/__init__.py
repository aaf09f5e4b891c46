"""What figures make in points: the board of decision 766, and the one-stop grading by nine indices.

In: an agency, a period, the newest snapshot. Out: frozen rows. Must not: store anything; rounds are scored in the assessment's room.
"""

from parix.web.onestop.indicators.scoring_runs.board import Board, BoardFigure, BoardGroup, BoardLeaf, Reading, board, boards, edition_for

__all__ = ["Board", "BoardFigure", "BoardGroup", "BoardLeaf", "Reading", "board", "boards", "edition_for"]
