"""Where a dossier stands, for whoever has its code. No personal data, no words that somebody typed; asked too often, it waits."""

from __future__ import annotations

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from parix.dossiers.codes import plain_code, read_code
from parix.web.onestop.dossiers.queries import dossier_by_code
from parix.web.onestop.dossiers.queries.public import standing_of_dossier


@never_cache
@require_safe
def look_up(request: HttpRequest) -> HttpResponse:
    code = plain_code(request.GET.get("ma", "")[:80])
    if not code:
        return render(request, "lookup/ask.html", {"code": ""})
    if read_code(code) is None:
        said = _("Mã này không đúng dạng. Mã hồ sơ in trên giấy tiếp nhận, ví dụ H15.50.05-261008-0975.")
        return render(request, "lookup/ask.html", {"code": code, "refusal": said}, status=422)
    return redirect("lookup:dossier", code)


@never_cache
@require_safe
def found(request: HttpRequest, dossier_code: str) -> HttpResponse:
    if ratelimit.consume_or_429(request, action="dossier_lookup", limit_get=True) is not None:
        said = _("Đang có quá nhiều lượt tra cứu từ mạng này. Chờ một phút rồi thử lại.")
        return render(request, "lookup/ask.html", {"code": dossier_code, "refusal": said}, status=429)
    one = dossier_by_code(dossier_code[:80])
    if one is None:
        said = _("Không có hồ sơ mang mã này. Kiểm tra lại từng số trên giấy tiếp nhận.")
        return render(request, "lookup/ask.html", {"code": dossier_code[:80], "refusal": said}, status=404)
    return render(request, "lookup/dossier.html", {"one": standing_of_dossier(one, timezone.localdate())})
