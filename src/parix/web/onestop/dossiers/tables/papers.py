"""The seven forms of circular 03/2025/TT-VPCP, appendix I, with the fields that working templates have.

01 receipt and appointment, 02 request for a supplement, 03 refusal, 04 apology and new day, 05 notice of stopping, 06 control sheet,
07 register.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from parix.official_documents.writing.records import Annex, Block, Paper, Signing, Table
from parix.web.onestop.dossiers.choices import EventKind
from parix.web.onestop.dossiers.queries import Dossier, Event
from parix.web.onestop.dossiers.queries.papers import APOLOGY, CONTROL, RECEIPT, REFUSAL, STOP, SUPPLEMENT
from parix.web.onestop.dossiers.rules.applicants import Applicant
from parix.web.organisations.queries import Agency

DESK = "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ"
_LOOK_UP = "Tra cứu tình trạng hồ sơ bằng mã QR"


@dataclass(frozen=True, slots=True)
class About:
    """What every form is written from; `address` is the public look-up."""

    dossier: Dossier
    events: tuple[Event, ...]
    applicant: Applicant
    clerk: str
    day: date
    address: str

    def last(self, kind: EventKind) -> Event | None:
        return next((one for one in reversed(self.events) if one.kind == kind), None)

    def note(self, kind: EventKind) -> str:
        """As a sentence that ends."""
        event = self.last(kind)
        words = event.note.strip() if event else ""
        return words if not words or words[-1] in ".!?…" else f"{words}."


def receipt(about: About) -> Paper:
    one = about.dossier
    blocks: list[Block] = [
        f"{DESK.capitalize()} của {one.agency.name} đã tiếp nhận hồ sơ mã số {one.code} của:", *_who(about), f"Nội dung yêu cầu giải quyết: {_request(about)}",
        "Thành phần hồ sơ nộp gồm:", _papers_table(one), f"Số lượng hồ sơ: {one.sets:02} bộ.", f"Thời hạn giải quyết theo quy định: {_term(one)}.",
        f"Thời gian nhận hồ sơ: {_moment(one.received_at)}.", f"Thời gian hẹn trả kết quả: {_moment(one.first_due_at) or 'theo thông báo của cơ quan'}.",
        f"Hình thức nộp: {one.get_channel_display()}. Đăng ký nhận kết quả tại {DESK.lower()}.", _book(one),
    ]
    return _paper(about, "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "receipt", blocks)


def supplement(about: About) -> Paper:
    blocks: list[Block] = [
        f"Hồ sơ mã số {about.dossier.code} của:", *_who(about), f"Nội dung yêu cầu giải quyết: {_request(about)}",
        f"Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau: {about.note(EventKind.SUPPLEMENT_ASKED)}", "Thành phần hồ sơ đã nộp:", _papers_table(about.dossier),
        f"Có vướng mắc, ông (bà) liên hệ {about.clerk} tại {DESK.lower()} của {about.dossier.agency.name} để được hướng dẫn.",
    ]
    return _paper(about, "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", "supplement", blocks)


def refusal(about: About) -> Paper:
    one = about.dossier
    blocks: list[Block] = [
        f"{DESK.capitalize()} của {one.agency.name} đã xem xét hồ sơ mã số {one.code} của:", *_who(about), f"Nội dung yêu cầu giải quyết: {_request(about)}",
        *([f"Thời điểm nộp trực tuyến: {_moment(one.submitted_at)}."] if one.submitted_at else []),
        f"Hồ sơ không được tiếp nhận vì: {about.note(EventKind.REFUSED)}", "Xin thông báo để ông (bà) được biết và thực hiện.",
    ]
    return _paper(about, "PHIẾU TỪ CHỐI TIẾP NHẬN HỒ SƠ", "refusal", blocks)


def apology(about: About) -> Paper:
    one, extended = about.dossier, about.last(EventKind.EXTENDED)
    new = f"Thời gian hẹn trả kết quả mới: {_moment(extended.due_at)}." if extended and extended.due_at else "Kết quả được trả ngay khi giải quyết xong."
    blocks: list[Block] = [
        f"{one.agency.name} tiếp nhận hồ sơ mã số {one.code} của {about.applicant.name} ngày {_day(one.received_at)}, nội dung: {_request(about)}",
        f"Thời gian hẹn trả kết quả lần đầu: {_moment(one.first_due_at)}.",
        f"Đến nay hồ sơ chưa được giải quyết xong vì: {about.note(EventKind.APOLOGISED)}", new,
        "Sự chậm trễ này gây phiền hà, tốn kém thời gian, công sức của ông (bà). Cơ quan chân thành xin lỗi và mong nhận được sự thông cảm.",
    ]
    return _paper(about, "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ", "apology", blocks, position="THỦ TRƯỞNG CƠ QUAN", name="")


def stop(about: About) -> Paper:
    one, event = about.dossier, about.last(EventKind.STOPPED)
    fee = f"Phí, lệ phí: {one.get_fee_display()}{f', {_money(one)}' if one.fee_amount else ''}; việc hoàn trả theo quy định của pháp luật về phí và lệ phí."
    blocks: list[Block] = [
        f"{one.agency.name} thông báo dừng giải quyết hồ sơ mã số {one.code} của:", *_who(about), f"Nội dung yêu cầu giải quyết: {_request(about)}",
        f"Thời điểm dừng: {_moment(event.at) if event else ''}. Lý do: {about.note(EventKind.STOPPED)}", fee,
    ]
    return _paper(about, "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ", "stop", blocks, position="THỦ TRƯỞNG CƠ QUAN", name="")


def control(about: About) -> Paper:
    """One row for every hand-over, with the place for both signatures."""
    one = about.dossier
    rows = tuple(
        (_by(event), event.unit.name if event.unit else "", _moment(event.at), "", str(event.get_kind_display()), event.note) for event in about.events
    )
    table = Table(("Giao", "Nhận", "Thời gian giao, nhận", "Ký nhận", "Kết quả", "Ghi chú"), rows, (18, 18, 18, 12, 16, 18))
    blocks: list[Block] = [
        f"Mã số hồ sơ: {one.code}. {_book(one)}", f"Cơ quan, bộ phận giải quyết hồ sơ: {one.agency.name}{f', {one.unit.name}' if one.unit else ''}.",
        f"Thủ tục: {one.procedure.name}", f"Tiếp nhận {_moment(one.received_at)}; hẹn trả {_moment(one.first_due_at) or 'không xác định'}.", table,
        "Phiếu này luôn đi kèm hồ sơ; bộ phận nào ký nhận thì ghi đủ thời điểm.",
    ]
    return _paper(about, "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ", "control", blocks)


def register_paper(agency: Agency, year: int, lines: Sequence[tuple[str, ...]], day: date) -> Paper:
    columns = ("STT", "Mã hồ sơ", "Tên thủ tục", "Số bộ", "Chủ hồ sơ", "Điện thoại", "Nhận", "Hẹn trả", "Trả", "Đơn vị thụ lý", "Ghi chú")
    table = Table(columns, tuple(lines), (5, 18, 11, 5, 9, 12, 9, 9, 9, 7, 6))
    annex = Annex(f"Danh sách hồ sơ năm {year}", is_wide=True)
    return Paper(
        kind="form", title="SỔ THEO DÕI HỒ SƠ", number="", symbol="", place=_place(agency), day=day, parent=_parent(agency), issuer=(agency.name.upper(),),
        abstract=f"Năm {year}", blocks=(f"Sổ có {len(lines)} hồ sơ, đánh số lại từ đầu mỗi năm; danh sách ở trang sau.", annex, table),
        signing=Signing("NGƯỜI LẬP SỔ", ""),
    )


PAPERS: Mapping[str, Callable[[About], Paper]] = {
    RECEIPT: receipt, SUPPLEMENT: supplement, REFUSAL: refusal, APOLOGY: apology, STOP: stop, CONTROL: control,
}


def _paper(about: About, title: str, kind: str, blocks: Sequence[Block], position: str = "NGƯỜI TIẾP NHẬN", name: str | None = None) -> Paper:
    agency = about.dossier.agency
    return Paper(
        kind=kind, title=title, number="", symbol="", place=_place(agency), day=about.day, parent=_parent(agency), issuer=(agency.name.upper(), DESK),
        abstract=f"Mã hồ sơ: {about.dossier.code}", blocks=tuple(blocks), signing=Signing(position, about.clerk if name is None else name),
        code=about.address, code_note=_LOOK_UP,
    )


def _parent(agency: Agency) -> tuple[str, ...]:
    return (f"UBND {agency.parent.name.upper()}",) if agency.parent else ()


def _place(agency: Agency) -> str:
    top = agency.parent or agency
    return top.name.removeprefix("Tỉnh ").removeprefix("Thành phố ")


def _who(about: About) -> Iterator[str]:
    who = about.applicant
    yield f"Chủ hồ sơ: {who.name}{f'; số định danh: {who.number}' if who.number else ''}."
    if who.address:
        yield f"Địa chỉ: {who.address}."
    if who.phone or who.email:
        yield f"Điện thoại: {who.phone or '—'}; thư điện tử: {who.email or '—'}."


def _request(about: About) -> str:
    one = about.dossier
    more = f" ({one.abstract})" if one.abstract and one.abstract != one.procedure.name else ""
    return f"{one.procedure.name}{more}."


def _by(event: Event) -> str:
    return event.by.get_full_name() if event.by else ""


def _papers_table(one: Dossier) -> Table:
    rows = tuple(
        (str(number), str(paper.get("name", "")), str(paper.get("originals") or ""), str(paper.get("copies") or ""))
        for number, paper in enumerate(one.papers, 1)
    ) or (("", "Theo quy định của thủ tục", "", ""),)
    return Table(("TT", "Tên giấy tờ", "Bản chính", "Bản sao"), rows, (8, 62, 15, 15), "clcc")


def _term(one: Dossier) -> str:
    version = one.procedure
    if version.term_count is None:
        return version.term_words or "theo quy định"
    return f"{version.term_count} {version.get_term_unit_display()}"


def _book(one: Dossier) -> str:
    return f"Vào sổ theo dõi hồ sơ số {one.book_number}, năm {one.book_year}." if one.book_number else "Hồ sơ theo dõi trên phần mềm."


def _money(one: Dossier) -> str:
    return f"{int(one.fee_amount or 0):,} đồng".replace(",", ".")


def _moment(moment: datetime | None) -> str:
    if moment is None:
        return ""
    here = timezone.localtime(moment)
    return f"{here.hour} giờ {here.minute:02} phút, ngày {here:%d/%m/%Y}"


def _day(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%d/%m/%Y}"
