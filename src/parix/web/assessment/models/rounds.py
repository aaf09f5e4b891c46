"""A round: one period's scoring, and the agencies in it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from parix.web.assessment.choices import Stage


class Round(models.Model):
    """One period's scoring of one kind of agency in one province by one edition.

    Every scoring of the round is a batch; `current_batch` is the latest, `published_batch` the one that was decided.
    """

    slug = models.SlugField(max_length=80, unique=True)
    title_vi = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    province = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    agency_kind = models.CharField(max_length=20)
    set_key = models.CharField(max_length=80)
    edition_name = models.CharField(max_length=100)
    edition_fingerprint = models.CharField(max_length=64)
    period_start = models.DateField()
    period_end = models.DateField()
    stage = models.CharField(max_length=30, choices=Stage, default=Stage.SELF_ASSESSMENT)
    agencies = models.ManyToManyField("organisations.Agency", through="Participation", related_name="+")
    double_marking = models.BooleanField(default=False)
    current_batch = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    published_batch = models.PositiveIntegerField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "đợt chấm"
        ordering = ("-period_end", "slug")
        constraints = (
            models.UniqueConstraint(fields=("province", "agency_kind", "set_key", "period_start", "period_end"), name="round_is_unique"),
            models.CheckConstraint(name="round_period_runs_forward", condition=Q(period_end__gte=F("period_start"))),
            models.CheckConstraint(name="round_stage_is_known", condition=Q(stage__in=Stage.values)),
            models.CheckConstraint(
                name="round_published_with_batch_and_date",
                condition=Q(stage=Stage.PUBLISHED, published_batch__isnull=False, published_at__isnull=False)
                | (~Q(stage=Stage.PUBLISHED) & Q(published_batch__isnull=True, published_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="round_published_batch_was_scored", condition=Q(published_batch__isnull=True) | Q(published_batch__lte=F("current_batch")),
            ),
        )

    def __str__(self) -> str:
        return self.title_vi

    @property
    def is_published(self) -> bool:
        return self.stage == Stage.PUBLISHED

    @property
    def shown_batch(self) -> int:
        """The batch that pages show: the published one, or the latest while the round is open."""
        return self.current_batch if self.published_batch is None else self.published_batch


class Participation(models.Model):
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="participations")
    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "cơ quan tham gia"
        constraints = (models.UniqueConstraint(fields=("round", "agency"), name="participation_is_unique"),)

    def __str__(self) -> str:
        return f"{self.agency} · {self.round}"
