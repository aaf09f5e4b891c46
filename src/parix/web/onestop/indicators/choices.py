"""What the room's acts are called, and what it cannot count yet."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

REGISTER = "register"
# The declared code and one more word: what a register counts stands beside what an agency declares.
COUNTED = ".registry"
# Asked for by indicators, held by no register of this installation.
NOT_HELD = frozenset({"population_data_procedures", "procedures_one_stop", "settled_at_counter"})
KEPT = 30

ACTS = {"indicators.snapshot_taken": _("chụp dữ liệu một cửa"), "indicators.refresh_asked": _("yêu cầu tính lại chỉ tiêu một cửa")}
COLUMNS = {"name": _("ảnh chụp"), "rows": _("số dòng"), "as_of": _("tính đến ngày")}
