"""The start page: a person's own work, or the public pages for a visitor."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from parix.web.accounts.queries import User, standing_for
from parix.web.home.queries import start_page


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    if not isinstance(request.user, User):
        return redirect("portal:rounds")
    now = timezone.now()
    shown = {"start": start_page(request.user, standing_for(request), now), "today": timezone.localdate(now), "room": "assessment"}
    return render(request, "home/start.html", shown)
