"""Examines a stranger's file in a process of its own, bounded in time and memory: whatever the file does, the caller lives on."""

from __future__ import annotations

import base64
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from typing import Any

from parix.foundation.problems import Problem
from parix.official_documents import refusals
from parix.official_documents.document_heads.records import DocumentHead
from parix.official_documents.examination import Examination
from parix.official_documents.examination_json import from_json
from parix.official_documents.limits import USUAL, Limits
from parix.official_documents.reading_keys import unread
from parix.official_documents.text_extraction.media_types import media_type_of
from parix.official_documents.text_extraction.records import refused

_PROCESS = "parix.official_documents.reading_process"


def examine(data: bytes, at: datetime, roots: Sequence[bytes] = (), limits: Limits = USUAL) -> Examination:
    """As `examination.examine`, but a file that hangs, eats memory or crashes the reader becomes a problem like any other."""
    try:
        answer = _answer({"at": at.isoformat(), "roots": [base64.b64encode(root).decode() for root in roots]}, data, limits)
        return from_json(json.loads(answer))
    except subprocess.TimeoutExpired:
        return _failed(data, refusals.took_too_long(limits.seconds))
    except (ValueError, KeyError, TypeError):
        return _failed(data, refusals.broke_the_reader())


def read(data: bytes, limits: Limits = USUAL) -> dict[str, Any]:
    """The JSON of `reading_json` for a stranger's file; a reader that failed leaves an empty reading with the problem."""
    try:
        read_: dict[str, Any] = json.loads(_answer({"read": True}, data, limits))
        return read_
    except subprocess.TimeoutExpired:
        problem = refusals.took_too_long(limits.seconds)
    except ValueError:
        problem = refusals.broke_the_reader()
    return unread(_failed(data, problem).text.problems)


def page_picture(data: bytes, number: int, limits: Limits = USUAL) -> bytes | None:
    """The page as a PNG to look at, with nothing in it that could act; None when there is no such page or it cannot be drawn."""
    try:
        answer = _answer({"picture_of": number}, data, limits)
    except subprocess.TimeoutExpired:
        return None
    return answer if answer.startswith(b"\x89PNG") else None


def _answer(order: Mapping[str, object], data: bytes, limits: Limits) -> bytes:
    given = json.dumps({**order, "limits": asdict(limits)}).encode() + b"\n" + data
    with subprocess.Popen(
        [sys.executable, "-m", _PROCESS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
    ) as child:
        try:
            return child.communicate(given, timeout=limits.seconds)[0]
        finally:
            _end(child)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Nothing of the reader stays behind, tesseract neither."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)


def _failed(data: bytes, problem: Problem) -> Examination:
    media_type, refusal = media_type_of(data)
    return Examination(refused(media_type, refusal or problem), DocumentHead())
