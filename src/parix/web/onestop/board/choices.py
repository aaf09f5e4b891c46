"""Stretches of time that the board can be asked for, and the ages of open dossiers."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stretch(models.TextChoices):
    YEAR = "nam", _("cả năm")
    QUARTER = "quy", _("quý này")
    MONTH = "thang", _("tháng này")


# Up to so many working days since receipt; the last has no end.
AGES = (5, 10, 20, 40)
WEEKS = 12
