"""Contests as their organiser sees them: drafting, questions, announcing, extending, late entries, names for the prizes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import person_of, standing_for
from parix.web.audit_trail.actions import ChangedMeanwhile
from parix.web.audit_trail.queries.marks import mark_given, mark_now, meanwhile
from parix.web.design.refusals import add_problems
from parix.web.design.workbooks import MOST_ROWS
from parix.web.organisations.queries import Agency
from parix.web.registries.outreach import tables
from parix.web.registries.outreach.actions import contests as acts
from parix.web.registries.outreach.choices import ContestState
from parix.web.registries.outreach.forms.contests import ContestForm, ExtendForm, QuestionForm, ReasonForm, initial_of
from parix.web.registries.outreach.queries import Filters, items_found
from parix.web.registries.outreach.queries.contests import Contest, Entry, contests_of, entries_ranked, late_entries, places, questions_of
from parix.web.registries.outreach.rules import may_change_contest, may_direct_contest, may_keep, may_see_entrants, standing_at
from parix.web.registries.outreach.views import agency_of, contest_for

PAGE_SIZE, SHOWN = 30, 20


@login_required
@require_safe
def contests(request: HttpRequest) -> HttpResponse:
    agency, agencies = agency_of(request)
    now = timezone.now()
    page = Paginator(contests_of(agency.pk), PAGE_SIZE).get_page(request.GET.get("trang"))
    about = {
        "agency": agency, "agencies": agencies, "page": page, "rows": [(one, standing_at(one, now)) for one in page],
        "may_keep": may_keep(standing_for(request), agency.pk),
    }
    return render(request, "outreach/contests.html", about)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest) -> HttpResponse:
    agency, _agencies = agency_of(request, to_keep=True)
    form = _form(request, agency, {"item": request.GET.get("viec", "")})
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.draft_contest(agency=agency, given=form.given(), by=person_of(request), at=timezone.now())
        except ProblemsFound as refused:
            add_problems(form, refused.problems)
        else:
            return redirect("outreach:contest", made.pk)
    about = {"agency": agency, "form": form, "title": _("Soạn hội thi")}
    return render(request, "outreach/form.html", about, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change_contest(request: HttpRequest, contest: int) -> HttpResponse:
    mark, other = mark_now(), None
    one = _draft(request, contest)
    form = _form(request, one.agency, initial_of(one))
    if request.method == "POST" and form.is_valid():
        try:
            acts.change_contest(contest=one, given=form.given(), by=person_of(request), at=timezone.now(), seen=mark_given(request))
        except ChangedMeanwhile as changed:
            other = meanwhile(changed.entries)
        except ProblemsFound as refused:
            add_problems(form, refused.problems)
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("outreach:contest", one.pk)
    about = {"agency": one.agency, "form": form, "title": _("Sửa hội thi"), "mark": mark, "meanwhile": other}
    return render(request, "outreach/form.html", about, status=409 if other else 422 if form.errors else 200)


@login_required
@require_safe
def contest(request: HttpRequest, contest: int) -> HttpResponse:
    return _shown(request, contest_for(request, contest))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, contest: int, question: int = 0) -> HttpResponse:
    """A new question, or one of a draft anew."""
    one = _draft(request, contest)
    held = next((held for held in questions_of(one) if held.number == question), None)
    if question and held is None:
        raise Http404("no such question")
    initial = {"text": held.text, "options": "\n".join(held.options), "correct": held.correct + 1, "points": held.points} if held else None
    form = QuestionForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            acts.set_question(contest=one, number=question or None, given=form.given(), by=person_of(request), at=timezone.now())
        except ProblemsFound as refused:
            add_problems(form, refused.problems)
        else:
            messages.success(request, _("Đã lưu câu hỏi."))
            return redirect("outreach:add_question" if "more" in request.POST else "outreach:contest", one.pk)
    about = {"agency": one.agency, "form": form, "title": _("Câu hỏi của hội thi"), "contest": one, "is_question": True}
    return render(request, "outreach/form.html", about, status=422 if form.errors else 200)


@login_required
@require_POST
def drop_question(request: HttpRequest, contest: int, question: int) -> HttpResponse:
    one = _draft(request, contest)
    acts.drop_question(contest=one, number=question, by=person_of(request), at=timezone.now())
    messages.success(request, _("Đã bỏ câu hỏi."))
    return redirect("outreach:contest", one.pk)


@login_required
@require_POST
def announce(request: HttpRequest, contest: int) -> HttpResponse:
    one = _draft(request, contest)
    return _done(request, one, lambda: acts.announce_contest(contest=one, by=person_of(request), at=timezone.now()), _("Đã công bố: trang dự thi mở được."))


@login_required
@require_POST
def extend(request: HttpRequest, contest: int) -> HttpResponse:
    one, form = _announced(request, contest), ExtendForm(request.POST)
    if not form.is_valid():
        return _shown(request, one, extending=form)
    given = form.cleaned_data

    def act() -> object:
        return acts.extend_contest(contest=one, closes_at=given["closes_at"], reason=given["reason"], by=person_of(request), at=timezone.now())

    return _done(request, one, act, _("Đã gia hạn."))


@login_required
@require_POST
def annul(request: HttpRequest, contest: int) -> HttpResponse:
    one, reason = _announced(request, contest), request.POST.get("reason", "")[:1_000]
    return _done(request, one, lambda: acts.annul_contest(contest=one, reason=reason, by=person_of(request), at=timezone.now()), _("Đã huỷ hội thi."))


@login_required
@require_POST
def admit(request: HttpRequest, contest: int, receipt: str) -> HttpResponse:
    """A late entry counts after all."""
    one, reason = _announced(request, contest), request.POST.get("reason", "")[:1_000]

    def act() -> object:
        try:
            return acts.admit_late(contest=one, receipt=receipt, reason=reason, by=person_of(request), at=timezone.now())
        except Entry.DoesNotExist:
            raise Http404("no such late entry") from None

    return _done(request, one, act, _("Bài nộp muộn đã được tính."))


@login_required
@require_safe
def code(request: HttpRequest, contest: int) -> HttpResponse:
    return tables.code_picture(_address(contest_for(request, contest)))


@login_required
@require_safe
def ranking_file(request: HttpRequest, contest: int) -> HttpResponse:
    """Masked, for whoever may see the contest."""
    one = contest_for(request, contest)
    return tables.ranking_workbook(one, entries_ranked(one)[:MOST_ROWS])


@login_required
@require_POST
def entrants_file(request: HttpRequest, contest: int) -> HttpResponse:
    """With names in full, for prizes; asked by a form because it is noted who asked."""
    one = contest_for(request, contest, to_keep=True)
    if not may_see_entrants(standing_for(request), one):
        raise PermissionDenied
    names = acts.disclose_entrants(contest=one, by=person_of(request), at=timezone.now())
    return tables.ranking_workbook(one, entries_ranked(one)[:MOST_ROWS], names)


def _shown(request: HttpRequest, one: Contest, *, extending: ExtendForm | None = None) -> HttpResponse:
    standing, now = standing_for(request), timezone.now()
    may_direct = may_direct_contest(standing, one)
    about: dict[str, Any] = {
        "one": one, "standing": standing_at(one, now), "questions": questions_of(one), "address": _address(one), "now": now, "places": places(one, 0, SHOWN),
        "late": late_entries(one), "is_draft": one.state == ContestState.DRAFTED, "may_change": may_change_contest(standing, one), "may_direct": may_direct,
        "may_see_entrants": may_see_entrants(standing, one), "extending": extending or ExtendForm(), "reason": ReasonForm(auto_id="annul_%s"),
    }
    return render(request, "outreach/contest.html", about, status=422 if extending is not None else 200)


def _done(request: HttpRequest, one: Contest, act: Callable[[], object], said: str) -> HttpResponse:
    try:
        act()
    except ProblemsFound as refused:
        for problem in refused.problems:
            messages.error(request, f"{problem.message[:1].upper()}{problem.message[1:]}: {problem.remedy}.")
    else:
        messages.success(request, said)
    return redirect("outreach:contest", one.pk)


def _address(one: Contest) -> str:
    return f"{settings.SITE_URL}{reverse('contest:enter', args=[one.slug])}"


def _draft(request: HttpRequest, pk: int) -> Contest:
    one = contest_for(request, pk, to_keep=True)
    if not may_change_contest(standing_for(request), one):
        raise PermissionDenied
    return one


def _announced(request: HttpRequest, pk: int) -> Contest:
    one = contest_for(request, pk, to_keep=True)
    if not may_direct_contest(standing_for(request), one):
        raise PermissionDenied
    return one


def _form(request: HttpRequest, agency: Agency, initial: dict[str, Any]) -> ContestForm:
    items = list(items_found(agency.pk, Filters(timezone.localdate().year))[:100])
    return ContestForm(request.POST if request.method == "POST" else None, initial=initial, items=items)
