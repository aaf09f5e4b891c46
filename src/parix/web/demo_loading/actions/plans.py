"""The plan of the followed department: printed, uploaded, read by the machine, confirmed, approved, and carried out into every state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from parix.criteria.library import SHIPPED
from parix.demo_data.papers.offices import PLACE, SAMPLE, SIGNED, office_of
from parix.demo_data.papers.printing import printed
from parix.foundation.located_yaml import read_yaml_file
from parix.foundation.problems import refuse_errors
from parix.official_documents.writing.records import Heading, Paper, Table
from parix.web.accounts.queries import User
from parix.web.demo_loading.actions.self_assessment import Desk
from parix.web.demo_loading.choices import SEED
from parix.web.files.actions.receiving import receive_whole
from parix.web.files.actions.registering import confirm_document, register_document
from parix.web.files.queries import Document, document_by_id
from parix.web.organisations.queries.units import units_of
from parix.web.plans.actions.approving import approve_plan
from parix.web.plans.actions.carrying_out import StepGiven, entrust, take_step
from parix.web.plans.actions.drafting import AssignmentGiven, PlanGiven, add_assignments, draft_plan
from parix.web.plans.actions.reading import ask_reading, confirm_reading, read
from parix.web.plans.choices import State, Verb
from parix.web.plans.queries import Plan, Turn, turns_in
from parix.web.plans.queries.readings import ReadItem, head_initial, items_of

DATA = SHIPPED.parent / "demonstration_plan.yaml"
COLUMNS = ("TT", "Nội dung nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian", "Sản phẩm")
_OFTEN = {"monthly": "Hằng tháng", "quarterly": "Hằng quý", "regular": "Thường xuyên"}
WIDTHS = (6, 34, 16, 16, 12, 16)


def plans_of_year(desk: Desk, at: datetime) -> list[Plan]:
    """The plan of the year, and what last month's briefing concluded."""
    return [_year_plan(desk, at), _conclusions(desk, at)]


def _conclusions(desk: Desk, at: datetime) -> Plan:
    """Typed, not read: issued ten days before this month began, half of it done."""
    today, shown = timezone.localdate(at), _data()["conclusions"]
    issued = today.replace(day=1) - timedelta(days=10)
    moment = min(_noon(issued, at) + timedelta(days=1), at)
    units = {unit.name: unit for unit in units_of([desk.participation.agency_id])}
    names = {kind: name for name, kind in desk.department.units}
    head = PlanGiven(
        "conclusion", shown["title"].format(month=f"{issued:%m/%Y}"), issued.year, shown["number"], f"KL-{office_of(desk.department).letters}", issued,
        desk.department.name,
    )
    plan = draft_plan(agency=desk.participation.agency, given=head, by=desk.officer, at=moment)
    rows = [
        AssignmentGiven(one["text"], units[names[one["lead"]]], due_on=issued + timedelta(days=int(one["due"])), product=one["product"])
        for one in shown["assignments"]
    ]
    add_assignments(plan=plan, given=rows, by=desk.officer, at=moment)
    plan = approve_plan(plan=plan, by=desk.officer, at=moment)
    for given, turn in zip(shown["assignments"], turns_in([plan.agency_id]).filter(assignment__plan=plan).order_by("assignment__number"), strict=True):
        who = desk.people.get(given["lead"], desk.officer)
        if "done" in given["then"] and turn.due_on is not None and _noon(turn.due_on, at) < at:
            _done(turn, int(given["then"]["done"]), given, who, desk, at)
    return plan


def _year_plan(desk: Desk, at: datetime) -> Plan:
    """Through the actions that people's work goes through too, at the moments when they would have done it."""
    shown, today = _data(), timezone.localdate(at)
    issued = today + timedelta(days=int(shown["plan"]["issued"]))
    entered = at + timedelta(days=int(shown["plan"]["issued"]) + 2)
    paper = _paper(desk, shown, issued, today)
    document = _filed(desk, paper, entered)
    reading = ask_reading(agency=desk.participation.agency, document=document, by=desk.officer, at=entered)
    reading = read(reading=reading, now=entered, scanning=bool(settings.FILES_SCANNER))
    units = list(units_of([desk.participation.agency_id]))
    head = {**head_initial(reading.read or {}, issued, desk.department.name), "title": paper.abstract, "year": today.year, "kind": "plan"}
    rows = [_row(one, given, desk) for one, given in zip(items_of(reading.read or {}, units), shown["assignments"], strict=True)]
    plan = confirm_reading(reading=reading, head=PlanGiven(**head), rows=rows, by=desk.officer, at=entered)
    plan = approve_plan(plan=plan, by=desk.director, at=entered + timedelta(hours=3))
    _carried_out(plan, shown["assignments"], desk, at)
    return plan


def _data() -> Mapping[str, Any]:
    node, problems = read_yaml_file(DATA)
    refuse_errors(problems)
    assert node is not None
    plain: Mapping[str, Any] = node.plain()
    return plain


def _paper(desk: Desk, shown: Mapping[str, Any], issued: date, today: date) -> Paper:
    names = {kind: name for name, kind in desk.department.units}
    rows = tuple(
        (str(number), one["text"], names[one["lead"]], ", ".join(names[kind] for kind in one.get("support", ())), _term(one["due"], today), one["product"])
        for number, one in enumerate(shown["assignments"], 1)
    )
    office = office_of(desk.department)
    return Paper(
        kind="plan", title="KẾ HOẠCH", number=shown["plan"]["number"], symbol=f"KH-{office.letters}", place=PLACE, day=issued, parent=office.parent,
        issuer=office.own, abstract=shown["plan"]["title"].format(year=today.year, department=desk.department.name),
        blocks=(
            Heading("I. NHIỆM VỤ"), "Các phòng, đơn vị thực hiện các nhiệm vụ theo bảng sau:", Table(COLUMNS, rows, WIDTHS),
            Heading("II. THEO DÕI"), "Tiến độ được kiểm điểm tại giao ban hằng tháng của cơ quan.",
        ),
        signing=office.signing("head", str(SEED)), signed=SIGNED, recipients=("Các phòng, đơn vị", "Lưu: VT"), page_note=SAMPLE,
    )


def _term(due: str, today: date) -> str:
    return _OFTEN.get(due) or f"{today + timedelta(days=int(due)):%d/%m/%Y}"


def _filed(desk: Desk, paper: Paper, at: datetime) -> Document:
    file = printed(paper, "docx")
    upload = receive_whole(
        agency=desk.participation.agency, document=None, name=f"ke-hoach-trong-tam.{file.suffix}", size=len(file.data), pieces=[file.data], by=desk.officer,
        at=at,
    )
    assert upload.revision is not None
    fields = {
        "kind": paper.kind, "number": paper.number, "symbol": paper.symbol, "issued_on": paper.day, "received_on": paper.day,
        "issuer": desk.department.name, "abstract": paper.abstract,
    }
    document = confirm_document(document=upload.revision.document, given=fields, by=desk.officer, at=at, today=timezone.localdate(at))
    found = document_by_id(document.pk)
    assert found is not None
    return found


def _row(item: ReadItem, given: Mapping[str, Any], desk: Desk) -> AssignmentGiven:
    """As read; the officer adds the leaves that the result proves."""
    read_, units = item.initial, {str(unit.pk): unit for unit in units_of([desk.participation.agency_id])}
    leaves = [leaf.key for leaf in desk.edition.leaves.values() if {use.code for use in leaf.measures.values()} & set(given.get("proves", ()))]
    return AssignmentGiven(
        read_["text"], units.get(read_["lead"]), read_["lead_name"], [units[pk] for pk in read_["supporting"]],
        [name for name in read_["support_names"].split("; ") if name], item.section, read_["field"], read_["due_on"], item.due_words, read_["due_day"],
        read_["recurrence"], read_["product"], leaves, dict(item.span) if item.span else None,
    )


def _carried_out(plan: Plan, shown: Sequence[Mapping[str, Any]], desk: Desk, at: datetime) -> None:
    by_assignment: dict[int, list[Turn]] = {}
    for turn in turns_in([plan.agency_id]).filter(assignment__plan=plan).order_by("assignment__number", "number"):
        by_assignment.setdefault(turn.assignment.number, []).append(turn)
    for number, given in enumerate(shown, 1):
        turns, who = by_assignment[number], desk.people.get(given["lead"], desk.officer)
        if number % 4 == 0:
            entrust(assignment=turns[0].assignment, handler=who, by=desk.officer, at=turns[0].given_at)
        _then(given["then"], given, turns, who, desk, at)


def _then(then: Mapping[str, Any], given: Mapping[str, Any], turns: Sequence[Turn], who: User, desk: Desk, at: datetime) -> None:
    first, moment = turns[0], at - timedelta(days=3)
    if "turns" in then:
        for turn in turns:
            if turn.due_on is not None and _noon(turn.due_on, at) < at - timedelta(days=5):
                _done(turn, 0, given, who, desk, at)
    elif "done" in then:
        _done(first, int(then["done"]), given, who, desk, at)
    elif "accepted" in then:
        take_step(turn=first, verb=Verb.ACCEPT, given=StepGiven(), by=who, at=moment)
    elif "reported" in then:
        take_step(turn=first, verb=Verb.ACCEPT, given=StepGiven(), by=who, at=first.given_at + timedelta(days=1))
        take_step(turn=first, verb=Verb.REPORT, given=StepGiven(then["reported"]), by=who, at=moment)
    elif "extended" in then:
        take_step(turn=first, verb=Verb.REPORT, given=StepGiven("Chưa mời được giảng viên, đề nghị lùi thời gian"), by=who, at=moment - timedelta(days=4))
        until = (first.due_on or timezone.localdate(at)) + timedelta(days=int(then["extended"]))
        given_ = StepGiven("Lùi theo lịch của đơn vị phối hợp", due_on=until)
        take_step(turn=first, verb=Verb.EXTEND, given=given_, by=desk.director, at=moment - timedelta(days=3))
    elif "cancelled" in then:
        take_step(turn=first, verb=Verb.CANCEL, given=StepGiven(then["cancelled"]), by=desk.director, at=moment)


def _done(turn: Turn, days: int, given: Mapping[str, Any], who: User, desk: Desk, at: datetime) -> None:
    """Days before (minus) or after the term; with its product in the register."""
    day = (turn.due_on or timezone.localdate(at)) + timedelta(days=days)
    moment, words = _noon(day, at), f"{given['product']}: {given['text']}"
    fields = {"kind": "other", "issued_on": day, "received_on": day, "issuer": desk.department.name, "abstract": f"{words} {turn.label}".strip()}
    paper = register_document(agency=desk.participation.agency, given=fields, by=who, at=moment, today=day)
    if turn.state == State.GIVEN:
        take_step(turn=turn, verb=Verb.ACCEPT, given=StepGiven(), by=who, at=turn.given_at + timedelta(days=1))
    note = StepGiven(f"Đã hoàn thành, sản phẩm: {given['product'].lower()}", done_on=day, documents=[paper])
    take_step(turn=turn, verb=Verb.COMPLETE, given=note, by=who, at=moment)


def _noon(day: date, at: datetime) -> datetime:
    return timezone.localtime(at).replace(year=day.year, month=day.month, day=day.day, hour=12, minute=0, second=0, microsecond=0)
