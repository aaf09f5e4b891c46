"""What was issued: its files and its figures. The database itself refuses to change or remove them (migration 0002)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from parix.web.reports.choices import FileForm


class IssuedFile(models.Model):
    report = models.ForeignKey("reports.Report", on_delete=models.PROTECT, related_name="files")
    form = models.CharField(max_length=10, choices=FileForm)
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()

    class Meta:
        verbose_name = "tệp đã ban hành"
        verbose_name_plural = "tệp đã ban hành"
        ordering = ("report", "form")
        constraints = (
            models.UniqueConstraint(fields=("report", "form"), name="reports_issued_file_is_one"),
            models.CheckConstraint(name="reports_file_form_is_known", condition=Q(form__in=FileForm.values)),
        )

    def __str__(self) -> str:
        return f"{self.report_id}.{self.form}"


class FrozenFigure(models.Model):
    """A figure as it stood when the document was issued; `before` is the same of the stretch a year before. Numbers are exact texts."""

    report = models.ForeignKey("reports.Report", on_delete=models.PROTECT, related_name="figures")
    key = models.CharField(max_length=60)
    label = models.CharField(max_length=300)
    unit = models.CharField(max_length=60, blank=True)
    value = models.CharField(max_length=80, blank=True)
    shown = models.CharField(max_length=80, blank=True)
    before = models.CharField(max_length=80, blank=True)
    before_shown = models.CharField(max_length=80, blank=True)
    numerator = models.CharField(max_length=80, blank=True)
    denominator = models.CharField(max_length=80, blank=True)
    period = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=500, blank=True)
    missing = models.CharField(max_length=300, blank=True)
    is_typed = models.BooleanField(default=False)

    class Meta:
        verbose_name = "số liệu đã ban hành"
        verbose_name_plural = "số liệu đã ban hành"
        ordering = ("report", "pk")
        constraints = (models.UniqueConstraint(fields=("report", "key"), name="reports_frozen_figure_is_one"),)

    def __str__(self) -> str:
        return f"{self.key} = {self.shown}"
