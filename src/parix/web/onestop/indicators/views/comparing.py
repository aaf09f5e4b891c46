"""Pages: what is declared against what registers count; having the figures counted anew."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from parix.foundation.periods import Period
from parix.web.accounts.queries import User, standing_for
from parix.web.onestop.indicators import actions
from parix.web.onestop.indicators.forms import FilterForm
from parix.web.onestop.indicators.queries import newest_snapshot
from parix.web.onestop.indicators.queries.contradictions import contradictions
from parix.web.onestop.indicators.rules import may_refresh
from parix.web.onestop.indicators.views import asked
from parix.web.organisations.queries import ids_within

PAGE_SIZE, YEARS = 40, 3


@login_required
@require_safe
def compared(request: HttpRequest) -> HttpResponse:
    agency, agencies = asked(request)
    today = timezone.localdate()
    filters = FilterForm(request.GET).wanted(today)
    periods = [Period.of_year(filters.year), *(Period.parse(f"{filters.year:04d}-Q{quarter}") for quarter in range(1, 5))]
    found = contradictions(ids_within([agency.pk]), periods)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("trang"))
    about = {
        "agency": agency, "agencies": agencies, "filters": filters, "page": page, "rows": list(page), "count": len(found), "snapshot": newest_snapshot(),
        "years": sorted({*range(today.year - YEARS, today.year + 1), filters.year}, reverse=True), "refreshes": may_refresh(standing_for(request), agency.pk),
    }
    return render(request, "indicators/compared.html", about)


@login_required
@require_POST
def refresh(request: HttpRequest) -> HttpResponse:
    agency, _agencies = asked(request)
    if not may_refresh(standing_for(request), agency.pk):
        raise PermissionDenied
    assert isinstance(request.user, User)
    actions.ask_for_refresh(by=request.user, at=timezone.now())
    messages.success(request, _("Đã yêu cầu tính lại. Số mới có khi việc nền chạy xong, thường trong một phút."))
    return redirect(f"{request.POST.get('ve', '')}" if request.POST.get("ve", "").startswith("/chi-tieu/") else "indicators:compared")
