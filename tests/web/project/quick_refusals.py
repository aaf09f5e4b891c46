"""The site's own addresses, with refusals that draw no page: for asking thousands of times who is refused."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseNotFound

from parix.web.project.urls import urlpatterns

__all__ = ["handler403", "handler404", "urlpatterns"]


def handler403(_request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponseForbidden(str(exception))


def handler404(_request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponseNotFound(str(exception))
