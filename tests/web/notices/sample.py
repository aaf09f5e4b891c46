"""A made-up room's kinds and deadlines, and a mailbox that can refuse."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from datetime import date
from typing import ClassVar

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from parix.foundation.phrases import Text
from parix.web.notices.choices import NoticeKind
from parix.web.notices.queries.kinds import Deadline

ASSIGNED = NoticeKind("sample.assigned", "được giao tiêu chí", Text("Được giao: {what}", "Assigned: {what}"), Text("{points} điểm", "{points} points"))
DECIDED = NoticeKind("sample.decided", "quyết định của Hội đồng", Text("Quyết định {number}", "Decision {number}"), Text("", ""), is_formal=True)
NOTICE_KINDS = (ASSIGNED, DECIDED)

OPEN: list[Deadline] = []


def deadlines(today: date) -> Iterable[Deadline]:
    return list(OPEN)


class Mailbox(BaseEmailBackend):
    """Keeps what was sent; an address among `refused` is refused as a mail server would."""

    sent: ClassVar[list[EmailMessage]] = []
    refused: ClassVar[set[str]] = set()
    _lock: ClassVar[threading.Lock] = threading.Lock()

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            if self.refused & set(message.to):
                raise ConnectionRefusedError("no such mailbox")
            message.message()
            with self._lock:
                self.sent.append(message)
        return len(email_messages)
