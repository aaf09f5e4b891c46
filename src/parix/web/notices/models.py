"""Notices, the day's mail they went out in, and what each person has switched off."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from parix.foundation.phrases import Text
from parix.web.notices.choices import Channel


class Digest(models.Model):
    """One person's mail of one day. `attempted_at` without `sent_at`: the process died while the mail server was spoken to;
    whether it went is unknown, and it is not sent again."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    created_at = models.DateTimeField()
    attempted_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "thư tổng hợp"
        verbose_name_plural = "thư tổng hợp"
        constraints = (
            models.UniqueConstraint(fields=("recipient", "day"), name="digest_one_a_day"),
            models.CheckConstraint(name="digest_sent_was_attempted", condition=Q(sent_at__isnull=True) | Q(attempted_at__isnull=False)),
        )

    def __str__(self) -> str:
        return f"{self.recipient_id} · {self.day}"


class Notice(models.Model):
    """Something one person was told once. `subject` is a text reference such as "assessment.Claim:17"; `occasion` says what
    about it, such as "late:2026-11-30". The words are kept as they were said."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=100)
    subject = models.CharField(max_length=200)
    occasion = models.CharField(max_length=100)
    title_vi = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)
    body_vi = models.TextField(blank=True)
    body_en = models.TextField(blank=True)
    due = models.DateField(null=True)
    url = models.CharField(max_length=500)
    is_formal = models.BooleanField(default=False)
    by_email = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    emailed_at = models.DateTimeField(null=True)
    digest = models.ForeignKey(Digest, null=True, on_delete=models.SET_NULL, related_name="notices")

    class Meta:
        verbose_name = "thông báo"
        verbose_name_plural = "thông báo"
        ordering = ("-id",)
        indexes = (
            models.Index(fields=("recipient", "-id"), name="notice_by_recipient"),
            models.Index(fields=("recipient", "-id"), name="notice_unread", condition=Q(read_at__isnull=True)),
            models.Index(fields=("recipient",), name="notice_to_mail", condition=Q(by_email=True, emailed_at__isnull=True)),
        )
        constraints = (
            models.UniqueConstraint(fields=("recipient", "kind", "subject", "occasion"), name="notice_never_twice"),
            models.CheckConstraint(name="notice_leads_within_the_site", condition=Q(url__startswith="/") & ~Q(url__startswith="//")),
            models.CheckConstraint(name="notice_formal_goes_by_mail", condition=Q(is_formal=False) | Q(by_email=True)),
        )

    def __str__(self) -> str:
        return self.title_vi

    @property
    def title(self) -> Text:
        return Text(self.title_vi, self.title_en)

    @property
    def body(self) -> Text:
        return Text(self.body_vi, self.body_en)


class Preference(models.Model):
    """Where one person wants one kind of notice; without a row, in both places."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=100)
    channel = models.CharField(max_length=10, choices=Channel)

    class Meta:
        verbose_name = "tùy chọn thông báo"
        verbose_name_plural = "tùy chọn thông báo"
        constraints = (
            models.UniqueConstraint(fields=("user", "kind"), name="preference_is_one"),
            models.CheckConstraint(name="preference_channel_is_known", condition=Q(channel__in=Channel.values)),
        )

    def __str__(self) -> str:
        return f"{self.user_id} · {self.kind} · {self.channel}"
