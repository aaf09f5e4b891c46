"""Writes of dossiers: received at the desk, taken through their steps, recorded in bulk from other systems.

In: shapes of this folder, who does it, when. Out: the rows. Side effects: events, entries of the journal, notices after commit.
Must not: read the clock, move what was promised first, or half-apply.
"""

from parix.web.onestop.dossiers.models import Dossier


def subject_of(one: Dossier) -> str:
    return f"dossiers.Dossier:{one.pk}"
