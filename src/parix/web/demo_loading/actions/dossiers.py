"""Dossiers of the followed department: a year of them as its one-stop system exported them, the week's own at the desk; feedback.

Applicants are made up and say so; their numbers belong to nobody.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from parix.demo_data.made_up_agencies import FOLLOWED
from parix.dossiers.codes import written_code
from parix.foundation.working_calendar.calendars import WorkingCalendar
from parix.foundation.working_calendar.due_dates import Term, due_day
from parix.web.accounts.queries import User
from parix.web.demo_loading.choices import SEED, UNIT_WORDS, officer_of
from parix.web.onestop.dossiers.actions.numbering import set_prefix
from parix.web.onestop.dossiers.actions.receiving import Filed, ReceiptGiven, receive_dossier
from parix.web.onestop.dossiers.actions.recording import DossierRow, EventRow, record_dossiers
from parix.web.onestop.dossiers.actions.steps import StepGiven, take_step
from parix.web.onestop.dossiers.choices import ApplicantKind, Channel, EventKind, Fee, State, Verb
from parix.web.onestop.dossiers.queries import Dossier
from parix.web.onestop.dossiers.queries.filing import Offered, offered_by
from parix.web.onestop.dossiers.rules.applicants import Applicant
from parix.web.onestop.feedback.actions.sending import FeedbackGiven, Sender, send_feedback
from parix.web.onestop.feedback.actions.steps import StepGiven as Handled
from parix.web.onestop.feedback.actions.steps import take_step as handle
from parix.web.onestop.feedback.choices import About
from parix.web.onestop.feedback.choices import Channel as FeedbackChannel
from parix.web.onestop.feedback.choices import Verb as FeedbackVerb
from parix.web.organisations.queries import Agency, Unit
from parix.web.organisations.queries.units import units_of
from parix.web.working_calendar.queries import calendar_for

# No province has this code: nobody takes a demonstration's dossier for a real one.
PREFIX, SOURCE = "H00.13", "Hệ thống một cửa của tỉnh (mẫu)"
YEARLY, SHARE_LATE, SHARE_WAITED, SHARE_ONLINE = 280, 0.03, 0.08, 0.8
_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Vũ", "Đặng", "Bùi", "Đỗ")
_MIDDLES, _GIVEN = ("Văn", "Thị", "Minh", "Ngọc", "Hữu"), (
    "An", "Bình", "Châu", "Dũng", "Giang", "Hạnh", "Khoa", "Lan", "Nam", "Phúc", "Quỳnh", "Sơn", "Thảo", "Vân",
)
_FIRMS = ("Công ty TNHH Mẫu", "Công ty cổ phần Thiết bị Mẫu", "Bệnh viện Đa khoa Mẫu", "Phòng khám Mẫu", "Trung tâm Kiểm định Mẫu")


def load_dossiers(agency: Agency, people: Mapping[str, User], at: datetime) -> None:
    """After the catalogue of procedures, which they are filed under."""
    today, officer = timezone.localdate(at), people[officer_of(FOLLOWED)]
    offered = [one for one in offered_by(agency.pk, today) if one.term_count is not None]
    if not offered:
        return
    set_prefix(agency=agency, prefix=PREFIX, by=officer, at=at)
    units = {UNIT_WORDS[unit.kind]: unit for unit in units_of([agency.pk], today) if unit.kind in UNIT_WORDS}
    calendar, drawn = calendar_for(agency.pk, today), random.Random(SEED)
    rows = list(_exported(agency, offered, units, calendar, drawn, at))
    record_dossiers(source=SOURCE, rows=rows, by="system", at=at, scope=agency.code)
    _at_the_desk(agency, offered, units, people, calendar, drawn, at)


def _exported(
    agency: Agency, offered: Sequence[Offered], units: Mapping[str, Unit], calendar: WorkingCalendar, drawn: random.Random, at: datetime,
) -> Iterator[DossierRow]:
    """Received since the year before, all but the last weeks' settled."""
    today, numbers, days = timezone.localdate(at), Counter[date](), [day for day in calendar.working_days if day < timezone.localdate(at) - timedelta(days=7)]
    for number in range(YEARLY):
        day = days[-1 - (YEARLY - number) % 240]
        numbers[day] += 1
        one, received = drawn.choice(offered), _moment(day, drawn)
        due = _closing(calendar, due_day(calendar, received, _term(one)))
        late, finished = drawn.random() < SHARE_LATE, received + timedelta(days=drawn.randrange(1, max((due - received).days, 1) + 1))
        finished = min(due + timedelta(days=drawn.randrange(1, 6)) if late else min(finished, due), at - timedelta(hours=2))
        is_open = due.date() >= today or (late and due.date() > today - timedelta(days=9))
        waited = drawn.random() < SHARE_WAITED and not is_open
        state = State.IN_PROGRESS if is_open else drawn.choices((State.RETURNED, State.FINISHED, State.REFUSED, State.WITHDRAWN), (88, 6, 3, 3))[0]
        ended = finished if state in (State.RETURNED, State.FINISHED) else None
        yield DossierRow(
            code=written_code(PREFIX, day, numbers[day]), agency_id=agency.pk, procedure_id=one.version_id, field_id=one.field_id,
            unit_id=one.unit_id or units["quanly"].pk, channel=_channel(drawn), state=state, received_at=received, due_at=due, finished_at=ended,
            returned_at=ended if state == State.RETURNED else None, applicant_kind=ApplicantKind.ENTERPRISE if number % 3 else ApplicantKind.CITIZEN,
            applicant=_applicant(number, drawn), abstract=one.name[:300], supplements=int(waited), waited_days=3 if waited else 0, is_submitters_fault=waited,
            fee=Fee.PAID_ONLINE if one.has_fee and number % 4 else Fee.PAID_OTHERWISE if one.has_fee else Fee.NONE, fee_amount=one.fee_amount,
            online_level=one.online_level, is_synced=drawn.random() < 0.97, has_digitised_paper=drawn.random() < 0.85, reuses_data=drawn.random() < 0.3,
            has_electronic_result=ended is not None and drawn.random() < 0.9, has_apology=late and ended is not None, source_row=str(number + 1),
            events=tuple(_events(received, due, ended, state, late)),
        )


def _events(received: datetime, due: datetime, ended: datetime | None, state: State, late: bool) -> Iterator[EventRow]:
    yield EventRow(EventKind.ACCEPTED, received, due_at=due)
    if late and ended is not None:
        yield EventRow(EventKind.APOLOGISED, min(ended, due - timedelta(hours=3)), "Phải xác minh thêm thực tế (dữ liệu mẫu)")
    if ended is not None:
        yield EventRow(EventKind.FINISHED, ended)
    if ended is not None and state == State.RETURNED:
        yield EventRow(EventKind.RETURNED, ended)


def _at_the_desk(
    agency: Agency, offered: Sequence[Offered], units: Mapping[str, Unit], people: Mapping[str, User], calendar: WorkingCalendar,
    drawn: random.Random, at: datetime,
) -> None:
    """One in every state that the desk knows, received in the last days."""
    clerk, handling = people[f"motcua.{FOLLOWED.short.lower()}"], units["quanly"]
    days = [day for day in calendar.working_days if day < timezone.localdate(at)][-6:]
    lives: tuple[tuple[tuple[Verb, dict[str, Any]], ...], ...] = (
        (), ((Verb.HAND_OVER, {"unit": handling}),),
        ((Verb.HAND_OVER, {"unit": handling}), (Verb.ASK_SUPPLEMENT, {"note": "Bổ sung bản vẽ mặt bằng phòng đặt thiết bị"})),
        ((Verb.HAND_OVER, {"unit": handling}), (Verb.ASK_SUPPLEMENT, {"note": "Bổ sung chứng chỉ còn hiệu lực"}), (Verb.TAKE_SUPPLEMENT, {})),
        ((Verb.HAND_OVER, {"unit": handling}), (Verb.FINISH, {})), ((Verb.HAND_OVER, {"unit": handling}), (Verb.FINISH, {}), (Verb.RETURN, {})),
        ((Verb.WITHDRAW, {"note": "Người nộp đề nghị rút để làm lại đơn"}),), ((Verb.REFUSE, {"note": "Không thuộc thẩm quyền giải quyết của Sở"}),),
    )
    for number, life in enumerate(lives):
        one, moment = drawn.choice(offered), _moment(days[number % 3], drawn)
        filed = Filed(one.version_id, one.field_id, _term(one), one.fee_amount, one.has_fee, one.online_level)
        given = ReceiptGiven(
            filed, _applicant(YEARLY + number, drawn), one.name[:300], Channel.DIRECT,
            ApplicantKind.ENTERPRISE if (YEARLY + number) % 3 else ApplicantKind.CITIZEN,
            papers=list(one.papers),
        )
        held: Dossier = receive_dossier(agency=agency, given=given, by=clerk, at=moment)
        for later, (verb, more) in enumerate(life, 1):  # a day later each, while the office is open
            at_office = timezone.make_aware(datetime.combine(days[number % 3 + later], timezone.localtime(moment).time()))
            held = take_step(dossier=held, verb=verb, given=StepGiven(**more), by=clerk, at=at_office)


def _applicant(number: int, drawn: random.Random) -> Applicant:
    """Enterprises two of three; numbers of the pattern, with an area that no register gives out."""
    phone = f"09000{number:05}"
    if number % 3:
        return Applicant(f"{drawn.choice(_FIRMS)} {number}", f"00{number:08}", f"Số {number} đường Mẫu, phường Mẫu", phone, f"mau{number}@example.com")
    name = f"{drawn.choice(_FAMILIES)} {drawn.choice(_MIDDLES)} {drawn.choice(_GIVEN)} (mẫu)"
    return Applicant(name, f"000{number:09}", f"Tổ {number % 20 + 1}, phường Mẫu", phone)


def _channel(drawn: random.Random) -> int:
    return Channel.ONLINE if drawn.random() < SHARE_ONLINE else drawn.choice((Channel.DIRECT, Channel.POST))


def _term(one: Offered) -> Term:
    return Term(one.term_count or 0, one.term_unit)  # type: ignore[arg-type]


def _moment(day: date, drawn: random.Random) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(8 + drawn.randrange(3), drawn.randrange(60))))


def _closing(calendar: WorkingCalendar, day: date) -> datetime:
    return calendar.closing(day, timezone.get_current_timezone())


def load_feedback(agency: Agency, people: Mapping[str, User], at: datetime) -> None:
    """Five of the last weeks: one waits for more, one is overdue for its publication, two are answered in public."""
    clerk, day = people[f"motcua.{FOLLOWED.short.lower()}"], timedelta(days=1)
    for number, (about, words, answer) in enumerate(_FEEDBACK):
        sender, moment = Sender(f"Người gửi mẫu {number + 1}", f"Tổ {number + 1}, phường Mẫu", f"0900{number:06}"), at - (26 - 4 * number) * day
        held = send_feedback(given=FeedbackGiven(agency, about, sender, words, channel=FeedbackChannel.PORTAL), by="system", at=moment)
        if number == len(_FEEDBACK) - 1:
            continue
        held = handle(feedback=held, verb=FeedbackVerb.ACCEPT, given=Handled(), by=clerk, at=moment + day)
        if not answer:
            handle(feedback=held, verb=FeedbackVerb.ASK, given=Handled("Xin cho biết mã hồ sơ và ngày nộp"), by=clerk, at=moment + 2 * day)
            continue
        held = handle(feedback=held, verb=FeedbackVerb.ANSWER, given=Handled(answer), by=clerk, at=moment + 6 * day)
        if number < 2:
            handle(feedback=held, verb=FeedbackVerb.PUBLISH, given=Handled(question=words), by=clerk, at=moment + 7 * day)


_FEEDBACK = (
    (About.RULES, "Mẫu đơn trên Cổng Dịch vụ công khác mẫu trong quyết định công bố", "Sở đã sửa mẫu trên Cổng; hồ sơ nộp theo mẫu cũ vẫn được nhận."),
    (About.STAFF, "Gọi hướng dẫn nhiều lần không ai nghe máy", "Sở đã phân công người trực điện thoại trong giờ làm việc và xin lỗi vì sự bất tiện."),
    (About.RULES, "Đề nghị cho nộp bản chụp thay bản sao chứng thực", "Từ tháng này Sở nhận bản chụp và đối chiếu với bản chính khi trả kết quả."),
    (About.RULES, "Hồ sơ nộp qua mạng đã lâu chưa thấy trả lời", ""),
    (About.STAFF, "Bộ phận Một cửa mở cửa muộn đầu giờ chiều", ""),
)
