"""Fills an empty database with a province under way: its departments, a round of seventy leaves, claims, papers, people, sessions.

Rows of papers and claims are written in bulk: what is measured is how they are read, and thousands of acts would take longer than
the measuring. Everything else goes through the rooms' actions.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from benchmarks.web.seventy_leaves import BENCH_SET
from parix.demo_data.measuring import measurement_sets
from parix.foundation.agencies import Agency as EngineAgency
from parix.foundation.facts import NotApplicable, NothingArose, NotKnown
from parix.foundation.measurement_files import fact_to_json
from parix.foundation.measurements import MeasurementSet
from parix.foundation.periods import Period
from parix.foundation.phrases import Text
from parix.web.accounts.actions import add_person
from parix.web.accounts.choices import Role
from parix.web.accounts.queries import User
from parix.web.assessment import actions
from parix.web.assessment.choices import Stage
from parix.web.assessment.models import Claim, EvidenceCheck, EvidenceLink, Participation, Round, StageWindow
from parix.web.assessment.queries.evidence.checks import basis_of, with_documents
from parix.web.assessment.scoring_runs import edition_chosen, score_round
from parix.web.assessment.scoring_runs.live import refresh_round
from parix.web.assessment.scoring_runs.opening import open_self_assessment
from parix.web.assessment.scoring_runs.stages import open_appraisal
from parix.web.files.models import Document, DocumentRevision, PageText, StoredFile
from parix.web.measurements.measuring import record
from parix.web.organisations.actions import register_agency
from parix.web.organisations.queries import Agency

SLUG = "bench"
SEED = 7
_CHUNK = 500


@dataclass(frozen=True)
class Filled:
    round: Round
    officers: dict[str, User]  # by agency's code
    coordinator: User
    appraiser: User
    leaf_keys: tuple[str, ...]


def fill(agencies: int, papers: int) -> Filled:
    now = timezone.now()
    edition, chosen = edition_chosen(BENCH_SET)
    period = Period.of_year(now.year)
    given = [EngineAgency(f"DEMO.B{number:02}", f"Sở mẫu {number:02}", "department") for number in range(1, agencies + 1)]
    province = register_agency(given=EngineAgency("DEMO", "Tỉnh Mẫu", "province"))
    held = {one.code: register_agency(given=one, short_name=one.code[-3:], parent=province) for one in given}
    coordinator = _person("dieuphoi", Role.COORDINATOR, province)
    appraiser = add_person(
        username="thamdinh", full_name="Người thẩm định (mẫu)", email="thamdinh@example.com", agency=province, role=Role.APPRAISER, fields=["*"],
    )
    officers = {code: _person(f"canbo.{code[-3:].lower()}", Role.REFORM_OFFICER, agency) for code, agency in held.items()}
    sets = measurement_sets(edition, given, period, SEED)
    for one in sets:
        record(agency=held[one.agency.code], given=one, by=coordinator, at=now)
    round = actions.open_round(
        slug=SLUG, title=Text("Đợt đo tải", "Load round"), province=province, agency_kind="department", edition=chosen,
        period=(period.start, period.end), agencies=list(held.values()), by=coordinator, at=now,
    )
    open_self_assessment(round=round, opens_at=now - timedelta(days=20), closes_at=now + timedelta(days=20), by=coordinator, at=now)
    _claim(round, sets, officers, now)
    keys = tuple(one.leaf.key for one in edition.placed_leaves if one.leaf.scored_by == "self_then_appraiser")
    _file_papers(round, held, officers, keys, papers, now)
    refresh_round(round=round, view="self", at=now)  # type: ignore[arg-type]
    score_round(round=round, by=coordinator, at=now)
    return Filled(round, officers, coordinator, appraiser, keys)


def go_on_to_appraisal() -> None:
    """The self-assessment is over and its round in the time of appraisal."""
    round, now = Round.objects.get(slug=SLUG), timezone.now()
    StageWindow.objects.filter(round=round, stage=Stage.SELF_ASSESSMENT).update(closes_at=now - timedelta(hours=1))
    StageWindow.objects.create(round=round, stage=Stage.APPRAISAL, opens_at=now - timedelta(minutes=1), closes_at=now + timedelta(days=20))
    assert round.opened_by is not None
    open_appraisal(round=round, by=round.opened_by, at=now)


def _person(username: str, role: Role, agency: Agency) -> User:
    return add_person(username=username, full_name=f"Người {username} (mẫu)", email=f"{username}@example.com", agency=agency, role=role)


def _claim(round: Round, sets: Sequence[MeasurementSet], officers: dict[str, User], now: datetime) -> None:
    leaves = edition_chosen(BENCH_SET)[0].leaves
    facts = {(one.agency.code, measured.code): measured.fact for one in sets for measured in one.measurements if measured.period == one.period}
    claims = list(Claim.objects.filter(participation__round=round).select_related("participation__agency"))
    for claim in claims:
        code = claim.participation.agency.code
        known = {role: facts[code, use.code] for role, use in leaves[claim.leaf_key].measures.items()}
        claim.facts = {role: fact_to_json(fact) for role, fact in known.items() if not isinstance(fact, NotKnown | NothingArose | NotApplicable)}
        claim.explanation, claim.version, claim.state, claim.saved_at, claim.saved_by = "Báo cáo số 12/BC-MẪU", 1, "ready", now, officers[code]
    Claim.objects.bulk_update(claims, ["facts", "explanation", "version", "state", "saved_at", "saved_by"], batch_size=_CHUNK)


def _file_papers(round: Round, held: dict[str, Agency], officers: dict[str, User], keys: Sequence[str], papers: int, now: datetime) -> None:
    """Confirmed papers, read, each linked to one or two leaves, with a check that is fresh."""
    draws, codes = Random(SEED), list(held)
    files = [
        StoredFile(
            sha256=hashlib.sha256(f"{number}".encode()).hexdigest(), size=40_000, media_type="application/pdf", state="readable", received_at=now,
            read_at=now, page_count=2,
        )
        for number in range(papers)
    ]
    StoredFile.objects.bulk_create(files, batch_size=_CHUNK)
    text = "Số {0}/KH-MẪU. Kế hoạch cải cách hành chính nhà nước; hoàn thành 36/42 nhiệm vụ. "
    PageText.objects.bulk_create([
        PageText(file=file, number=page, text=text.format(number) * 12, words=f"so {number} kh mau ke hoach cai cach hanh chinh nha nuoc", method="text")
        for number, file in enumerate(files) for page in (1, 2)
    ], batch_size=_CHUNK)
    documents = [
        Document(
            id=uuid.UUID(int=number + 1), agency=held[codes[number % len(codes)]], kind=draws.choice(("plan", "report", "decision")),
            number=str(number), symbol="KH-MẪU", issued_on=date(round.period_start.year, 1 + number % 6, 1 + number % 27), issuer="Sở mẫu",
            abstract=f"Kế hoạch mẫu số {number}",
            search=f"ke hoach so {number} mau", state="confirmed", registered_by=officers[codes[number % len(codes)]], registered_at=now,
            confirmed_by=officers[codes[number % len(codes)]], confirmed_at=now, revision_count=1,
        )
        for number in range(papers)
    ]
    Document.objects.bulk_create(documents, batch_size=_CHUNK)
    revisions = [
        DocumentRevision(document=document, number=1, file=file, original_name=f"{document.number}.pdf", uploaded_by=document.registered_by, uploaded_at=now)
        for document, file in zip(documents, files, strict=True)
    ]
    DocumentRevision.objects.bulk_create(revisions, batch_size=_CHUNK)
    for document, revision in zip(documents, revisions, strict=True):
        document.current = revision
    Document.objects.bulk_update(documents, ["current"], batch_size=_CHUNK)
    taking_part = {one.agency_id: one for one in Participation.objects.filter(round=round)}
    EvidenceLink.objects.bulk_create([
        EvidenceLink(
            participation=taking_part[document.agency_id], leaf_key=keys[(number // len(codes) + turn * 13) % len(keys)], document=document, page=1,
            number=document.number, symbol=document.symbol, issued_on=document.issued_on, issuer="Sở mẫu", added_by=document.registered_by, added_at=now,
        )
        for number, document in enumerate(documents) for turn in range(1 + number % 2)
    ], batch_size=_CHUNK)
    links = with_documents(EvidenceLink.objects.filter(participation__round=round))
    EvidenceCheck.objects.bulk_create([EvidenceCheck(link=one, basis=basis_of(one), problems=[], checked_at=now) for one in links], batch_size=_CHUNK)


def sign_in_all(filled: Filled, into: Path) -> None:
    """A session for everybody, and where each may go: what the visitors are told."""
    people = [("coordinator", filled.coordinator, ""), ("appraiser", filled.appraiser, "")] + [("officer", one, code) for code, one in filled.officers.items()]
    told = {
        "round": filled.round.slug, "leaves": list(filled.leaf_keys),
        "people": [{"role": role, "agency": code, "session": _session(user), "documents": _documents(user)} for role, user, code in people],
    }
    into.write_text(json.dumps(told), encoding="utf-8")


def _session(user: User) -> str:
    store = SessionStore()
    store["_auth_user_id"], store["_auth_user_backend"] = str(user.pk), "parix.web.project.sign_in.PersonBackend"
    store["_auth_user_hash"] = user.get_session_auth_hash()
    store.create()
    assert store.session_key is not None
    return store.session_key


def _documents(user: User) -> list[str]:
    return [str(pk) for pk in Document.objects.filter(registered_by=user).values_list("pk", flat=True)[:20]]
