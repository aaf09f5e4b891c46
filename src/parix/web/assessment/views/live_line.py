"""The line above every page of a round: asked for only when a page is drawn that shows it."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString

from parix.web.accounts.queries import standing_for
from parix.web.assessment.queries.live_lines import live_line


def above_page(request: HttpRequest) -> dict[str, object]:
    """A context processor: `above_page` is empty outside of the pages of an open round."""
    match = getattr(request, "resolver_match", None)
    if match is None or match.namespace != "assessment" or "slug" not in match.kwargs or not request.user.is_authenticated:
        return {}
    return {"above_page": SimpleLazyObject(lambda: _line(request, match.kwargs["slug"], match.kwargs.get("agency", "")))}


def _line(request: HttpRequest, slug: str, agency: str) -> SafeString:
    line = live_line(standing_for(request), slug, agency)
    return render_to_string("assessment/live_line.html", {"line": line}) if line else SafeString("")
