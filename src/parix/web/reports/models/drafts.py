"""A document on its way: its head, its sections with their texts, comments, figures that were typed because no source has them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from parix.web.reports.choices import ReportState


class Report(models.Model):
    """`form` is the key of an outline, `season` that of a reporting season ("" for documents of a year). Once issued nothing changes.

    `paper` holds the whole issued document as records; `document` is its place in the register of documents.
    """

    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=40)
    season = models.CharField(max_length=20, blank=True)
    year = models.PositiveSmallIntegerField()
    period_start = models.DateField()
    period_end = models.DateField()
    state = models.CharField(max_length=20, choices=ReportState, default=ReportState.DRAFTED)
    abstract = models.CharField(max_length=500)
    symbol = models.CharField(max_length=80)
    parent = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=100)
    signing_mark = models.CharField(max_length=60, blank=True)
    signer_position = models.CharField(max_length=100)
    signer_name = models.CharField(max_length=150, blank=True)
    addressees = models.JSONField(default=list, blank=True)
    recipients = models.JSONField(default=list, blank=True)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    sent_back_because = models.TextField(blank=True)
    number = models.OneToOneField("reports.OutgoingNumber", null=True, blank=True, on_delete=models.PROTECT, related_name="report")
    issued_on = models.DateField(null=True, blank=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True)
    paper = models.JSONField(null=True, blank=True)
    document = models.ForeignKey("files.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "văn bản soạn từ số liệu"
        verbose_name_plural = "văn bản soạn từ số liệu"
        ordering = ("-period_end", "-drafted_at", "-pk")
        indexes = (models.Index(fields=("agency", "-period_end", "-drafted_at"), name="reports_newest_of_agency"),)
        constraints = (
            models.CheckConstraint(name="reports_state_is_known", condition=Q(state__in=ReportState.values)),
            models.CheckConstraint(name="reports_period_runs_forward", condition=Q(period_end__gte=F("period_start"))),
            models.UniqueConstraint(fields=("agency", "form", "season", "year"), name="reports_one_of_each_season", condition=~Q(season="")),
            models.CheckConstraint(
                name="reports_issued_is_whole",
                condition=~Q(state=ReportState.ISSUED)
                | Q(number__isnull=False, issued_on__isnull=False, issued_by__isnull=False, issued_at__isnull=False, paper__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.abstract} · {self.agency}"

    @property
    def is_issued(self) -> bool:
        return self.state == ReportState.ISSUED


class Section(models.Model):
    """`text` names figures in braces; `seen` holds, by sentence, what each figure was when the sentence was last read."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sections")
    place = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=20)
    title = models.CharField(max_length=300, blank=True)
    unit = models.ForeignKey("organisations.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    seen = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "phần của văn bản"
        verbose_name_plural = "phần của văn bản"
        ordering = ("report", "place")
        constraints = (models.UniqueConstraint(fields=("report", "key"), name="reports_section_key_is_unique"),)

    def __str__(self) -> str:
        return f"{self.key}. {self.title}".strip(". ")


class Comment(models.Model):
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="comments")
    text = models.TextField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "góp ý"
        verbose_name_plural = "góp ý"
        ordering = ("section", "made_at", "pk")

    def __str__(self) -> str:
        return self.text[:80]


class TypedFigure(models.Model):
    """A figure of one document that a person typed, with where it comes from, because nothing measured has it."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="typed_figures")
    key = models.CharField(max_length=60)
    value = models.CharField(max_length=40)
    source = models.CharField(max_length=300)
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    typed_at = models.DateTimeField()

    class Meta:
        verbose_name = "số liệu nhập tay"
        verbose_name_plural = "số liệu nhập tay"
        ordering = ("report", "key")
        constraints = (models.UniqueConstraint(fields=("report", "key"), name="reports_typed_figure_is_one"),)

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"
