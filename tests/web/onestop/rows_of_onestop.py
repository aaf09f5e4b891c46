"""A row of every one-stop room, for the table of all addresses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from parix.web.accounts.queries import User
from parix.web.onestop.dossiers.actions.numbering import set_prefix
from parix.web.onestop.dossiers.actions.receiving import Filed, ReceiptGiven, receive_dossier
from parix.web.onestop.dossiers.rules.applicants import Applicant
from parix.web.onestop.procedures.actions import ProcedureGiven, VersionGiven, add_procedure
from parix.web.onestop.procedures.queries.catalogue import Procedure
from parix.web.organisations.queries import Agency


def rows_of_onestop(*, agency: Agency, people: Mapping[str, User], at: datetime) -> dict[str, Any]:
    given = ProcedureGiven("Lĩnh vực mẫu", VersionGiven("Thủ tục mẫu"), code="1.000001")
    procedure = add_procedure(agency=agency, given=given, by=people["officer"], at=at)
    return {"procedure": procedure.pk, **_dossier(agency, procedure, people["officer"], at)}


def _dossier(agency: Agency, procedure: Procedure, by: User, at: datetime) -> dict[str, Any]:
    set_prefix(agency=agency, prefix="H15.50.05", by=by, at=at)
    filed = Filed(procedure.versions.get().pk, procedure.field_id, None)
    one = receive_dossier(agency=agency, given=ReceiptGiven(filed, Applicant("Người Nộp"), "Việc mẫu"), by=by, at=at)
    return {"dossier_code": one.code, "dossier_verb": "xong", "paper": "mau-01"}
