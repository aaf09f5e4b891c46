"""What has to be done in open rounds by a day, and by whom: leaves by their lead unit, the submission by officer and director,
a stage's end and an agency's request to open one again by the coordinator. For reminders; the setting NOTICE_DEADLINES names `deadlines`.

A few queries for all rounds together. What is done, or cannot be done any more, is no longer given.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils import timezone

from parix.foundation.phrases import Text, Value, phrase
from parix.web.accounts.choices import Role
from parix.web.accounts.queries.concerned import people_at, people_in_units, people_over
from parix.web.assessment.choices import ANSWER_UNLOCK_DAYS, SILENCES, TIMED_STAGES, Silence, Stage, UnlockAnswer, View
from parix.web.assessment.models import (
    CouncilSession,
    EditionSwitch,
    Inquiry,
    LeafDuty,
    LiveSheet,
    Participation,
    Round,
    StageWindow,
    Submission,
    UnlockRequest,
)
from parix.web.assessment.queries.drafts import DraftLeaf, draft_leaves
from parix.web.assessment.queries.editions import edition_of
from parix.web.assessment.queries.openings import opening_in, with_opening
from parix.web.assessment.queries.rounds import title_of
from parix.web.assessment.queries.sheets import ZERO
from parix.web.assessment.rules import Opening, is_open, state_of
from parix.web.notices.queries.kinds import Deadline
from parix.web.notices.rules import DAYS_BEFORE

SIGNERS = (Role.REFORM_OFFICER, Role.DIRECTOR)
# Whose work a stage is, of those who watch over all agencies.
WATCHERS: Mapping[Stage, tuple[Role, ...]] = {
    Stage.SELF_ASSESSMENT: (), Stage.APPRAISAL: (Role.APPRAISER,), Stage.APPEAL: (Role.APPRAISER,), Stage.COUNCIL: (Role.COUNCIL_MEMBER,),
}


@dataclass(frozen=True, slots=True)
class Part:
    participation: Participation
    opening: Opening
    is_submitted: bool

    @property
    def ends_on(self) -> date | None:
        """The last day on which the agency may submit; None where no time is set."""
        if self.opening.closes_at is None or self.opening.is_published:
            return None
        return timezone.localdate(max(self.opening.closes_at, self.opening.unlocked_until or self.opening.closes_at))


def deadlines(today: date) -> Iterator[Deadline]:
    """Deadlines that are near or have passed; the day begins in the site's time zone."""
    moment = timezone.make_aware(datetime.combine(today, time.min))
    parts = _parts()
    yield from _duties_due([one.participation for one in parts if is_open(state_of(one.opening, moment))], today)
    yield from _submissions_due([one for one in parts if not one.is_submitted], today)
    yield from _inquiries_due(today)
    yield from _unlocks_asked(today)
    yield from _stages_ending(parts, today)


def _duties_due(open_ones: Iterable[Participation], today: date) -> Iterator[Deadline]:
    """One deadline for each unit and day, with all leaves that the unit still owes by then."""
    soon = today + timedelta(days=max(DAYS_BEFORE))
    parts = {one.pk: one for one in open_ones}
    owing = LeafDuty.objects.filter(participation_id__in=parts, due_on__lte=soon).values_list("participation_id", flat=True)
    lives = LiveSheet.objects.filter(participation_id__in=set(owing), view=View.SELF)
    owed: dict[tuple[int, int | None, date], list[DraftLeaf]] = defaultdict(list)
    for pk, leaves in draft_leaves((parts[live.participation_id], live) for live in lives).items():
        for one in leaves:
            if one.is_claimed and not one.is_done and one.due_on is not None and one.due_on <= soon:
                owed[pk, one.lead_id, one.due_on].append(one)
    in_units = people_in_units({unit for _pk, unit, _due in owed if unit}, today)
    officers = people_at([Role.REFORM_OFFICER], {parts[pk].agency_id for pk, _unit, _due in owed}, today)
    for (pk, unit_id, due), own in owed.items():
        people = in_units.get(unit_id, ()) if unit_id else officers.get(parts[pk].agency_id, ())
        yield _duty(parts[pk], unit_id, due, own, people)


def _submissions_due(parts: Iterable[Part], today: date) -> Iterator[Deadline]:
    """Until the agency has submitted: officer and director, by the end of the window or of the latest unlocking."""
    ending = [(part.participation, part.ends_on) for part in parts if part.ends_on is not None]
    people = people_at(SIGNERS, {one.agency_id for one, _ends in ending}, today)
    lives = LiveSheet.objects.filter(participation_id__in=[one.pk for one, _ends in ending], view=View.SELF)
    totals = {pk: (points, of) for pk, points, of in lives.values_list("participation_id", "points", "applicable_max")}
    for one, ends in ending:
        worth = Text("", "")
        if one.pk in totals:
            points, whole = (Fraction(text) for text in totals[one.pk])
            worth = said(
                "chưa nộp thì {points} điểm tự chấm trên {whole} chưa được thẩm định", "until it is submitted, {points} of {whole} points are not appraised",
                points=points, whole=whole,
            )
        yield Deadline(
            f"assessment.Participation:{one.pk}", said("nộp phiếu tự chấm, {round}", "submit the self-assessment, {round}", round=title_of(one.round)), ends,
            reverse("assessment:submitting", args=[one.round.slug, one.agency.code]), people.get(one.agency_id, ()), worth,
        )


def _inquiries_due(today: date) -> Iterator[Deadline]:
    """Questions to an agency that it has not answered, until they are closed."""
    asked = Inquiry.objects.filter(closed_at__isnull=True, statements__isnull=True).exclude(participation__round__stage=Stage.PUBLISHED)
    open_ones = list(asked.select_related("participation__round", "participation__agency").order_by("pk"))
    people = people_at(SIGNERS, {one.participation.agency_id for one in open_ones}, today) if open_ones else {}
    for one in open_ones:
        part, leaf = one.participation, edition_of(one.participation.round).leaves.get(one.leaf_key)
        what = said("trả lời giải trình tiêu chí {code}", "reply to the question on criterion {code}", code=leaf.code if leaf else one.leaf_key)
        worth = said("không trả lời thì {silence}", "without a reply: {silence}", silence=SILENCES[Silence(one.silence)])
        url = reverse("assessment:agency_leaf", args=[part.round.slug, part.agency.code, one.leaf_key])
        yield Deadline(f"assessment.Inquiry:{one.pk}", what, one.reply_by, url, people.get(part.agency_id, ()), worth)


def _unlocks_asked(today: date) -> Iterator[Deadline]:
    """Requests to open a stage again that nobody has answered: a day is left for it, and less where the wish is sooner."""
    decided = CouncilSession.objects.filter(round=OuterRef("participation__round"), closed_at__isnull=False)
    asked = UnlockRequest.objects.filter(~Exists(decided), outcome=UnlockAnswer.OPEN)
    open_ones = list(asked.select_related("participation__round", "participation__agency").order_by("pk"))
    people = people_over([Role.COORDINATOR], {one.participation.round.province_id for one in open_ones}, today) if open_ones else {}
    for one in open_ones:
        round, agency = one.participation.round, one.participation.agency
        due = timezone.localdate(min(one.asked_at + timedelta(days=ANSWER_UNLOCK_DAYS), one.wished_until))
        what = said(
            "trả lời đề nghị mở lại {stage} của {agency}, {round}", "answer the request of {agency} to open {stage} again, {round}",
            stage=TIMED_STAGES[Stage(one.stage)], agency=Text(agency.name, agency.name), round=title_of(round),
        )
        url = reverse("assessment:stages", args=[round.slug])
        yield Deadline(f"assessment.UnlockRequest:{one.pk}", what, due, url, people.get(round.province_id, ()))


def _stages_ending(parts: Iterable[Part], today: date) -> Iterator[Deadline]:
    """The stage that each round is at: for the coordinator, and for those whose work it is. Self-assessment is over for the
    coordinator when everybody has submitted; an appeal may be filed or not, so nobody is late with it."""
    by_round: dict[Round, list[Part]] = defaultdict(list)
    for one in parts:
        by_round[one.participation.round].append(one)
    open_rounds = list(Round.objects.exclude(stage=Stage.PUBLISHED).order_by("pk"))
    windows = {one.round_id: one for one in StageWindow.objects.filter(round__in=open_rounds, stage=F("round__stage"))}
    provinces = {one.province_id for one in open_rounds}
    coordinators = people_over([Role.COORDINATOR], provinces, today)
    watching = {stage: people_over(WATCHERS[stage], provinces, today) for stage in {Stage(one.stage) for one in open_rounds} if WATCHERS[stage]}
    for round in open_rounds:
        stage, many = Stage(round.stage), by_round.get(round, [])
        missing = sum(not one.is_submitted for one in many)
        if round.pk not in windows or (stage == Stage.SELF_ASSESSMENT and not missing):
            continue
        due = timezone.localdate(windows[round.pk].closes_at)
        what = said("hết thời gian {stage}, {round}", "the time of {stage} ends, {round}", stage=TIMED_STAGES[stage], round=title_of(round))
        worth = said("{missing} trên {all} cơ quan chưa nộp", "{missing} of {all} agencies have not submitted", missing=missing, all=len(many))
        subject = f"assessment.Round:{round.pk}/{stage}"
        url = reverse("assessment:stages", args=[round.slug])
        yield Deadline(subject, what, due, url, coordinators.get(round.province_id, ()), worth if missing else Text("", ""))
        if stage in watching:
            yield Deadline(subject, what, due, reverse("assessment:queue", args=[round.slug]), watching[stage].get(round.province_id, ()))
        if stage == Stage.APPEAL and due >= today:
            yield from _appeals_ending(round, due, today)


def _appeals_ending(round: Round, due: date, today: date) -> Iterator[Deadline]:
    taking_part = list(Participation.objects.filter(round=round).select_related("agency").order_by("pk"))
    people = people_at(SIGNERS, {one.agency_id for one in taking_part}, today)
    what = said("hạn gửi kiến nghị điểm, {round}", "appeals may be filed, {round}", round=title_of(round))
    for one in taking_part:
        url = reverse("assessment:moved", args=[round.slug, one.agency.code])
        yield Deadline(f"assessment.Participation:{one.pk}/{Stage.APPEAL}", what, due, url, people.get(one.agency_id, ()))


def _parts() -> list[Part]:
    """Of every round that is in self-assessment. What was submitted under an edition that the round has left does not count."""
    rows = with_opening(Participation.objects.filter(round__stage=Stage.SELF_ASSESSMENT), "")
    left = EditionSwitch.objects.filter(round=OuterRef("participation__round"), switched_at__gt=OuterRef("submitted_at"))
    submitted = Exists(Submission.objects.filter(~Exists(left), participation=OuterRef("pk")))
    found = rows.annotate(submitted=submitted).select_related("round", "agency").order_by("pk")
    return [Part(one, opening_in(one, one), one.submitted) for one in found]


def _duty(part: Participation, unit_id: int | None, due: date, leaves: list[DraftLeaf], people: tuple[int, ...]) -> Deadline:
    slug, agency = part.round.slug, part.agency.code
    points = sum((one.at_stake for one in leaves), ZERO)
    if len(leaves) == 1:
        what = said("tiêu chí {code} {leaf}", "criterion {code} {leaf}", code=leaves[0].leaf.code, leaf=leaves[0].leaf.text)
        url = reverse("assessment:claim", args=[slug, agency, leaves[0].leaf.key])
    else:
        codes = ", ".join(one.leaf.code for one in leaves)
        what = said("{count} tiêu chí: {codes}", "{count} criteria: {codes}", count=len(leaves), codes=codes)
        url = reverse("assessment:self_assessment", args=[slug, agency]) + (f"?don-vi={unit_id}&xem=thieu" if unit_id else "?xem=chua-giao")
    worth = said("{points} điểm đang chờ", "points at stake: {points}", points=points)
    return Deadline(f"assessment.Participation:{part.pk}/unit:{unit_id or '-'}", what, due, url, people, worth)


def said(vi: str, en: str, **values: Value) -> Text:
    both = phrase(vi, en, **values)
    return Text(both.text("vi"), both.text("en"))
