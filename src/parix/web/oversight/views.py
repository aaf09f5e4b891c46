"""Pages of the audit trail and of the ledger of background work."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from parix.web.accounts.queries import person_of, standing_for
from parix.web.audit_trail.queries.entries import Filter, lines_of
from parix.web.oversight import actions
from parix.web.oversight.forms import TrailForm
from parix.web.oversight.queries import JobRow, act_choices, entry_page, job_row, ledger_page, narrowed, seen_by, trail_page
from parix.web.oversight.rules import may_see_ledger, may_see_run, may_see_trail, may_set_going


@login_required
@require_GET
def trail(request: HttpRequest) -> HttpResponse:
    seen = _seen(request)
    form = TrailForm(act_choices(seen.rooms), request.GET or None)
    page = trail_page(narrowed(seen, form.wanted()), below=_number(request, "truoc"), above=_number(request, "sau"), now=timezone.now())
    return render(request, "oversight/trail.html", {"page": page, "form": form})


@login_required
@require_GET
def trail_file(request: HttpRequest) -> HttpResponseBase:
    """The same entries as JSON lines, oldest first, streamed."""
    seen = _seen(request)
    wanted = narrowed(seen, TrailForm(act_choices(seen.rooms), request.GET or None).wanted())
    response = StreamingHttpResponse(lines_of(wanted), content_type="application/x-ndjson; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="nhat-ky-{timezone.localdate():%Y%m%d}.jsonl"'
    return response


@login_required
@require_GET
def entry(request: HttpRequest, sequence: int) -> HttpResponse:
    page = entry_page(sequence, _seen(request))
    if page is None:
        raise Http404("no such entry")
    return render(request, "oversight/entry.html", {"page": page})


@login_required
@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    return redirect("oversight:run", actions.verify_now(by=person_of(request), now=timezone.now()))


@login_required
@require_GET
def ledger(request: HttpRequest) -> HttpResponse:
    standing = standing_for(request)
    if not may_see_ledger(standing):
        raise PermissionDenied
    state = request.GET.get("trang-thai", "")
    page = ledger_page(now=timezone.now(), state=state, below=_number(request, "truoc"))
    return render(request, "oversight/ledger.html", {"page": page, "state": state, "may_set_going": may_set_going(standing)})


@login_required
@require_GET
def run(request: HttpRequest, run_id: int) -> HttpResponse:
    context = {"row": _run(request, run_id), "may_set_going": may_set_going(standing_for(request)), "may_see_ledger": may_see_ledger(standing_for(request))}
    return render(request, "oversight/run.html", context)


@login_required
@require_GET
def progress(request: HttpRequest, run_id: int) -> HttpResponse:
    """The part of the run's page that is fetched again while it runs."""
    row = _run(request, run_id)
    response = render(request, "oversight/progress.html", {"row": row})
    if not row.run.is_open:
        response["HX-Refresh"] = "true"  # the rest of the page has something to say now
    return response


@login_required
@require_POST
def run_again(request: HttpRequest, run_id: int) -> HttpResponse:
    again = actions.run_again(run_id=run_id, by=person_of(request), now=timezone.now())
    if again is None:
        messages.info(request, _("Việc này không ở trạng thái lỗi nên không chạy lại."))
    return redirect("oversight:run", again or run_id)


@login_required
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    on = request.POST.get("bat") == "1"
    if actions.switch_schedule(job=request.POST.get("viec", ""), on=on, by=person_of(request), now=timezone.now()):
        messages.success(request, _("Đã bật lịch chạy.") if on else _("Đã tắt lịch chạy."))
    return redirect("oversight:ledger")


def _seen(request: HttpRequest) -> Filter:
    standing = standing_for(request)
    if not may_see_trail(standing):
        raise PermissionDenied
    return seen_by(standing)


def _run(request: HttpRequest, run_id: int) -> JobRow:
    row = job_row(run_id, timezone.now())
    if row is None:
        raise Http404("no such run")
    if not may_see_run(standing_for(request), person_of(request).get_username(), row.run.asked_by):
        raise PermissionDenied
    return row


def _number(request: HttpRequest, name: str) -> int | None:
    """A sequence number from the address; anything else is as if it were not there."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None
