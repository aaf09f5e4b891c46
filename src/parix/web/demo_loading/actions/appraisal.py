"""Appraisal and appeals of the followed round: rulings field by field, some of them corrections, questions, replies, appeals, answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

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
from parix.web.assessment.scoring_runs.inquiries import ask, carry_out_silence
from parix.web.assessment.scoring_runs.rulings import save_ruling
from parix.web.demo_loading.actions.people import field_keys
from parix.web.demo_loading.actions.self_assessment import Desk
from parix.web.demo_loading.actions.times import Times
from parix.web.demo_loading.choices import PEOPLE

# How many leaves of each department that the demonstration does not follow are corrected; the rest of theirs waits or stays as claimed.
_CORRECTED_ELSEWHERE, _CORRECTED_HERE = 2, 4
_LEAST = 3
_APPEALING, _SILENT = 3, 2


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
        for turn, (leaf, fact) in enumerate(correctable(desk)[:_CORRECTED_ELSEWHERE]):
            at = times.during(Stage.APPRAISAL, 0.5 * (number + turn / _LEAST) / len(others))
            _corrected(desk, leaf, fact, appraisers, at)
    leaves = own.claimed if is_over else own.claimed[: len(own.claimed) * 2 // 3]
    wrong = {leaf.key: fact for leaf, fact in correctable(own)[:_CORRECTED_HERE]}
    for number, leaf in enumerate(leaves):
        at = times.during(Stage.APPRAISAL, 0.5 + 0.4 * (number + 1) / len(leaves))
        if leaf.key in wrong:
            _corrected(own, leaf, wrong[leaf.key], appraisers, at)
        else:
            _ruled(own, leaf, appraisers, at)
    _questions(own, appraisers, times, own.claimed[len(leaves) :][:2])
    if is_over:
        _unanswered(silent(desks), appraisers, times)


def correctable(desk: Desk) -> list[tuple[Leaf, Share]]:
    """Claimed shares with something left to take away."""
    found = []
    for leaf in desk.claimed:
        facts = [desk.facts[use.code].fact for role, use in leaf.measures.items() if use.code in desk.facts and role in ("value", "share", "done")]
        if len(facts) == 1 and isinstance(facts[0], Share) and facts[0].numerator >= _LEAST:
            found.append((leaf, facts[0]))
    return found


def role_of(leaf: Leaf) -> str:
    return next(role for role in ("value", "share", "done") if role in leaf.measures)


def _corrected(desk: Desk, leaf: Leaf, fact: Share, appraisers: Appraisers, at: datetime) -> None:
    """One or two of what was claimed have no paper: the inputs are corrected, and the points follow."""
    right = Share(fact.numerator - Fraction(1 + int(fact.numerator) % 2), fact.denominator)
    item = leaf.measures[role_of(leaf)].item.vi
    reason = f"Tài liệu kiểm chứng chỉ chứng minh được {int(right.numerator)}/{int(right.denominator)} {item}"
    _rule(desk, leaf, RulingText(Outcome.CORRECTED, written_with(desk, leaf, right), reason), appraisers, at)


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
        participation=desk.participation, leaf_key=leaf.key, view=View.FIRST, given=given, based_on_number=0, by=appraiser_of(desk, leaf, appraisers), at=at,
    )


def appraiser_of(desk: Desk, leaf: Leaf, appraisers: Appraisers) -> User:
    field = next(one.field.key for one in desk.edition.placed_leaves if one.leaf.key == leaf.key)
    return appraisers.by_field.get(field, appraisers.leader)


def written_with(desk: Desk, leaf: Leaf, fact: Share) -> dict[str, object]:
    """The leaf's facts in their written form, its share as given."""
    facts: dict[str, Fact] = {role: desk.facts[use.code].fact for role, use in leaf.measures.items() if use.code in desk.facts}
    facts[role_of(leaf)] = fact
    return {role: fact_to_json(one) for role, one in facts.items() if not isinstance(one, NotKnown)}


def _questions(desk: Desk, appraisers: Appraisers, times: Times, leaves: Sequence[Leaf]) -> None:
    """The first is answered, the second still waits for the agency."""
    at = times.during(Stage.APPRAISAL, 0.92)
    for number, leaf in enumerate(leaves):
        inquiry = ask(
            participation=desk.participation, leaf_key=leaf.key, view=View.FIRST, reply_by=(times.at + timedelta(days=5)).date(), silence=Silence.AS_CLAIMED,
            question=f"Đề nghị cơ quan cung cấp thêm tài liệu kiểm chứng cho tiêu chí {leaf.code}: tài liệu đã dẫn chưa nêu rõ kết quả cuối năm.",
            by=appraiser_of(desk, leaf, appraisers), at=at,
        )
        if number == 0:
            make_statement(
                participation=desk.participation, leaf_key=leaf.key, inquiry=inquiry, by=desk.officer, at=times.during(Stage.APPRAISAL, 0.97),
                text="Kết quả cuối năm nêu tại báo cáo cải cách hành chính năm, mục II; cơ quan giữ nguyên số liệu đã khai.",
            )


def _unanswered(desks: Sequence[Desk], appraisers: Appraisers, times: Times) -> None:
    """Each is asked about a leaf and says nothing. The first time what silence means is carried out, the second is left to the council."""
    asked, over = times.during(Stage.APPRAISAL, 0.6), times.during(Stage.APPRAISAL, 0.98)
    for number, desk in enumerate(desks):
        leaf = unanswered_leaf(desk)
        inquiry = ask(
            participation=desk.participation, leaf_key=leaf.key, view=View.FIRST, reply_by=(asked + timedelta(days=5)).date(), silence=Silence.AS_CLAIMED,
            question=f"Đề nghị cơ quan nêu rõ nguồn của số liệu đã khai cho tiêu chí {leaf.code}.", by=appraiser_of(desk, leaf, appraisers), at=asked,
        )
        if number == 0:
            carry_out_silence(inquiry=inquiry, based_on_number=0, by=appraiser_of(desk, leaf, appraisers), at=over)


def in_appeal(desks: Sequence[Desk]) -> list[tuple[Desk, Leaf, Share]]:
    """Leaves that are appealed, with what their departments claim, the followed department's first."""
    own = next(desk for desk in desks if desk.department == FOLLOWED)
    others = [desk for desk in desks if desk is not own and len(correctable(desk)) > 1][:_APPEALING]
    last = len(others) - 1
    return [
        (own, *correctable(own)[0]), (own, *correctable(own)[1]),
        *((desk, *correctable(desk)[0 if number == last else 1]) for number, desk in enumerate(others)),
    ]


def silent(desks: Sequence[Desk]) -> list[Desk]:
    """Those that do not answer what they are asked."""
    return [desk for desk in desks if desk.department != FOLLOWED][-_SILENT:]


def unanswered_leaf(desk: Desk) -> Leaf:
    """The first leaf that was not corrected."""
    corrected = {leaf.key for leaf, _fact in correctable(desk)[:_CORRECTED_ELSEWHERE]}
    return next(one for one in desk.claimed if one.key not in corrected)


def appealed(desks: Sequence[Desk], appraisers: Appraisers, times: Times, *, is_over: bool) -> None:
    """The followed department asks for its figures back on two leaves, some others on one. The first appeal is granted; the rest is answered
    when the time is over: in part where there is a part, otherwise the first ruling stands."""
    for number, (desk, leaf, fact) in enumerate(in_appeal(desks)):
        appeal = file_appeal(
            participation=desk.participation, leaf_key=leaf.key, wanted_facts=written_with(desk, leaf, fact), by=desk.officer,
            at=times.during(Stage.APPEAL, 0.3 + 0.05 * number),
            text=f"Đề nghị tính lại tiêu chí {leaf.code}: tài liệu kiểm chứng của phần bị trừ đã gửi kèm báo cáo năm.",
        )
        if number == 0 or is_over:
            by, at = appraiser_of(desk, leaf, appraisers), times.during(Stage.APPEAL, 0.7 + 0.05 * number)
            answer_appeal(appeal=appeal, by=by, at=at, **_answer(desk, leaf, fact, is_first=number == 0))


def _answer(desk: Desk, leaf: Leaf, fact: Share, *, is_first: bool) -> dict[str, Any]:
    """Everything back for the first; for others half of what was taken away where that was two, otherwise nothing."""
    if is_first:
        reason = "Tài liệu bổ sung chứng minh đủ số đã khai"
        return {"outcome": Answer.UPHELD, "answer": reason, "given": RulingText(Outcome.CORRECTED, written_with(desk, leaf, fact), reason)}
    if desk.department == FOLLOWED or int(fact.numerator) % 2 == 0:
        return {"outcome": Answer.REJECTED, "answer": "Tài liệu gửi kèm không phát sinh trong kỳ đánh giá nên giữ nguyên kết quả thẩm định lần một"}
    half = Share(fact.numerator - 1, fact.denominator)
    reason = f"Tài liệu bổ sung chứng minh thêm được một; công nhận {int(half.numerator)}/{int(half.denominator)}"
    return {"outcome": Answer.PARTLY, "answer": reason, "given": RulingText(Outcome.CORRECTED, written_with(desk, leaf, half), reason)}
