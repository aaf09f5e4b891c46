"""The registries of the followed department: initiatives, inspections and outreach of the year, and a contest that is running."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.utils import timezone

from parix.demo_data.made_up_agencies import FOLLOWED
from parix.web.accounts.queries import User
from parix.web.demo_loading.choices import UNIT_WORDS, director_of, officer_of
from parix.web.files.actions.citing import Cited, cited_document
from parix.web.organisations.queries import Agency, Unit
from parix.web.organisations.queries.units import units_of
from parix.web.registries.initiatives import measuring as initiatives
from parix.web.registries.initiatives.actions import InitiativeGiven
from parix.web.registries.initiatives.actions import StepGiven as Decided
from parix.web.registries.initiatives.choices import CRITERION_KEYS
from parix.web.registries.initiatives.choices import Verb as InitiativeVerb
from parix.web.registries.inspections import measuring as inspections
from parix.web.registries.inspections.actions import FindingGiven
from parix.web.registries.inspections.actions import StepGiven as Mended
from parix.web.registries.inspections.choices import Verb as FindingVerb
from parix.web.registries.outreach import measuring as outreach
from parix.web.registries.outreach.actions.contests import ContestGiven, QuestionGiven, announce_contest, draft_contest, set_question
from parix.web.registries.outreach.actions.entering import EntryGiven, enter
from parix.web.registries.outreach.actions.items import ItemGiven, save_plan
from parix.web.registries.outreach.actions.items import StepGiven as Reported
from parix.web.registries.outreach.choices import Channel
from parix.web.registries.outreach.choices import Verb as ItemVerb

SYMBOL = FOLLOWED.short
QUESTIONS = (
    ("Hồ sơ trễ hẹn thì cơ quan phải làm gì?", ("Gửi thư xin lỗi và hẹn lại ngày trả", "Yêu cầu nộp lại hồ sơ", "Không phải làm gì"), 0),
    ("Người dân nộp hồ sơ thủ tục hành chính bằng cách nào?", ("Chỉ nộp trực tiếp", "Trực tiếp, qua bưu chính hoặc trực tuyến", "Chỉ nộp trực tuyến"), 1),
    ("Ai được góp ý về thủ tục hành chính?", ("Chỉ doanh nghiệp", "Chỉ cán bộ, công chức", "Mọi tổ chức, cá nhân"), 2),
)
ENTRANTS = 24
RULES = "Mỗi người dự thi một lần. Trả lời hết các câu hỏi và đoán số người dự thi.\n\nDữ liệu minh họa, không có giải thưởng."


def load_registries(agency: Agency, people: Mapping[str, User], at: datetime) -> None:
    """As far as the year has come; what lies in the past is entered at the moment of loading."""
    units = {UNIT_WORDS[unit.kind]: unit for unit in units_of([agency.pk], timezone.localdate(at)) if unit.kind in UNIT_WORDS}
    officer, day = people[officer_of(FOLLOWED)], timezone.localdate(at)
    _initiatives(agency, units, people, officer, day, at)
    _inspections(agency, units, people, officer, day, at)
    _outreach(agency, units, people, officer, day, at)
    _contest(agency, officer, at)


def _initiatives(agency: Agency, units: Mapping[str, Unit], people: Mapping[str, User], officer: User, day: date, at: datetime) -> None:
    given = (
        ("motcua", "Trả kết quả tại nhà qua bưu chính công ích", "Trước đây người dân phải tới nhận; nay bưu tá mang tới, báo trước bằng tin nhắn."),
        ("vanphong", "Bảng theo dõi nhiệm vụ dùng chung", "Trước đây mỗi phòng một sổ; nay một bảng, tự nhắc trước hạn ba ngày."),
        ("tdc", "Tra cứu tiêu chuẩn bằng mã QR trên nhãn", "Trước đây phải gửi văn bản hỏi; nay quét mã thấy tiêu chuẩn áp dụng."),
    )
    made = {}
    for word, title, summary in given:
        author = people[f"{word}.{FOLLOWED.short.lower()}"]
        one = InitiativeGiven(title, summary, units[word], day.year, [author], criteria=sorted(CRITERION_KEYS) if word != "tdc" else ["new", "useful"])
        made[word] = initiatives.register_initiative(agency=agency, given=one, by=author, at=at)
    director, cited = people[director_of(FOLLOWED)], Cited("decision", "118", f"QĐ-{SYMBOL}", day, "Công nhận sáng kiến")
    for word in ("motcua", "vanphong"):
        initiatives.take_step(initiative=made[word], verb=InitiativeVerb.RECOGNISE, given=Decided(cited=cited), by=director, at=at)
    applied = Decided(reason="Giảm một lượt đi lại cho mỗi hồ sơ", place=units["motcua"].name, applied_on=day)
    initiatives.take_step(initiative=made["motcua"], verb=InitiativeVerb.APPLY, given=applied, by=officer, at=at)


def _inspections(agency: Agency, units: Mapping[str, Unit], people: Mapping[str, User], officer: User, day: date, at: datetime) -> None:
    inspector = people[f"thanhtra.{FOLLOWED.short.lower()}"]
    decision = Cited("decision", "21", f"QĐ-{SYMBOL}", day, "Kiểm tra công tác cải cách hành chính")
    first, second, _third = inspections.plan_inspections(
        agency=agency, whom=[units["motcua"], units["tdc"], units["trungtam"]], content="Giải quyết thủ tục hành chính, kỷ luật làm việc",
        planned_on=date(day.year, 12, 20), decision=decision, by=inspector, at=at,
    )
    conclusion = Cited("notice", "64", f"TB-{SYMBOL}", day, "Kết luận kiểm tra")
    found = [FindingGiven("Hai hồ sơ trễ hẹn chưa có thư xin lỗi", day), FindingGiven("Bảng niêm yết còn thủ tục đã hết hiệu lực", day + timedelta(days=20))]
    inspections.conclude_inspection(inspection=first, inspected_on=day, conclusion=conclusion, findings=found, by=inspector, at=at)
    inspections.conclude_inspection(inspection=second, inspected_on=day, conclusion=conclusion, findings=[], by=inspector, at=at)
    report = cited_document(agency=agency, cited=Cited("report", "77", f"BC-{SYMBOL}", day, "Khắc phục tồn tại sau kiểm tra"), by=officer, at=at)
    mended = Mended("Đã gửi thư xin lỗi cho cả hai hồ sơ", day, report)
    inspections.take_step(finding=first.findings.all()[0], verb=FindingVerb.REMEDY, given=mended, by=officer, at=at)


def _outreach(agency: Agency, units: Mapping[str, Unit], people: Mapping[str, User], officer: User, day: date, at: datetime) -> None:
    save_plan(agency=agency, year=day.year, cited=Cited("plan", "9", f"KH-{SYMBOL}", day, "Tuyên truyền cải cách hành chính"), by=officer, at=at)
    end = date(day.year, 12, 25)
    given = (
        ("vanphong", "Tin bài về thủ tục hành chính trên trang của Sở", Channel.ARTICLE, 24, 5_200),
        ("vanphong", "Sinh hoạt Ngày pháp luật hằng tháng", Channel.LAW_DAY, 9, 310),
        ("tdc", "Tập huấn ghi nhãn hàng hoá cho hộ kinh doanh", Channel.MEETING, 2, 140),
        ("vanphong", "Hội thi trực tuyến tìm hiểu cải cách hành chính", Channel.CONTEST, 0, 0),
        ("motcua", "Tờ rơi hướng dẫn nộp hồ sơ trực tuyến", Channel.PRINT, 0, 0),
    )
    for word, text, channel, times, reached in given:
        item = outreach.add_item(agency=agency, year=day.year, given=ItemGiven(text, channel, units[word], end), by=officer, at=at)
        if times:
            done = Reported("Đã thực hiện theo kế hoạch", day, times, reached)
            outreach.take_step(item=item, verb=ItemVerb.REPORT, given=done, by=people[f"{word}.{FOLLOWED.short.lower()}"], at=at)


def _contest(agency: Agency, officer: User, at: datetime) -> None:
    opened = at - timedelta(days=2)
    given = ContestGiven(
        "Tìm hiểu cải cách hành chính", RULES, opened, at + timedelta(days=12), "phone", one_per_browser=False,
    )
    contest = draft_contest(agency=agency, given=given, by=officer, at=opened)
    for text, options, correct in QUESTIONS:
        set_question(contest=contest, number=None, given=QuestionGiven(text, options, correct), by=officer, at=opened)
    announce_contest(contest=contest, by=officer, at=opened)
    for number in range(ENTRANTS):
        answers = {place: correct if (number + place) % 4 else (correct + 1) % 3 for place, (_text, _options, correct) in enumerate(QUESTIONS, 1)}
        entry = EntryGiven(f"Người Mẫu {number + 1}", f"09000000{number:02}", answers, 20 + number * 3 % 17, "dữ liệu minh họa")
        enter(contest=contest, given=entry, opened_form_at=opened, at=opened + timedelta(minutes=7 * number))
