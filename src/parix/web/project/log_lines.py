"""Lines of the log without people: an address that names somebody, or that lets somebody in, is written as its pattern, and what a database
says of the values of a row is left out.

In: log records of requests. Out: the same with what is private taken away. Must not: drop a record.
"""

from __future__ import annotations

import logging
import re
from typing import Any

from django.http import HttpRequest
from django.urls import Resolver404, resolve

# Parts of an address that name a person or are as good as a password.
PRIVATE = frozenset({"username", "uidb36", "key"})
LEFT_OUT = "…"
# Servers that write addresses as text, with what was searched for behind them.
SERVERS = ("django.server", "gunicorn.")
_ADDRESS = re.compile(r"(?<![^\s\"'])/[^\s\"']*")


class WithoutPeople(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            record.args = tuple(shown_address(request) if one in (request.path, request.path_info) else one for one in record.args)
        elif record.name.startswith(SERVERS) and isinstance(record.args, tuple):
            record.args = tuple(_ADDRESS.sub(lambda found: shown_path(found[0]), one) if isinstance(one, str) else one for one in record.args)
        return True


class Lines(logging.Formatter):
    def formatException(self, exc_info: Any) -> str:
        """PostgreSQL repeats the values that it refuses on lines of their own."""
        return "\n".join(line for line in super().formatException(exc_info).splitlines() if not line.startswith("DETAIL:"))


def shown_address(request: HttpRequest) -> str:
    """The address as it was asked for; one that leads nowhere may hold anything, so only its beginning is written."""
    match = request.resolver_match
    return shown_path(request.path) if match is None else f"/{match.route}" if PRIVATE & match.kwargs.keys() else request.path


def shown_path(address: str) -> str:
    """The same of an address as text, without its query."""
    path = address.partition("?")[0]
    try:
        match = resolve(path)
    except Resolver404:
        first, _slash, more = path.lstrip("/").partition("/")
        return f"/{first}/{LEFT_OUT}" if more else f"/{first}"
    return f"/{match.route}" if PRIVATE & match.kwargs.keys() else path
