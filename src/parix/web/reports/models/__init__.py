"""Documents, their sections and comments, what was frozen of them, numbers of outgoing documents, templates.

In: nothing. Out: rows for this room's own queries and actions. Must not: be read by another room.
"""

from parix.web.reports.models.drafts import Comment, Report, Section, TypedFigure
from parix.web.reports.models.issued import FrozenFigure, IssuedFile
from parix.web.reports.models.numbers import OutgoingNumber, OutgoingSeries
from parix.web.reports.models.templates import OfficeTemplate

__all__ = ["Comment", "FrozenFigure", "IssuedFile", "OfficeTemplate", "OutgoingNumber", "OutgoingSeries", "Report", "Section", "TypedFigure"]
