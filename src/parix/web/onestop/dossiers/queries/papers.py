"""Which of the seven forms a dossier has come to need, and the lines of the register."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from parix.web.onestop.dossiers.choices import EventKind
from parix.web.onestop.dossiers.models import Dossier, Event
from parix.web.onestop.dossiers.queries.due_times import local_day
from parix.web.onestop.dossiers.queries.rows import masked_applicant

FORMS = ("pdf", "docx")
RECEIPT, SUPPLEMENT, REFUSAL, APOLOGY, STOP, CONTROL = "mau-01", "mau-02", "mau-03", "mau-04", "mau-05", "mau-06"
MOST_LINES = 5_000
_TITLES: dict[str, str | Promise] = {
    RECEIPT: _("Mẫu 01: giấy tiếp nhận hồ sơ và hẹn trả kết quả"), SUPPLEMENT: _("Mẫu 02: phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"),
    REFUSAL: _("Mẫu 03: phiếu từ chối tiếp nhận hồ sơ"), APOLOGY: _("Mẫu 04: văn bản xin lỗi và đề nghị gia hạn"),
    STOP: _("Mẫu 05: thông báo dừng giải quyết hồ sơ"), CONTROL: _("Mẫu 06: phiếu kiểm soát quá trình giải quyết"),
}  # fmt: skip
_NEEDED = {
    RECEIPT: (EventKind.ACCEPTED,), SUPPLEMENT: (EventKind.SUPPLEMENT_ASKED,), REFUSAL: (EventKind.REFUSED,), APOLOGY: (EventKind.APOLOGISED,),
    STOP: (EventKind.STOPPED,), CONTROL: (EventKind.ACCEPTED,),
}


def papers_for(dossier: Dossier, events: Iterable[Event]) -> list[tuple[str, str | Promise]]:
    """Key and title of those whose step was taken."""
    kinds = {event.kind for event in events}
    return [(key, _TITLES[key]) for key, needed in _NEEDED.items() if kinds & set(needed)]


def register_lines(agency_id: int, year: int) -> Sequence[tuple[str, ...]]:
    """Form 07: one line a dossier in the order of the register, applicants masked; the first five thousand."""
    found = Dossier.objects.filter(agency_id=agency_id, book_year=year, book_number__isnull=False).select_related("procedure", "unit")
    lines = []
    for one in found.order_by("book_number").defer("papers", "search")[:MOST_LINES]:
        who, days = masked_applicant(one), [local_day(moment) for moment in (one.received_at, one.first_due_at, one.returned_at or one.finished_at)]
        said = [f"{day:%d/%m/%Y}" if day else "" for day in days]
        lines.append((
            str(one.book_number), one.code, one.procedure.name, str(one.sets), who.name, who.phone, *said, one.unit.name if one.unit else "",
            str(one.get_state_display()),
        ))
    return lines
