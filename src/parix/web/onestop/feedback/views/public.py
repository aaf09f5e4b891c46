"""For everybody: the form, what became of it by its receipt, what was answered in public. Nothing typed is lost; too much at once waits."""

from __future__ import annotations

from allauth.core import ratelimit
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parix.foundation.problems import ProblemsFound
from parix.web.design.refusals import add_problems
from parix.web.onestop.feedback.actions.sending import send_feedback
from parix.web.onestop.feedback.actions.steps import rate, tell_more
from parix.web.onestop.feedback.choices import State
from parix.web.onestop.feedback.forms import MoreForm, RateForm, SendForm
from parix.web.onestop.feedback.queries import Feedback, agencies_with_published, feedback_by_receipt, published
from parix.web.onestop.feedback.rules import due_on
from parix.web.onestop.feedback.views import addressees

PAGE_SIZE = 20


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    start = {"agency": request.GET.get("co_quan", ""), "dossier_code": request.GET.get("ho_so", "")[:60]}
    form = SendForm(request.POST if request.method == "POST" else None, agencies=addressees(), initial=start)
    if request.method != "POST":
        return render(request, "opinion/send.html", {"form": form})
    if not ratelimit.consume(request, action="feedback"):
        said = _("Đang có quá nhiều phản ánh gửi từ mạng này. Chờ ít phút rồi bấm gửi lại; nội dung vẫn còn ở dưới.")
        return render(request, "opinion/send.html", {"form": form, "refusal": said}, status=429)
    if form.is_valid():
        try:
            one = send_feedback(given=form.given(), by="public", at=timezone.now())
        except ProblemsFound as refused:
            add_problems(form, refused.problems)
        else:
            return redirect("opinion:receipt", one.receipt)
    return render(request, "opinion/send.html", {"form": form}, status=422)


@never_cache
@require_safe
def receipt(request: HttpRequest, feedback_receipt: str) -> HttpResponse:
    return _page(request, _held(request, feedback_receipt))


@never_cache
@require_POST
def more(request: HttpRequest, feedback_receipt: str) -> HttpResponse:
    rows = _held(request, feedback_receipt)
    form = MoreForm(request.POST)
    if not form.is_valid():
        return _page(request, rows, more=form)
    try:
        tell_more(feedback=rows[-1], words=form.cleaned_data["words"], at=timezone.now())
    except ProblemsFound as refused:
        add_problems(form, refused.problems)
        return _page(request, rows, more=form)
    return redirect("opinion:receipt", rows[-1].receipt)


@never_cache
@require_POST
def rating(request: HttpRequest, feedback_receipt: str) -> HttpResponse:
    rows = _held(request, feedback_receipt)
    form = RateForm(request.POST)
    if not form.is_valid():
        return _page(request, rows, rating=form)
    try:
        rate(feedback=rows[-1], rating=form.cleaned_data["rating"], again=form.cleaned_data["again"], at=timezone.now())
    except ProblemsFound as refused:
        add_problems(form, refused.problems)
        return _page(request, rows, rating=form)
    return redirect("opinion:receipt", rows[-1].receipt)


@require_safe
def publication(request: HttpRequest) -> HttpResponse:
    words, agencies = request.GET.get("tim", "")[:100], list(agencies_with_published())
    chosen = next((one for one in agencies if one.code == request.GET.get("co_quan", "")), None)
    page = Paginator(published(words, chosen.pk if chosen else None), PAGE_SIZE).get_page(request.GET.get("trang"))
    return render(request, "opinion/publication.html", {"page": page, "rows": list(page), "words": words, "agencies": agencies, "chosen": chosen})


def _held(request: HttpRequest, text: str) -> list[Feedback]:
    """As each agency had it. Receipts cannot be guessed, and guessing waits. Raises Http404."""
    rows = feedback_by_receipt(text[:20]) if ratelimit.consume_or_429(request, action="feedback_receipt", limit_get=True) is None else []
    if not rows:
        raise Http404("no such receipt")
    return rows


def _page(request: HttpRequest, rows: list[Feedback], more: Form | None = None, rating: Form | None = None) -> HttpResponse:
    one = rows[-1]
    answered = one.state in (State.ANSWERED, State.PUBLISHED)
    about = {
        "one": one, "rows": rows, "due": due_on(one) if not answered else None, "answered": answered,
        "events": [event for row in rows for event in row.events.all()],
        "more": (more or MoreForm()) if one.state == State.MORE_ASKED else None,
        "rating": (rating or RateForm(initial={"rating": one.rating})) if answered else None,
    }
    return render(request, "opinion/receipt.html", about, status=422 if more or rating else 200)
