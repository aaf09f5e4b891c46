"""The council of the followed round: a session of one morning, disputed leaves voted on with dissent and recusals, a decision, the close."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.utils import timezone

from parix.criteria.editions import Leaf
from parix.foundation.facts import Share
from parix.web.accounts.queries import User
from parix.web.assessment.actions.conflicts import declare_conflict
from parix.web.assessment.actions.council import Meeting, cast_vote, note_presence, open_session, recuse
from parix.web.assessment.actions.rulings import RulingText
from parix.web.assessment.choices import Choice, Outcome, Stage
from parix.web.assessment.queries.rounds import Round
from parix.web.assessment.scoring_runs.council import close_session, decide_motion, put_motion, withdraw_motion
from parix.web.demo_loading.actions.appraisal import in_appeal, role_of, silent, unanswered_leaf, written_with
from parix.web.demo_loading.actions.self_assessment import Desk
from parix.web.demo_loading.actions.times import Times
from parix.web.demo_loading.choices import COUNCIL

CHAIR, SECRETARY = "hoidong", "hoidong.thuky"
MEMBERS = (CHAIR, SECRETARY, *(f"hoidong.{number}" for number in range(1, COUNCIL + 1)))
ABSENT = MEMBERS[-1]
# Who has a conflict of interest with the department of which question.
CONFLICTED, _CONFLICT = "hoidong.3", 2
_QUORUM_PERCENT = 67
_DECISION = "Quyết định số 09/QĐ-HĐTĐ (mẫu): thông qua kết quả thẩm định, điều chỉnh các tiêu chí đã biểu quyết"


@dataclass(frozen=True, slots=True)
class _Question:
    """What the council is asked. Whoever is present and not named votes for it; `dissents` and `recused` are words by user name."""

    desk: Desk
    leaf: Leaf
    text: str
    given: RulingText
    against: frozenset[str] = frozenset()
    abstain: frozenset[str] = frozenset()
    dissents: Mapping[str, str] = field(default_factory=dict)
    recused: Mapping[str, str] = field(default_factory=dict)
    is_withdrawn: bool = False


def decided_by_council(round: Round, desks: Sequence[Desk], people: Mapping[str, User], times: Times) -> None:
    """The session opened, held on one day and closed; the coordinator's and the secretary's acts beside the members' own."""
    coordinator, secretary, members = people["dieuphoi"], people[SECRETARY], [people[name] for name in MEMBERS]
    met = times.during(Stage.COUNCIL, 0.5)
    questions = _questions(desks)
    declare_conflict(
        round=round, person=people[CONFLICTED], participation=questions[_CONFLICT].desk.participation, leaf_key="", by=people[CONFLICTED],
        reason="Đã làm việc tại cơ quan này trong kỳ đánh giá", at=times.during(Stage.COUNCIL, 0.1),
    )
    meeting = Meeting(timezone.localtime(met).date(), people[CHAIR], secretary, members, _QUORUM_PERCENT, decides_ties=True)
    session = open_session(round=round, meeting=meeting, by=coordinator, at=times.during(Stage.COUNCIL, 0.2))
    note_presence(session=session, present=[people[name].pk for name in MEMBERS if name != ABSENT], by=secretary, at=met)
    for number, one in enumerate(questions):
        at = met + timedelta(minutes=20 * (number + 1))
        motion = put_motion(session=session, participation=one.desk.participation, leaf_key=one.leaf.key, text=one.text, given=one.given, by=secretary, at=at)
        if one.is_withdrawn:
            withdraw_motion(motion=motion, by=secretary, at=at + timedelta(minutes=5))
            continue
        for name, reason in one.recused.items():
            recuse(motion=motion, member=people[name], reason=reason, by=people[name], at=at)
        for turn, name in enumerate(_voting(number, one), 1):
            choice = Choice.AGAINST if name in one.against else Choice.ABSTAIN if name in one.abstain else Choice.FOR
            moment: datetime = at + timedelta(minutes=turn)
            cast_vote(motion=motion, choice=choice, dissent=one.dissents.get(name, ""), based_on=None, by=people[name], at=moment)
        decide_motion(motion=motion, by=secretary, at=at + timedelta(minutes=15))
    close_session(session=session, decision=_DECISION, by=coordinator, at=met + timedelta(hours=4))


def _voting(number: int, one: _Question) -> list[str]:
    without = {ABSENT, *one.recused, *({CONFLICTED} if number == _CONFLICT else ())}
    return [name for name in MEMBERS if name not in without]


def _questions(desks: Sequence[Desk]) -> list[_Question]:
    """Appeals that were not granted, in the order of their filing; the question without an answer; what two appraisals saw differently."""
    (first, first_leaf, _fact), own, part, tied, back = in_appeal(desks)
    quiet = silent(desks)[-1]
    return [
        replace(
            _asked_for(own), against=frozenset({CHAIR, SECRETARY, "hoidong.2", "hoidong.3"}),
            dissents={"hoidong.1": "Đề nghị công nhận: tài liệu gửi kèm ghi rõ ngày hoàn thành trong kỳ đánh giá"},
        ),
        replace(
            _asked_for(part), against=frozenset({"hoidong.4"}), recused={"hoidong.2": "Đã tham gia xây dựng báo cáo của cơ quan này"},
            dissents={"hoidong.4": "Báo cáo bổ sung không nêu ngày hoàn thành, đề nghị giữ kết quả trả lời kiến nghị"},
        ),
        replace(
            _asked_for(tied), against=frozenset({SECRETARY, "hoidong.4"}), abstain=frozenset({"hoidong.2"}),
            dissents={"hoidong.4": "Hồ sơ bổ sung gửi chậm, đề nghị giữ kết quả thẩm định lần một"},
        ),
        replace(_asked_for(back), is_withdrawn=True),
        _Question(quiet, unanswered_leaf(quiet), "Giữ số liệu cơ quan đã khai dù cơ quan không giải trình trong hạn?", RulingText(
            Outcome.ACCEPTED, reason="Đã đối chiếu số liệu với báo cáo năm của cơ quan",
        )),
        _Question(first, first_leaf, "Giữ kết quả trả lời kiến nghị, khác với kết quả thẩm định lần một?", RulingText(
            Outcome.ACCEPTED, reason="Tài liệu bổ sung đã được đối chiếu với bản gốc",
        )),
    ]


def _asked_for(appeal: tuple[Desk, Leaf, Share]) -> _Question:
    desk, leaf, fact = appeal
    shown = f"{int(fact.numerator)}/{int(fact.denominator)} {leaf.measures[role_of(leaf)].item.vi}"
    given = RulingText(Outcome.CORRECTED, written_with(desk, leaf, fact), f"Hồ sơ kiến nghị được xem lại tại phiên họp, chứng minh đủ {shown}")
    return _Question(desk, leaf, f"Công nhận {shown} như cơ quan kiến nghị?", given)
