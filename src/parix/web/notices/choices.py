"""Kinds of notice, each with its words in both languages, and where a person wants to have them.

A room above declares its own kinds the same way, in a tuple that the setting NOTICE_KINDS names.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from parix.foundation.phrases import Text


class Channel(models.TextChoices):
    BOTH = "both", _("trong phần mềm và qua thư điện tử")
    INBOX = "inbox", _("chỉ trong phần mềm")
    OFF = "off", _("không nhận")


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """`title` and `body` are templates with `{name}` places. A formal kind cannot be switched off, and its receipt is recorded."""

    code: str
    label: str | Promise
    title: Text
    body: Text
    is_formal: bool = False


DEADLINE_NEAR = NoticeKind(
    "notices.deadline_near", _("nhắc trước hạn 7, 3 và 1 ngày"),
    Text("{left}: {what}", "{left}: {what}"),
    Text("{worth}", "{worth}"),
)
DEADLINE_LATE = NoticeKind(
    "notices.deadline_late", _("báo việc đã quá hạn"),
    Text("Quá hạn: {what}", "Overdue: {what}"),
    Text("{worth}", "{worth}"),
)
NOTICE_KINDS = (DEADLINE_NEAR, DEADLINE_LATE)

# What the inbox can be cut down to, by the word in its address.
VIEWS = {"": _("Chưa đọc"), "tat-ca": _("Tất cả"), "co-han": _("Có hạn"), "chinh-thuc": _("Chính thức")}

JOBS = {
    "parix.web.notices.jobs.remind": _("nhắc hạn"),
    "parix.web.notices.jobs.send_digests": _("gửi thư tổng hợp hằng ngày"),
}

ACTS = {"notices.formal_received": _("xác nhận đã nhận thông báo chính thức")}
