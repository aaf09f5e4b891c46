"""Reads of the catalogue: lists and counts, one entry, versions by code and day for other rooms.

In: codes, days, agencies. Out: rows and small frozen values.
Must not: change anything.
"""

from parix.web.onestop.procedures.queries.catalogue import procedure_by_code, procedures_by_field, procedures_found
from parix.web.onestop.procedures.queries.versions import OnlineFact, VersionFact, in_force_on, version_on, versions_by_code, versions_of

__all__ = [
    "OnlineFact", "VersionFact", "in_force_on", "procedure_by_code", "procedures_by_field", "procedures_found", "version_on", "versions_by_code", "versions_of",
]
