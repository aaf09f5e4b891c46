"""What feedback is about, how it came, its states, steps and events; words for notices and the journal."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class About(models.IntegerChoices):
    """By the codes of the indicators' table."""

    RULES = 1, _("quy định, thủ tục hành chính")
    STAFF = 2, _("hành vi của cán bộ, công chức")


class Channel(models.TextChoices):
    WEB = "web", _("biểu mẫu trực tuyến")
    LETTER = "letter", _("văn bản, thư")
    PHONE = "phone", _("điện thoại")
    PORTAL = "portal", _("Cổng Dịch vụ công quốc gia")


class State(models.TextChoices):
    RECEIVED = "received", _("mới nhận")
    HANDLING = "handling", _("đang xử lý")
    MORE_ASKED = "more_asked", _("chờ bổ sung thông tin")
    FORWARDED = "forwarded", _("đã chuyển cơ quan khác")
    REFUSED = "refused", _("từ chối xử lý")
    ANSWERED = "answered", _("đã trả lời")
    PUBLISHED = "published", _("đã công khai trả lời")


class Verb(models.TextChoices):
    ACCEPT = "thu-ly", _("nhận xử lý")
    FORWARD = "chuyen", _("chuyển cơ quan có thẩm quyền")
    REFUSE = "tu-choi", _("từ chối xử lý")
    ASK = "yeu-cau-bo-sung", _("yêu cầu bổ sung thông tin")
    TAKE = "nhan-bo-sung", _("ghi thông tin bổ sung")
    ANSWER = "tra-loi", _("trả lời")
    PUBLISH = "cong-khai", _("công khai câu trả lời")


class EventKind(models.TextChoices):
    RECEIVED = "received", _("tiếp nhận")
    ACCEPTED = "accepted", _("nhận xử lý")
    FORWARDED = "forwarded", _("chuyển cơ quan khác")
    REFUSED = "refused", _("từ chối xử lý")
    MORE_ASKED = "more_asked", _("yêu cầu bổ sung thông tin")
    MORE_TOLD = "more_told", _("nhận thông tin bổ sung")
    ANSWERED = "answered", _("trả lời")
    PUBLISHED = "published", _("công khai câu trả lời")
    RATED = "rated", _("người gửi đánh giá")
    RAISED_AGAIN = "raised_again", _("người gửi phản ánh tiếp")


EVENT_OF = {
    Verb.ACCEPT: EventKind.ACCEPTED, Verb.FORWARD: EventKind.FORWARDED, Verb.REFUSE: EventKind.REFUSED, Verb.ASK: EventKind.MORE_ASKED,
    Verb.TAKE: EventKind.MORE_TOLD, Verb.ANSWER: EventKind.ANSWERED, Verb.PUBLISH: EventKind.PUBLISHED,
}


class Rating(models.IntegerChoices):
    LIKED = 3, _("hài lòng")
    FAIR = 2, _("bình thường")
    DISLIKED = 1, _("không hài lòng")


OPEN = (State.RECEIVED, State.HANDLING)
SEAL, PHONE = "feedback.sender", "feedback.phone"
# What is sealed besides: the words as they were sent may name people.
WORDS_SEAL = "feedback.words"

ACTS = {"feedback.sent": _("nhận phản ánh, kiến nghị"), "feedback.sender_read": _("xem đầy đủ thông tin người phản ánh"), **{
    f"feedback.{event.value}": event.label for event in EventKind if event != EventKind.RECEIVED
}}
COLUMNS = {"state": _("trạng thái"), "answer_by": _("trả lời trước"), "receipt": _("mã biên nhận")}
