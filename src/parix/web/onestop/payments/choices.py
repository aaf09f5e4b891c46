"""States of charges and of lines of a statement, how something was paid, words for the journal."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ChargeState(models.TextChoices):
    ASKED = "asked", _("chưa nộp")
    PAID = "paid", _("đã nộp")
    DROPPED = "dropped", _("không thu nữa")


class PaidBy(models.TextChoices):
    TRANSFER = "transfer", _("chuyển khoản")
    PLATFORM = "platform", _("nền tảng thanh toán quốc gia")
    COUNTER = "counter", _("tiền mặt tại quầy")


class LineState(models.TextChoices):
    MATCHED = "matched", _("đã khớp")
    OTHER_SUM = "other_sum", _("đúng mã, khác số tiền")
    UNMATCHED = "unmatched", _("chưa khớp")
    SET_ASIDE = "set_aside", _("không phải phí hồ sơ")


WAITING = (LineState.OTHER_SUM, LineState.UNMATCHED)
# What a statement's words are sealed for, and what tells one line from another.
WORDS_SEAL, LINE = "payments.words", "payments.line"

ACTS = {
    "payments.account_set": _("ghi tài khoản thu phí"),
    "payments.asked": _("lập khoản phải nộp của hồ sơ"),
    "payments.dropped": _("bỏ khoản phải nộp"),
    "payments.paid": _("ghi đã nộp phí, lệ phí"),
    "payments.statement_read": _("nhập sao kê ngân hàng"),
    "payments.set_aside": _("bỏ một dòng sao kê khỏi danh sách chờ"),
    "payments.sent_on": _("chuyển người nộp sang nền tảng thanh toán"),
}
COLUMNS = {"amount": _("số tiền"), "reference": _("mã thanh toán"), "lines": _("số dòng"), "matched": _("đã khớp"), "account": _("tài khoản")}
