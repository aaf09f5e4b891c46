"""The turns of an assignment (one, or one for each month or quarter), every step of each, and the documents that prove it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from parix.web.plans.choices import OPEN, State, Verb
from parix.web.plans.models.assignments import Assignment


class Turn(models.Model):
    """`due_on` is the day as it is now, `first_due_on` as it was given, `wished_on` the day that a unit asks for and nobody has answered.
    `label` says which month or quarter it is of."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="turns")
    number = models.PositiveIntegerField()
    label = models.CharField(max_length=40, blank=True)
    first_due_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    wished_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.GIVEN)
    given_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    result = models.TextField(blank=True)

    class Meta:
        verbose_name = "lần thực hiện"
        verbose_name_plural = "lần thực hiện"
        ordering = ("assignment", "number")
        indexes = (models.Index(fields=("due_on", "state"), name="turns_by_due"),)
        constraints = (
            models.UniqueConstraint(fields=("assignment", "number"), name="turn_number_is_unique"),
            models.CheckConstraint(name="turn_state_is_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="turn_done_has_a_day", condition=Q(state=State.DONE, done_on__isnull=False) | (~Q(state=State.DONE) & Q(done_on__isnull=True)),
            ),
            models.CheckConstraint(name="turn_wishes_while_open", condition=Q(wished_on__isnull=True) | Q(state__in=sorted(OPEN))),
            models.CheckConstraint(
                name="turn_extended_onward", condition=Q(first_due_on__isnull=True) | Q(due_on__isnull=True) | Q(due_on__gte=F("first_due_on")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.assignment_id} · {self.number} · {self.state}"


class Step(models.Model):
    """What happened to a turn: who did what, when, with which words, and from which day to which an extension went."""

    turn = models.ForeignKey(Turn, on_delete=models.PROTECT, related_name="steps")
    verb = models.CharField(max_length=20, choices=Verb)
    state = models.CharField(max_length=20, choices=State)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    due_before = models.DateField(null=True, blank=True)
    due_after = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "bước"
        verbose_name_plural = "bước"
        ordering = ("turn", "at", "pk")
        indexes = (models.Index(fields=("turn", "at"), name="steps_of_turn"),)
        constraints = (
            models.CheckConstraint(name="step_extends_onward", condition=~Q(verb=Verb.EXTEND) | Q(due_after__isnull=False, note__gt="")),
        )

    def __str__(self) -> str:
        return f"{self.turn_id} · {self.verb}"


class Proof(models.Model):
    """A document of the files room that shows the result of a turn."""

    turn = models.ForeignKey(Turn, on_delete=models.PROTECT, related_name="proofs")
    document = models.ForeignKey("files.Document", on_delete=models.PROTECT, related_name="+")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        verbose_name = "tài liệu chứng minh"
        verbose_name_plural = "tài liệu chứng minh"
        ordering = ("turn", "pk")
        constraints = (models.UniqueConstraint(fields=("turn", "document"), name="proof_given_once"),)

    def __str__(self) -> str:
        return f"{self.turn_id} · {self.document_id}"
