"""Turns the Vietnamese scoring text of a leaf into a rule, or says honestly which part it did not understand.

In: the text as printed, the leaf's maximum and title. Out: `Understood` (rule in the edition's YAML form, suggested
measures, what follows when nothing arose) or `NotUnderstood` (reason, part, perhaps a suggestion for a person).
Must not: guess an open edge silently, award more than the maximum, or know tables and files.
"""

from parix.criteria.scoring_text.reading import looks_like_scoring, read_scoring_text
from parix.criteria.scoring_text.results import NotUnderstood, RoleHint, Understood

__all__ = ["NotUnderstood", "RoleHint", "Understood", "looks_like_scoring", "read_scoring_text"]
