"""Many leaves accepted by ticks in the queue: each with a ruling and an entry of its own, or none of them."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from parix.web.assessment.choices import EvidenceState, Outcome, Stage, View
from parix.web.assessment.models import Claim, EvidenceLink, LiveSheet, Ruling
from parix.web.assessment.queries.appraisal.leaf import appraised_leaf_page, leaf_at_hand
from parix.web.assessment.queries.appraisal.queue import QueuePage
from parix.web.assessment.queries.editions import edition_of
from parix.web.assessment.queries.openings import participation_seen
from parix.web.assessment.scoring_runs.accepting import Tick, TicksRefused, accept_all, ticks_in
from parix.web.audit_trail.models import Entry
from parix.web.files.actions.registering import register_document
from tests.web.assessment.appraisal_world import AppraisalWorld, build_appraisal_world
from tests.web.assessment.self_world import LEAF, LEAF_OF_INSPECTORATE
from tests.web.assessment.test_appraisal_pages import now_is
from tests.web.worlds import AT, OWN

KINDS = {LEAF: ("report",), LEAF_OF_INSPECTORATE: ("plan", "minutes")}


@pytest.fixture
def proved(db: None) -> AppraisalWorld:
    """Two leaves of the first department claimed, each with the papers that the edition asks for, at the appraisal."""
    world = build_appraisal_world()
    own = world.own.own
    for key, kinds in KINDS.items():
        Claim.objects.filter(participation=own, leaf_key=key).update(version=1, saved_by=world.people["officer"], saved_at=AT)
        for kind in kinds:
            given = {"kind": kind, "number": "12", "symbol": "BC-MẪU", "issued_on": AT.date(), "received_on": AT.date(), "issuer": "Sở Mẫu", "abstract": kind}
            document = register_document(agency=own.agency, given=given, by=world.people["officer"], at=AT, today=AT.date())
            EvidenceLink.objects.create(participation=own, leaf_key=key, document=document, added_by=world.people["officer"], added_at=AT)
    now_is(Stage.APPRAISAL)
    return world


def ticks(world: AppraisalWorld, **numbers: int) -> list[Tick]:
    return [Tick(world.own.own.pk, key, numbers.get(key, 0)) for key in KINDS]


def accept(world: AppraisalWorld, given: list[Tick], by: str = "appraiser") -> list[Ruling]:
    return accept_all(round=world.own.world.open, ticks=given, by=world.people[by], at=timezone.now())


def test_each_gets_a_ruling_an_entry_and_its_points(proved: AppraisalWorld) -> None:
    made = accept(proved, ticks(proved))
    assert [(one.leaf_key, one.outcome, one.number, one.view) for one in made] == [(key, Outcome.ACCEPTED, 1, View.FIRST) for key in sorted(KINDS)]
    entries = Entry.objects.filter(act="assessment.ruled", subject__in=[f"assessment.Ruling:{one.pk}" for one in made])
    assert sorted(one.scope.rpartition("/")[2] for one in entries) == sorted(KINDS)
    sheets = {one.view: one.leaves for one in LiveSheet.objects.filter(participation=proved.own.own)}
    assert [sheets[View.FIRST][key]["points"] for key in KINDS] == [sheets[View.SELF][key]["points"] for key in KINDS]


def test_one_that_somebody_else_has_ruled_on_stops_all_of_them(proved: AppraisalWorld) -> None:
    proved.store(at=AT)
    with pytest.raises(TicksRefused) as refused:
        accept(proved, ticks(proved))
    assert [(tick.leaf_key, why) for tick, why in refused.value.refused] == [(LEAF, "người khác đã kết luận tiêu chí này trong lúc bạn đang xem")]
    assert Ruling.objects.count() == 1
    assert len(accept(proved, ticks(proved, **{LEAF: 1}))) == 2


def test_one_whose_evidence_was_taken_away_meanwhile_stops_all_of_them(proved: AppraisalWorld) -> None:
    EvidenceLink.objects.filter(leaf_key=LEAF).update(removed_at=AT, removed_by=proved.people["officer"])
    with pytest.raises(TicksRefused) as refused:
        accept(proved, ticks(proved))
    assert [(tick, str(EvidenceState.MISSING.label) in why) for tick, why in refused.value.refused] == [(Tick(proved.own.own.pk, LEAF), True)]
    assert Ruling.objects.count() == 0


def test_leaves_of_other_fields_and_of_nowhere_stop_all_of_them(proved: AppraisalWorld) -> None:
    foreign = [*ticks(proved), Tick(proved.own.own.pk, "no_such_leaf"), Tick(10**6, LEAF)]
    with pytest.raises(TicksRefused) as refused:
        accept(proved, foreign)
    assert {tick for tick, _why in refused.value.refused} == set(foreign[2:])
    with pytest.raises(PermissionDenied):
        accept(proved, ticks(proved), by="appraiser of another field")
    assert Ruling.objects.count() == 0


def test_what_a_form_says_is_read_or_left_out() -> None:
    assert ticks_in(["7:plan:2", "x:plan:2", "7:plan", "7:plan:-1", "7:plan:99999999999", ""]) == [Tick(7, "plan", 2)]


def page_of(answer: Any) -> QueuePage:
    page: QueuePage = answer.context["page"]
    return page


def test_ticks_in_the_queue(proved: AppraisalWorld) -> None:
    client, start = proved.own.world.client("appraiser"), f"/cham-diem/{proved.own.own.round.slug}/tham-dinh/"
    page = page_of(client.get(f"{start}?co-quan={OWN}"))
    rows = [row for row in page.rows if row.may_tick]
    assert (page.tickable, {row.key for row in rows}, {row.proof for row in rows}) == (2, set(KINDS), {EvidenceState.ENOUGH})
    assert client.post(f"{start}chap-nhan/", {}).status_code == 302
    ruled = proved.store(at=AT)
    refused = client.post(f"{start}chap-nhan/", {"tick": [row.tick for row in rows], "query": f"co-quan={OWN}"})
    told = refused.content.decode()
    assert (refused.status_code, refused.context["query"], Ruling.objects.count()) == (409, f"co-quan={OWN}", 1)
    assert f'value="{next(row.tick for row in rows if row.key != LEAF)}" checked' in told
    assert "người khác đã kết luận" in told
    ruled.delete()
    done = client.post(f"{start}chap-nhan/", {"tick": [row.tick for row in rows]})
    assert (done.status_code, done.url, Ruling.objects.count()) == (302, start, 2)
    assert client.post(f"{start}chap-nhan/", {"tick": [f"{proved.own.own.pk}:{LEAF}:0"]}).status_code == 409
    coordinator = proved.own.world.client("coordinator")
    assert coordinator.post(f"{start}chap-nhan/", {"tick": [rows[0].tick]}).status_code == 403


def test_no_ticks_while_two_mark_each_leaf(proved: AppraisalWorld) -> None:
    round = proved.own.world.open
    round.double_marking = True
    round.save(update_fields=["double_marking"])
    assert page_of(proved.own.world.client("appraiser").get(f"/cham-diem/{round.slug}/tham-dinh/")).tickable == 0
    with pytest.raises(TicksRefused, match="chưa chấp nhận"):
        accept(proved, ticks(proved))


def test_as_many_queries_for_the_proof_of_many_leaves_as_of_one(proved: AppraisalWorld) -> None:
    client, path = proved.own.world.client("appraiser"), f"/cham-diem/{proved.own.own.round.slug}/tham-dinh/?co-quan={OWN}"
    client.get(path)
    counts = []
    for _time in range(2):
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        counts.append(len(captured))
        EvidenceLink.objects.in_force().exclude(leaf_key=LEAF).update(removed_at=AT, removed_by=proved.people["officer"])
    assert counts[0] == counts[1] <= 26


def test_a_leaf_is_at_hand_exactly_where_it_has_a_page(proved: AppraisalWorld) -> None:
    seen = participation_seen(proved.own.own.round.slug, OWN, Stage.APPRAISAL)
    assert seen is not None
    keys, user = [*edition_of(seen[0].round).leaves, "nowhere"], proved.people["appraiser"].pk
    # One leaf that the agency's sheet says does not apply to it.
    live = LiveSheet.objects.get(participation=seen[0], view=View.SELF)
    for one in (live.leaves[LEAF], *(leaf for leaf in leaves_below(live.sheet["fields"]) if leaf["key"] == LEAF)):
        one["state"] = "not_applicable"
    live.save()
    pages = {key: appraised_leaf_page(*seen, key, user, AT.date()) for key in keys}
    assert {key: leaf_at_hand(seen[0], key) for key in keys} == {key: page.placed if page else None for key, page in pages.items()}
    assert pages[LEAF] is None and pages[LEAF_OF_INSPECTORATE] is not None


def leaves_below(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [leaf for node in nodes for leaf in (leaves_below(node["children"]) if "children" in node else [node])]
