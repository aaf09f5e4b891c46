"""What the room's acts are called, what it cannot count and why, the sides of a figure."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REGISTER = "register"
# The declared code and one more word: what a register counts stands beside what an agency declares.
COUNTED = ".registry"
# Asked for by indicators, held by no register of this installation.
NOT_HELD: Mapping[str, str | Promise] = {
    "agency_time": _("không sổ nào ghi thời gian của từng cơ quan tham gia giải quyết"),
    "electronic_certified_copies": _("không có sổ ghi xã, phường nào chứng thực bản sao điện tử"),
}
NO_SNAPSHOT, EMPTY = _("chưa có ảnh chụp dữ liệu"), _("sổ chưa có dòng nào, hoặc chưa được chụp")
NOT_BY_UNIT = _("sổ này không ghi theo phòng, đơn vị")
KEPT = 30


class Side(models.TextChoices):
    """As addresses name them; those that missed come first, for they are what somebody can still do something about."""

    MISSED = "chua-dat", _("chưa đạt")
    REACHED = "dat", _("đạt (tử số)")
    COUNTED = "tat-ca", _("được đếm (mẫu số)")
    UNKNOWN = "chua-ro", _("chưa rõ")


TABLE_NAMES: Mapping[str, str | Promise] = {
    "dossiers": _("Hồ sơ"), "procedures": _("Thủ tục hành chính"), "promulgations": _("Công bố, công khai thủ tục"),
    "feedback": _("Phản ánh, kiến nghị"), "ratings": _("Phiếu đánh giá"), "communes": _("Xã, phường, đặc khu"),
}
ACTS = {"indicators.snapshot_taken": _("chụp dữ liệu một cửa"), "indicators.refresh_asked": _("yêu cầu tính lại chỉ tiêu một cửa")}
COLUMNS = {"name": _("ảnh chụp"), "rows": _("số dòng"), "as_of": _("tính đến ngày")}
