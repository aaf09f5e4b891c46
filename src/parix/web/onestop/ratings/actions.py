"""One verb: a settled dossier is rated. The last rating holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from parix.foundation.problems import Place, Problem, refuse_errors
from parix.web.accounts.queries import User, standing_of
from parix.web.audit_trail.actions import record
from parix.web.onestop.dossiers.actions.marking import mark_rated
from parix.web.onestop.dossiers.queries import Dossier, one_stop_of
from parix.web.onestop.dossiers.rules.applicants import is_number_of
from parix.web.onestop.ratings.choices import Overall, Way
from parix.web.onestop.ratings.models import Rating
from parix.web.onestop.ratings.rules import is_rateable, may_enter


@dataclass(frozen=True, slots=True)
class RatingGiven:
    """Points of answers, None where a question was left out. `number` is the identity number or telephone that shows whose dossier it is; a
    form on paper needs none."""

    overall: int
    agencies_contacted: int | None = None
    publicity: int | None = None
    attitude: int | None = None
    number: str = ""


@transaction.atomic
def rate_dossier(*, dossier: Dossier, given: RatingGiven, by: User | None, at: datetime) -> Rating:
    """By the applicant (`by` none), or typed at the desk. Raises PermissionDenied, ProblemsFound.

    Side effects: the rating, the mark of dislike on the dossier, an entry in the journal.
    """
    held = Dossier.objects.select_for_update(of=("self",)).select_related("agency").get(pk=dossier.pk)
    if by is not None and not may_enter(standing_of(by), held.agency_id, one_stop_of(held.agency_id, timezone.localdate(at))):
        raise PermissionDenied("chỉ bộ phận Một cửa, cán bộ cải cách hành chính và lãnh đạo cơ quan ghi được phiếu đánh giá")
    refuse_errors(_problems(held, given, is_own=by is None))
    values = {
        "agency": held.agency, "way": Way.ONLINE if by is None else Way.PAPER, "overall": given.overall, "agencies_contacted": given.agencies_contacted,
        "publicity": given.publicity, "attitude": given.attitude, "entered_by": by, "rated_at": at, "changed_at": at,
    }
    one, _made = Rating.objects.update_or_create(dossier=held, defaults=values)
    mark_rated(dossier_id=held.pk, is_disliked=given.overall == Overall.DISLIKED, at=at)
    after = {"dossier": held.code, "overall": str(Overall(given.overall).label), "way": str(Way(one.way).label)}
    record(act="ratings.rated", subject=f"ratings.Rating:{one.pk}", by=by or "applicant", after=after, scope=held.agency.code, at=at)
    return one


def _problems(held: Dossier, given: RatingGiven, *, is_own: bool) -> list[Problem]:
    found = []
    if not is_rateable(held):
        found.append(_problem("not_settled", "hồ sơ chưa có kết quả nên chưa đánh giá được", "đánh giá sau khi nhận kết quả", ""))
    if is_own and not (held.number_hash or held.phone_hash):
        found.append(_problem("no_number", "hồ sơ không ghi số giấy tờ hay số điện thoại", "gửi phiếu giấy tại bộ phận Một cửa", "number"))
    elif is_own and not is_number_of(held, given.number):
        found.append(_problem("other_number", "số này không phải số ghi trên hồ sơ", "ghi số căn cước, mã số hoặc điện thoại đã khai khi nộp", "number"))
    if given.overall not in Overall.values:
        found.append(_problem("overall_missing", "chưa chọn mức hài lòng", "chọn một mức", "overall"))
    return found


def _problem(code: str, message: str, remedy: str, path: str) -> Problem:
    return Problem(f"ratings.{code}", message, remedy, Place(path=path))
