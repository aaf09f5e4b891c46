"""The list of dossiers: by group, channel and unit, found by code, number, telephone or words."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from parix.web.accounts.queries import standing_for
from parix.web.accounts.queries.whose import agency_chosen
from parix.web.onestop.dossiers.choices import Channel
from parix.web.onestop.dossiers.forms.steps import FilterForm
from parix.web.onestop.dossiers.queries import receives, series_of
from parix.web.onestop.dossiers.queries.lists import counted, dossiers_found, page_of
from parix.web.onestop.dossiers.queries.rows import rows_of
from parix.web.onestop.dossiers.rules import may_set_prefix
from parix.web.onestop.dossiers.views import agencies_of
from parix.web.organisations.queries.units import units_of

EVERYWHERE = "tat-ca"
GROUPS = (
    ("", _("Mới nhất")), ("dang-xu-ly", _("Đang xử lý")), ("sap-den-han", _("Sắp đến hạn")), ("qua-han", _("Quá hạn")),
    ("chua-xin-loi", _("Quá hạn, chưa xin lỗi")), ("cho-bo-sung", _("Chờ bổ sung")),
    ("da-xong", _("Đã xong")), ("ket-thuc-khac", _("Từ chối, rút, dừng")), ("moi", _("Mới đăng ký")),
)


@login_required
@require_safe
def dossiers(request: HttpRequest) -> HttpResponse:
    agencies, today = agencies_of(request), timezone.localdate()
    asked = request.GET.get("co_quan", "")
    everywhere = asked == EVERYWHERE and len(agencies) > 1
    agency = agencies[0] if everywhere else agency_chosen(agencies, asked)
    if agency is None:
        raise Http404("no such agency")
    filters, standing = FilterForm(request.GET).wanted(), standing_for(request)
    found = dossiers_found([one.pk for one in agencies] if everywhere else [agency.pk], filters, today)
    page = page_of(found, filters)
    about = {
        "agency": agency, "agencies": agencies, "everywhere": everywhere, "filters": filters, "page": page, "rows": rows_of(page.rows, today),
        "counted": counted(found), "groups": GROUPS, "channels": Channel.choices, "units": [] if everywhere else units_of([agency.pk], today),
        "receives": not everywhere and receives(standing, agency.pk, today), "series": series_of(agency.pk), "year": today.year,
        "sets_prefix": not everywhere and may_set_prefix(standing, agency.pk),
    }
    return render(request, "dossiers/list.html", about)
