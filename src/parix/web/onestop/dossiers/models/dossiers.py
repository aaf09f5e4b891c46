"""A dossier as it stands now. What happened to it, and when, is in its events."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from parix.web.onestop.dossiers.choices import RUNNING, ApplicantKind, Channel, Fee, OnlineLevel, State


class Dossier(models.Model):
    """`agency` settles it, `unit` works on it, `procedure` is the version of the day of receipt. `applicant` is sealed as a whole;
    `number_hash` and `phone_hash` find it. `first_due_at` is what was promised first and never moves; `due_at` is in force, and none
    while the clock stands still or nobody set a term. `source` is empty for dossiers of this installation's own desks: those of another
    system are owned by it, `source_row` says which row they are there and `row_hash` whether it changed. `stage_points` are those
    of the grading by stages (2 all early, 1 one just on time, 0 one late), none where nobody measured. A mark (digitised, synchronised, with an
    electronic result, an apology, ...) is nothing where its source did not tell: neither yes nor no. `changed_at` moves with every change
    of the row: snapshots take what is newer."""

    code = models.CharField(max_length=60, unique=True)
    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey("organisations.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    procedure = models.ForeignKey("procedures.Version", on_delete=models.PROTECT, related_name="+")
    field = models.ForeignKey("procedures.Field", on_delete=models.PROTECT, related_name="+", db_index=False)
    channel = models.PositiveSmallIntegerField(choices=Channel)
    state = models.PositiveSmallIntegerField(choices=State)
    applicant_kind = models.PositiveSmallIntegerField(choices=ApplicantKind, default=ApplicantKind.CITIZEN)
    applicant = models.BinaryField(blank=True, default=b"")
    number_hash = models.BinaryField(blank=True, default=b"")
    phone_hash = models.BinaryField(blank=True, default=b"")
    abstract = models.CharField(max_length=1_000, blank=True)
    search = models.TextField(blank=True, editable=False)
    papers = models.JSONField(default=list, blank=True)
    sets = models.PositiveSmallIntegerField(default=1)
    submitted_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField()
    first_due_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    waited_days = models.PositiveSmallIntegerField(default=0)
    supplements = models.PositiveSmallIntegerField(default=0)
    extensions = models.PositiveSmallIntegerField(default=0)
    fee = models.PositiveSmallIntegerField(choices=Fee, default=Fee.NONE)
    fee_amount = models.DecimalField(max_digits=14, decimal_places=0, null=True, blank=True)
    online_level = models.PositiveSmallIntegerField(choices=OnlineLevel, default=OnlineLevel.INFORMATION)
    stage_points = models.PositiveSmallIntegerField(null=True, blank=True)
    is_submitters_fault = models.BooleanField(default=False)
    has_apology = models.BooleanField(null=True, blank=True)
    is_synced = models.BooleanField(null=True, blank=True)
    has_digitised_paper = models.BooleanField(null=True, blank=True)
    reuses_data = models.BooleanField(null=True, blank=True)
    has_electronic_result = models.BooleanField(null=True, blank=True)
    uses_personal_store = models.BooleanField(null=True, blank=True)
    uses_population_data = models.BooleanField(null=True, blank=True)
    is_disliked = models.BooleanField(default=False)
    has_feedback = models.BooleanField(default=False)
    book_year = models.PositiveSmallIntegerField(null=True, blank=True)
    book_number = models.PositiveIntegerField(null=True, blank=True)
    source = models.CharField(max_length=60, blank=True)
    source_row = models.CharField(max_length=120, blank=True)
    row_hash = models.BinaryField(blank=True, default=b"")
    changed_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "hồ sơ"
        verbose_name_plural = "hồ sơ"
        indexes = (
            models.Index(fields=("agency", "-received_at", "-id"), name="dossiers_of_agency"),
            models.Index(fields=("-received_at", "-id"), name="dossiers_newest"),
            models.Index(fields=("agency", "state", "-received_at", "-id"), name="dossiers_by_state"),
            models.Index(fields=("agency", "due_at", "id"), name="dossiers_running", condition=Q(state__in=RUNNING)),
            models.Index(fields=("number_hash",), name="dossiers_by_number", condition=~Q(number_hash=b"")),
            models.Index(fields=("phone_hash",), name="dossiers_by_phone", condition=~Q(phone_hash=b"")),
        )
        constraints = (
            models.UniqueConstraint(fields=("source", "source_row"), name="dossier_source_row_is_one", condition=~Q(source_row="")),
            models.UniqueConstraint(fields=("agency", "book_year", "book_number"), name="dossier_book_number_is_one"),
            models.CheckConstraint(name="dossier_state_is_known", condition=Q(state__in=State.values) & Q(channel__in=Channel.values)),
            models.CheckConstraint(name="dossier_applicant_is_known", condition=Q(applicant_kind__in=ApplicantKind.values) & Q(fee__in=Fee.values)),
            models.CheckConstraint(name="dossier_finished_after_receipt", condition=Q(finished_at__isnull=True) | Q(finished_at__gte=F("received_at"))),
            models.CheckConstraint(name="dossier_returned_after_receipt", condition=Q(returned_at__isnull=True) | Q(returned_at__gte=F("received_at"))),
        )

    def __str__(self) -> str:
        return self.code
