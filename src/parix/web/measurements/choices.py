"""The room's act in words, for the audit trail's pages."""

from django.utils.translation import gettext_lazy as _

ACTS = {"measurements.recorded": _("ghi số đo")}
