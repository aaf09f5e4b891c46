"""Who is told what of an act in a round. Each is called inside the act's transaction, so that act and notice are kept together.

Side effect: rows in the inbox of the people concerned, and from there a line in their mail of the day. Whoever acted is not told.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from parix.foundation.phrases import Text, Value, phrase
from parix.web.accounts.choices import Role
from parix.web.accounts.queries import User
from parix.web.accounts.queries.concerned import People, people_at, people_in_units, people_over
from parix.web.assessment.choices import (
    AGENCYS_STAGES,
    CERTIFICATE_LAPSED,
    DUTIES_GIVEN,
    DUTIES_SUPPORTED,
    MOTION_PUT,
    PUBLISHED,
    STAGE_TIMED,
    SUBMITTED,
    TIMED_STAGES,
    TO_APPROVE,
    TO_SUBMIT,
    UNLOCK_ASKED,
    UNLOCK_REFUSED,
    UNLOCKED,
    CertificationStep,
    Stage,
)
from parix.web.assessment.models import (
    Certification,
    LeafDuty,
    Motion,
    Participation,
    Round,
    StageWindow,
    Submission,
    Unlock,
    UnlockRequest,
)
from parix.web.assessment.queries.deadlines import SIGNERS, WATCHERS
from parix.web.assessment.queries.editions import edition_of
from parix.web.assessment.queries.rounds import participants, title_of
from parix.web.notices.actions import NewNotice, notify, notify_each
from parix.web.organisations.queries import Agency
from parix.web.organisations.queries.units import units_by_id

Words = Mapping[str, Value]
NEXT_STEP = {CertificationStep.CHECKED: (TO_APPROVE, Role.DIRECTOR), CertificationStep.APPROVED: (TO_SUBMIT, Role.REFORM_OFFICER)}
MOST_CODES = 12


def tell_window(window: StageWindow, *, by: User, at: datetime) -> None:
    """Those whose work the stage is: who signs for each agency, the appraisers, the council."""
    round, stage = window.round, Stage(window.stage)
    words: Words = {"round": title_of(round), "stage": TIMED_STAGES[stage], "opens": _moment(window.opens_at), "closes": _moment(window.closes_at)}
    occasion, due = f"{window.opens_at.isoformat()}/{window.closes_at.isoformat()}"[:100], timezone.localdate(window.closes_at)
    notify_each(now=at, notices=[
        NewNotice(_besides(people, by), STAGE_TIMED.code, f"assessment.StageWindow:{window.pk}", occasion, address, words, due)
        for address, people in _working_in(stage, round, participants(round), at)
    ])


def tell_unlocked(unlock: Unlock, *, by: User, at: datetime) -> None:
    round, stage = unlock.window.round, Stage(unlock.window.stage)
    words: Words = {"round": title_of(round), "stage": TIMED_STAGES[stage], "until": _moment(unlock.until), "reason": unlock.reason}
    agencies = [unlock.agency] if unlock.agency else participants(round)
    notify_each(now=at, notices=[
        NewNotice(
            _besides(people, by), UNLOCKED.code, f"assessment.Unlock:{unlock.pk}", "unlocked", address, words, timezone.localdate(unlock.until),
        )
        for address, people in _working_in(stage, round, agencies, at)
    ])


def tell_unlock_asked(asked: UnlockRequest, *, by: User, at: datetime) -> None:
    """The coordinators, who answer it on the page of the calendar."""
    part, stage = asked.participation, Stage(asked.stage)
    over = people_over([Role.COORDINATOR], [part.round.province_id], timezone.localdate(at)).get(part.round.province_id, ())
    notify(
        to=_besides(over, by), kind=UNLOCK_ASKED.code, subject=f"assessment.UnlockRequest:{asked.pk}", occasion="asked",
        url=reverse("assessment:stages", args=[part.round.slug]), now=at,
        words={
            "agency": part.agency.name, "stage": TIMED_STAGES[stage], "until": _moment(asked.wished_until), "round": title_of(part.round),
            "reason": asked.reason,
        },
    )


def tell_unlock_refused(asked: UnlockRequest, *, by: User, at: datetime) -> None:
    part = asked.participation
    notify(
        to=_besides(people_at(SIGNERS, [part.agency_id], timezone.localdate(at)).get(part.agency_id, ()), by), kind=UNLOCK_REFUSED.code,
        subject=f"assessment.UnlockRequest:{asked.pk}", occasion="refused", now=at,
        url=reverse("assessment:ask_unlock", args=[part.round.slug, part.agency.code]),
        words={"stage": TIMED_STAGES[Stage(asked.stage)], "round": title_of(part.round), "reason": asked.answer},
    )


def _working_in(stage: Stage, round: Round, agencies: Iterable[Agency], at: datetime) -> Iterator[tuple[str, People]]:
    """Where each group of people goes to work in the stage. Somebody in two groups is told once, with the first address."""
    today = timezone.localdate(at)
    if stage in AGENCYS_STAGES:
        agencies = list(agencies)
        signers = people_at(SIGNERS, [agency.pk for agency in agencies], today)
        yield from ((_own(round, agency), signers.get(agency.pk, ())) for agency in agencies)
    watching = people_over(WATCHERS[stage], [round.province_id], today)
    yield reverse("assessment:ranking", args=[round.slug]), watching.get(round.province_id, ())


def tell_duties(participation: Participation, duties: Iterable[LeafDuty], *, by: User, at: datetime) -> None:
    """The lead unit of each duty, one notice for each unit and due date."""
    edition = edition_of(participation.round)
    given: dict[int, list[LeafDuty]] = defaultdict(list)
    for duty in duties:
        if duty.lead_id is not None:
            given[duty.lead_id].append(duty)
    if not given:
        return
    people, units = people_in_units(given, timezone.localdate(at)), units_by_id(given)
    notices = []
    for unit_id, own in given.items():
        codes = [edition.leaves[duty.leaf_key].code for duty in own]
        due, plan = own[0].due_on, own[0].evidence_plan
        words: Words = {"unit": units[unit_id].name, "leaves": _leaves(codes), "due": f"{due:%d/%m/%Y}" if due else Text("chưa đặt", "not set"), "plan": plan}
        digest = hashlib.sha256("/".join(sorted(f"{duty.leaf_key}:{duty.due_on}:{duty.evidence_plan}" for duty in own)).encode()).hexdigest()[:16]
        address = f"{_own(participation.round, participation.agency)}?don-vi={unit_id}"
        to = _besides(people.get(unit_id, ()), by)
        notices.append(NewNotice(to, DUTIES_GIVEN.code, f"assessment.Participation:{participation.pk}/unit:{unit_id}", digest, address, words, due))
    notify_each(now=at, notices=notices)


def tell_supporting(participation: Participation, asked: Mapping[int, Sequence[LeafDuty]], *, by: User, at: datetime) -> None:
    """Each unit that is to support a leaf's lead from now on."""
    if not asked:
        return
    edition = edition_of(participation.round)
    people, units = people_in_units(asked, timezone.localdate(at)), units_by_id(asked)
    notify_each(now=at, notices=[
        NewNotice(
            _besides(people.get(unit_id, ()), by), DUTIES_SUPPORTED.code, f"assessment.Participation:{participation.pk}/unit:{unit_id}",
            hashlib.sha256(f"{at.isoformat()}/{'/'.join(one.leaf_key for one in duties)}".encode()).hexdigest()[:16],
            f"{_own(participation.round, participation.agency)}?xem=phoi-hop",
            {"unit": units[unit_id].name, "leaves": _leaves([edition.leaves[one.leaf_key].code for one in duties])},
        )
        for unit_id, duties in asked.items()
    ])


def tell_certified(certificate: Certification, *, by: User, at: datetime) -> None:
    """Whoever has the next step: the director after the check, the officer after the approval."""
    part = certificate.participation
    kind, role = NEXT_STEP[CertificationStep(certificate.step)]
    notify(
        to=_besides(people_at([role], [part.agency_id], timezone.localdate(at)).get(part.agency_id, ()), by), kind=kind.code,
        subject=f"assessment.Participation:{part.pk}", occasion=certificate.frozen_digest, url=_submitting(part), now=at,
        words={"round": title_of(part.round), "who": by.get_full_name(), "note": certificate.note},
    )


def tell_lapsed(certificates: Iterable[Certification], participation: Participation, leaf_key: str, *, by: User, at: datetime) -> None:
    """Whoever had vouched for the version that is no more."""
    code = edition_of(participation.round).leaves[leaf_key].code
    words: Words = {"round": title_of(participation.round), "who": by.get_full_name(), "leaf": code}
    notify_each(now=at, notices=[
        NewNotice(
            _besides([one.certified_by_id], by), CERTIFICATE_LAPSED.code, f"assessment.Certification:{one.pk}", "lapsed", _submitting(participation), words,
        )
        for one in certificates
    ])


def tell_submitted(submission: Submission, *, by: User, at: datetime) -> None:
    """Both who signed get the receipt, the one who submitted too: it is their proof."""
    part = submission.participation
    notify(
        to=people_at(SIGNERS, [part.agency_id], timezone.localdate(at)).get(part.agency_id, ()), kind=SUBMITTED.code,
        subject=f"assessment.Submission:{submission.pk}", occasion="submitted", now=at,
        url=reverse("assessment:receipt", args=[part.round.slug, part.agency.code, submission.number]),
        words={"round": title_of(part.round), "number": submission.number, "who": by.get_full_name(), "when": _moment(at)},
    )


def tell_motion(motion: Motion, *, by: User, at: datetime) -> None:
    """Everybody with a seat, also whoever is recused: they see that it is on."""
    agency, leaf = motion.participation.agency, edition_of(motion.participation.round).leaves[motion.leaf_key]
    words: Words = {"number": motion.number, "agency": agency.name, "leaf": leaf.code, "text": motion.text}
    notify(
        to=_besides(motion.session.seats.values_list("member_id", flat=True), by), kind=MOTION_PUT.code, subject=f"assessment.Motion:{motion.pk}",
        occasion="put", url=reverse("assessment:motion", args=[motion.participation.round.slug, motion.number]), words=words, now=at,
    )


def tell_published(round: Round, *, by: User, at: datetime) -> None:
    agencies = participants(round)
    people = people_at(SIGNERS, [agency.pk for agency in agencies], timezone.localdate(at))
    words: Words = {"round": title_of(round), "decision": round.decision}
    notify_each(now=at, notices=[
        NewNotice(
            _besides(people.get(agency.pk, ()), by), PUBLISHED.code, f"assessment.Round:{round.pk}", "published",
            reverse("assessment:sheet", args=[round.slug, agency.code]), words,
        )
        for agency in agencies
    ])


def _besides(people: Iterable[int], by: User) -> list[int]:
    return [one for one in people if one != by.pk]


def _own(round: Round, agency: Agency) -> str:
    return reverse("assessment:self_assessment", args=[round.slug, agency.code])


def _submitting(participation: Participation) -> str:
    return reverse("assessment:submitting", args=[participation.round.slug, participation.agency.code])


def _moment(at: datetime) -> str:
    return f"{timezone.localtime(at):%H:%M %d/%m/%Y}"


def _leaves(codes: list[str]) -> Text:
    """Codes as long as they can be taken in at a glance, then how many more."""
    shown, more = ", ".join(codes[:MOST_CODES]), len(codes) - MOST_CODES
    if more > 0:
        both = phrase("{count} tiêu chí: {codes} và {more} tiêu chí nữa", "{count} criteria: {codes} and {more} more", count=len(codes), codes=shown, more=more)
    else:
        both = phrase("{count} tiêu chí: {codes}", "{count} criteria: {codes}", count=len(codes), codes=shown)
    return Text(both.text("vi"), both.text("en"))
