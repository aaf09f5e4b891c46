"""Statements: read whole or not at all, each line once whatever file brings it, matched by reference and amount, the rest listed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from parix.exchange_formats.bank_statements import Credit, read_statement, references_in
from parix.foundation.problems import Place, Problem, ProblemsFound, refuse_errors
from parix.web.accounts.queries import User, standing_of
from parix.web.audit_trail.actions import record
from parix.web.onestop.payments.actions import subject_of
from parix.web.onestop.payments.actions.charging import held_charge, settle
from parix.web.onestop.payments.choices import LINE, WAITING, WORDS_SEAL, LineState, PaidBy
from parix.web.onestop.payments.models import Charge, Line, Statement
from parix.web.onestop.payments.queries import keeps, open_charges
from parix.web.organisations.queries import Agency
from parix.web.personal_data.rules.sealing import hashes_known, lookup_hashes, sealed_many


@dataclass(frozen=True, slots=True)
class ReadStatement:
    """How many lines were new, matched, had another sum than asked, found nothing, or had been read before; debits are left out."""

    statement: Statement
    new: int
    matched: int
    other_sum: int
    unmatched: int
    doubled: int
    debits: int


@transaction.atomic
def read_in(*, agency: Agency, content: bytes, file_name: str, by: User, at: datetime) -> ReadStatement:
    """Raises PermissionDenied, ProblemsFound with every line that cannot be read; then nothing is kept.

    Side effects: lines, charges that are paid with their receipts, entries in the journal.
    """
    if not keeps(standing_of(by), agency.pk, timezone.localdate(at)):
        raise PermissionDenied("chỉ bộ phận Một cửa, tài chính, cán bộ cải cách hành chính và lãnh đạo cơ quan nhập được sao kê")
    found, problems = read_statement(content, file_name)
    if found is None:
        raise ProblemsFound(problems)
    statement = Statement.objects.create(agency=agency, file_name=file_name[:200], read_at=at, read_by=by)
    texts = _fingerprints(found.credits)
    prints = lookup_hashes(texts, LINE)
    known = {bytes(one) for one in Line.objects.filter(agency=agency, day__in={one.day for one in found.credits}).values_list("fingerprint", flat=True)}
    fresh = [
        (credit, mark) for credit, mark, text in zip(found.credits, prints, texts, strict=True) if known.isdisjoint(hashes_known(text, LINE))
    ]
    counts = _matched(statement, fresh, by, at)
    statement.doubled = len(found.credits) - len(fresh)
    statement.save(update_fields=["doubled"])
    after = {"lines": len(fresh), "matched": counts[LineState.MATCHED]}
    record(act="payments.statement_read", subject=subject_of(statement), by=by, after=after, scope=agency.code, at=at)
    return ReadStatement(
        statement, len(fresh), counts[LineState.MATCHED], counts[LineState.OTHER_SUM], counts[LineState.UNMATCHED], statement.doubled, found.debits,
    )


@transaction.atomic
def match_by_hand(*, line: Line, charge: Charge, by: User, at: datetime) -> Line:
    """For who wrote the reference wrongly; the sums must be equal. Raises PermissionDenied, ProblemsFound."""
    held = _held(line, by, at)
    paid = held_charge(charge)
    if paid.agency_id != held.agency_id:
        raise PermissionDenied("khoản này của cơ quan khác")
    if paid.amount != held.amount:
        refuse_errors([_problem("other_sum", f"khoản {paid.reference} là {paid.amount} đồng, dòng sao kê {held.amount} đồng", "chọn khoản khác")])
    settle(paid, PaidBy.TRANSFER, by=by, at=at)
    held.state, held.charge = LineState.MATCHED, paid
    held.save(update_fields=["state", "charge"])
    return held


@transaction.atomic
def set_aside(*, line: Line, reason: str, by: User, at: datetime) -> Line:
    """Money that is no fee of a dossier. Raises PermissionDenied, ProblemsFound."""
    held = _held(line, by, at)
    if not reason.strip():
        refuse_errors([_problem("reason_missing", "chưa ghi lý do", "ghi đây là khoản gì")])
    held.state, held.reason = LineState.SET_ASIDE, reason.strip()[:300]
    held.save(update_fields=["state", "reason"])
    record(
        act="payments.set_aside", subject=subject_of(held.statement), by=by, after={"amount": held.amount}, reason=held.reason, scope=held.agency.code, at=at,
    )
    return held


def _fingerprints(credits: tuple[Credit, ...]) -> list[str]:
    """The bank's own number where there is one; else everything, and which of its equals it is on the day."""
    seen: Counter[str] = Counter()
    found = []
    for one in credits:
        text = f"{one.day}|{one.amount}|{one.number or one.words}"
        seen[text] += 1
        found.append(f"{text}|{seen[text]}")
    return found


def _matched(statement: Statement, fresh: list[tuple[Credit, bytes]], by: User, at: datetime) -> Counter[LineState]:
    charges = {one.reference: one for one in open_charges(statement.agency_id)}
    words = sealed_many([credit.words for credit, _mark in fresh], WORDS_SEAL)
    counts: Counter[LineState] = Counter()
    lines = []
    for (credit, mark), sealed in zip(fresh, words, strict=True):
        charge = next((charges[one] for one in references_in(credit.words) if one in charges), None)
        state = LineState.UNMATCHED if charge is None else LineState.MATCHED if charge.amount == credit.amount else LineState.OTHER_SUM
        if charge is not None and state == LineState.MATCHED:
            settle(held_charge(charge), PaidBy.TRANSFER, by=by, at=at)
            del charges[charge.reference]
        counts[state] += 1
        lines.append(Line(
            agency_id=statement.agency_id, statement=statement, line=credit.line, day=credit.day, amount=credit.amount, words=sealed, number=credit.number,
            fingerprint=mark, state=state, charge=charge,
        ))
    Line.objects.bulk_create(lines, batch_size=500)
    return counts


def _held(line: Line, by: User, at: datetime) -> Line:
    held = Line.objects.select_for_update(of=("self",)).select_related("agency", "statement").get(pk=line.pk)
    if not keeps(standing_of(by), held.agency_id, timezone.localdate(at)):
        raise PermissionDenied("chỉ người thu phí của cơ quan khớp được sao kê")
    if held.state not in WAITING:
        refuse_errors([_problem("not_waiting", f"dòng này {held.get_state_display()}", "tải lại trang")])
    return held


def _problem(code: str, message: str, remedy: str) -> Problem:
    return Problem(f"payments.{code}", message, remedy, Place(path=""))
