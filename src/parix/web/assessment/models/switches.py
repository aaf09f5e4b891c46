"""A round that goes over to another edition: what was decided, the score as it stood, and what became of every leaf.

The database refuses changes of all three (migration): the old state stays readable as it was.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from parix.web.assessment.choices import SwitchedTo, SwitchNeed, View
from parix.web.assessment.models.rounds import Participation, Round


class EditionSwitch(models.Model):
    """The act with its reason. `mapping_digest` names the table by which things were carried; `due_on` is the day for what it asks of units."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="switches")
    number = models.PositiveIntegerField()
    from_edition = models.CharField(max_length=100)
    from_fingerprint = models.CharField(max_length=64)
    to_edition = models.CharField(max_length=100)
    to_fingerprint = models.CharField(max_length=64)
    mapping_digest = models.CharField(max_length=64)
    reason = models.TextField()
    due_on = models.DateField()
    switched_at = models.DateTimeField()
    switched_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "chuyển phiên bản bộ chỉ số"
        ordering = ("round", "number")
        constraints = (
            models.UniqueConstraint(fields=("round", "number"), name="edition_switch_is_unique"),
            models.CheckConstraint(name="edition_switch_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(name="edition_switch_changes_something", condition=~Q(from_edition=F("to_edition"))),
        )

    def __str__(self) -> str:
        return f"{self.round} · {self.from_edition} → {self.to_edition}"


class SwitchedSheet(models.Model):
    """An agency's live score as one party saw it when the edition was left, with its place in the ranking group at that moment."""

    switch = models.ForeignKey(EditionSwitch, on_delete=models.PROTECT, related_name="sheets")
    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="+")
    view = models.CharField(max_length=20, choices=View)
    sheet = models.JSONField()
    points = models.CharField(max_length=120)
    applicable_max = models.CharField(max_length=120)
    published_index = models.CharField(max_length=40)
    rank = models.PositiveIntegerField()
    out_of = models.PositiveIntegerField()
    scored_at = models.DateTimeField()

    class Meta:
        verbose_name = "điểm theo phiên bản cũ"
        constraints = (
            models.UniqueConstraint(fields=("switch", "participation", "view"), name="switched_sheet_is_unique"),
            models.CheckConstraint(name="switched_sheet_view_is_known", condition=Q(view__in=View.values)),
        )

    def __str__(self) -> str:
        return f"{self.switch} · {self.participation}"


class SwitchedLeaf(models.Model):
    """What became of a leaf: one row for each way from an old leaf to a new one, for each that was left, and for each that is new.

    Versions are those of the claim before and after; 0 where nobody had claimed. `left_facts` could not be carried, by role.
    """

    switch = models.ForeignKey(EditionSwitch, on_delete=models.PROTECT, related_name="leaves")
    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="+")
    old_key = models.CharField(max_length=120, blank=True)
    new_key = models.CharField(max_length=120, blank=True)
    outcome = models.CharField(max_length=20, choices=SwitchedTo)
    need = models.CharField(max_length=20, choices=SwitchNeed)
    lead = models.ForeignKey("organisations.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    old_version = models.PositiveIntegerField()
    new_version = models.PositiveIntegerField()
    changes = models.JSONField()
    left_facts = models.JSONField()
    reason_vi = models.TextField(blank=True)
    reason_en = models.TextField(blank=True)

    class Meta:
        verbose_name = "tiêu chí qua lần chuyển phiên bản"
        constraints = (
            models.UniqueConstraint(fields=("switch", "participation", "old_key", "new_key"), name="switched_leaf_is_unique"),
            models.CheckConstraint(name="switched_leaf_is_somewhere", condition=~Q(old_key="", new_key="")),
            models.CheckConstraint(name="switched_leaf_outcome_is_known", condition=Q(outcome__in=SwitchedTo.values)),
            models.CheckConstraint(name="switched_leaf_need_is_known", condition=Q(need__in=SwitchNeed.values)),
            models.CheckConstraint(name="switched_leaf_left_with_a_reason", condition=~Q(new_key="") | ~Q(reason_vi="")),
        )

    def __str__(self) -> str:
        return f"{self.old_key or '-'} → {self.new_key or '-'}"
