"""The numbers that an agency gives: the day's codes, and the register's line, which begins anew each year."""

from __future__ import annotations

from django.db import models


class Series(models.Model):
    """`prefix` is the agency part of codes. `last` was given on `day`, `last_line` in `year`; the row is held while a number is taken."""

    agency = models.OneToOneField("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    prefix = models.CharField(max_length=20, unique=True)
    day = models.DateField(null=True, blank=True)
    last = models.PositiveIntegerField(default=0)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    last_line = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "dãy mã hồ sơ"
        verbose_name_plural = "dãy mã hồ sơ"

    def __str__(self) -> str:
        return self.prefix
