"""Whose registers a page shows: the agencies that somebody may choose, the own ones first."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from parix.web.accounts.rules import Standing
from parix.web.organisations.queries import Agency, agencies_within


def agencies_seen(standing: Standing) -> list[Agency]:
    """Of whoever works for an agency or looks over some; the own ones before others, parts before their province; one query."""
    found = agencies_within(standing.member_of | standing.coordinates | standing.audits)
    return sorted(found, key=lambda one: (one.pk not in standing.member_of, one.parent_id is None))


def agency_chosen(agencies: list[Agency], code: str) -> Agency | None:
    """The one that the address names; without a code the first; None where it names none of them."""
    return next((one for one in agencies if one.code == code or not code), None)


def agency_asked(request: HttpRequest, agencies: list[Agency]) -> Agency:
    """The one that the address or the form names (`co_quan`), else the first. Raises PermissionDenied where there is none to choose, Http404 for
    one that is not among them."""
    if not agencies:
        raise PermissionDenied
    agency = agency_chosen(agencies, request.POST.get("co_quan") or request.GET.get("co_quan", ""))
    if agency is None:
        raise Http404("no such agency")
    return agency
