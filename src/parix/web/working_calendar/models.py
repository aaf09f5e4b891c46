"""Days that are not as the shipped calendar says, what was changed when, and the promised deadlines that each change touched."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from parix.web.working_calendar.choices import ChangeKind, DayKind


class CalendarDay(models.Model):
    """`province` is none for the whole country. `swapped_with` names the other day of a swap."""

    day = models.DateField()
    kind = models.CharField(max_length=10, choices=DayKind)
    name = models.CharField(max_length=200)
    act = models.CharField(max_length=300)
    province = models.ForeignKey("organisations.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    swapped_with = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "ngày trong lịch làm việc"
        verbose_name_plural = "ngày trong lịch làm việc"
        ordering = ("day", "pk")
        constraints = (
            models.UniqueConstraint(fields=("day",), name="calendar_day_is_one", condition=Q(province__isnull=True)),
            models.UniqueConstraint(fields=("province", "day"), name="calendar_day_of_province_is_one", condition=Q(province__isnull=False)),
            models.CheckConstraint(name="calendar_day_kind_is_known", condition=Q(kind__in=DayKind.values)),
            models.CheckConstraint(name="calendar_day_has_act_and_name", condition=~Q(act="") & ~Q(name="")),
            models.CheckConstraint(name="calendar_day_is_not_its_own_swap", condition=Q(swapped_with__isnull=True) | ~Q(swapped_with=F("day"))),
        )

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.name}"


class CalendarChange(models.Model):
    """One change of the calendar; `touched` counts the promised deadlines that it would have dated otherwise."""

    kind = models.CharField(max_length=10, choices=ChangeKind)
    first = models.DateField()
    last = models.DateField()
    name = models.CharField(max_length=200)
    act = models.CharField(max_length=300)
    province = models.ForeignKey("organisations.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    touched = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "lần sửa lịch làm việc"
        verbose_name_plural = "lần sửa lịch làm việc"
        ordering = ("-changed_at", "-pk")
        constraints = (models.CheckConstraint(name="calendar_change_kind_is_known", condition=Q(kind__in=ChangeKind.values)),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.first:%d/%m/%Y}"


class TouchedDeadline(models.Model):
    """A deadline that was promised and stays, beside the day that it would be by the changed calendar."""

    change = models.ForeignKey(CalendarChange, on_delete=models.CASCADE, related_name="deadlines")
    subject = models.CharField(max_length=200)
    label = models.CharField(max_length=300)
    url = models.CharField(max_length=500)
    promised = models.DateField()
    would_be = models.DateField()

    class Meta:
        verbose_name = "thời hạn bị ảnh hưởng"
        verbose_name_plural = "thời hạn bị ảnh hưởng"
        ordering = ("promised", "pk")
        constraints = (models.UniqueConstraint(fields=("change", "subject"), name="touched_deadline_is_one"),)

    def __str__(self) -> str:
        return self.label
