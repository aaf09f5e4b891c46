"""A person's own notices: the list, reading, options."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from parix.web.accounts.queries import person_of
from parix.web.notices.actions import reading
from parix.web.notices.choices import VIEWS
from parix.web.notices.forms import ChannelsForm
from parix.web.notices.queries.inbox import inbox_page, unread_for
from parix.web.notices.queries.kinds import kinds_chosen


@login_required
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    view, below = request.GET.get("xem", ""), request.GET.get("truoc", "")
    view = view if view in VIEWS else ""
    start = int(below) if below.isascii() and below.isdigit() and len(below) < 18 else None
    page = inbox_page(person_of(request).pk, view=view, below=start, unread=unread_for(request))
    return render(request, "notices/inbox.html", {"page": page, "view": view, "views": VIEWS, "today": timezone.localdate()})


@login_required
@require_POST
def read(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Read, and go on to what it is about, or (with `o-lai`) stay in the list."""
    notice = reading.read_notice(notice_id=notice_id, by=person_of(request), now=timezone.now())
    if notice is None:
        raise Http404("no such notice")
    return redirect(_list(request) if "o-lai" in request.POST else notice.url)


@login_required
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    count = reading.read_all(by=person_of(request), now=timezone.now())
    messages.success(request, _("Đã đánh dấu %(count)s thông báo là đã đọc.") % {"count": count})
    return redirect(_list(request))


@login_required
@require_http_methods(["GET", "POST"])
def options(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    chosen = kinds_chosen(person.pk)
    form = ChannelsForm(chosen, request.POST if request.method == "POST" else None)
    if form.is_valid():
        reading.choose_channels(channels=form.cleaned_data, by=person)
        messages.success(request, _("Đã lưu tùy chọn thông báo."))
        return redirect("notices:options")
    formal = [one.kind for one in chosen if one.kind.is_formal]
    return render(request, "notices/options.html", {"form": form, "formal": formal})


def _list(request: HttpRequest) -> str:
    view = request.POST.get("xem", "")
    return reverse("notices:inbox") + (f"?xem={view}" if view in VIEWS and view else "")
