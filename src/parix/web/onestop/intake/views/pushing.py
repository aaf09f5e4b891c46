"""The entrance for messages of the dossier-sync format: a token for each source, so many calls a minute, answers in the format's words."""

from __future__ import annotations

import time

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from parix.web.onestop.intake.actions import pushing
from parix.web.onestop.intake.actions.sources import hash_of
from parix.web.onestop.intake.queries import Source, source_by_token

CALLS = {"them": pushing.ADD, "cap-nhat": pushing.UPDATE, "tien-trinh": pushing.PROGRESS}
_MINUTE = 60


@csrf_exempt  # no cookie counts here: the caller is known by its token alone
@require_POST
def push(request: HttpRequest, call: str) -> HttpResponse:
    if call not in CALLS:
        return _answer("-1", "không có lời gọi này: dùng them, cap-nhat hoặc tien-trinh", 404)
    if _calls_of("address", request.META.get("REMOTE_ADDR", "")) > settings.INTAKE_PUSHES_PER_MINUTE * 2:
        return _answer("-1", "quá nhiều lời gọi, thử lại sau một phút", 429)
    source = _source(request)
    if source is None:
        return _answer("-1", "mã truy cập không đúng hoặc đã thu hồi", 401)
    if _calls_of("source", str(source.pk)) > settings.INTAKE_PUSHES_PER_MINUTE:
        return _answer("-1", "quá nhiều lời gọi, thử lại sau một phút", 429)
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.INTAKE_PUSH_BYTES:
        return _answer("-1", f"bản tin lớn hơn {settings.INTAKE_PUSH_BYTES} byte: chia nhỏ", 413)
    try:
        content = request.read(settings.INTAKE_PUSH_BYTES + 1)
    except RequestDataTooBig:
        return _answer("-1", f"bản tin lớn hơn {settings.INTAKE_PUSH_BYTES} byte: chia nhỏ", 413)
    answer = pushing.push(source=source, call=CALLS[call], content=content, at=timezone.now())
    return JsonResponse(answer.to_json(), status=200, json_dumps_params={"ensure_ascii": False})


def _source(request: HttpRequest) -> Source | None:
    scheme, _blank, token = request.headers.get("Authorization", "").partition(" ")
    return source_by_token(hash_of(token.strip())) if scheme.lower() == "bearer" and token.strip() else None


def _calls_of(what: str, who: str) -> int:
    """How many in this minute, this one with them."""
    key = f"intake-push:{what}:{who}:{int(time.time()) // _MINUTE}"
    cache.add(key, 0, _MINUTE * 2)
    try:
        return cache.incr(key)
    except ValueError:  # forgotten in between
        return 1


def _answer(code: str, message: str, status: int) -> HttpResponse:
    return JsonResponse({"error_code": code, "message": message}, status=status, json_dumps_params={"ensure_ascii": False})
