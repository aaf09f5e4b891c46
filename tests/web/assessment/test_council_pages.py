"""Pages of the council: who may open which, a vote through the form, minutes that equal the stored votes, as many queries for many motions."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from docx import Document

from parix.web.assessment.choices import Choice, Outcome, Stage, View
from parix.web.assessment.models import CouncilSession, LiveSheet, Motion, Ruling, StageWindow, Vote
from parix.web.assessment.queries.council.disputed import disputed_leaves
from parix.web.assessment.queries.council.matrix import matrix_of
from parix.web.assessment.queries.council.minutes import minutes_of
from parix.web.assessment.queries.council.rows import session_row
from parix.web.assessment.queries.sheets import fields_in
from parix.web.assessment.scoring_runs.council import decide_motion
from parix.web.assessment.tables import minutes_text
from tests.web.assessment.council_world import DECISION, MEETS, MEMBERS, CouncilWorld, build_council_world
from tests.web.assessment.self_world import LEAF
from tests.web.assessment.test_council import FOUR, close, decide
from tests.web.assessment.test_permissions import PEOPLE
from tests.web.worlds import OWN

SEES = {"coordinator", "auditor", "council member", *MEMBERS}
START = "/cham-diem/cac-so-2026/hoi-dong/"


@pytest.fixture
def council(db: None) -> CouncilWorld:
    world = build_council_world()
    world.attend()
    return world


def now_open(world: CouncilWorld) -> None:
    now = timezone.now()
    CouncilSession.objects.update(opened_at=now - timedelta(days=1))
    StageWindow.objects.filter(stage=Stage.COUNCIL).update(opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=1))


def test_every_person_at_every_page(council: CouncilWorld) -> None:
    council.put()
    paths = ("", "con-y-kien/", "toan-canh/", "bien-ban/", "bien-ban.txt", "bien-ban.docx", "bieu-quyet/1/")
    clients = {person: council.appraisal.own.world.client(person) for person in (*PEOPLE, *MEMBERS, "")}
    found = {(person, path): client.get(START + path).status_code for person, client in clients.items() for path in paths}
    assert found == {(person, path): 302 if not person else 200 if person in SEES else 403 for person in clients for path in paths}
    putting = {person: client.get(f"{START}dua-ra/{OWN}/{LEAF}/").status_code for person, client in clients.items()}
    runs = {"coordinator", "chair"}
    assert putting == {person: 302 if not person else 200 if person in runs else 403 for person in clients}
    posts = ("co-mat/", "dong/", "cong-bo/", "bieu-quyet/1/ket-luan/", "bieu-quyet/1/khong-bieu-quyet/")
    answers = {(person, path): clients[person].post(START + path).status_code for person in ("auditor", "officer", "") for path in posts}
    assert {status for (person, _path), status in answers.items() if person in ("officer",)} == {403}
    assert all(answers["auditor", path] in (302, 403, 422) for path in posts) and Vote.objects.count() == 0 and not council.session.closed_at
    assert clients["chair"].get(f"{START}bieu-quyet/9/").status_code == clients["chair"].get(f"{START}bien-ban.exe").status_code == 404


def test_from_the_form_to_the_public_page(council: CouncilWorld) -> None:
    now_open(council)
    world = council.appraisal.own.world
    coordinator = world.client("coordinator")
    put = {
        "text": "Công nhận 10 trên 10 nhiệm vụ?", "outcome": "corrected", "value:numerator": "10", "value:denominator": "10", "reason": "xem lại hồ sơ gốc",
    }
    wrong = coordinator.post(f"{START}dua-ra/{OWN}/{LEAF}/", {**put, "text": "", "value:numerator": "mười"})
    assert wrong.status_code == 422 and "không phải là một số" in wrong.content.decode()
    assert coordinator.post(f"{START}dua-ra/{OWN}/{LEAF}/", put).status_code == 302
    for name in FOUR:
        cast = world.client(name).post(f"{START}bieu-quyet/1/", {"choice": "against" if name == "chair" else "for", "dissent": "", "based_on": ""})
        assert cast.status_code == 302
    stale = world.client("chair").post(f"{START}bieu-quyet/1/", {"choice": "for", "dissent": "", "based_on": ""})
    assert stale.status_code == 409 and "đã được đổi thành" in stale.content.decode()
    recused = world.client("member of own").post(f"{START}bieu-quyet/1/", {"choice": "for"})
    assert recused.status_code == 409
    early = coordinator.post(f"{START}dong/", {"decision": DECISION})
    assert early.status_code == 422 and "chưa kết luận" in early.content.decode()
    assert coordinator.post(f"{START}bieu-quyet/1/ket-luan/", {"do": "decide"}).status_code == 302
    assert Motion.objects.get().outcome == "carried" and Ruling.objects.filter(view=View.COUNCIL).count() == 1
    assert coordinator.post(f"{START}dong/", {"decision": DECISION}).status_code == 302
    assert coordinator.post(f"{START}cong-bo/", {"decision": "QĐ 10/QĐ-UBND (mẫu)"}).status_code == 302
    page = world.client("").get("/cong-khai/cac-so-2026/").content.decode()
    assert world.agencies[OWN].name in page


def read_back(text: str) -> dict[int, dict[str, object]]:
    """What a reader of the minutes finds: for each motion the votes by name, the opinions and the outcome."""
    found: dict[int, dict[str, object]] = {}
    choices = {"Tán thành": "for", "Không tán thành": "against", "Không có ý kiến": "abstain"}
    for block in re.split(r"\n(?=Nội dung \d+: )", text)[1:]:
        lines = re.sub(r"\n    ", "\x00", block).split("\n")
        number = int(re.findall(r"\d+", lines[0])[0])
        votes: dict[str, str] = {}
        opinions: dict[str, str] = {}
        for line in lines[1:]:
            head, _colon, rest = line.partition(": ")
            if head in choices:
                counted, names = re.fullmatch(r"(\d+) \((.*)\)", rest).groups()  # type: ignore[union-attr]
                voters = [] if names == "không có" else names.split("; ")
                assert len(voters) == int(counted)
                votes.update(dict.fromkeys(voters, choices[head]))
            elif head.startswith("Ý kiến của "):
                opinions[head.removeprefix("Ý kiến của ")] = rest.replace("\x00", "\n")
            elif head == "Kết luận":
                found[number] = {"votes": votes, "opinions": opinions, "outcome": rest.partition(" lúc ")[0]}
    return found


def stored() -> dict[int, dict[str, object]]:
    return {
        motion.number: {
            "votes": {one.member.get_full_name(): one.choice for one in motion.votes.all()},
            "opinions": {one.member.get_full_name(): one.dissent for one in motion.votes.all() if one.dissent}, "outcome": motion.get_outcome_display(),
        }
        for motion in Motion.objects.prefetch_related("votes__member")
    }


def test_the_minutes_read_back_are_the_stored_votes(council: CouncilWorld) -> None:
    first = council.put()
    council.votes(first, FOUR[:2], FOUR[2:3])
    council.vote(first, "member three", Choice.AGAINST, dissent="Chỉ có 5 nhiệm vụ.\nKết luận: phải xem lại\nTán thành: 9 (không ai)")
    council.vote(first, "chair", Choice.ABSTAIN, dissent="chờ bản gốc", based_on=0)
    decide(council, first)
    second = council.put("plan_issued", outcome=Outcome.ACCEPTED, facts={}, reason="")
    council.votes(second, FOUR)
    decide(council, second)
    close(council)
    council.session.refresh_from_db()
    text = minutes_text(minutes_of(session_row(council.session)))
    assert read_back(text) == stored()
    client = council.appraisal.own.world.client("auditor")
    assert client.get(f"{START}bien-ban.txt").content.decode() == text
    paper = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(client.get(f"{START}bien-ban.docx").content)).paragraphs)
    assert read_back(paper + "\n") == stored()
    page = client.get(f"{START}bien-ban/").content.decode()
    assert all(one.member.get_full_name() in page for one in Vote.objects.select_related("member")) and DECISION in page


def test_disputed_leaves_and_what_they_are_about(council: CouncilWorld) -> None:
    own = council.appraisal.own.own
    assert disputed_leaves(council.round) == ()
    council.appraisal.store(View.FIRST)
    LiveSheet.objects.filter(participation=own, view=View.SECOND).update(leaves={LEAF: {"points": "3", "max_points": "3", "applicable_max": "3"}})
    LiveSheet.objects.filter(participation=own, view=View.FIRST).update(leaves={LEAF: {"points": "1.5", "max_points": "3", "applicable_max": "3"}})
    apart = disputed_leaves(council.round)
    assert [(one.placed.leaf.key, [kind.value for kind in one.kinds], one.at_stake) for one in apart] == [(LEAF, ["apart"], Fraction(3, 2))]


def test_the_matrix_is_the_sheets(council: CouncilWorld) -> None:
    matrix = matrix_of(council.round)
    assert matrix.views == tuple(View)
    for row in matrix.rows:
        sheet = LiveSheet.objects.get(participation__agency=row.agency, participation__round=council.round, view=View.COUNCIL).sheet
        fields = [one for one in fields_in(sheet) if one.is_on_scale]
        assert [(cell.points, cell.applicable_max) for cell in row.cells] == [(one.won, one.applicable_max) for one in fields]
        assert row.index == Fraction(sheet["totals"]["published_index"])
    motion = council.put()
    council.votes(motion, FOUR)
    decide_motion(motion=motion, by=council.people["coordinator"], at=MEETS)
    moved = next(row for row in matrix_of(council.round).rows if row.agency.code == OWN)
    assert moved.change > 0 and sum(cell.change for cell in moved.cells) > 0


def test_pages_ask_as_little_for_many_motions(council: CouncilWorld) -> None:
    client = council.appraisal.own.world.client("chair")
    paths = ("", "con-y-kien/", "toan-canh/", "bien-ban/", "bieu-quyet/1/")

    def counts() -> dict[str, int]:
        found = {}
        for path in paths:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(START + path).status_code == 200
            found[path] = len(queries)
        return found

    council.votes(council.put(), FOUR)
    few = counts()
    for leaf in ("plan_issued", "units_inspected"):
        motion = council.put(leaf, outcome=Outcome.NOT_APPLICABLE, facts={}, legal_basis="Điều 3 (mẫu)")
        council.votes(motion, FOUR[:2], FOUR[2:])
    assert counts() == few and max(few.values()) <= 16
