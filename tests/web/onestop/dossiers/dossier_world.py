"""Dossiers for tests: a procedure of five working days, a prefix, receipts at the desk and rows of another system."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from parix.foundation.working_calendar.due_dates import Term
from parix.web.onestop.dossiers.actions.numbering import set_prefix
from parix.web.onestop.dossiers.actions.receiving import Filed, ReceiptGiven, receive_dossier
from parix.web.onestop.dossiers.actions.recording import DossierRow
from parix.web.onestop.dossiers.actions.steps import StepGiven, take_step
from parix.web.onestop.dossiers.choices import Verb
from parix.web.onestop.dossiers.queries import Dossier
from parix.web.onestop.dossiers.rules.applicants import Applicant
from parix.web.onestop.procedures.queries.catalogue import Version
from tests.web.onestop.onestop_world import OnestopWorld

# Tuesday, nine in the morning; the world's own NOW is the same.
NOW = datetime(2026, 11, 3, 2, tzinfo=UTC)
PREFIX = "H15.50.05"
CITIZEN = Applicant("Nguyễn Văn An", "079200000001", "Số 1 đường Mẫu", "0912 345 678", "an@example.com")
FIRST = {"term_count": 5, "term_unit": "working_days", "papers": [{"name": "Đơn đề nghị", "originals": 1, "copies": 0}]}


def version_in(world: OnestopWorld, **first: Any) -> Version:
    return world.procedure(first={**FIRST, **first}).versions.get()


def filed(version: Version) -> Filed:
    term = Term(version.term_count, version.term_unit) if version.term_count is not None else None  # type: ignore[arg-type]
    return Filed(version.pk, version.procedure.field_id, term, version.fee_amount, version.fee == "charged")


def receive(world: OnestopWorld, version: Version, who: str = "counter", at: datetime = NOW, **given: Any) -> Dossier:
    whole = ReceiptGiven(**{"filed": filed(version), "applicant": CITIZEN, "abstract": "Cấp giấy phép mẫu", "papers": list(version.papers), **given})
    return receive_dossier(agency=world.own, given=whole, by=world.people[who], at=at)


def desk(world: OnestopWorld) -> None:
    set_prefix(agency=world.own, prefix=PREFIX, by=world.people["officer"], at=NOW)


def step(world: OnestopWorld, one: Dossier, verb: Verb, who: str = "counter", at: datetime | None = None, **given: Any) -> Dossier:
    return take_step(dossier=one, verb=verb, given=StepGiven(**given), by=world.people[who], at=at or NOW + timedelta(minutes=1))


def row(world: OnestopWorld, version: Version, number: int = 1, **given: Any) -> DossierRow:
    whole: dict[str, Any] = {
        "code": f"{PREFIX}-261102-{number:04}", "agency_id": world.own.pk, "procedure_id": version.pk, "field_id": version.procedure.field_id, "channel": 2,
        "state": 4, "received_at": NOW - timedelta(days=1), "applicant": CITIZEN, "abstract": "Gia hạn giấy phép", "term": Term(5), "source_row": str(number),
    }
    return DossierRow(**{**whole, **given})
