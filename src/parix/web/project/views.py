"""Pages for what went wrong before a room could answer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is missing or old: most often the page stood open since before the last sign-in."""
    return render(request, "403_csrf.html", status=403)
