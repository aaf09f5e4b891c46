"""Appraisal and appeals of the followed round: rulings field by field, some of them corrections, questions, replies, appeals, answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from parix.criteria.editions import Edition, Leaf
from parix.demo_data.made_up_agencies import FOLLOWED
from parix.foundation.facts import Fact, NothingArose, NotKnown, Share
from parix.foundation.measurement_files import fact_to_json
from parix.web.accounts.choices import ALL_FIELDS
from parix.web.accounts.queries import User
from parix.web.assessment.actions.inquiries import make_statement
from parix.web.assessment.actions.rulings import RulingText
from parix.web.assessment.choices import Answer, Outcome, Silence, Stage, View
from parix.web.assessment.scoring_runs.appeals import answer_appeal, file_appeal
from parix.web.assessment.scoring_runs.inquiries import ask
from parix.web.assessment.scoring_runs.rulings import save_ruling
from parix.web.demo_loading.actions.people import field_keys
from parix.web.demo_loading.actions.self_assessment import Desk
from parix.web.demo_loading.actions.times import Times
from parix.web.demo_loading.choices import PEOPLE

# How many leaves of each department that the demonstration does not follow are corrected; the rest of theirs waits or stays as claimed.
_CORRECTED_ELSEWHERE, _CORRECTED_HERE = 2, 4
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Appraisers:
    """Who appraises which field of the edition, by its key."""

    by_field: Mapping[str, User]
    leader: User

    @classmethod
    def of(cls, edition: Edition, people: Mapping[str, User]) -> Appraisers:
        named = {key: people[one.username] for one in PEOPLE for key in field_keys(one, edition) if key != ALL_FIELDS}
        return cls(named, people["thamdinh"])


def appraised(desks: Sequence[Desk], appraisers: Appraisers, times: Times, *, is_over: bool) -> None:
    """The followed department leaf by leaf, of the others what is corrected. While it runs, the last leaves wait, two questions are open."""
    own = next(desk for desk in desks if desk.department == FOLLOWED)
    others = [desk for desk in desks if desk is not own]
    for number, desk in enumerate(others):
        for turn, (leaf, fact) in enumerate(_correctable(desk)[:_CORRECTED_ELSEWHERE]):
            at = times.during(Stage.APPRAISAL, 0.5 * (number + turn / _LEAST) / len(others))
            _corrected(desk, leaf, fact, appraisers, at)
    leaves = own.claimed if is_over else own.claimed[: len(own.claimed) * 2 // 3]
    wrong = {leaf.key: fact for leaf, fact in _correctable(own)[:_CORRECTED_HERE]}
    for number, leaf in enumerate(leaves):
        at = times.during(Stage.APPRAISAL, 0.5 + 0.4 * (number + 1) / len(leaves))
        if leaf.key in wrong:
            _corrected(own, leaf, wrong[leaf.key], appraisers, at)
        else:
            _ruled(own, leaf, appraisers, at)
    _questions(own, appraisers, times, own.claimed[len(leaves) :][:2])


def _correctable(desk: Desk) -> list[tuple[Leaf, Share]]:
    """Claimed shares with something left to take away."""
    found = []
    for leaf in desk.claimed:
        facts = [desk.facts[use.code].fact for role, use in leaf.measures.items() if use.code in desk.facts and role in ("value", "share", "done")]
        if len(facts) == 1 and isinstance(facts[0], Share) and facts[0].numerator >= _LEAST:
            found.append((leaf, facts[0]))
    return found


def _role(leaf: Leaf) -> str:
    return next(role for role in ("value", "share", "done") if role in leaf.measures)


def _corrected(desk: Desk, leaf: Leaf, fact: Share, appraisers: Appraisers, at: datetime) -> None:
    """One or two of what was claimed have no paper: the inputs are corrected, and the points follow."""
    right = Share(fact.numerator - Fraction(1 + int(fact.numerator) % 2), fact.denominator)
    facts: dict[str, Fact] = {role: desk.facts[use.code].fact for role, use in leaf.measures.items() if use.code in desk.facts}
    facts[_role(leaf)] = right
    item = leaf.measures[_role(leaf)].item.vi
    reason = f"Tài liệu kiểm chứng chỉ chứng minh được {int(right.numerator)}/{int(right.denominator)} {item}"
    _rule(desk, leaf, RulingText(Outcome.CORRECTED, _written(facts), reason), appraisers, at)


def _ruled(desk: Desk, leaf: Leaf, appraisers: Appraisers, at: datetime) -> None:
    facts = {role: desk.facts[use.code].fact for role, use in leaf.measures.items() if use.code in desk.facts}
    if all(isinstance(fact, NotKnown) for fact in facts.values()):
        return
    arose = next((fact for fact in facts.values() if isinstance(fact, NothingArose)), None)
    if arose is not None and leaf.nothing_arose == "drop":
        reason, basis = f"{arose.reason.capitalize()}, đã đối chiếu với báo cáo năm", f"Ghi chú của tiêu chí {leaf.code} trong bộ chỉ số"
        given = RulingText(Outcome.NOT_APPLICABLE, {}, reason, basis)
    else:
        given = RulingText(Outcome.ACCEPTED)
    _rule(desk, leaf, given, appraisers, at)


def _rule(desk: Desk, leaf: Leaf, given: RulingText, appraisers: Appraisers, at: datetime) -> None:
    save_ruling(
        participation=desk.participation, leaf_key=leaf.key, view=View.FIRST, given=given, based_on_number=0, by=_appraiser_of(desk, leaf, appraisers), at=at,
    )


def _appraiser_of(desk: Desk, leaf: Leaf, appraisers: Appraisers) -> User:
    field = next(one.field.key for one in desk.edition.placed_leaves if one.leaf.key == leaf.key)
    return appraisers.by_field.get(field, appraisers.leader)


def _written(facts: Mapping[str, Fact]) -> dict[str, object]:
    return {role: fact_to_json(fact) for role, fact in facts.items() if not isinstance(fact, NotKnown)}


def _questions(desk: Desk, appraisers: Appraisers, times: Times, leaves: Sequence[Leaf]) -> None:
    """The first is answered, the second still waits for the agency."""
    at = times.during(Stage.APPRAISAL, 0.92)
    for number, leaf in enumerate(leaves):
        inquiry = ask(
            participation=desk.participation, leaf_key=leaf.key, view=View.FIRST, reply_by=(times.at + timedelta(days=5)).date(), silence=Silence.AS_CLAIMED,
            question=f"Đề nghị cơ quan cung cấp thêm tài liệu kiểm chứng cho tiêu chí {leaf.code}: tài liệu đã dẫn chưa nêu rõ kết quả cuối năm.",
            by=_appraiser_of(desk, leaf, appraisers), at=at,
        )
        if number == 0:
            make_statement(
                participation=desk.participation, leaf_key=leaf.key, inquiry=inquiry, by=desk.officer, at=times.during(Stage.APPRAISAL, 0.97),
                text="Kết quả cuối năm nêu tại báo cáo cải cách hành chính năm, mục II; cơ quan giữ nguyên số liệu đã khai.",
            )


def appealed(desks: Sequence[Desk], appraisers: Appraisers, times: Times, *, is_over: bool) -> None:
    """The followed department asks for its figures back on two leaves: one is granted in part, the other is answered when the time is over."""
    own = next(desk for desk in desks if desk.department == FOLLOWED)
    for number, (leaf, fact) in enumerate(_correctable(own)[:2]):
        filed = times.during(Stage.APPEAL, 0.3 + 0.1 * number)
        appeal = file_appeal(
            participation=own.participation, leaf_key=leaf.key, wanted_facts={_role(leaf): fact_to_json(fact)}, by=own.officer, at=filed,
            text=f"Đề nghị tính lại tiêu chí {leaf.code}: tài liệu kiểm chứng của phần bị trừ đã gửi kèm báo cáo năm.",
        )
        if number == 0 or is_over:
            _answered(own, leaf, fact, appeal, number, appraisers, times.during(Stage.APPEAL, 0.7 + 0.1 * number))


def _answered(desk: Desk, leaf: Leaf, fact: Share, appeal: object, number: int, appraisers: Appraisers, at: datetime) -> None:
    """The first appeal gets everything back; the second keeps the first ruling."""
    given = RulingText(Outcome.CORRECTED, {_role(leaf): fact_to_json(fact)}, "Tài liệu bổ sung chứng minh đủ số đã khai")
    answer_appeal(
        appeal=appeal, outcome=Answer.UPHELD if number == 0 else Answer.REJECTED, given=given if number == 0 else None,  # type: ignore[arg-type]
        answer=given.reason if number == 0 else "Tài liệu gửi kèm không phát sinh trong kỳ đánh giá nên giữ nguyên kết quả thẩm định lần một",
        by=_appraiser_of(desk, leaf, appraisers), at=at,
    )
