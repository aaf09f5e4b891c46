"""Links of evidence: added, changed, removed; what the database refuses; the frozen version; how each leaf stands."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from parix.foundation.problems import ProblemsFound
from parix.web.assessment.actions.evidence import EvidenceConflict, EvidenceGiven, add_evidence, change_evidence, check_stale, remove_evidence
from parix.web.assessment.actions.holding import NoSuchLeaf
from parix.web.assessment.actions.unlocking import unlock
from parix.web.assessment.choices import EvidenceState, Stage
from parix.web.assessment.models import Certification, Claim, EvidenceCheck, EvidenceIsFinal, EvidenceLink, Round
from parix.web.assessment.queries.evidence import evidence_at, evidence_by_leaf, evidence_of, evidence_states
from parix.web.assessment.queries.evidence.held import links_with_handing
from parix.web.assessment.queries.evidence.rows import handed_over
from parix.web.assessment.scoring_runs.submissions import frozen_digest, submit
from parix.web.audit_trail.queries.entries import Entry
from parix.web.files.actions.registering import confirm_document
from tests.web.assessment.evidence_world import FIELDS, TEXT, link, registered, the_checks_see_what_pages_show, uploaded
from tests.web.assessment.self_world import AFTER, LEAF, LEAF_OF_INSPECTORATE, SelfWorld, build_self_world
from tests.web.assessment.test_permissions import PEOPLE, STATES, answer, put_into
from tests.web.assessment.test_permissions import row as people_while_open
from tests.web.assessment.test_submissions import fill, vouch
from tests.web.databases import Database
from tests.web.worlds import AT, OTHER, OWN

SAYS = {"page": 1, "number": "12", "symbol": "BC-SKHCN", "quote": "9 trên 10 nhiệm vụ", "proves": "hoàn thành 9 nhiệm vụ"}


def test_a_link_says_where_and_what_and_is_noted(self_world: SelfWorld) -> None:
    made = link(self_world, uploaded(self_world), **SAYS)
    (row,) = evidence_of(self_world.own, LEAF)
    assert (row.state, row.problems, row.cited, row.quote, row.page) == (EvidenceState.ENOUGH, (), "12/BC-SKHCN", "9 trên 10 nhiệm vụ", 1)
    entry = Entry.objects.get(act="assessment.evidence_added")
    assert (entry.subject, entry.scope, entry.after["page"]) == (f"assessment.EvidenceLink:{made.pk}", f"cac-so-2026/DEMO.KHCN/{LEAF}", 1)


def test_without_a_pointer_the_register_speaks(self_world: SelfWorld) -> None:
    made = link(self_world, registered(self_world))
    assert (made.number, made.symbol, made.issued_on, made.issuer, made.page) == ("12", "BC-SKHCN", date(2026, 5, 20), "Sở Khoa học và Công nghệ", None)


def test_one_document_proves_several_leaves_and_twice_is_once(self_world: SelfWorld) -> None:
    paper = registered(self_world)
    link(self_world, paper, leaf=[LEAF, LEAF_OF_INSPECTORATE])
    again = add_evidence(participation=self_world.own, leaf_keys=[LEAF], documents=[paper], by=self_world.world.people["staff"], at=AT)
    assert again == []
    assert set(EvidenceLink.objects.values_list("leaf_key", flat=True)) == {LEAF, LEAF_OF_INSPECTORATE}


def test_all_leaves_or_none(self_world: SelfWorld) -> None:
    """The staff of the office leads the one leaf and not the other."""
    with pytest.raises(PermissionDenied):
        link(self_world, registered(self_world), "staff", [LEAF, LEAF_OF_INSPECTORATE])
    with pytest.raises(NoSuchLeaf):
        link(self_world, registered(self_world), leaf=[LEAF, "no_such_leaf"])
    assert EvidenceLink.objects.count() == 0


def test_a_change_is_a_new_row_and_the_old_one_stays(self_world: SelfWorld) -> None:
    old = link(self_world, uploaded(self_world), **SAYS)
    new = change_evidence(link=old, given=EvidenceGiven(**{**SAYS, "quote": "8 trên 10"}), by=self_world.world.people["staff"], at=AT)
    old.refresh_from_db()
    assert (old.removed_by, old.removed_at, old.quote, new.replaces, new.quote) == (self_world.world.people["staff"], AT, SAYS["quote"], old, "8 trên 10")
    entry = Entry.objects.get(act="assessment.evidence_changed")
    assert (entry.before["quote"], entry.after["quote"]) == (SAYS["quote"], "8 trên 10")
    assert [one.id for one in evidence_of(self_world.own, LEAF)] == [new.pk]
    assert change_evidence(link=new, given=EvidenceGiven(**{**SAYS, "quote": "8 trên 10"}), by=self_world.world.people["staff"], at=AT) == new


@pytest.mark.parametrize("second", ["change", "remove"])
def test_the_later_of_two_is_told(self_world: SelfWorld, second: str) -> None:
    old = link(self_world, registered(self_world))
    new = change_evidence(link=old, given=EvidenceGiven(number="13"), by=self_world.world.people["staff"], at=AT)
    with pytest.raises(EvidenceConflict, match="người khác đã sửa hoặc gỡ") as told:
        if second == "change":
            change_evidence(link=old, given=EvidenceGiven(number="14"), by=self_world.world.people["officer"], at=AT)
        else:
            remove_evidence(link=old, by=self_world.world.people["officer"], at=AT)
    assert told.value.following == new
    assert EvidenceLink.objects.in_force().get() == new


def test_removed_it_stays_with_its_day_and_reason(self_world: SelfWorld) -> None:
    made = link(self_world, registered(self_world))
    remove_evidence(link=made, reason="nhầm tiêu chí", by=self_world.world.people["staff"], at=AT + timedelta(hours=1))
    made.refresh_from_db()
    assert (made.removed_at, made.removed_by, made.removal_reason) == (AT + timedelta(hours=1), self_world.world.people["staff"], "nhầm tiêu chí")
    assert evidence_of(self_world.own, LEAF) == ()
    assert Entry.objects.get(act="assessment.evidence_removed").reason == "nhầm tiêu chí"


@pytest.mark.parametrize(("given", "field"), [
    ({"page": 0}, "page"), ({"issued_on": date(2199, 1, 1)}, "issued_on"), ({"quote": "x" * 2_001}, "quote"), ({"number": "1" * 41}, "number"),
])
def test_what_no_document_could_bear_out_is_refused(self_world: SelfWorld, given: dict[str, Any], field: str) -> None:
    with pytest.raises(ProblemsFound) as refused:
        link(self_world, registered(self_world), **given)
    assert [one.place.path for one in refused.value.problems] == [field]


def test_a_document_of_another_register_is_refused(self_world: SelfWorld) -> None:
    with pytest.raises(ProblemsFound, match="không thuộc sổ của cơ quan"):
        link(self_world, registered(self_world, OTHER))


# --- who and when ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", STATES)
def test_every_person_with_every_verb(self_world: SelfWorld, state: str) -> None:
    """Whoever may save the claim, while it may be saved."""
    held, paper = link(self_world, registered(self_world)), registered(self_world, number="77")
    at, people = put_into(self_world, state), self_world.world.people
    verbs = {
        "add": lambda by: add_evidence(participation=self_world.own, leaf_keys=[LEAF], documents=[paper], by=by, at=at),
        "change": lambda by: change_evidence(link=held, given=EvidenceGiven(number="13"), by=by, at=at),
        "remove": lambda by: remove_evidence(link=held, by=by, at=at),
    }
    found = {(person, name): answer(lambda verb=verb, person=person: verb(people[person])) for person in PEOPLE for name, verb in verbs.items()}  # type: ignore[misc]
    allowed = people_while_open("officer", "head", "staff")
    assert found == {(person, name): allowed(person, state) for person in PEOPLE for name in verbs}


# --- what the database refuses --------------------------------------------------------------------------------------------


def test_rows_refuse_what_would_change_the_past(self_world: SelfWorld) -> None:
    made = link(self_world, registered(self_world))
    with pytest.raises(EvidenceIsFinal):
        made.delete()
    with pytest.raises(EvidenceIsFinal):
        EvidenceLink.objects.all().delete()


REFUSED = {
    "changed": ("UPDATE assessment_evidencelink SET number = '99'", "an evidence link is final"),
    "removed and changed": ("UPDATE assessment_evidencelink SET removed_at = added_at, removed_by_id = added_by_id, page = 3", "an evidence link is final"),
    "deleted": ("DELETE FROM assessment_evidencelink", "never deleted"),
    "pointed elsewhere": ("UPDATE assessment_evidencelink SET leaf_key = 'other'", "an evidence link is final"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_both_databases_refuse(each_database: Database, case: str) -> None:
    world = build_self_world()
    link(world, registered(world))
    statement, message = REFUSED[case]
    with pytest.raises(DatabaseError, match=message), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_both_databases_refuse_foreign_papers_published_rounds_and_a_second_removal(each_database: Database) -> None:
    world = build_self_world()
    made, foreign = link(world, registered(world)), registered(world, OTHER)
    officer = world.world.people["officer"]
    with pytest.raises(DatabaseError, match="own register"), transaction.atomic():
        EvidenceLink.objects.create(participation=world.own, leaf_key=LEAF, document=foreign, added_by=officer, added_at=AT)
    remove_evidence(link=made, by=officer, at=AT)
    with pytest.raises(DatabaseError, match="an evidence link is final"), transaction.atomic():
        EvidenceLink.objects.filter(pk=made.pk).update(removed_at=AFTER)
    put_into(world, "published")
    with pytest.raises(DatabaseError, match="the round is published"), transaction.atomic():
        EvidenceLink.objects.create(participation=world.own, leaf_key=LEAF, document=made.document, added_by=officer, added_at=AT)


def test_two_changes_at_once_one_wins_and_the_other_is_told(each_database: Database) -> None:
    world = build_self_world()
    made = link(world, registered(world))
    answers: list[str] = []
    together = threading.Barrier(2)

    def work(who: str) -> None:
        try:
            together.wait()
            change_evidence(link=made, given=EvidenceGiven(number=f"{len(who)}"), by=world.world.people[who], at=AT)
            answers.append("changed")
        except Exception as told:  # whatever it is, the comparison below names it
            answers.append(type(told).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(who,)) for who in ("officer", "staff")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["EvidenceConflict", "changed"]
    assert EvidenceLink.objects.in_force().count() == 1


# --- the frozen version -----------------------------------------------------------------------------------------------------


def test_evidence_is_part_of_the_frozen_version(self_world: SelfWorld) -> None:
    paper = uploaded(self_world)
    seen = {frozen_digest(self_world.own)}
    made = link(self_world, paper, **SAYS)
    seen.add(frozen_digest(self_world.own))
    change_evidence(link=made, given=EvidenceGiven(**{**SAYS, "page": None}), by=self_world.world.people["officer"], at=AT)
    seen.add(frozen_digest(self_world.own))
    uploaded(self_world, TEXT + "bản hai", document=paper, confirmed=False)
    seen.add(frozen_digest(self_world.own))
    confirm_document(document=paper, given={**FIELDS, "issued_on": date(2026, 5, 21)}, by=self_world.world.people["officer"], at=AT, today=AT.date())
    seen.add(frozen_digest(self_world.own))
    assert len(seen) == 5
    remove_evidence(link=EvidenceLink.objects.in_force().get(), by=self_world.world.people["officer"], at=AT)
    assert frozen_digest(self_world.own) in seen  # as it was without evidence


def test_every_change_withdraws_both_certificates(self_world: SelfWorld) -> None:
    fill(self_world)
    made = link(self_world, registered(self_world))
    changes = (
        lambda: change_evidence(link=made, given=EvidenceGiven(number="13"), by=self_world.world.people["officer"], at=AT),
        lambda: link(self_world, registered(self_world, number="14")),
        lambda: remove_evidence(link=EvidenceLink.objects.in_force()[0], by=self_world.world.people["officer"], at=AT),
    )
    for change in changes:
        vouch(self_world)
        assert Claim.objects.get(participation=self_world.own, leaf_key=LEAF).state == "checked"
        change()
        assert Certification.objects.filter(withdrawn_at__isnull=True).count() == 0
        assert Claim.objects.get(participation=self_world.own, leaf_key=LEAF).state == "ready"


def test_the_receipt_counts_the_evidence_and_rows_know_what_was_handed_over(self_world: SelfWorld) -> None:
    fill(self_world)
    first = link(self_world, registered(self_world))
    assert (handed(self_world, Stage.SELF_ASSESSMENT), handed(self_world, Stage.APPRAISAL)) == ({first.pk: False}, {first.pk: True})
    vouch(self_world)
    made = submit(participation=self_world.own, by=self_world.world.people["officer"], at=AT)
    assert "Tài liệu kiểm chứng: 1 dẫn chứng" in made.receipt
    later = link(self_world, registered(self_world, number="15"), at=AT + timedelta(minutes=1))
    assert [one.is_handed_over for one in evidence_of(self_world.own, LEAF)] == [True, False]
    assert handed(self_world, Stage.APPRAISAL) == {first.pk: True, later.pk: False}


def handed(world: SelfWorld, stage: Stage) -> dict[int, bool]:
    """As the database says it of every link, removed ones too."""
    return dict(links_with_handing().filter(participation=world.own).annotate(was=handed_over(stage)).values_list("pk", "was"))


def test_what_was_handed_over_and_taken_back_in_a_reopened_time_stays_before_the_appraiser(self_world: SelfWorld) -> None:
    """Removed, or replaced by a corrected pointer: the agency's list has what is in force, whoever appraises sees both with who and when."""
    fill(self_world)
    removed, changed = link(self_world, registered(self_world)), link(self_world, registered(self_world, number="15"))
    never = link(self_world, registered(self_world, number="16"))
    remove_evidence(link=never, by=self_world.world.people["officer"], at=AT)
    vouch(self_world)
    submit(participation=self_world.own, by=self_world.world.people["officer"], at=AT)
    until, staff = AFTER + timedelta(days=1), self_world.world.people["staff"]
    again = self_world.world.people["coordinator"]
    unlock(round=self_world.world.open, agency=self_world.world.agencies[OWN], until=until, reason="bổ sung tài liệu còn thiếu", by=again, at=AFTER)
    remove_evidence(link=removed, by=staff, at=AFTER, reason="nhầm văn bản của năm trước")
    new = change_evidence(link=changed, given=EvidenceGiven(number="15"), by=staff, at=AFTER)
    held = evidence_at(self_world.own, LEAF)
    assert [one.id for one in held.rows] == [new.pk] and [one.is_handed_over for one in held.rows] == [False]
    assert {one.id: (one.is_handed_over, one.removal_reason, one.is_replaced) for one in held.taken_back} == {
        removed.pk: (True, "nhầm văn bản của năm trước", False), changed.pk: (True, "", True),
    }
    assert {(one.removed_by, one.removed_at) for one in held.taken_back} == {("Người staff", AFTER)}
    assert handed(self_world, Stage.APPRAISAL) == {removed.pk: True, changed.pk: True, never.pk: False, new.pk: False}
    Round.objects.filter(pk=self_world.own.round_id).update(stage="appraisal")
    the_checks_see_what_pages_show(self_world)
    page = self_world.world.client("appraiser").get(f"/cham-diem/{self_world.own.round.slug}/tham-dinh/{OWN}/{LEAF}/").content.decode()
    assert "Người staff gỡ lúc" in page and "nhầm văn bản của năm trước" in page and "Người staff sửa lúc" in page


# --- how leaves stand -------------------------------------------------------------------------------------------------------


def state(world: SelfWorld) -> EvidenceState:
    """As lists say it, which is what the rows of the leaves' own pages say too."""
    states = evidence_states(world.own)
    assert states == {key: one.state for key, one in evidence_by_leaf(world.own).items()}
    the_checks_see_what_pages_show(world)
    return states[LEAF]


def test_a_leaf_goes_from_missing_to_enough(self_world: SelfWorld) -> None:
    assert state(self_world) == EvidenceState.MISSING
    paper = uploaded(self_world, confirmed=False, read=False)
    link(self_world, paper)
    assert state(self_world) == EvidenceState.WAITING
    uploaded(self_world)
    assert state(self_world) == EvidenceState.ENOUGH


@pytest.mark.parametrize(("fields", "given", "expected", "codes"), [
    ({}, SAYS, EvidenceState.ENOUGH, []),
    ({}, {**SAYS, "number": "13"}, EvidenceState.MISPOINTED, ["pointer.number_not_in_document"]),
    ({}, {**SAYS, "page": 7}, EvidenceState.MISPOINTED, ["pointer.page_missing"]),
    ({}, {"issuer": "Sở Nội vụ"}, EvidenceState.MISPOINTED, ["pointer.other_issuer"]),
    ({}, {"issued_on": date(2026, 5, 21)}, EvidenceState.MISPOINTED, ["pointer.other_date"]),
    ({"issued_on": date(2025, 12, 1)}, {"number": "12", "symbol": "BC-SKHCN"}, EvidenceState.OUTSIDE_PERIOD, ["pointer.date_outside_period"]),
    ({"kind": "plan"}, SAYS, EvidenceState.WRONG_KIND, []),
])
def test_every_pointer_is_checked(
    self_world: SelfWorld, fields: dict[str, Any], given: dict[str, Any], expected: EvidenceState, codes: list[str],
) -> None:
    link(self_world, uploaded(self_world, **fields), **given)
    (row,) = evidence_of(self_world.own, LEAF)
    assert (row.state, [one.code for one in row.problems], state(self_world)) == (expected, codes, expected)


def test_a_check_that_is_stale_is_made_afresh_and_then_kept(self_world: SelfWorld) -> None:
    paper = uploaded(self_world, confirmed=False, read=False)
    link(self_world, paper, **{**SAYS, "number": "13"})
    assert EvidenceCheck.objects.get().problems == []
    uploaded(self_world)
    assert state(self_world) == EvidenceState.MISPOINTED
    with CaptureQueriesContext(connection) as afresh:
        evidence_states(self_world.own)
    assert check_stale(at=AT) == 1 and check_stale(at=AT) == 0
    with CaptureQueriesContext(connection) as kept:
        evidence_states(self_world.own)
    assert (len(afresh), len(kept)) == (3, 1)  # the links; stale ones with their pages
    assert [one["code"] for one in EvidenceCheck.objects.get().problems] == ["pointer.number_not_in_document"]


def test_as_many_queries_for_a_hundred_links_as_for_one(self_world: SelfWorld) -> None:
    link(self_world, registered(self_world))
    with CaptureQueriesContext(connection) as few:
        evidence_by_leaf(self_world.own)
    for number in range(30):
        link(self_world, registered(self_world, number=str(100 + number)), leaf=[LEAF, LEAF_OF_INSPECTORATE])
    with CaptureQueriesContext(connection) as many:
        found = evidence_by_leaf(self_world.own)
    assert (len(few), len(many), sum(len(one.rows) for one in found.values())) == (3, 3, 61)
