"""Appeals of an agency against the first appraisal, each with its answer and the ruling that the answer made."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from parix.web.assessment.choices import Answer
from parix.web.assessment.models.rounds import Participation
from parix.web.assessment.models.rulings import Ruling


class Appeal(models.Model):
    """What the agency wants of one leaf, and why; answered once. The database refuses other changes (migration 0004)."""

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="appeals")
    leaf_key = models.CharField(max_length=120)
    number = models.PositiveIntegerField()
    text = models.TextField()
    wanted_facts = models.JSONField(default=dict, blank=True)
    documents = models.ManyToManyField("files.Document", blank=True, related_name="+")
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()
    outcome = models.CharField(max_length=20, choices=Answer, default=Answer.OPEN)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    ruling = models.ForeignKey(Ruling, null=True, blank=True, on_delete=models.PROTECT, related_name="appeals")

    class Meta:
        verbose_name = "kiến nghị"
        ordering = ("participation", "leaf_key", "number")
        constraints = (
            models.UniqueConstraint(fields=("participation", "leaf_key", "number"), name="appeal_is_unique"),
            models.UniqueConstraint(fields=("participation", "leaf_key"), name="appeal_open_is_one", condition=Q(outcome=Answer.OPEN)),
            models.CheckConstraint(name="appeal_outcome_is_known", condition=Q(outcome__in=Answer.values)),
            models.CheckConstraint(name="appeal_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="appeal_answered_by_somebody",
                condition=Q(outcome=Answer.OPEN, answered_at__isnull=True, answered_by__isnull=True, ruling__isnull=True, answer="")
                | Q(outcome=Answer.WITHDRAWN, answered_at__gte=F("filed_at"), answered_by__isnull=False, ruling__isnull=True)
                | (
                    Q(outcome__in=[Answer.UPHELD, Answer.PARTLY, Answer.REJECTED], answered_at__gte=F("filed_at"))
                    & Q(answered_by__isnull=False, ruling__isnull=False) & ~Q(answer="")
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.leaf_key} · {self.number} · {self.participation}"
