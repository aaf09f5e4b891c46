"""A contest for everybody: its form, what became of an entry, the ranking. Nobody signs in; nothing that was typed is lost.

What is answered stays in the page that comes back, whatever went wrong: a mistake, the end of the time, too many entries at once.
"""

from __future__ import annotations

from datetime import timedelta

from allauth.core import ratelimit
from django.core import signing
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from parix.foundation.problems import ProblemsFound
from parix.web.design.refusals import add_problems
from parix.web.registries.outreach.actions.entering import AlreadyEntered, NotOpen, enter
from parix.web.registries.outreach.choices import EntryState, Standing
from parix.web.registries.outreach.forms.contests import EntryForm, stamp
from parix.web.registries.outreach.queries.contests import Contest, contest_by_slug, place_of, places, questions_of, right_answers
from parix.web.registries.outreach.rules import standing_at

PAGE_SIZE = 50
COOKIE_DAYS = 400
_SALT = "parix.outreach.entered"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter_contest(request: HttpRequest, contest_slug: str) -> HttpResponse:
    contest, now = _contest(contest_slug), timezone.now()
    standing = standing_at(contest, now)
    if request.method != "POST":
        form = EntryForm(contest, questions_of(contest), initial={"opened": stamp(contest, now)}) if standing == Standing.RUNNING else None
        return _page(request, contest, form, standing=standing, entered=_entered_here(request, contest))
    form = EntryForm(contest, questions_of(contest), request.POST)
    if contest.one_per_browser and _entered_here(request, contest):
        return _page(request, contest, form, refusal=_("Máy này đã gửi một bài dự thi. Mỗi người chỉ dự thi một lần; bài đã gửi vẫn được giữ."), status=409)
    if not ratelimit.consume(request, action="contest_entry"):
        said = _("Đang có quá nhiều bài gửi từ mạng này. Chờ vài phút rồi bấm gửi lại; câu trả lời vẫn còn ở dưới.")
        return _page(request, contest, form, refusal=said, status=429)
    if not form.is_valid():
        return _page(request, contest, form, status=422)
    try:
        entry = enter(contest=contest, given=form.given(), opened_form_at=form.opened_at(), at=now)
    except ProblemsFound as refused:
        add_problems(form, refused.problems)
        return _page(request, contest, form, status=422)
    except AlreadyEntered as before:
        when = timezone.localtime(before.entered_at)
        said = _("Người này đã có bài dự thi, gửi lúc %(time)s ngày %(day)s. Mỗi người chỉ dự thi một lần; bài đầu được giữ, bài này không được tính.")
        return _page(request, contest, form, refusal=said % {"time": f"{when:%H:%M}", "day": f"{when:%d/%m/%Y}"}, status=409)
    except NotOpen as refused:
        return _page(request, refused.contest, form, refusal=_why_not(refused), standing=refused.standing, status=409)
    response = redirect("contest:entry", contest.slug, entry.receipt)
    signed = signing.dumps(entry.receipt, salt=f"{_SALT}.{contest.slug}")
    response.set_cookie(
        _cookie(contest), signed, max_age=timedelta(days=COOKIE_DAYS), httponly=True, samesite="Lax", secure=request.is_secure(),
        path=reverse("contest:enter", args=[contest.slug]),
    )
    return response


@never_cache
@require_safe
def entry(request: HttpRequest, contest_slug: str, receipt: str) -> HttpResponse:
    """What became of an entry, by its code: place now, and after the end what was right."""
    contest = _contest(contest_slug)
    one = contest.entries.filter(receipt=receipt.upper()).first()
    if one is None:
        raise Http404("no such entry")
    standing = standing_at(contest, timezone.now())
    answers = right_answers(questions_of(contest), one) if standing == Standing.CLOSED else []
    about = {
        "contest": contest, "entry": one, "standing": standing, "place": place_of(contest, one.receipt) if _ranks(contest, standing) else None,
        "answers": answers, "is_late": one.state == EntryState.LATE, "ranks": _ranks(contest, standing),
    }
    return render(request, "contest/entry.html", about)


@never_cache
@require_safe
def ranking(request: HttpRequest, contest_slug: str) -> HttpResponse:
    """One page of it: three queries, however many entered."""
    contest, now = _contest(contest_slug), timezone.now()
    standing = standing_at(contest, now)
    if not _ranks(contest, standing):
        return render(request, "contest/ranking.html", {"contest": contest, "standing": standing, "now": now, "ranks": False})
    page = Paginator(range(contest.entrants), PAGE_SIZE).get_page(request.GET.get("trang"))
    first = (page.number - 1) * PAGE_SIZE
    code = request.GET.get("ma", "").strip().upper()
    about = {
        "contest": contest, "standing": standing, "now": now, "page": page, "rows": places(contest, first, first + PAGE_SIZE), "ranks": True, "code": code,
        "own": place_of(contest, code) if code else None,
    }
    return render(request, "contest/ranking.html", about)


def _page(
    request: HttpRequest, contest: Contest, form: EntryForm | None, *, refusal: str = "", standing: Standing | None = None, entered: str = "",
    status: int = 200,
) -> HttpResponse:
    standing = standing or standing_at(contest, timezone.now())
    about = {
        "contest": contest, "form": form, "refusal": refusal, "standing": standing, "entered": entered, "ranks": _ranks(contest, standing),
        "may_send": standing == Standing.RUNNING and not (entered and contest.one_per_browser),
    }
    return render(request, "contest/enter.html", about, status=status)


def _why_not(refused: NotOpen) -> str:
    closes, opens = timezone.localtime(refused.contest.closes_at), timezone.localtime(refused.contest.opens_at)
    if refused.standing == Standing.WAITING:
        return _("Hội thi chưa mở: mở lúc %(time)s.") % {"time": f"{opens:%H:%M %d/%m/%Y}"}
    if refused.standing == Standing.CLOSED:
        said = _("Hội thi đã đóng lúc %(time)s, bài gửi sau đó không được nhận. Câu trả lời của bạn vẫn còn ở dưới; có thắc mắc, hãy liên hệ ban tổ chức.")
        return said % {"time": f"{closes:%H:%M %d/%m/%Y}"}
    return _("Hội thi đã bị huỷ. Lý do: %(reason)s") % {"reason": refused.contest.reason}


def _ranks(contest: Contest, standing: Standing) -> bool:
    return standing == Standing.CLOSED or (standing == Standing.RUNNING and contest.ranking_is_live)


def _contest(slug: str) -> Contest:
    """Raises Http404; a draft is nobody's."""
    contest = contest_by_slug(slug)
    if contest is None:
        raise Http404("no such contest")
    return contest


def _cookie(contest: Contest) -> str:
    return f"contest_{contest.pk}"


def _entered_here(request: HttpRequest, contest: Contest) -> str:
    """The code of the entry that this browser sent, or ""."""
    try:
        return str(signing.loads(request.COOKIES.get(_cookie(contest), ""), salt=f"{_SALT}.{contest.slug}"))
    except signing.BadSignature:
        return ""
