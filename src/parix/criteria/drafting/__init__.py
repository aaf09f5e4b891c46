"""Makes a draft edition of the rows of a table: the tree by its codes, a rule per leaf where its text was understood.

In: rows (any records of the shape `SourceRow`) and what the table does not say (set, date in force, kind of agency).
Out: the text of edition.yaml and one file per field, and every row that a person has to finish, with its cell.
Must not: read or write files, or leave out silently what it could not place.
"""

from parix.criteria.drafting.drafts import Draft, DraftSettings, draft_edition
from parix.criteria.drafting.headings import decision_of, kind_of, title_of
from parix.criteria.drafting.reading_order import in_reading_order
from parix.criteria.drafting.records import SourceRow

__all__ = ["Draft", "DraftSettings", "SourceRow", "decision_of", "draft_edition", "in_reading_order", "kind_of", "title_of"]
