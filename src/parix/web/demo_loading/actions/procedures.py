"""The catalogue of the followed department: what was read of real procedures, and nothing more; what the made-up ones say, whole.

Decisions, days of publication and degrees of online service are the made-up province's, and say so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from parix.demo_data.made_up_agencies import FOLLOWED
from parix.demo_data.procedure_lists import Procedure as Shipped
from parix.demo_data.procedure_lists import procedure_list
from parix.procedures.compliance_cost import Task
from parix.procedures.terms import read_term
from parix.web.accounts.queries import User
from parix.web.demo_loading.choices import UNIT_WORDS, officer_of
from parix.web.files.actions.citing import Cited
from parix.web.onestop.procedures.actions import OnlineGiven, ProcedureGiven, VersionGiven, add_procedure, add_version
from parix.web.onestop.procedures.actions.reviewing import ReviewGiven, Side, plan_reviews, take_step
from parix.web.onestop.procedures.choices import ReviewVerb
from parix.web.onestop.procedures.measuring import record_counts
from parix.web.onestop.procedures.queries.catalogue import Procedure
from parix.web.organisations.queries import Agency, Unit
from parix.web.organisations.queries.units import units_of
from parix.web.working_calendar.queries import calendar_for

_SUM = re.compile(r"(\d{1,3}(?:\.\d{3})+) đồng")
# Of the made-up province: every so many procedures is partial, is not offered online, is promulgated or published late.
PARTIAL_EVERY, OFFLINE_EVERY, ORDERED, LATE_SIGNED, LATE_PUBLISHED = 4, 9, 12, 5, 7
INCOME = Decimal(36_000)
MADE_UP = "Quyết định công bố, ngày công khai và mức trực tuyến là dữ liệu minh họa."
WHOLE: dict[str, Any] = {
    "papers": [{"name": "Đơn đề nghị theo mẫu", "originals": 1, "copies": 0}, {"name": "Tài liệu kèm theo đơn", "originals": 0, "copies": 1}], "sets": 1,
    "parts": {
        "steps": "Bước 1: nộp hồ sơ tại Bộ phận Một cửa hoặc qua Cổng Dịch vụ công.\nBước 2: phòng chuyên môn xem xét.\nBước 3: trả kết quả.",
        "ways": "Trực tiếp, qua bưu chính công ích hoặc trực tuyến", "subjects": "Tổ chức, cá nhân", "authority": "Sở Khoa học và Công nghệ",
        "result": "Văn bản xác nhận", "forms": "Mẫu 01 (mẫu minh họa)", "legal_basis": "Văn bản minh họa, không có giá trị pháp lý",
    },
    "absent": ("conditions",),
}


def load_procedures(agency: Agency, people: Mapping[str, User], at: datetime) -> None:
    """In the order of the shipped list; a second version for one of the made-up ones."""
    officer, today = people[officer_of(FOLLOWED)], timezone.localdate(at)
    units = {UNIT_WORDS[unit.kind]: unit for unit in units_of([agency.pk], today) if unit.kind in UNIT_WORDS}
    shipped = procedure_list(FOLLOWED.procedures)
    signed = Cited("decision", "35", "QĐ-UBND", date(today.year - 1, 3, 12), "Công bố danh mục thủ tục hành chính")
    ordered, samples = today - timedelta(days=100), []
    for number, one in enumerate(shipped.procedures, 1):
        days = _clock(agency, ordered, number, today) if number <= ORDERED else {"promulgation": signed, "published_on": date(today.year - 1, 3, 16)}
        made = add_procedure(agency=agency, given=_given(one, shipped.fields[one.field].vi, units, number, days), by=officer, at=at)
        samples += [made] if one.made_up else []
    shorter = {**_version(one, {}), "valid_from": date(today.year, 1, 1), "term_words": "3 ngày làm việc", "published_on": min(today, date(today.year, 1, 5))}
    add_version(procedure=made, given=VersionGiven(**shorter), by=officer, at=at)
    _reviews(agency, samples, officer, at)
    record_counts(agency=agency, year=today.year, by=officer, at=at)


def _reviews(agency: Agency, procedures: Sequence[Procedure], officer: User, at: datetime) -> None:
    """Of the made-up procedures alone: a plan of six, three concluded, one of them kept as it is."""
    today = timezone.localdate(at)
    plan = Cited("plan", "6", f"KH-{FOLLOWED.letters}", min(today, date(today.year, 1, 20)), "Rà soát thủ tục hành chính")
    first, second, third, *_waiting = plan_reviews(agency=agency, year=today.year, procedures=procedures[:6], plan=plan, by=officer, at=at)
    answers = {"necessary": True, "reasonable": True, "legal": True}
    given = (
        (first, ReviewGiven(
            "simplify", "Bỏ bản sao giấy đăng ký; nộp trực tuyến thay cho đi lại.", today, {**answers, "reasonable": False},
            Side(7, 4, 1, [
                Task("Chuẩn bị hồ sơ", Decimal(6), INCOME, other=Decimal(12_000)), Task("Đi nộp và nhận kết quả", Decimal(5), INCOME, other=Decimal(60_000)),
            ]),
            Side(5, 3, 1, [Task("Chuẩn bị hồ sơ", Decimal(4), INCOME), Task("Nộp trực tuyến", Decimal("0.5"), INCOME)]), Decimal(1), 240,
        )),
        (second, ReviewGiven("simplify", "Rút ngắn thời gian thẩm định.", today, answers, Side(15, 5), Side(11, 5))),
        (third, ReviewGiven("keep", "", today, answers)),
    )
    for review, found in given:
        take_step(review=review, verb=ReviewVerb.REVIEW, given=found, by=officer, at=at)


def _given(one: Shipped, field: str, units: Mapping[str, Unit], number: int, days: Mapping[str, Any]) -> ProcedureGiven:
    level = one.online or ("none" if number % OFFLINE_EVERY == 0 else "partial" if number % PARTIAL_EVERY == 0 else "end_to_end")
    note = "\n".join(filter(None, (one.note, MADE_UP, "" if read_term(one.time) or not one.time else f"Thời hạn đọc được: {one.time}")))
    return ProcedureGiven(
        field=field, first=VersionGiven(**_version(one, days)), code=one.code, old_codes=[one.old_code] if one.old_code else [],
        unit=units.get("tdc" if one.field == "standards_quality" else "quanly"), unverified=[_PARTS[part] for part in one.unverified if part in _PARTS],
        note=note, online=OnlineGiven(level, None, _sum_of(one.fee) is not None and level == "end_to_end", "Kết quả là bản giấy" if level == "partial" else ""),
    )


# Words of the shipped list for the parts of the catalogue.
_PARTS = {"name": "name", "code": "code", "time": "term", "fee": "fee", "legal_basis": "legal_basis"}


_MADE_UP_MARKS = {
    "interlinked": False, "is_one_stop": True, "is_settled_at_counter": False, "needs_population_data": True,
    "is_population_data_connected": True,
}


def _version(one: Shipped, days: Mapping[str, Any]) -> dict[str, Any]:
    fee = {"": "unknown", "0": "none"}.get(one.fee, "charged")
    basis = {"legal_basis": one.legal_basis} if one.legal_basis else {}
    whole = WHOLE if one.made_up else {"parts": basis}
    return {
        "name": one.name, "term_words": one.time, "fee": fee, "fee_amount": _sum_of(one.fee), "fee_words": one.fee if fee == "charged" else "",
        "marks": dict(_MADE_UP_MARKS) if one.made_up else {}, **whole, **days,
    }


def _sum_of(words: str) -> Decimal | None:
    found = _SUM.fullmatch(words)
    return Decimal(found[1].replace(".", "")) if found else None


def _clock(agency: Agency, ordered: date, number: int, today: date) -> dict[str, Any]:
    """A decision before the legal document comes in force, and publication after it; a few late."""
    calendar = calendar_for(agency.pk, today)
    first = calendar.on_or_after(ordered)
    signed = first if number % LATE_SIGNED == 0 else calendar.on_or_after(ordered - timedelta(days=21))
    published = calendar.after(signed, 8 if number % LATE_PUBLISHED == 0 else 2)
    cited = Cited("decision", str(40 + number), "QĐ-UBND", signed, "Công bố thủ tục hành chính sửa đổi")
    return {"ordered_on": first, "promulgation": cited, "published_on": published}
