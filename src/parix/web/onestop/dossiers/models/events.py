"""What happened to a dossier. The database refuses to change or remove an event; what was wrong is followed by another one."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from parix.web.onestop.dossiers.choices import EventKind
from parix.web.onestop.dossiers.models.dossiers import Dossier


class Event(models.Model):
    """`at` is when it happened, `noted_at` when it was written down. `due_at` is the due time after it, `by` none for other systems.
    `note` says why, in words that the applicant may read."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="events", db_index=False)
    kind = models.CharField(max_length=20, choices=EventKind)
    at = models.DateTimeField()
    noted_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey("organisations.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    note = models.TextField(blank=True)
    due_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "diễn biến của hồ sơ"
        verbose_name_plural = "diễn biến của hồ sơ"
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(fields=("dossier", "kind", "at"), name="dossier_event_once"),
            models.CheckConstraint(name="dossier_event_kind_is_known", condition=Q(kind__in=EventKind.values)),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%d/%m/%Y}"
