"""Fields, procedures with all codes they go by, dated versions, dated degrees of online service. A `valid_until` is the last day."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from parix.web.onestop.procedures.choices import CodeKind, Fee, Level, Online, Proposal, ReviewState, Scope, TermUnit


class Field(models.Model):
    """A field of procedures of one province or ministry, by its name; `code` where the national list gives one."""

    province = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=200)
    folded_name = models.CharField(max_length=200, editable=False)

    class Meta:
        verbose_name = "lĩnh vực"
        verbose_name_plural = "lĩnh vực"
        constraints = (models.UniqueConstraint(fields=("province", "folded_name"), name="procedure_field_once"),)

    def __str__(self) -> str:
        return self.name


class Procedure(models.Model):
    """`province` is the top of the tree, `agency` keeps the entry. `code` is empty until the national code is known; `own_code` is
    always there. `unverified` names what nobody has checked against a source. `name` is that of the newest version."""

    province = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisations.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="procedures")
    code = models.CharField(max_length=40, blank=True)
    own_code = models.CharField(max_length=40)
    name = models.CharField(max_length=500)
    search = models.TextField(editable=False)
    level = models.CharField(max_length=20, choices=Level, default=Level.PROVINCE)
    iso = models.CharField(max_length=20, choices=Scope, default=Scope.UNKNOWN)
    iso_since = models.DateField(null=True, blank=True)
    unverified = models.JSONField(default=list, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        verbose_name = "thủ tục hành chính"
        verbose_name_plural = "thủ tục hành chính"
        ordering = ("own_code", "pk")
        indexes = (models.Index(fields=("agency", "own_code"), name="procedures_of_agency"),)
        constraints = (
            models.CheckConstraint(name="procedure_has_code_and_name", condition=~Q(own_code="") & ~Q(name="")),
            models.CheckConstraint(name="procedure_level_is_known", condition=Q(level__in=Level.values)),
            models.CheckConstraint(name="procedure_iso_is_known", condition=Q(iso__in=Scope.values)),
        )

    def __str__(self) -> str:
        return f"{self.code or self.own_code} {self.name}"


class Code(models.Model):
    """Everything a procedure is called by in one province; no code leads to two."""

    province = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="codes")
    kind = models.CharField(max_length=20, choices=CodeKind)
    code = models.CharField(max_length=40)

    class Meta:
        verbose_name = "mã thủ tục"
        verbose_name_plural = "mã thủ tục"
        constraints = (
            models.UniqueConstraint(fields=("province", "code"), name="procedure_code_leads_to_one"),
            models.CheckConstraint(name="procedure_code_kind_is_known", condition=Q(kind__in=CodeKind.values) & ~Q(code="")),
        )

    def __str__(self) -> str:
        return self.code


class Version(models.Model):
    """What the procedure says from one day to another; a dossier keeps that of the day it was received.

    `parts` are texts by the key of a part, `absent` the parts that this procedure is said not to have; a part in neither is unknown.
    `papers` are `{name, originals, copies}`. `ordered_on` is the day on which the legal document that brings the version comes in force.
    Yes, no or not known (`choices.MARKS`): handled by several agencies as one chain, taken in and ended at the one-stop counter, in need of
    population data and connected to them.
    """

    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=500)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    term_count = models.PositiveSmallIntegerField(null=True, blank=True)
    term_unit = models.CharField(max_length=20, choices=TermUnit, blank=True)
    term_words = models.CharField(max_length=500, blank=True)
    fee = models.CharField(max_length=20, choices=Fee, default=Fee.UNKNOWN)
    fee_amount = models.DecimalField(max_digits=14, decimal_places=0, null=True, blank=True)
    fee_words = models.CharField(max_length=1_000, blank=True)
    papers = models.JSONField(default=list, blank=True)
    sets = models.PositiveSmallIntegerField(null=True, blank=True)
    parts = models.JSONField(default=dict, blank=True)
    absent = models.JSONField(default=list, blank=True)
    interlinked = models.BooleanField(null=True, blank=True)
    is_one_stop = models.BooleanField(null=True, blank=True)
    is_settled_at_counter = models.BooleanField(null=True, blank=True)
    needs_population_data = models.BooleanField(null=True, blank=True)
    is_population_data_connected = models.BooleanField(null=True, blank=True)
    ordered_on = models.DateField(null=True, blank=True)
    promulgation = models.ForeignKey("files.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    promulgated_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = "phiên bản thủ tục"
        verbose_name_plural = "phiên bản thủ tục"
        ordering = ("procedure", "number")
        constraints = (
            models.UniqueConstraint(fields=("procedure", "number"), name="procedure_version_number_once"),
            models.UniqueConstraint(fields=("procedure",), condition=Q(valid_until__isnull=True), name="procedure_open_version_is_one"),
            models.CheckConstraint(
                name="procedure_version_runs_forward", condition=Q(valid_from__isnull=True) | Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
            ),
            models.CheckConstraint(name="procedure_term_has_unit", condition=Q(term_count__isnull=True) | Q(term_unit__in=TermUnit.values)),
            models.CheckConstraint(
                name="procedure_fee_amount_is_charged", condition=Q(fee__in=Fee.values) & (Q(fee_amount__isnull=True) | Q(fee=Fee.CHARGED, fee_amount__gt=0)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"


class OnlineService(models.Model):
    """The degree of online service from a day on (None: since before it was kept); `reason` says why it is not end-to-end."""

    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="online_services")
    valid_from = models.DateField(null=True, blank=True)
    level = models.CharField(max_length=20, choices=Online)
    takes_payment = models.BooleanField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = "mức dịch vụ công trực tuyến"
        verbose_name_plural = "mức dịch vụ công trực tuyến"
        constraints = (
            models.UniqueConstraint(fields=("procedure", "valid_from"), name="procedure_online_once_a_day"),
            models.UniqueConstraint(fields=("procedure",), condition=Q(valid_from__isnull=True), name="procedure_online_first_is_one"),
            models.CheckConstraint(name="procedure_online_is_known", condition=Q(level__in=Online.values)),
        )

    def __str__(self) -> str:
        return str(self.get_level_display())


class Review(models.Model):
    """One procedure in a year's review plan. `before` and `after` hold `days`, `papers`, `conditions`, `tasks` (name, hours, income an
    hour, hired help, fees, other, as text of exact numbers); `times` a year and `subjects` are who applies."""

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="reviews")
    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=ReviewState, default=ReviewState.PLANNED)
    plan = models.ForeignKey("files.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_necessary = models.BooleanField(null=True, blank=True)
    is_reasonable = models.BooleanField(null=True, blank=True)
    is_legal = models.BooleanField(null=True, blank=True)
    proposal = models.CharField(max_length=20, choices=Proposal, blank=True)
    reason = models.TextField(blank=True)
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    times = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    subjects = models.PositiveIntegerField(null=True, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "rà soát thủ tục"
        verbose_name_plural = "rà soát thủ tục"
        ordering = ("procedure__own_code", "pk")
        indexes = (models.Index(fields=("agency", "year", "state"), name="procedure_reviews_of_year"),)
        constraints = (
            models.UniqueConstraint(fields=("procedure", "year"), name="procedure_review_once_a_year"),
            models.CheckConstraint(name="procedure_review_state_is_known", condition=Q(state__in=ReviewState.values)),
            models.CheckConstraint(
                name="procedure_reviewed_with_proposal",
                condition=~Q(state=ReviewState.REVIEWED) | Q(reviewed_on__isnull=False, proposal__in=Proposal.values),
            ),
        )

    def __str__(self) -> str:
        return f"{self.procedure} {self.year}"


class KeptTable(models.Model):
    """Rows of a workbook between being read and being imported."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("organisations.Agency", on_delete=models.CASCADE, related_name="+")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    uploaded_at = models.DateTimeField(db_index=True)
    file_name = models.CharField(max_length=200)
    rows = models.JSONField()

    class Meta:
        verbose_name = "danh mục chờ nhập"
        verbose_name_plural = "danh mục chờ nhập"

    def __str__(self) -> str:
        return self.file_name
