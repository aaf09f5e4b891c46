"""Feedback as one agency has it, and what happened to it. Forwarded feedback is a row of its own at the next agency, by the same receipt."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from parix.web.onestop.feedback.choices import OPEN, About, Channel, EventKind, Rating, State


class Feedback(models.Model):
    """`receipt` cannot be guessed: who has it sees the answer. `sender` and `words` are sealed. `question` and `answer` are the office's
    own writing for everybody. Days are those counted on receipt; `answer_by` alone moves, by the days that more was waited for."""

    receipt = models.CharField(max_length=16, db_index=True)
    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    forwarded_from = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="forwarded_to")
    dossier = models.ForeignKey("dossiers.Dossier", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    field = models.ForeignKey("procedures.Field", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    about = models.PositiveSmallIntegerField(choices=About)
    channel = models.CharField(max_length=10, choices=Channel)
    state = models.CharField(max_length=12, choices=State, default=State.RECEIVED)
    sender = models.BinaryField()
    phone_hash = models.BinaryField(blank=True, default=b"")
    words = models.BinaryField()
    received_at = models.DateTimeField()
    turn_down_by = models.DateField()
    ask_by = models.DateField()
    answer_by = models.DateField()
    asked_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    question = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    publish_by = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    search = models.TextField(blank=True, editable=False)
    rating = models.PositiveSmallIntegerField(choices=Rating, null=True, blank=True)
    is_raised_again = models.BooleanField(default=False)
    changed_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "phản ánh, kiến nghị"
        verbose_name_plural = "phản ánh, kiến nghị"
        ordering = ("-received_at", "-pk")
        indexes = (
            models.Index(fields=("agency", "state", "answer_by"), name="feedback_of_agency"),
            models.Index(fields=("-published_at",), name="feedback_published", condition=Q(state=State.PUBLISHED)),
            models.Index(fields=("answer_by",), name="feedback_open", condition=Q(state__in=OPEN)),
        )
        constraints = (
            models.CheckConstraint(name="feedback_state_is_known", condition=Q(state__in=State.values) & Q(about__in=About.values)),
            models.CheckConstraint(name="feedback_published_has_answer", condition=~Q(state=State.PUBLISHED) | (~Q(answer="") & Q(published_at__isnull=False))),
        )

    def __str__(self) -> str:
        return self.receipt


class Event(models.Model):
    """`note` is what the sender may read. Never changed, never removed."""

    feedback = models.ForeignKey(Feedback, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=14, choices=EventKind)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)

    class Meta:
        verbose_name = "diễn biến của phản ánh, kiến nghị"
        verbose_name_plural = "diễn biến của phản ánh, kiến nghị"
        ordering = ("at", "pk")
        constraints = (models.CheckConstraint(name="feedback_event_kind_is_known", condition=Q(kind__in=EventKind.values)),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%d/%m/%Y}"
