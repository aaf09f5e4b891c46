"""The bar of work and the addresses of the masthead, by what the person may reach. Given to every template."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from parix.foundation.version import SOFTWARE_VERSION
from parix.web.accounts.queries import standing_for
from parix.web.accounts.rules import Standing, may_see_people
from parix.web.files.rules import may_see_register
from parix.web.notices.queries.inbox import unread_for
from parix.web.onestop.board.rules import has_board
from parix.web.onestop.dossiers.rules import has_dossiers
from parix.web.onestop.feedback.rules import has_feedback
from parix.web.onestop.indicators.rules import has_indicators
from parix.web.onestop.intake.rules import has_intake
from parix.web.onestop.payments.rules import has_fees
from parix.web.onestop.procedures.rules import has_catalogue
from parix.web.oversight.rules import may_see_ledger, may_see_trail
from parix.web.plans.rules import has_plans
from parix.web.registries.initiatives.rules import has_registry as has_initiatives
from parix.web.registries.inspections.rules import has_registry as has_inspections
from parix.web.registries.outreach.rules import has_registry as has_outreach
from parix.web.reports.rules import may_see_room
from parix.web.working_calendar.rules import may_see as may_see_calendar


@dataclass(frozen=True, slots=True)
class Entry:
    label: str | Promise
    address: str
    is_here: bool
    is_exactly_here: bool
    count: int = 0


def _anybody(_standing: Standing) -> bool:
    return True


# In the order of the working day, each with who needs it; a new room adds its line here.
_WORK: tuple[tuple[str | Promise, str, Callable[[Standing], bool]], ...] = (
    (_("Việc của tôi"), "home:start", _anybody),
    (_("Thông báo"), "notices:inbox", _anybody),
    (_("Chấm điểm"), "assessment:rounds", _anybody),
    (_("Kế hoạch, nhiệm vụ"), "plans:assignments", has_plans),
    (_("Hồ sơ một cửa"), "dossiers:dossiers", has_dossiers),
    (_("Phản ánh, kiến nghị"), "feedback:all", has_feedback),
    (_("Phí, lệ phí"), "payments:lines", has_fees),
    (_("Theo dõi một cửa"), "board:lateness", has_board),
    (_("Nhập hồ sơ"), "intake:imports", has_intake),
    (_("Thủ tục hành chính"), "procedures:procedures", has_catalogue),
    (_("Chỉ tiêu một cửa"), "indicators:figures", has_indicators),
    (_("Báo cáo"), "reports:reports", may_see_room),
    (_("Sáng kiến"), "initiatives:initiatives", has_initiatives),
    (_("Kiểm tra"), "inspections:inspections", has_inspections),
    (_("Tuyên truyền"), "outreach:items", has_outreach),
    (_("Tài liệu"), "files:register", may_see_register),
    (_("Lịch làm việc"), "working_calendar:year", may_see_calendar),
    (_("Công khai"), "portal:rounds", _anybody),
    (_("Quản trị"), "administration:start", may_see_people),
    (_("Nhật ký"), "oversight:trail", may_see_trail),
    (_("Việc nền"), "oversight:ledger", may_see_ledger),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "navigation": {
            "entries": SimpleLazyObject(lambda: _entries(request)) if signed_in else [],  # pieces of pages show none
            "home": reverse("home:start"),
            "account": reverse("account_change_password"),
            "sign_in": reverse("account_login"),
            "sign_out": reverse("account_logout"),
            "version": SOFTWARE_VERSION,
        }
    }


def _entries(request: HttpRequest) -> list[Entry]:
    standing = standing_for(request)
    return [_entry(label, name, request) for label, name, may in _WORK if may(standing)]


def _entry(label: str | Promise, name: str, request: HttpRequest) -> Entry:
    address, path = reverse(name), request.path
    below = path.startswith(address) if address != "/" else path == address
    return Entry(label, address, below, path == address, unread_for(request) if name == "notices:inbox" else 0)
