"""Every address of the site by every kind of person: who gets past the door. The list of addresses is the site's own, so that a page
without a line here fails the test. What each page does beyond its door is tested in its room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import Settings

from parix.official_documents.writing.portable import pdf_of
from parix.official_documents.writing.records import Paper, Signing
from parix.web.accounts.actions.imports import keep_workbook
from parix.web.accounts.models import Membership
from parix.web.accounts.queries import User
from parix.web.assessment.models import EvidenceLink, Submission
from parix.web.background.actions import enqueue
from parix.web.files.actions.receiving import receive_whole, start_upload
from parix.web.files.actions.storing import write_whole
from parix.web.files.models import DocumentRevision, StoredFile
from parix.web.files.queries.store import picture_path
from parix.web.notices.models import Notice
from parix.web.plans.actions.approving import approve_plan
from parix.web.plans.actions.reading import ask_reading
from parix.web.reports.actions.commenting import comment
from parix.web.reports.actions.drafting import draft_report
from parix.web.working_calendar.actions import DayGiven, set_day
from parix.web.working_calendar.models import CalendarDay
from tests.unit.exchange_formats.made_workbooks import workbook_of
from tests.web.assessment.self_world import LEAF, build_self_world
from tests.web.onestop.rows_of_onestop import rows_of_onestop
from tests.web.plans.plan_world import drafted
from tests.web.registries.rows_of_registries import rows_of_registries
from tests.web.worlds import AT, OWN

PEOPLE = (
    "", "officer", "director", "head", "staff", "staff of inspectorate", "staff without unit", "officer of another", "coordinator", "appraiser",
    "council member", "auditor", "administrator", "coordinator elsewhere", "without role", "operator",
)
EVERYBODY = frozenset(PEOPLE)
SIGNED_IN = EVERYBODY - {""}
OWN_PEOPLE = frozenset({"officer", "director", "head", "staff", "staff of inspectorate", "staff without unit"})
OVERSEERS = frozenset({"coordinator", "appraiser", "council member", "auditor"})
READERS = OWN_PEOPLE | OVERSEERS
SEEING = OWN_PEOPLE | {"coordinator", "auditor"}  # papers, and what was lost; appraisers and the council see papers from appraisal on
REGISTERING = OWN_PEOPLE | {"coordinator"}
IN_COUNCIL = frozenset({"coordinator", "council member", "auditor"})
CLAIMING = frozenset({"officer", "head", "staff"})
WATCHING_TRAIL = frozenset({"auditor", "administrator"})
NOBODY: frozenset[str] = frozenset()
KEEPING = frozenset({"officer", "director"})  # the agency's plans and registries
ELSEWHERE = ("officer of another", "coordinator elsewhere")
OF_OFFICE = KEEPING | {"head", "staff"}
TAKING_IN = frozenset({"officer", "administrator"})  # dossiers of other systems
INSPECTING = KEEPING | {"staff of inspectorate"}


@dataclass(frozen=True)
class Door:
    """Who gets past it. A page that only takes forms is sent `form`; JSON where the form says so."""

    may: frozenset[str]
    form: Mapping[str, str] | None = None
    is_json: bool = False
    query: str = ""


def opens(*may: str | frozenset[str], query: str = "") -> Door:
    return Door(_people(may), query=query)


def takes(*may: str | frozenset[str], is_json: bool = False, **form: str) -> Door:
    return Door(_people(may), form, is_json)


def _people(may: tuple[str | frozenset[str], ...]) -> frozenset[str]:
    return frozenset(person for one in may for person in (one if isinstance(one, frozenset) else {one}))


PUBLISHED_ONLY = (
    "portal:ranking", "portal:sheet", "portal:compare", "portal:leaf", "portal:bundle", "assessment:lost_points", "assessment:province_losses", "assessment:accountability",
    "assessment:loss",
)
TABLE: Mapping[str, Door] = {
    "home:start": opens(EVERYBODY),
    "assessment:rounds": opens(SIGNED_IN), "assessment:opening": opens("coordinator", "coordinator elsewhere"),
    "assessment:leaves_of_document": opens(SEEING), "assessment:ranking": opens(READERS, "officer of another"),
    "assessment:evidence_search": opens(READERS, "officer of another"), "assessment:ranking_file": opens(READERS, "officer of another"),
    "assessment:stages": opens("coordinator", "auditor"), "assessment:ask_unlock": opens(READERS), "assessment:answer_unlock": takes(NOBODY), "assessment:onward": takes("coordinator", verb="open_appraisal"),
    "assessment:marking_setting": takes("coordinator"), "assessment:queue": opens(OVERSEERS), "assessment:following": opens(OVERSEERS),
    "assessment:replies": opens(OVERSEERS), "assessment:conflicts": opens(OVERSEERS),
    "assessment:clear_conflict": takes(NOBODY), "assessment:appraise": opens(OVERSEERS), "assessment:accept": takes("appraiser"),
    "assessment:accept_ticked": takes(OVERSEERS),
    "assessment:inquire": takes(OVERSEERS), "assessment:end_inquiry": takes(NOBODY), "assessment:sheet": opens(READERS),
    "assessment:moved": opens(READERS), "assessment:agency_leaf": opens(READERS), "assessment:state": takes("officer", "director"),
    "assessment:appeal": takes("officer", "director"), "assessment:withdraw": takes(NOBODY), "assessment:sheet_json": opens(READERS),
    "assessment:compare": opens(READERS), "assessment:clocks": opens(READERS), "assessment:clocks_json": opens(NOBODY),
    "assessment:leaf": opens(READERS), "assessment:self_assessment": opens(READERS), "assessment:calendar": opens(READERS),
    "assessment:duties": opens("officer"), "assessment:claim": takes(CLAIMING, version="99", explanation="x"),
    "assessment:evidence_choose": opens(CLAIMING), "assessment:evidence_pointer": opens(SEEING), "assessment:evidence_remove": takes(CLAIMING),
    "assessment:submitting": opens(READERS), "assessment:certify": takes("officer", step="checked", digest="x"),
    "assessment:submit": takes("officer", "director"), "assessment:receipt": opens(READERS), "assessment:bundle": opens(READERS),
    "assessment:province_losses": opens("coordinator", "auditor"), "assessment:province_losses_file": opens("coordinator", "auditor"),
    "assessment:lost_points": opens(SEEING), "assessment:lost_points_file": opens(SEEING), "assessment:accountability": opens(SEEING),
    "assessment:accountability_file": opens(SEEING), "assessment:loss": opens(SEEING),
    "assessment:switching": opens("coordinator"), "assessment:switched": opens(NOBODY), "assessment:switched_agency": opens(NOBODY),
    "assessment:old_state": opens(NOBODY), "assessment:council": opens(IN_COUNCIL), "assessment:presence": takes(NOBODY),
    "assessment:disputed": opens(IN_COUNCIL), "assessment:matrix": opens(IN_COUNCIL), "assessment:minutes": opens(NOBODY),
    "assessment:minutes_file": opens(NOBODY), "assessment:close_session": takes(NOBODY), "assessment:publish": takes(NOBODY),
    "assessment:motion": opens(NOBODY), "assessment:recusal": takes(NOBODY), "assessment:outcome": takes(NOBODY), "assessment:put_motion": opens(NOBODY),
    "portal:bundle": opens(NOBODY),  # the round of this world was only computed: no bundle was submitted
    "portal:rounds": opens(EVERYBODY), "portal:national": opens(EVERYBODY), "portal:ranking": opens(EVERYBODY), "portal:ranking_file": opens(EVERYBODY),
    "portal:sheet": opens(EVERYBODY), "portal:sheet_json": opens(EVERYBODY), "portal:compare": opens(EVERYBODY), "portal:leaf": opens(EVERYBODY),
    "files:register": opens(SEEING, "officer of another", "coordinator elsewhere"),
    "files:register_file": opens(SEEING, "officer of another", "coordinator elsewhere"),
    "files:add": opens(REGISTERING, "officer of another", "coordinator elsewhere"),
    "files:upload": opens(REGISTERING, "officer of another", "coordinator elsewhere"),
    "files:upload_start": takes(REGISTERING, is_json=True, agency=OWN, name="x.txt", size="5"), "files:upload_session": opens("officer"),
    "files:upload_finish": takes("officer"), "files:document": opens(SEEING), "files:confirm": takes(REGISTERING), "files:reading": opens(SEEING),
    "files:read_again": takes(REGISTERING), "files:add_revision": takes(REGISTERING), "files:download": opens(SEEING), "files:picture": opens(SEEING),
    "plans:assignments": opens(SEEING, *ELSEWHERE), "plans:board": opens(SEEING, *ELSEWHERE), "plans:calendar": opens(SEEING, *ELSEWHERE),
    "plans:timeline": opens(SEEING, *ELSEWHERE), "plans:start_reading": opens(KEEPING, "officer of another"), "plans:reading": opens(KEEPING),
    "plans:drop_reading": takes(KEEPING), "plans:briefing": opens(SEEING, *ELSEWHERE), "plans:counted": opens(SEEING),
    "plans:counting": takes(KEEPING), "plans:import": opens(KEEPING), "plans:import_check": opens(NOBODY), "plans:import_apply": takes(NOBODY),
    "plans:import_discard": takes(KEEPING), "plans:plans": opens(SEEING, *ELSEWHERE), "plans:draft": opens(KEEPING, "officer of another"),
    "plans:plan": opens(SEEING), "plans:change_plan": opens(NOBODY), "plans:add": opens(KEEPING), "plans:approve": takes(KEEPING),
    "plans:close": takes(KEEPING), "plans:remove_plan": takes(KEEPING), "plans:assignment": opens(SEEING), "plans:change_assignment": opens(KEEPING),
    "plans:remove_assignment": takes(KEEPING), "plans:handler": takes("officer", "head"), "plans:hand_papers_on": takes(CLAIMING),
    "plans:step": takes(CLAIMING, "staff of inspectorate", note="Đang làm"),
    "reports:reports": opens(SEEING, "officer of another", "coordinator elsewhere"), "reports:new": opens("officer", "officer of another"),
    "reports:numbers": opens(OWN_PEOPLE, "auditor"), "reports:templates": opens("officer"), "reports:template_file": opens("officer"),
    "reports:drop_template": takes("officer"), "reports:report": opens(OWN_PEOPLE, "auditor"), "reports:figures": opens(OWN_PEOPLE, "auditor"),
    "reports:checks": opens(OWN_PEOPLE, "auditor"), "reports:file": opens(OWN_PEOPLE, "auditor"), "reports:type_figure": takes("officer"),
    "reports:head": opens("officer"), "reports:section": opens(CLAIMING), "reports:assign": takes("officer"), "reports:read_again": takes(CLAIMING),
    "reports:comment": takes(OWN_PEOPLE), "reports:settle": takes("officer"), "reports:submit": takes("officer"), "reports:send_back": takes(NOBODY),
    "reports:issue": takes(NOBODY), "reports:discard": takes("officer"),
    "notices:inbox": opens(SIGNED_IN), "notices:read_all": takes(SIGNED_IN), "notices:options": opens(SIGNED_IN), "notices:read": takes("officer"),
    "oversight:trail": opens(WATCHING_TRAIL), "oversight:trail_file": opens(WATCHING_TRAIL), "oversight:verify": takes(WATCHING_TRAIL),
    "oversight:entry": opens(WATCHING_TRAIL), "oversight:ledger": opens(WATCHING_TRAIL), "oversight:switch": takes("administrator"),
    "oversight:run": opens("officer", "auditor", "administrator"), "oversight:progress": opens("officer", "auditor", "administrator"),
    "oversight:run_again": takes("administrator"),
    "account_login": opens(EVERYBODY), "account_logout": opens(EVERYBODY), "account_inactive": opens(EVERYBODY),
    "account_reauthenticate": opens(SIGNED_IN), "account_change_password": opens(SIGNED_IN), "account_reset_password": opens(EVERYBODY),
    "account_reset_password_done": opens(EVERYBODY), "account_reset_password_from_key": opens(EVERYBODY),
    "account_reset_password_from_key_done": opens(EVERYBODY),
    "mfa_index": opens(SIGNED_IN), "mfa_authenticate": opens(SIGNED_IN), "mfa_reauthenticate": opens(SIGNED_IN), "mfa_activate_totp": opens(SIGNED_IN),
    "mfa_deactivate_totp": opens(NOBODY), "mfa_view_recovery_codes": opens(NOBODY), "mfa_generate_recovery_codes": opens(SIGNED_IN),
    "mfa_download_recovery_codes": opens(NOBODY), "mfa_list_webauthn": opens(SIGNED_IN), "mfa_add_webauthn": opens(SIGNED_IN),
    "mfa_reauthenticate_webauthn": opens(SIGNED_IN), "mfa_remove_webauthn": opens(SIGNED_IN), "mfa_edit_webauthn": opens(SIGNED_IN),
    "mfa_login_webauthn": opens(SIGNED_IN),
    "socialaccount_login_cancelled": opens(EVERYBODY), "socialaccount_login_error": opens(EVERYBODY),
    "openid_connect_login": opens(NOBODY), "openid_connect_callback": opens(NOBODY),
    "administration:start": opens(WATCHING_TRAIL), "administration:add_agency": opens("administrator"),
    "administration:succession": opens("administrator"), "administration:agency": opens(WATCHING_TRAIL),
    "administration:rename_agency": takes("administrator"), "administration:people": opens(WATCHING_TRAIL),
    "administration:people_file": opens(WATCHING_TRAIL), "administration:add_person": opens("administrator"),
    "administration:person": opens(WATCHING_TRAIL), "administration:grant": takes("administrator"), "administration:end_role": takes("administrator"),
    "administration:deactivate": takes("administrator"), "administration:reactivate": takes("administrator"),
    "administration:reset_link": takes("administrator"), "administration:invite": takes("administrator"),
    "administration:remove_second_factor": takes("administrator"), "administration:units": opens(WATCHING_TRAIL),
    "administration:add_unit": opens("administrator"), "administration:unit": opens(WATCHING_TRAIL), "administration:close_unit": takes("administrator"),
    "administration:reopen_unit": takes("administrator"), "administration:import": opens("administrator"),
    "administration:import_sample": opens("administrator"), "administration:import_check": opens("administrator"),
    "administration:import_apply": takes("administrator"), "administration:import_discard": takes("administrator"),
    "set_language": opens(EVERYBODY),
    "feedback:all": opens(SEEING, *ELSEWHERE), "feedback:enter": opens(KEEPING, *ELSEWHERE), "feedback:feedback": opens(SEEING),
    "feedback:sender": takes(KEEPING), "feedback:step": takes(KEEPING), "opinion:send": opens(EVERYBODY), "opinion:publication": opens(EVERYBODY),
    "opinion:receipt": opens(EVERYBODY), "opinion:more": takes(EVERYBODY), "opinion:rating": takes(EVERYBODY),
    "ratings:rate": opens(EVERYBODY), "ratings:enter": opens(KEEPING),
    "payments:lines": opens(KEEPING, "officer of another"), "payments:account": opens(KEEPING, "officer of another"),
    "payments:read": takes(KEEPING, "officer of another"), "payments:line": opens(KEEPING), "payments:dossier": opens(SEEING),
    "payments:counter": takes(KEEPING), "payments:drop": takes(KEEPING), "payments:receipt": opens(NOBODY), "pay:charge": opens(EVERYBODY),
    "pay:code": opens(EVERYBODY), "pay:send": takes(NOBODY), "pay:news": takes(NOBODY),
    "dossiers:dossiers": opens(SEEING, *ELSEWHERE), "dossiers:receive": opens(KEEPING, "officer of another"),
    "dossiers:prefix": opens(KEEPING, "coordinator", *ELSEWHERE), "dossiers:register": opens(KEEPING, "officer of another"),
    "dossiers:dossier": opens(SEEING), "dossiers:applicant": takes(KEEPING), "dossiers:code": opens(SEEING), "dossiers:paper": opens(KEEPING),
    "dossiers:step": takes(KEEPING), "dossiers:marks": takes(KEEPING), "lookup:ask": opens(EVERYBODY), "lookup:dossier": opens(EVERYBODY),
    "indicators:grading": opens(SEEING, *ELSEWHERE), "indicators:figures": opens(SEEING, *ELSEWHERE), "indicators:rows": opens(SEEING, *ELSEWHERE), "indicators:rows_file": opens(SEEING, *ELSEWHERE),
    "indicators:compared": opens(SEEING, *ELSEWHERE), "indicators:refresh": takes("officer", "director", "coordinator", *ELSEWHERE),
    "board:lateness": opens(SEEING, *ELSEWHERE), "board:live": opens(SEEING, *ELSEWHERE), "board:country": opens(SEEING, *ELSEWHERE), "board:file": opens(SEEING, *ELSEWHERE),
    "intake:imports": opens(TAKING_IN, "officer of another"), "intake:upload": opens(TAKING_IN, "officer of another"), "intake:import": opens(TAKING_IN),
    "intake:mapping": opens(TAKING_IN), "intake:progress": opens(TAKING_IN), "intake:apply": takes(TAKING_IN), "intake:discard": takes(TAKING_IN),
    "intake:findings": opens(TAKING_IN), "intake:sources": opens(TAKING_IN, "officer of another"), "intake:token": takes(TAKING_IN),
    "intake:take_token": takes(TAKING_IN), "intake:push": takes(EVERYBODY),  # its own token decides, not who is signed in
    "procedures:procedures": opens(SEEING, *ELSEWHERE), "procedures:procedures_file": opens(SEEING, *ELSEWHERE), "procedures:procedure": opens(SEEING),
    "procedures:add": opens(KEEPING, "coordinator", *ELSEWHERE), "procedures:import": opens(KEEPING, "coordinator", *ELSEWHERE), "procedures:import_check": opens("officer"),
    "procedures:import_apply": takes("officer"), "procedures:import_discard": takes("officer"), "procedures:change": opens(KEEPING),
    "procedures:new_version": opens(KEEPING), "procedures:correct": opens(KEEPING), "procedures:online": takes(KEEPING, degree="partial"),
    "procedures:end": takes(KEEPING, last_day="01/12/2026"), "procedures:reviews": opens(SEEING, *ELSEWHERE),
    "procedures:reviews_file": opens(SEEING, *ELSEWHERE), "procedures:review_plan": opens(KEEPING, "coordinator", *ELSEWHERE), "procedures:review": opens(SEEING),
    "procedures:review_step": takes(KEEPING, reason="x"),
    "initiatives:initiatives": opens(SEEING, *ELSEWHERE), "initiatives:initiatives_file": opens(SEEING, *ELSEWHERE),
    "initiatives:register": opens(OF_OFFICE, "staff of inspectorate", "officer of another"), "initiatives:initiative": opens(SEEING),
    "initiatives:change": opens(OF_OFFICE), "initiatives:step": takes(OF_OFFICE),
    "inspections:inspections": opens(SEEING, *ELSEWHERE), "inspections:inspections_file": opens(SEEING, *ELSEWHERE),
    "inspections:plan": opens(INSPECTING, *ELSEWHERE, "coordinator"), "inspections:inspection": opens(SEEING), "inspections:conclude": takes(INSPECTING),
    "inspections:found": takes(INSPECTING), "inspections:drop": takes(INSPECTING), "inspections:step": takes(INSPECTING, OF_OFFICE),
    "outreach:items": opens(SEEING, *ELSEWHERE), "outreach:items_file": opens(SEEING, *ELSEWHERE), "outreach:plan": opens(KEEPING, "officer of another"),
    "outreach:add": opens(KEEPING, "officer of another"), "outreach:item": opens(SEEING), "outreach:change": opens(KEEPING), "outreach:step": takes(OF_OFFICE),
    "outreach:contests": opens(SEEING, *ELSEWHERE), "outreach:draft": opens(KEEPING, "officer of another"), "outreach:contest": opens(SEEING),
    "outreach:change_contest": opens(KEEPING), "outreach:add_question": opens(KEEPING), "outreach:question": opens(KEEPING),
    "outreach:drop_question": takes(KEEPING), "outreach:announce": takes(KEEPING), "outreach:extend": takes(NOBODY), "outreach:annul": takes(NOBODY),
    "outreach:admit": takes(NOBODY), "outreach:code": opens(SEEING), "outreach:ranking_file": opens(SEEING), "outreach:entrants_file": takes(NOBODY),
    "working_calendar:year": opens(SIGNED_IN - {"without role", "operator"}), "working_calendar:set": opens("coordinator", "administrator", "coordinator elsewhere"),
    "working_calendar:remove": takes("coordinator", "administrator", "coordinator elsewhere"),
    "working_calendar:change": opens(SIGNED_IN - {"without role", "operator"}),
    "contest:enter": opens(EVERYBODY), "contest:ranking": opens(EVERYBODY), "contest:entry": opens(EVERYBODY),
}


def addresses(resolver: URLResolver, space: str = "") -> Iterator[str]:
    """Names of all addresses but those of Django's own administration, which only operators see."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            if one.app_name != "admin":
                yield from addresses(one, f"{one.namespace}:" if one.namespace else space)
        elif isinstance(one, URLPattern):
            yield f"{space}{one.name}"


def places_in(name: str) -> list[str]:
    resolver: Any = get_resolver()
    for part in name.split(":")[:-1]:
        resolver = resolver.namespace_dict[part][1]
    return list(resolver.reverse_dict.getlist(name.rpartition(":")[2])[0][0][0][1])


@dataclass
class Site:
    values: dict[str, Any]
    published: str
    cookies: dict[str, str]
    clients: dict[str, Client] = field(default_factory=dict)

    def path(self, name: str) -> str:
        forms = {"reports:file": "docx", "reports:template_file": "plan", "reports:drop_template": "plan", "dossiers:paper": "pdf", "dossiers:register": "pdf"}
        values = {**self.values, **({"slug": self.published} if name.startswith(PUBLISHED_ONLY) else {})}
        values["form"] = forms.get(name, values["form"])
        return reverse(name, kwargs={key: values[key] for key in places_in(name)})

    def client(self, person: str) -> Client:
        """As somebody who has just signed in, whatever was asked before."""
        client = self.clients.setdefault(person, Client())
        client.cookies = SimpleCookie({"session": self.cookies[person]} if person else {})
        return client


PAPER = Paper(
    kind="plan", title="KẾ HOẠCH", number="12", symbol="KH-SKHCN", place="Tỉnh Mẫu", day=AT.date(), parent=(), issuer=("SỞ MẪU",), abstract="Cải cách",
    blocks=("Nội dung.",), signing=Signing("GIÁM ĐỐC", "Nguyễn Văn Mẫu"),
)


@pytest.fixture
def site(db: None, settings: Settings, tmp_path: Path) -> Site:
    settings.FILES_ROOT = tmp_path / "files"
    settings.ACCOUNT_RATE_LIMITS = False
    settings.ROOT_URLCONF = "tests.web.project.quick_refusals"
    world = build_self_world()
    people, agency = world.world.people, world.world.agencies[OWN]
    people["operator"] = User.objects.create_user("operator", "operator@example.com", "x", full_name="Người vận hành", is_staff=True, is_superuser=True)
    data = pdf_of(PAPER).data
    held = receive_whole(agency=agency, document=None, name="a.pdf", size=len(data), pieces=[data], by=people["officer"], at=AT).revision
    assert isinstance(held, DocumentRevision)
    StoredFile.objects.filter(pk=held.file_id).update(state="readable", read_at=AT, page_count=1)
    write_whole(picture_path(held.file.sha256, 1), b"PNG")
    upload = start_upload(agency=agency, document=None, name="b.txt", size=10, by=people["officer"], at=AT)
    rows = {"Người": [["Họ và tên", "Tên đăng nhập", "Vai trò"], ["Trần Thị Mẫu", "tran.mau", "Công chức"]]}
    kept = keep_workbook(agency=agency, content=workbook_of(rows), file_name="a.xlsx", by=people["administrator"], at=AT)
    Submission.objects.create(
        participation=world.own, number=1, frozen_digest="0" * 64, bundle=b"x", bundle_fingerprint="x", receipt="x", signature="x", submitted_at=AT,
        submitted_by=people["officer"],
    )
    link = EvidenceLink.objects.create(participation=world.own, leaf_key=LEAF, document_id=held.document_id, added_by=people["officer"], added_at=AT)
    plan = approve_plan(plan=drafted(world), by=people["director"], at=AT)
    one = plan.assignments.all()[0]
    report = draft_report(agency=agency, form="periodic_report", season="quarter_three", year=AT.year, by=people["officer"], at=AT)
    remark = comment(report=report, key="III.2", text="Nêu rõ hơn", by=people["director"], at=AT)
    values = {
        "reading": ask_reading(agency=agency, document=held.document, by=people["officer"], at=AT).pk,
        "plan": plan.pk, "assignment": one.pk, "turn": one.turns.get().pk, "verb": "report", "kind": "yearly", "year": AT.year, "report_id": report.pk,
        "section": "III.2", "comment_id": remark.pk,
        "link": link.pk,
        "slug": world.own.round.slug, "agency": OWN, "leaf": LEAF, "form": "csv", "document": held.document_id, "revision": 1, "page": 1,
        "upload_id": upload.pk, "number": 1, "sequence": 1, "run_id": enqueue("parix.web.background.jobs.prune", by="officer", now=AT),
        "notice_id": Notice.objects.filter(recipient=people["officer"]).values_list("pk", flat=True)[0], "username": "staff",
        "membership": Membership.objects.get(user=people["staff"]).pk, "unit": world.office.code, "kept": kept.pk, "provider_id": "tinh",
        "uidb36": "1", "key": "set-password", "pk": 1,
    }
    values |= rows_of_registries(agency=agency, unit=world.office, people=people, at=AT)
    change = set_day(province=world.world.province, given=DayGiven(AT.date(), "Ngày", "Văn bản"), by=people["coordinator"], at=AT)
    values |= {"change": change.pk, "day": CalendarDay.objects.get().pk}
    values |= rows_of_onestop(agency=agency, people=people, at=AT)
    cookies = {person: world.world.client(person).cookies["session"].value for person in PEOPLE if person}
    return Site(values, world.world.published.slug, cookies)


def lets_in(client: Client, path: str, door: Door) -> bool:
    """Past the door is whoever is neither sent to sign in nor refused; nothing of what the request did stays."""
    with transaction.atomic():
        how: dict[str, Any] = {"content_type": "application/json"} if door.is_json else {}
        answer = client.get(path + door.query) if door.form is None else client.post(path, dict(door.form), **how)
        answer.close()
        transaction.set_rollback(True)
    sent_away = answer.status_code == 302 and "/tai-khoan/dang-nhap/" in answer.headers["Location"]
    return not sent_away and answer.status_code not in (403, 404)


def test_every_address_has_a_line() -> None:
    assert set(addresses(get_resolver())) == set(TABLE)


def test_who_gets_past_each_door(site: Site) -> None:
    """Everybody who must be refused, and one of those who may; that all of them may is tested in the rooms."""
    asked = {name: [*(person for person in PEOPLE if person not in door.may), *sorted(door.may)[:1]] for name, door in TABLE.items()}
    found = {name: [person for person in asked[name] if lets_in(site.client(person), site.path(name), door)] for name, door in TABLE.items()}
    expected = {name: sorted(door.may)[:1] for name, door in TABLE.items()}
    assert {name: who for name, who in found.items() if who != expected[name]} == {}


def test_the_operators_own_pages_are_theirs_alone(site: Site) -> None:
    pages = (reverse("admin:index"), reverse("admin:accounts_user_changelist"))
    opened = {person for person in PEOPLE for page in pages if site.client(person).get(page).status_code == 200}
    assert opened == {"operator"}
