"""Asking an agency, and what its silence means, carried out by an appraiser when the time to reply is over."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from parix.foundation.measurement_files import fact_to_json
from parix.foundation.problems import Place, Problem, refuse_errors
from parix.web.accounts.queries import User
from parix.web.assessment.actions.inquiries import close_inquiry, store_inquiry
from parix.web.assessment.actions.rulings import RulingText
from parix.web.assessment.choices import Outcome, Silence, View
from parix.web.assessment.models import Inquiry, Participation, Ruling
from parix.web.assessment.queries.rounds import period_of
from parix.web.assessment.queries.rulings import view_below
from parix.web.assessment.scoring_runs.nothing_proved import nothing_of
from parix.web.assessment.scoring_runs.rulings import appraised_leaf, hold_for_appraisal, save_ruling, set_beside


@transaction.atomic
def ask(
    *, participation: Participation, leaf_key: str, view: View, question: str, reply_by: date, silence: Silence, by: User, at: datetime,
) -> Inquiry:
    """Raises PermissionDenied, StageLocked, NoSuchLeaf, ProblemsFound."""
    held = hold_for_appraisal(participation_id=participation.pk, leaf_key=leaf_key, view=view, by=by, at=at)
    return store_inquiry(participation=held, leaf_key=leaf_key, view=view, question=question, reply_by=reply_by, silence=silence, by=by, at=at)


@transaction.atomic
def close(*, inquiry: Inquiry, by: User, at: datetime, because: str = "đã xem giải trình") -> Inquiry:
    """The appraiser has what was asked for. Raises as `ask`."""
    hold_for_appraisal(participation_id=inquiry.participation_id, leaf_key=inquiry.leaf_key, view=View(inquiry.view), by=by, at=at)
    return close_inquiry(inquiry=inquiry, because=because, by=by, at=at)


@transaction.atomic
def carry_out_silence(*, inquiry: Inquiry, based_on_number: int, by: User, at: datetime) -> Ruling | None:
    """What silence was said to mean, as a ruling in the appraiser's name, and the question closed; the ruling, or None where it stood already.

    Raises as `save_ruling`, and ProblemsFound before the day is over or after a reply.
    """
    held = hold_for_appraisal(participation_id=inquiry.participation_id, leaf_key=inquiry.leaf_key, view=View(inquiry.view), by=by, at=at)
    place = Place(path="silence")
    if inquiry.closed_at is not None or inquiry.statements.exists():
        refuse_errors([Problem("inquiry.not_silent", "cơ quan đã trả lời hoặc yêu cầu đã đóng", "xem giải trình rồi kết luận", place)])
    if timezone.localtime(at).date() <= inquiry.reply_by:
        refuse_errors([Problem("inquiry.not_due", f"còn trong hạn trả lời tới hết ngày {inquiry.reply_by:%d/%m/%Y}", "đợi hết hạn", place)])
    because = f"cơ quan không giải trình trong hạn {inquiry.reply_by:%d/%m/%Y}"
    view = View(inquiry.view)
    ruling = None
    if inquiry.silence != Silence.AS_RULED:
        given = RulingText(Outcome.ACCEPTED, reason=because)
        if inquiry.silence == Silence.ZERO:
            given = RulingText(Outcome.CORRECTED, nothing_proved(held, inquiry.leaf_key, view), because)
        ruling = save_ruling(participation=held, leaf_key=inquiry.leaf_key, view=view, given=given, based_on_number=based_on_number, by=by, at=at).ruling
    close_inquiry(inquiry=inquiry, because=because, by=by, at=at)
    return ruling


def nothing_proved(participation: Participation, leaf_key: str, view: View) -> dict[str, Any]:
    """Inputs of the leaf's rule that say that nothing was proved: none of what was counted, no, the lowest level."""
    leaf = appraised_leaf(participation, leaf_key).leaf
    rule = leaf.rule_on(period_of(participation.round).end)
    below = set_beside(participation, leaf_key, view_below(view))
    known = {role: one.fact for role, use in leaf.measures.items() if (one := below.by_code().get((use.code, below.period)))}
    before = below.by_code()
    last_year = {role: one.fact for role, use in leaf.measures.items() if (one := before.get((use.code, below.period.a_year_before())))}
    return {role: fact_to_json(fact) for role, fact in nothing_of(leaf, rule, known, last_year).items()}
