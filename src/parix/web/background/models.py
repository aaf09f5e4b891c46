"""The ledger of runs, and the schedule that starts some of them."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from parix.web.background.choices import ENDED, State


class Run(models.Model):
    """One request to run a job with these arguments. `key` is equal for equal arguments.

    The database lets a job run once at a time for the same arguments.
    """

    job = models.CharField(max_length=200)
    arguments = models.JSONField(default=dict)
    key = models.CharField(max_length=64)
    state = models.CharField(max_length=20, choices=State, default=State.QUEUED)
    asked_by = models.CharField(max_length=150, blank=True)
    queued_at = models.DateTimeField()
    due_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    worker = models.CharField(max_length=80, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    attempts_allowed = models.PositiveIntegerField()
    progress_count = models.PositiveIntegerField(default=0)
    progress_of = models.PositiveIntegerField(default=0)
    problem = models.TextField(blank=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = "lần chạy"
        ordering = ("-id",)
        indexes = (
            models.Index(fields=("state", "due_at"), name="run_by_state"),
            models.Index(fields=("job", "key", "state"), name="run_by_job_and_key"),
        )
        constraints = (
            models.UniqueConstraint(fields=("job", "key"), name="run_one_at_a_time", condition=Q(state=State.RUNNING)),
            models.CheckConstraint(name="run_state_is_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="run_ended_has_time",
                condition=Q(state__in=ENDED, ended_at__isnull=False) | (~Q(state__in=ENDED) & Q(ended_at__isnull=True)),
            ),
            models.CheckConstraint(name="run_progress_within", condition=Q(progress_of=0) | Q(progress_count__lte=F("progress_of"))),
        )

    def __str__(self) -> str:
        return f"{self.pk} · {self.job}"


class Schedule(models.Model):
    """When a job runs by itself: every so many minutes, or daily at a time of the site's time zone."""

    job = models.CharField(max_length=200, unique=True)
    every_minutes = models.PositiveIntegerField(null=True)
    daily_at = models.TimeField(null=True)
    is_on = models.BooleanField(default=True)
    last_run_at = models.DateTimeField(null=True)
    next_run_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "lịch chạy"
        ordering = ("job",)
        constraints = (
            models.CheckConstraint(
                name="schedule_has_one_rule",
                condition=Q(every_minutes__isnull=False, every_minutes__gte=1, daily_at__isnull=True) | Q(every_minutes__isnull=True, daily_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.job

    def following(self, after: datetime) -> datetime:
        """The first time after the given one. What was missed while nothing ran is caught up once, not once for each time."""
        if self.every_minutes is not None:
            return after + timedelta(minutes=self.every_minutes)
        local = timezone.localtime(after)
        assert self.daily_at is not None
        today = local.replace(hour=self.daily_at.hour, minute=self.daily_at.minute, second=0, microsecond=0)
        return today if today > local else today + timedelta(days=1)
