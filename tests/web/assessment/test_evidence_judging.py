"""What is asked for against what is brought: a table of every verdict; nothing here touches a database."""

from __future__ import annotations

from datetime import date

import pytest

from parix.criteria.editions import EvidenceAsked
from parix.foundation.periods import Period
from parix.foundation.phrases import Text
from parix.foundation.problems import Problem
from parix.web.assessment.choices import EvidenceState as State
from parix.web.assessment.queries.evidence.judging import Proof, deadline_of, judge

YEAR = Period.of_year(2026)
IN_YEAR, EARLY, BEFORE, AFTER = date(2026, 5, 20), date(2026, 1, 20), date(2025, 12, 30), date(2027, 1, 2)
NOT_THERE = Problem("pointer.number_not_on_page", "số 5 không có ở trang 2", "sửa số trang")
DOUBT = Problem("pointer.page_unreadable", "trang này không đọc được", "đối chiếu bằng mắt", severity="warning")
OUT_OF_YEAR = Problem("pointer.date_outside_period", "ngoài kỳ", "giải trình")


def asked(kind: str = "plan", **how: str) -> EvidenceAsked:
    return EvidenceAsked(kind, Text(kind, kind), **how)


def proof(kind: str = "plan", issued_on: date | None = IN_YEAR, **how: object) -> Proof:
    return Proof(kind, issued_on=issued_on, **how)  # type: ignore[arg-type]


ONE: dict[str, tuple[EvidenceAsked, Proof, State]] = {
    "by number and date, without a file": (asked(), proof(), State.ENOUGH),
    "with a file that was read": (asked(), proof(file_state="readable"), State.ENOUGH),
    "a pointer that can only be doubted": (asked(), proof(file_state="readable", problems=(DOUBT,)), State.ENOUGH),
    "another kind": (asked(), proof("report"), State.WRONG_KIND),
    "any kind will do": (asked("document"), proof("report"), State.ENOUGH),
    "nobody knows the kind yet": (asked(), proof("", None, is_confirmed=False, file_state="received"), State.WAITING),
    "read but not confirmed": (asked(), proof(is_confirmed=False, file_state="readable"), State.WAITING),
    "proposed date outside the year, not confirmed": (asked(), proof(issued_on=BEFORE, is_confirmed=False, file_state="readable"), State.OUTSIDE_PERIOD),
    "confirmed while the file is still to be read": (asked(), proof(file_state="scanned"), State.WAITING),
    "cannot be read": (asked(), proof(file_state="unreadable"), State.UNREADABLE),
    "quarantined": (asked(), proof(file_state="quarantined"), State.UNREADABLE),
    "the number is not on the page": (asked(), proof(file_state="readable", problems=(NOT_THERE,)), State.MISPOINTED),
    "issued by the body that is asked": (asked(issuer="UBND tỉnh"), proof(issuer="Ủy ban nhân dân tỉnh Mẫu"), State.ENOUGH),
    "issued by another body": (asked(issuer="UBND tỉnh"), proof(issuer="Sở Nội vụ"), State.OTHER_ISSUER),
    "no issuer known": (asked(issuer="UBND tỉnh"), proof(), State.ENOUGH),
    "on the last day": (asked(by="01-31"), proof(issued_on=date(2026, 1, 31)), State.ENOUGH),
    "a day late": (asked(by="01-31"), proof(issued_on=date(2026, 2, 1)), State.TOO_LATE),
    "before the year": (asked(by="01-31"), proof(issued_on=BEFORE, problems=(OUT_OF_YEAR,)), State.OUTSIDE_PERIOD),
    "after the year": (asked(), proof(issued_on=AFTER, problems=(OUT_OF_YEAR,)), State.OUTSIDE_PERIOD),
    "an official document without a date": (asked(), proof(issued_on=None), State.UNDATED),
    "a list without a date": (asked("list"), proof("list", None), State.ENOUGH),
    "a list without a date that has a deadline": (asked("list", by="06-30"), proof("list", None), State.UNDATED),
    "an address where a link is asked": (asked("link"), proof("other", None, has_address=True), State.ENOUGH),
    "a publication where a link is asked": (asked("link"), proof("publication", None), State.ENOUGH),
    "no address where a link is asked": (asked("link"), proof("list", None), State.WRONG_KIND),
    "worst first: unreadable, then late": (asked(by="01-31"), proof(file_state="unreadable"), State.UNREADABLE),
}


@pytest.mark.parametrize("case", ONE)
def test_one_thing_asked_and_one_document_brought(case: str) -> None:
    wanted, brought, state = ONE[case]
    judged = judge([wanted], [brought], YEAR)
    assert (judged.state, [one.state for one in judged.answers], judged.proofs) == (state, [state], (state,))


REPORT, PLAN, MINUTES = asked("report"), asked(by="01-31"), asked("minutes")
SEVERAL: dict[str, tuple[list[EvidenceAsked], list[Proof], State, list[State], list[State]]] = {
    "nothing asked, nothing brought": ([], [], State.NOT_ASKED, [], []),
    "nothing asked, something brought": ([], [proof()], State.ENOUGH, [], [State.ENOUGH]),
    "nothing asked, the best counts": ([], [proof(issued_on=BEFORE), proof()], State.ENOUGH, [], [State.OUTSIDE_PERIOD, State.ENOUGH]),
    "asked and nothing brought": ([REPORT], [], State.MISSING, [State.MISSING], []),
    "one of two": ([PLAN, MINUTES], [proof(issued_on=EARLY)], State.MISSING, [State.ENOUGH, State.MISSING], [State.ENOUGH]),
    "both": ([PLAN, MINUTES], [proof("minutes"), proof(issued_on=EARLY)], State.ENOUGH, [State.ENOUGH, State.ENOUGH], [State.ENOUGH, State.ENOUGH]),
    "one right, one of a wrong kind": (
        [PLAN, MINUTES], [proof(issued_on=EARLY), proof("report")], State.WRONG_KIND, [State.ENOUGH, State.WRONG_KIND], [State.ENOUGH, State.WRONG_KIND],
    ),
    "more than asked": ([REPORT], [proof("report"), proof("plan")], State.ENOUGH, [State.ENOUGH], [State.ENOUGH, State.ENOUGH]),
    "the better of two answers": (
        [REPORT], [proof("report", BEFORE), proof("report")], State.ENOUGH, [State.ENOUGH], [State.OUTSIDE_PERIOD, State.ENOUGH],
    ),
    "two of a kind need two documents": ([REPORT, REPORT], [proof("report")], State.MISSING, [State.ENOUGH, State.MISSING], [State.ENOUGH]),
    "the strictest chooses first": (
        [asked(), PLAN], [proof(issued_on=EARLY), proof()], State.ENOUGH, [State.ENOUGH, State.ENOUGH], [State.ENOUGH, State.ENOUGH],
    ),
}


@pytest.mark.parametrize("case", SEVERAL)
def test_several(case: str) -> None:
    wanted, brought, state, answers, proofs = SEVERAL[case]
    judged = judge(wanted, brought, YEAR)
    assert (judged.state, [one.state for one in judged.answers], list(judged.proofs)) == (state, answers, proofs)


@pytest.mark.parametrize(("by", "day"), [("01-31", date(2026, 1, 31)), ("", None), ("02-30", None), ("soon", None), ("1-5", date(2026, 1, 5))])
def test_a_deadline_is_a_day_of_the_assessed_year(by: str, day: date | None) -> None:
    assert deadline_of(asked(by=by), YEAR) == day
