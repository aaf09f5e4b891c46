"""Tables of dossiers: the dossier with its applicant sealed, its events, the series of codes of an agency.

In: nothing. Out: tables with their constraints. Must not: count deadlines, or open what is sealed.
"""

from parix.web.onestop.dossiers.models.dossiers import Dossier as Dossier
from parix.web.onestop.dossiers.models.events import Event as Event
from parix.web.onestop.dossiers.models.series import Series as Series
