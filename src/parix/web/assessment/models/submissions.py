"""Two people certify the same frozen version; the whole is submitted with a result bundle and a signed receipt."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from parix.web.assessment.choices import CertificationStep
from parix.web.assessment.models.rounds import Participation


class Certification(models.Model):
    """The reform officer checks and the director approves a version, named by the digest of its claims and evidence."""

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="certifications")
    step = models.CharField(max_length=20, choices=CertificationStep)
    frozen_digest = models.CharField(max_length=64)
    certified_at = models.DateTimeField()
    certified_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        verbose_name = "xác nhận"
        constraints = (
            models.UniqueConstraint(fields=("participation", "step"), name="certification_in_force_is_one", condition=Q(withdrawn_at__isnull=True)),
            models.CheckConstraint(name="certification_step_is_known", condition=Q(step__in=CertificationStep.values)),
        )

    def __str__(self) -> str:
        return f"{self.participation} · {self.step}"


class Submission(models.Model):
    """What was submitted; the database refuses changes (migration 0003). `receipt` is the text that was signed, `signature` its keyed digest."""

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveIntegerField()
    frozen_digest = models.CharField(max_length=64)
    bundle = models.BinaryField()
    bundle_fingerprint = models.CharField(max_length=64)
    receipt = models.TextField()
    signature = models.CharField(max_length=128)
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "lần nộp"
        ordering = ("participation", "number")
        constraints = (
            models.UniqueConstraint(fields=("participation", "number"), name="submission_is_unique"),
            models.UniqueConstraint(fields=("participation", "frozen_digest"), name="submission_once_per_version"),
        )

    def __str__(self) -> str:
        return f"{self.participation} · {self.number}"
