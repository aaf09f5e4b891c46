"""The minutes of a session, made from the stored votes and nothing else: what a page shows, what is printed, and the same as plain text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from parix.web.assessment.choices import Choice, MotionOutcome
from parix.web.assessment.models import CouncilSession
from parix.web.assessment.queries.council.rows import Ballot, MotionRow, SessionRow

TITLE = "BIÊN BẢN PHIÊN HỌP HỘI ĐỒNG THẨM ĐỊNH CHỈ SỐ CẢI CÁCH HÀNH CHÍNH"
CONTINUED = "    "


@dataclass(frozen=True, slots=True)
class Item:
    """One motion in the minutes: who voted how, in the order of names."""

    row: MotionRow

    def voters(self, choice: Choice) -> tuple[Ballot, ...]:
        return tuple(one for one in self.row.ballots if one.vote is not None and one.vote.choice == choice)

    @property
    def groups(self) -> tuple[tuple[Choice, tuple[Ballot, ...]], ...]:
        return tuple((choice, self.voters(choice)) for choice in Choice)

    @property
    def recused(self) -> tuple[Ballot, ...]:
        return tuple(one for one in self.row.ballots if one.recused)


@dataclass(frozen=True, slots=True)
class Minutes:
    session: CouncilSession
    row: SessionRow
    items: tuple[Item, ...]

    @property
    def absent(self) -> tuple[str, ...]:
        return tuple(one.member.get_full_name() for one in self.row.seats if not one.is_present)

    @property
    def present(self) -> tuple[str, ...]:
        return tuple(one.member.get_full_name() for one in self.row.present)


def minutes_of(row: SessionRow) -> Minutes:
    return Minutes(row.session, row, tuple(Item(one) for one in row.motions))


def minutes_lines(minutes: Minutes) -> Iterator[str]:
    """In Vietnamese, as an office keeps them; a text of several lines goes on under its first one, moved in."""
    session, round = minutes.session, minutes.session.round
    yield TITLE
    yield f"Đợt chấm: {round.title_vi} ({round.slug})"
    yield f"Phiên họp số {session.number}, ngày {session.held_on:%d/%m/%Y}"
    yield f"Chủ tọa: {session.chair.get_full_name()}"
    yield f"Thư ký: {session.secretary.get_full_name()}"
    yield f"Thành viên: {len(minutes.row.seats)}; có mặt: {len(minutes.present)}; cần ít nhất: {minutes.row.quorum} ({session.quorum_percent} %)"
    yield f"Có mặt: {_names(minutes.present)}"
    yield f"Vắng mặt: {_names(minutes.absent)}"
    yield f"Số phiếu bằng nhau thì: {'theo phiếu của chủ tọa' if session.decides_ties else 'không thông qua'}"
    for item in minutes.items:
        yield ""
        yield from _item(item)
    yield ""
    yield f"Quyết định: {_moved_in(session.decision) if session.decision else 'phiên họp chưa đóng'}"
    if session.closed_at is not None:
        yield f"Phiên họp đóng lúc {timezone.localtime(session.closed_at):%H:%M ngày %d/%m/%Y}"


def _item(item: Item) -> Iterator[str]:
    motion, leaf = item.row.motion, item.row.placed.leaf
    yield f"Nội dung {motion.number}: {motion.participation.agency.name} ({motion.participation.agency.code}), tiêu chí {leaf.code} {leaf.text.vi}"
    yield f"Điều được hỏi: {_moved_in(motion.text)}"
    yield f"Đề nghị: {motion.get_proposes_display()}"
    if motion.reason:
        yield f"Lý do: {_moved_in(motion.reason)}"
    if motion.legal_basis:
        yield f"Căn cứ: {_moved_in(motion.legal_basis)}"
    for ballot in item.recused:
        yield f"Không biểu quyết: {ballot.seat.member.get_full_name()}: {_moved_in(ballot.recused)}"
    for choice, ballots in item.groups:
        yield f"{str(choice.label).capitalize()}: {len(ballots)} ({_names(one.seat.member.get_full_name() for one in ballots)})"
    for ballot in item.row.dissents:
        assert ballot.vote is not None
        yield f"Ý kiến của {ballot.seat.member.get_full_name()}: {_moved_in(ballot.vote.dissent)}"
    chair = ", theo phiếu của chủ tọa" if motion.by_the_chair else ""
    when = f" lúc {timezone.localtime(motion.decided_at):%H:%M ngày %d/%m/%Y}" if motion.decided_at else ""
    yield f"Kết luận: {MotionOutcome(motion.outcome).label}{chair}{when}"


def _names(names: Iterator[str] | tuple[str, ...]) -> str:
    return "; ".join(names) or "không có"


def _moved_in(text: str) -> str:
    return f"\n{CONTINUED}".join(text.splitlines())
