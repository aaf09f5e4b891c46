"""Evidence: a document that proves a leaf, pointed to by page, number, date, issuer and words; and what checking the pointer gave."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q

from parix.web.assessment.models.rounds import Participation

REFUSED = "dẫn chứng đã lưu không sửa, không xoá: gỡ ra thì ngày gỡ được ghi lại, sửa thì thành một dòng mới"


class EvidenceIsFinal(Exception):
    """Somebody tried to change or remove a link otherwise than by taking it out of force."""


class EvidenceQuerySet(models.QuerySet["EvidenceLink"]):
    def in_force(self) -> EvidenceQuerySet:
        return self.filter(removed_at__isnull=True)

    def delete(self) -> NoReturn:
        raise EvidenceIsFinal(REFUSED)


class EvidenceLink(models.Model):
    """One document for one leaf of one participation. A change is a new row that `replaces` the old one; a removed row stays.

    `number`, `symbol`, `issued_on` and `issuer` are what the person says stands there; `proves` says what it is to prove. The
    database itself refuses other updates, deletes, documents of another agency, and any change once the round is published.
    """

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="evidence")
    leaf_key = models.CharField(max_length=120)
    document = models.ForeignKey("files.Document", on_delete=models.PROTECT, related_name="+")
    page = models.PositiveIntegerField(null=True, blank=True)
    number = models.CharField(max_length=40, blank=True)
    symbol = models.CharField(max_length=80, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    issuer = models.CharField(max_length=300, blank=True)
    quote = models.TextField(blank=True)
    proves = models.TextField(blank=True)
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removal_reason = models.CharField(max_length=500, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "dẫn chứng"
        verbose_name_plural = "dẫn chứng"
        ordering = ("participation", "leaf_key", "added_at", "pk")
        indexes = (
            models.Index(fields=("participation", "leaf_key"), name="evidence_by_leaf"),
            models.Index(fields=("document",), name="evidence_by_document", condition=Q(removed_at__isnull=True)),
        )
        constraints = (
            models.CheckConstraint(
                name="evidence_removed_by_and_at",
                condition=Q(removed_at__isnull=True, removed_by__isnull=True, removal_reason="") | Q(removed_at__isnull=False, removed_by__isnull=False),
            ),
            models.CheckConstraint(name="evidence_removed_after_added", condition=Q(removed_at__isnull=True) | Q(removed_at__gte=models.F("added_at"))),
            models.CheckConstraint(name="evidence_pages_count_from_one", condition=Q(page__isnull=True) | Q(page__gte=1)),
        )

    def __str__(self) -> str:
        return f"{self.leaf_key} · {self.document_id}"

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise EvidenceIsFinal(REFUSED)


class EvidenceCheck(models.Model):
    """What checking a link against its document gave, kept so that lists need not read every page again.

    `basis` names the state of the document that was checked; where the document's state has another name, the check is stale.
    """

    link = models.OneToOneField(EvidenceLink, on_delete=models.CASCADE, related_name="check_kept")
    basis = models.CharField(max_length=200)
    problems = models.JSONField(default=list, blank=True)
    checked_at = models.DateTimeField()

    class Meta:
        verbose_name = "lần đối chiếu dẫn chứng"
        verbose_name_plural = "các lần đối chiếu dẫn chứng"

    def __str__(self) -> str:
        return f"{self.link_id} · {self.checked_at:%d/%m/%Y}"
