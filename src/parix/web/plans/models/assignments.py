"""An assignment as it is now, and as it was promised when the plan was approved."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q

from parix.web.plans.choices import Recurrence
from parix.web.plans.models.plans import Plan


class Assignment(models.Model):
    """`lead_name` and `support_names` hold names that are no unit of the agency. `leaves` are keys of the round's leaves that the result
    proves. `span` says where in the document it stands. `due_on` is the only term, or the last of a recurring one; `due_day` the day of
    the month of each turn (the last one without it); `due_words` the term as written."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="assignments")
    number = models.PositiveIntegerField()
    text = models.TextField()
    section = models.CharField(max_length=300, blank=True)
    field = models.CharField(max_length=200, blank=True)
    lead = models.ForeignKey("organisations.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    lead_name = models.CharField(max_length=300, blank=True)
    supporting = models.ManyToManyField("organisations.Unit", blank=True, related_name="+")
    support_names = models.JSONField(default=list, blank=True)
    due_on = models.DateField(null=True, blank=True)
    due_words = models.CharField(max_length=300, blank=True)
    due_day = models.PositiveSmallIntegerField(null=True, blank=True)
    recurrence = models.CharField(max_length=20, choices=Recurrence, blank=True)
    product = models.CharField(max_length=500, blank=True)
    leaves = models.JSONField(default=list, blank=True)
    handler = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    span = models.JSONField(null=True, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = "nhiệm vụ"
        verbose_name_plural = "nhiệm vụ"
        ordering = ("plan", "number")
        indexes = (models.Index(fields=("lead",), name="assignments_of_unit"),)
        constraints = (
            models.UniqueConstraint(fields=("plan", "number"), name="assignment_number_is_unique"),
            models.CheckConstraint(name="assignment_has_text", condition=~Q(text="")),
            models.CheckConstraint(name="assignment_recurrence_is_known", condition=Q(recurrence__in=Recurrence.values)),
            models.CheckConstraint(name="assignment_due_day", condition=Q(due_day__isnull=True) | Q(due_day__gte=1, due_day__lte=31)),
        )

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def agency_id(self) -> int:
        return self.plan.agency_id

    @property
    def plan_state(self) -> str:
        return self.plan.state

    @property
    def supporting_ids(self) -> list[int]:
        return [unit.pk for unit in self.supporting.all()]

    @property
    def lead_words(self) -> str:
        return self.lead.name if self.lead else self.lead_name

    @property
    def support_words(self) -> list[str]:
        return [*(unit.name for unit in self.supporting.all()), *self.support_names]


class PromiseIsFinal(Exception):
    """Somebody tried to change or remove what was promised."""


class PromiseQuerySet(models.QuerySet["Promise"]):
    def update(self, **_kwargs: Any) -> NoReturn:
        raise PromiseIsFinal("bản gốc đã duyệt không được sửa")

    def delete(self) -> NoReturn:
        raise PromiseIsFinal("bản gốc đã duyệt không được xoá")


class Promise(models.Model):
    """One assignment as the approved plan says it, names in words: units are renamed, what was promised is not. Never changed or
    removed: the database refuses it too (migration 0002)."""

    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="promise")
    text = models.TextField()
    lead = models.CharField(max_length=300, blank=True)
    support = models.JSONField(default=list, blank=True)
    due_on = models.DateField(null=True, blank=True)
    due_words = models.CharField(max_length=300, blank=True)
    recurrence = models.CharField(max_length=20, blank=True)
    product = models.CharField(max_length=500, blank=True)
    turns = models.PositiveIntegerField()
    promised_at = models.DateTimeField()

    objects = PromiseQuerySet.as_manager()

    class Meta:
        verbose_name = "nhiệm vụ như đã duyệt"
        verbose_name_plural = "nhiệm vụ như đã duyệt"

    def __str__(self) -> str:
        return self.text[:80]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise PromiseIsFinal("bản gốc đã duyệt không được sửa")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise PromiseIsFinal("bản gốc đã duyệt không được xoá")
