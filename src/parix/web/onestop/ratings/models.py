"""One rating of a dossier; the last one holds."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from parix.web.onestop.ratings.choices import AgenciesContacted, Attitude, Overall, Publicity, Way


class Rating(models.Model):
    """A question that was left out is None, which is no answer and not nought. `entered_by` is who typed a form on paper."""

    dossier = models.OneToOneField("dossiers.Dossier", on_delete=models.PROTECT, related_name="rating")
    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=10, choices=Way)
    overall = models.PositiveSmallIntegerField(choices=Overall)
    agencies_contacted = models.PositiveSmallIntegerField(choices=AgenciesContacted, null=True, blank=True)
    publicity = models.PositiveSmallIntegerField(choices=Publicity, null=True, blank=True)
    attitude = models.PositiveSmallIntegerField(choices=Attitude, null=True, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    rated_at = models.DateTimeField()
    changed_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "phiếu đánh giá"
        verbose_name_plural = "phiếu đánh giá"
        ordering = ("-rated_at", "-pk")
        constraints = (
            models.CheckConstraint(name="rating_overall_is_known", condition=Q(overall__in=Overall.values) & Q(way__in=Way.values)),
            models.CheckConstraint(name="rating_paper_has_who_typed", condition=Q(way=Way.ONLINE) | Q(entered_by__isnull=False)),
        )

    def __str__(self) -> str:
        return f"{self.rated_at:%d/%m/%Y} {self.get_overall_display()}"
