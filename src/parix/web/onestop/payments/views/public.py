"""For payers: one charge with its code, by a reference that cannot be guessed; for the platform: where it tells of payments."""

from __future__ import annotations

import json

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from parix.exchange_formats.payment_messages import OK
from parix.foundation.problems import ProblemsFound
from parix.web.onestop.payments import tables
from parix.web.onestop.payments.actions.platform import gateway, send_on, take_news
from parix.web.onestop.payments.choices import ChargeState
from parix.web.onestop.payments.queries import Charge, account_of, charge_by_reference

MOST_BYTES = 16 * 1024


@never_cache
@require_safe
def charge(request: HttpRequest, charge_reference: str) -> HttpResponse:
    return _page(request, _held(request, charge_reference))


@never_cache
@require_safe
def code(request: HttpRequest, charge_reference: str) -> HttpResponse:
    one = _held(request, charge_reference)
    account = account_of(one.agency_id)
    if account is None or one.state != ChargeState.ASKED:
        raise Http404("nothing to pay")
    return tables.code_picture(account, one)


@require_POST
def send(request: HttpRequest, charge_reference: str) -> HttpResponse:
    """On to the platform by a link that the payer follows: no form of ours may lead elsewhere."""
    one, through = _held(request, charge_reference), gateway()
    if through is None:
        raise Http404("no platform")
    try:
        return _page(request, one, url=send_on(charge=one, through=through, at=timezone.now()))
    except ProblemsFound as refused:
        return _page(request, one, refusal="; ".join(f"{each.message}: {each.remedy}" for each in refused.problems), status=409)


@csrf_exempt
@require_POST
def news(request: HttpRequest) -> HttpResponse:
    """Believed for its authentication code alone. A message that is refused changes nothing."""
    through = gateway()
    if through is None:
        raise Http404("no platform")
    if len(request.body) > MOST_BYTES:
        return JsonResponse({"MaLoi": "01", "MoTaLoi": "bản tin quá dài"}, status=413)
    try:
        take_news(message=json.loads(request.body), through=through, at=timezone.now())
    except (ValueError, UnicodeDecodeError, RecursionError):
        return JsonResponse({"MaLoi": "01", "MoTaLoi": "bản tin không phải JSON"}, status=400)
    except ProblemsFound as refused:
        return JsonResponse({"MaLoi": refused.problems[0].code, "MoTaLoi": refused.problems[0].message}, status=409)
    return JsonResponse({"MaLoi": OK, "MoTaLoi": ""})


def _held(request: HttpRequest, reference: str) -> Charge:
    """References cannot be guessed, and guessing waits. Raises Http404."""
    allowed = ratelimit.consume_or_429(request, action="payment", limit_get=True) is None
    one = charge_by_reference(reference[:20]) if allowed else None
    if one is None:
        raise Http404("no such charge")
    return one


def _page(request: HttpRequest, one: Charge, *, url: str = "", refusal: str = "", status: int = 200) -> HttpResponse:
    about = {
        "one": one, "account": account_of(one.agency_id), "is_open": one.state == ChargeState.ASKED, "is_paid": one.state == ChargeState.PAID,
        "has_platform": gateway() is not None, "url": url, "refusal": refusal,
    }
    return render(request, "pay/charge.html", about, status=status)
