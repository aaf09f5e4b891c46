"""A row of every one-stop room, for the table of all addresses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from parix.web.accounts.queries import User
from parix.web.onestop.dossiers.actions.numbering import set_prefix
from parix.web.onestop.dossiers.actions.receiving import Filed, ReceiptGiven, receive_dossier
from parix.web.onestop.dossiers.rules.applicants import Applicant
from parix.web.onestop.feedback.actions.sending import FeedbackGiven, Sender, send_feedback
from parix.web.onestop.intake.actions.receiving import lay_down, receive
from parix.web.onestop.intake.actions.sources import add_source
from parix.web.onestop.payments.actions.charging import ask_payment, set_account
from parix.web.onestop.payments.actions.statements import read_in
from parix.web.onestop.procedures.actions import ProcedureGiven, VersionGiven, add_procedure
from parix.web.onestop.procedures.actions.importing import keep_table
from parix.web.onestop.procedures.actions.reviewing import plan_reviews
from parix.web.onestop.procedures.queries.catalogue import Procedure
from parix.web.organisations.queries import Agency
from tests.unit.exchange_formats.dossiers.made_exports import csv_of, row
from tests.unit.exchange_formats.made_workbooks import workbook_of


def rows_of_onestop(*, agency: Agency, people: Mapping[str, User], at: datetime) -> dict[str, Any]:
    given = ProcedureGiven("Lĩnh vực mẫu", VersionGiven("Thủ tục mẫu"), code="1.000001")
    procedure = add_procedure(agency=agency, given=given, by=people["officer"], at=at)
    (review,) = plan_reviews(agency=agency, year=at.year, procedures=[procedure], plan=None, by=people["officer"], at=at)
    workbook = workbook_of({"A": [["Tên thủ tục", "Lĩnh vực"], ["Thủ tục mới", "Lĩnh vực mẫu"]]})
    table = keep_table(agency=agency, content=workbook, file_name="a.xlsx", by=people["officer"], at=at)
    kept = {"procedure": procedure.pk, "review": review.pk, "review_verb": "drop", "table": table.pk, "picture": "tuan", "indicator": "dossiers_on_schedule"}
    return {**kept, **_dossier(agency, procedure, people["officer"], at), **_import(agency, people["officer"], at)}


def _dossier(agency: Agency, procedure: Procedure, by: User, at: datetime) -> dict[str, Any]:
    set_prefix(agency=agency, prefix="H15.50.05", by=by, at=at)
    filed = Filed(procedure.versions.get().pk, procedure.field_id, None)
    one = receive_dossier(agency=agency, given=ReceiptGiven(filed, Applicant("Người Nộp"), "Việc mẫu"), by=by, at=at)
    given = FeedbackGiven(agency, 1, Sender("Người Gửi", "Địa chỉ", "0900000001"), "Phản ánh mẫu về thủ tục")
    feedback = send_feedback(given=given, by="public", at=at)
    set_account(agency=agency, bank="970436", account="1", holder="MAU", unit="", by=by, at=at)
    charge = ask_payment(dossier=one, name="Lệ phí", amount=Decimal(5), by=by, at=at)
    read = read_in(agency=agency, content="Ngày,Ghi có,Nội dung\n01/11/2026,7,x".encode(), file_name="a.csv", by=by, at=at)
    return {
        "dossier_code": one.code, "dossier_verb": "xong", "paper": "mau-01", "feedback": feedback.pk, "feedback_verb": "thu-ly",
        "feedback_receipt": feedback.receipt, "charge_reference": charge.reference, "statement_line": read.statement.lines.get().pk,
    }


def _import(agency: Agency, by: User, at: datetime) -> dict[str, Any]:
    source = add_source(agency=agency, name="Một cửa điện tử", by=by, at=at)
    one = receive(source=source, laid=lay_down([csv_of([row()])]), file_name="ho-so.csv", by=by, at=at)
    return {"import_id": one.pk, "source": source.pk, "call": "them"}
