"""Pages of the council: the session, disputed leaves, a motion with its votes, all agencies by all fields, the minutes, the close, publication."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import User, person_of, standing_for
from parix.web.accounts.workflow import StepRefused
from parix.web.assessment import tables
from parix.web.assessment.actions.council import CouncilRefused, Meeting, VoteConflict, cast_vote, note_presence, open_session, recuse
from parix.web.assessment.actions.rulings import RulingText
from parix.web.assessment.choices import Choice, Outcome, Stage
from parix.web.assessment.forms import DecisionForm, MotionForm, PublicationForm, RecusalForm, SessionForm, VoteForm, add_problems, claim_initial
from parix.web.assessment.queries.appraisal.leaf import AppraisedLeaf, appraised_leaf_page
from parix.web.assessment.queries.council.disputed import disputed_leaves
from parix.web.assessment.queries.council.matrix import matrix_of
from parix.web.assessment.queries.council.minutes import minutes_of
from parix.web.assessment.queries.council.rows import MotionRow, SessionRow, members_of, session_of, session_row
from parix.web.assessment.queries.openings import participation_seen
from parix.web.assessment.queries.rounds import Round, round_by_slug, title_of
from parix.web.assessment.rules import may_close_session, may_publish_round, may_run_council, may_see_council
from parix.web.assessment.scoring_runs.council import close_session, decide_motion, put_motion, withdraw_motion
from parix.web.assessment.scoring_runs.publication import publish
from parix.web.assessment.views.self_assessment import language
from parix.web.assessment.workflow import StageLocked

ROOM = "assessment"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def council(request: HttpRequest, slug: str) -> HttpResponse:
    """The session; where there is none yet, the form that opens it."""
    round, row = _seen(request, slug)
    if row is not None:
        return render(request, "assessment/council/session.html", _top(request, round, row, "session", closing=DecisionForm(), publishing=PublicationForm()))
    may = round.stage == Stage.COUNCIL and may_run_council(standing_for(request), round, None)
    members = members_of(round, timezone.now())
    form = SessionForm(request.POST if request.method == "POST" else None, members=members, others=[person_of(request)], initial=_first(members, request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        meeting = Meeting(
            given["held_on"], form.people[given["chair"]], form.people[given["secretary"]], [form.people[key] for key in given["members"]],
            given["quorum_percent"], given["decides_ties"],
        )
        if _done(form, lambda: open_session(round=round, meeting=meeting, by=person_of(request), at=timezone.now())):
            messages.success(request, _("Đã mở phiên họp. Ghi thành viên có mặt rồi đưa nội dung ra biểu quyết."))
            return redirect("assessment:council", slug)
    shown = _top(request, round, None, "session", form=form, may_open=may, members=members)
    return render(request, "assessment/council/opening.html", shown, status=422 if form.is_bound else 200)


@require_POST
@login_required
def presence(request: HttpRequest, slug: str) -> HttpResponse:
    _round, row = _in_session(request, slug)
    posted = set(request.POST.getlist("present"))
    ids = [seat.member_id for seat in row.seats if str(seat.member_id) in posted]
    _told(request, lambda: note_presence(session=row.session, present=ids, by=person_of(request), at=timezone.now()), _("Đã ghi thành viên có mặt."))
    return redirect("assessment:council", slug)


@require_safe
@login_required
def disputed(request: HttpRequest, slug: str) -> HttpResponse:
    round, row = _seen(request, slug, whole=False)
    return render(request, "assessment/council/disputed.html", _top(request, round, row, "disputed", disputed=disputed_leaves(round)))


@require_safe
@login_required
def matrix(request: HttpRequest, slug: str) -> HttpResponse:
    round, row = _seen(request, slug, whole=False)
    return render(request, "assessment/council/matrix.html", _top(request, round, row, "matrix", matrix=matrix_of(round)))


@require_safe
@login_required
def minutes(request: HttpRequest, slug: str) -> HttpResponse:
    round, row = _in_session(request, slug)
    return render(request, "assessment/council/minutes.html", _top(request, round, row, "minutes", minutes=minutes_of(row)))


@require_safe
@login_required
def minutes_file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    _round, row = _in_session(request, slug)
    if form not in ("txt", "docx"):
        raise Http404("no such form of file")
    return tables.minutes_file(minutes_of(row), form)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def put(request: HttpRequest, slug: str, agency: str, leaf: str) -> HttpResponse:
    round, row = _in_session(request, slug)
    if not may_run_council(standing_for(request), round, row.session):
        raise PermissionDenied
    page = _leaf(request, slug, agency, leaf)
    form = MotionForm(
        request.POST if request.method == "POST" else None, questions=page.questions, language=language(), is_out=page.is_out, initial=_proposed(page),
    )
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        text = RulingText(Outcome(given["outcome"]), form.facts(), given["reason"], given["legal_basis"])
        made: list[Any] = []
        if _done(form, lambda: made.append(put_motion(
            session=row.session, participation=page.participation, leaf_key=leaf, text=given["text"], given=text, by=person_of(request), at=timezone.now(),
        ))):
            return redirect("assessment:motion", slug, made[0].number)
    shown = _top(request, round, row, "disputed", page=page, form=form, leaf=page.leaf)
    return render(request, "assessment/council/put.html", shown, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def motion(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What is asked, who voted how; a member's own ballot."""
    round, row, one = _motion(request, slug, number)
    own = one.ballot_of(request.user.pk)
    cast = own.vote if own else None
    initial = {"choice": cast.choice, "dissent": cast.dissent, "based_on": cast.changes} if cast else {}
    form = VoteForm(request.POST if request.method == "POST" else None, initial=initial)
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            given = form.cleaned_data
            try:
                cast_vote(
                    motion=one.motion, choice=Choice(given["choice"]), dissent=given["dissent"], based_on=given["based_on"], by=person_of(request),
                    at=timezone.now(),
                )
            except VoteConflict as conflict:
                status = 409
                data = request.POST.copy()
                data["based_on"] = str(conflict.vote.changes)
                form.data = data
                form.add_error(None, str(conflict))
            except (CouncilRefused, StageLocked) as refused:
                status = 409
                form.add_error(None, str(refused))
            else:
                messages.success(request, _("Đã ghi phiếu của bạn; đổi được tới khi kết luận."))
                return redirect("assessment:motion", slug, number)
    shown = _top(request, round, row, "session", one=one, own=own, form=form, recusing=RecusalForm())
    return render(request, "assessment/council/motion.html", shown, status=status)


@require_POST
@login_required
def recusal(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    _round, _row, one = _motion(request, slug, number)
    by, reason = person_of(request), request.POST.get("reason", "")[:2_000]
    _told(request, lambda: recuse(motion=one.motion, member=by, reason=reason, by=by, at=timezone.now()), _("Đã ghi bạn không biểu quyết nội dung này."))
    return redirect("assessment:motion", slug, number)


@require_POST
@login_required
def outcome(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    _round, _row, one = _motion(request, slug, number)
    withdrawn = request.POST.get("do") == "withdraw"
    act, said = (withdraw_motion, _("Đã rút nội dung này.")) if withdrawn else (decide_motion, _("Đã kết luận; điểm theo kết luận đã tính lại."))
    _told(request, lambda: act(motion=one.motion, by=person_of(request), at=timezone.now()), said)
    return redirect("assessment:motion", slug, number)


@require_POST
@login_required
def close(request: HttpRequest, slug: str) -> HttpResponse:
    round, row = _in_session(request, slug)
    form = DecisionForm(request.POST)
    if form.is_valid() and _done(form, lambda: close_session(
        session=row.session, decision=form.cleaned_data["decision"], by=person_of(request), at=timezone.now(),
    )):
        messages.success(request, _("Đã đóng phiên họp; kết quả đã chấm lần cuối."))
        return redirect("assessment:council", slug)
    shown = _top(request, round, row, "session", closing=form, publishing=PublicationForm())
    return render(request, "assessment/council/session.html", shown, status=422)


@require_POST
@login_required
def publication(request: HttpRequest, slug: str) -> HttpResponse:
    round, row = _in_session(request, slug)
    form = PublicationForm(request.POST)
    if form.is_valid() and _done(form, lambda: publish(round=round, decision=form.cleaned_data["decision"], by=person_of(request), at=timezone.now())):
        messages.success(request, _("Đã công bố. Ai cũng xem được xếp hạng, phiếu điểm và tải được gói kết quả."))
        return redirect("portal:ranking", slug)
    shown = _top(request, round, row, "session", closing=DecisionForm(), publishing=form)
    return render(request, "assessment/council/session.html", shown, status=422)


def _done(form: forms.Form, act: Callable[[], Any]) -> bool:
    """Whether the act was done; what refused it stands in the form."""
    try:
        act()
    except ProblemsFound as refused:
        if isinstance(form, MotionForm):
            form.add_problems(refused.problems)
        else:
            add_problems(form, refused.problems)
        return False
    except StepRefused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _told(request: HttpRequest, act: Callable[[], Any], said: str) -> None:
    try:
        act()
    except ProblemsFound as refused:
        for problem in refused.problems:
            messages.error(request, f"{problem.message}: {problem.remedy}")
    except StepRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said)


def _seen(request: HttpRequest, slug: str, *, whole: bool = True) -> tuple[Round, SessionRow | None]:
    """Without seats and motions where the page shows none of them."""
    round = round_by_slug(slug)
    if round is None:
        raise Http404("no such round")
    if not may_see_council(standing_for(request), round):
        raise PermissionDenied
    session = session_of(round)
    if session is None:
        return round, None
    return round, session_row(session) if whole else SessionRow(session, (), ())


def _in_session(request: HttpRequest, slug: str) -> tuple[Round, SessionRow]:
    round, row = _seen(request, slug)
    if row is None:
        raise Http404("no session")
    return round, row


def _motion(request: HttpRequest, slug: str, number: int) -> tuple[Round, SessionRow, MotionRow]:
    round, row = _in_session(request, slug)
    one = row.motion(number)
    if one is None:
        raise Http404("no such motion")
    return round, row, one


def _leaf(request: HttpRequest, slug: str, agency: str, leaf: str) -> AppraisedLeaf:
    found = participation_seen(slug, agency, Stage.COUNCIL)
    page = appraised_leaf_page(*found, leaf, person_of(request).pk, timezone.localdate()) if found is not None else None
    if page is None:
        raise Http404("no such leaf")
    return page


def _proposed(page: AppraisedLeaf) -> dict[str, Any]:
    """What the agency asked for in its appeal, else what is in force."""
    wanted = next((one.wanted_facts for one in page.appeals if one.wanted_facts), None)
    return {**claim_initial(page.questions, wanted or page.known), "outcome": Outcome.CORRECTED if wanted else Outcome.ACCEPTED}


def _first(members: list[User], request: HttpRequest) -> dict[str, Any]:
    return {"held_on": timezone.localdate(), "members": [str(one.pk) for one in members], "secretary": str(request.user.pk)}


def _top(request: HttpRequest, round: Round, row: SessionRow | None, here: str, **more: Any) -> dict[str, Any]:
    standing = standing_for(request)
    is_open = row is not None and row.session.closed_at is None
    may = {
        "may_run": is_open and row is not None and may_run_council(standing, round, row.session), "may_close": is_open and may_close_session(standing, round),
        "may_publish": row is not None and not is_open and not round.is_published and may_publish_round(standing, round),
    }
    return {"round": round, "title": title_of(round), "row": row, "here": here, "is_open": is_open, "room": ROOM, **may, **more}
