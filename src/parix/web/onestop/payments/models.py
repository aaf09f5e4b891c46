"""Accounts that fees go to, charges of dossiers with their receipts, statements line by line."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from parix.web.onestop.payments.choices import ChargeState, LineState, PaidBy


class Account(models.Model):
    """One for each agency. `unit` is its code on the payment platform. `year` and `last` are the receipts' series, held while one is given."""

    agency = models.OneToOneField("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    bank = models.CharField(max_length=6)
    account = models.CharField(max_length=19)
    holder = models.CharField(max_length=200)
    unit = models.CharField(max_length=40, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "tài khoản thu phí"
        verbose_name_plural = "tài khoản thu phí"

    def __str__(self) -> str:
        return f"{self.bank} {self.account}"


class Charge(models.Model):
    """A sum that a dossier owes. `reference` is what the payer's bank carries along; receipts are numbered by agency and year."""

    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=200)
    amount = models.DecimalField(max_digits=14, decimal_places=0)
    state = models.CharField(max_length=10, choices=ChargeState, default=ChargeState.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    paid_at = models.DateTimeField(null=True, blank=True)
    paid_by = models.CharField(max_length=10, choices=PaidBy, blank=True)
    receipt_url = models.URLField(max_length=500, blank=True)
    receipt_year = models.PositiveSmallIntegerField(null=True, blank=True)
    receipt_number = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = "khoản phải nộp"
        verbose_name_plural = "khoản phải nộp"
        ordering = ("-asked_at", "-pk")
        constraints = (
            models.CheckConstraint(name="charge_amount_is_positive", condition=Q(amount__gt=0) & Q(state__in=ChargeState.values)),
            models.CheckConstraint(
                name="charge_paid_has_receipt", condition=~Q(state=ChargeState.PAID) | Q(paid_at__isnull=False, receipt_number__isnull=False),
            ),
            models.UniqueConstraint(fields=("agency", "receipt_year", "receipt_number"), name="charge_receipt_is_one"),
            models.UniqueConstraint(fields=("dossier",), name="charge_open_is_one", condition=Q(state=ChargeState.ASKED)),
        )

    def __str__(self) -> str:
        return self.reference


class Statement(models.Model):
    """One file that was read. `doubled` counts lines that an earlier file had brought."""

    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    read_at = models.DateTimeField()
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    doubled = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "sao kê"
        verbose_name_plural = "sao kê"
        ordering = ("-read_at", "-pk")

    def __str__(self) -> str:
        return self.file_name


class Line(models.Model):
    """A sum that came in. `words` are sealed, for payers write their names; `fingerprint` is a keyed hash, so that no line counts twice."""

    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="lines")
    line = models.PositiveIntegerField()
    day = models.DateField()
    amount = models.DecimalField(max_digits=14, decimal_places=0)
    words = models.BinaryField(blank=True, default=b"")
    number = models.CharField(max_length=60, blank=True)
    fingerprint = models.BinaryField()
    state = models.CharField(max_length=10, choices=LineState)
    charge = models.ForeignKey(Charge, null=True, blank=True, on_delete=models.PROTECT, related_name="lines")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "dòng sao kê"
        verbose_name_plural = "dòng sao kê"
        ordering = ("-day", "-pk")
        indexes = (models.Index(fields=("agency", "state", "-day"), name="statement_lines_waiting"),)
        constraints = (
            models.UniqueConstraint(fields=("agency", "fingerprint"), name="statement_line_counts_once"),
            models.CheckConstraint(name="statement_line_state_is_known", condition=Q(state__in=LineState.values)),
        )

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.amount}"
