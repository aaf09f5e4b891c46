"""Writes of the catalogue: entries with their codes, versions in a row without overlap, degrees of online service.

In: what was entered, who and when. Out: rows, an entry of the journal for each act.
Must not: change a version that dossiers may already keep.
"""

from parix.web.onestop.procedures.actions.keeping import OnlineGiven, ProcedureGiven, VersionGiven, add_procedure, add_version, set_online, subject_of

__all__ = ["OnlineGiven", "ProcedureGiven", "VersionGiven", "add_procedure", "add_version", "set_online", "subject_of"]
