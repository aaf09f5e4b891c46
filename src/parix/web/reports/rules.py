"""Who may see, write, comment, submit, approve. Predicates over a standing and a document's agency, state and units."""

from __future__ import annotations

from typing import Protocol

from parix.web.accounts.rules import Standing, is_auditor_over, is_coordinator_over, is_director_of, is_in_unit, is_member_of, is_officer_of
from parix.web.reports.choices import ReportState


class ReportLike(Protocol):
    @property
    def agency_id(self) -> int: ...

    @property
    def state(self) -> str: ...


class SectionLike(Protocol):
    @property
    def unit_id(self) -> int | None: ...


def may_see_room(standing: Standing) -> bool:
    """Works for an agency, or reads what agencies send."""
    return bool(standing.member_of or standing.coordinates or standing.audits)


def may_see(standing: Standing, report: ReportLike) -> bool:
    """The agency's own people and the auditor at any time; the coordinator, to whom it is sent, once it is issued."""
    if is_member_of(standing, report.agency_id) or is_auditor_over(standing, report.agency_id):
        return True
    return report.state == ReportState.ISSUED and is_coordinator_over(standing, report.agency_id)


def may_draft_for(standing: Standing, agency_id: int) -> bool:
    return is_officer_of(standing, agency_id)


def may_edit(standing: Standing, report: ReportLike) -> bool:
    """Head, units, figures typed by hand, every section: the office, while the document is drafted."""
    return report.state == ReportState.DRAFTED and is_officer_of(standing, report.agency_id)


def may_write(standing: Standing, report: ReportLike, section: SectionLike) -> bool:
    """The office any section, a unit's people their own."""
    if report.state != ReportState.DRAFTED or not is_member_of(standing, report.agency_id):
        return False
    return is_officer_of(standing, report.agency_id) or (section.unit_id is not None and is_in_unit(standing, section.unit_id))


def may_comment(standing: Standing, report: ReportLike) -> bool:
    return report.state != ReportState.ISSUED and is_member_of(standing, report.agency_id)


def may_settle(standing: Standing, report: ReportLike) -> bool:
    """Say that a comment was seen to."""
    return report.state != ReportState.ISSUED and is_officer_of(standing, report.agency_id)


def may_submit(standing: Standing, report: ReportLike) -> bool:
    return report.state == ReportState.DRAFTED and is_officer_of(standing, report.agency_id)


def may_decide(standing: Standing, report: ReportLike) -> bool:
    """Approve and issue, or send back."""
    return report.state == ReportState.SUBMITTED and is_director_of(standing, report.agency_id)


def may_discard(standing: Standing, report: ReportLike) -> bool:
    return may_edit(standing, report)


def may_keep_templates(standing: Standing, agency_id: int) -> bool:
    return is_officer_of(standing, agency_id)


def may_see_numbers(standing: Standing, agency_id: int) -> bool:
    return is_member_of(standing, agency_id) or is_auditor_over(standing, agency_id)
