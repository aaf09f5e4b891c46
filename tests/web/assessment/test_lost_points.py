"""The ledger of a published sheet: whatever people divide, it sums to what was lost; who may divide, and what the pages say."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import standing_of
from parix.web.assessment.actions.lost_points import NoSuchLoss, SplitConflict, divide_loss
from parix.web.assessment.choices import Cause, Ground
from parix.web.assessment.forms import shared_out
from parix.web.assessment.models import LossEntry, LossSplit
from parix.web.assessment.queries.lost_points import Entry, Ledger, ledger_of
from parix.web.assessment.queries.lost_points.ledger import level_sums
from parix.web.assessment.queries.lost_points.pages import accountability_page
from parix.web.assessment.queries.lost_points.sums import Sum, by_field, by_ground, by_unit
from parix.web.assessment.queries.sheets import ScoringRun, shown_run
from parix.web.assessment.rules import may_divide_loss, may_see_ledger
from parix.web.audit_trail.queries.entries import Filter, page_of
from tests.web.assessment.self_world import SelfWorld, build_self_world
from tests.web.assessment.test_permissions import PEOPLE
from tests.web.databases import Database
from tests.web.worlds import AT, OWN

REMEDY = {"is_recoverable": True, "remedy": "lập sổ theo dõi", "recover_by": date(2027, 3, 31)}
LATER = AT + timedelta(days=1)


def run_of(world: SelfWorld) -> ScoringRun:
    run = shown_run(world.world.published, OWN)
    assert run is not None
    return run


def ledger(world: SelfWorld) -> Ledger:
    return ledger_of(run_of(world))


def divide(world: SelfWorld, leaf: str, entries: Sequence[Entry], *, who: str = "officer", version: int = 0) -> LossSplit:
    return divide_loss(run=run_of(world), leaf_key=leaf, entries=entries, based_on=version, by=world.world.people[who], at=LATER)


def codes(world: SelfWorld, leaf: str, entries: Sequence[Entry], who: str = "officer") -> list[str]:
    with pytest.raises(ProblemsFound) as refused:
        divide(world, leaf, entries, who=who)
    return sorted(f"{problem.code} {problem.place.path}".strip() for problem in refused.value.problems)


def led_by(world: SelfWorld, unit: int) -> str:
    """A leaf with a loss that the unit led."""
    given = ledger(world)
    return next(line.loss.key for line in given.divided if given.lead_of(line.loss.key) == unit)


def total(sums: Iterable[Sum]) -> Fraction:
    return sum((one.total for one in sums), Fraction(0))


def levels(given: Ledger) -> bool:
    """At the whole, by unit, by field, by ground, and at every field and leaf, what stands in the ledger is maximum less score."""
    below = level_sums(given.lines)
    fields = all(below.get(one.key, 0) == one.applicable_max - one.won for one in given.sheet.scale_fields)
    leaves = all(below.get(leaf.key, 0) == leaf.applicable_max - leaf.won for leaf in given.sheet.leaves if leaf.is_on_scale)
    whole = given.sheet.totals.applicable_max - given.sheet.totals.points
    sums = [total(one.sum for one in rows) for rows in (by_unit(given), by_field(given), by_ground(given))]
    return fields and leaves and sums == [whole, whole, whole] and given.points == whole


def test_before_anybody_says_anything_all_of_it_is_proposed(self_world: SelfWorld) -> None:
    given = ledger(self_world)
    assert levels(given) and given.divided
    assert {line.version for line in given.lines} == {0}
    assert {entry.cause for line in given.divided for entry in line.entries} == {Cause.UNCLASSIFIED}
    units = {line.loss.leaf.lead: entry.unit for line in given.divided for entry in line.entries if line.loss.leaf and entry.unit}
    assert units.get("office") == self_world.office
    assert all(entry.explanation for line in given.divided for entry in line.entries)
    office = next(entry for line in given.divided for entry in line.entries if entry.unit == self_world.office)
    assert office.person == self_world.world.people["head"]


@pytest.mark.parametrize("seed", range(3))
def test_however_it_is_divided_every_level_sums_exactly(self_world: SelfWorld, seed: int) -> None:
    """Random cuts, grounds and units at every leaf, twice over."""
    random = Random(seed)
    grounds = [ground for ground in Ground if ground != Ground.UNCLASSIFIED]
    units = [self_world.office, self_world.inspectorate, None]
    for version in (0, 1):
        for line in ledger(self_world).divided:
            cuts = sorted({Fraction(random.randint(1, 996), 997) for _ in range(random.randint(0, 4))})
            shares = [high - low for low, high in zip([Fraction(0), *cuts], [*cuts, Fraction(1)], strict=True)]
            entries = [Entry(line.loss.points * share, random.choice(grounds), unit=random.choice(units)) for share in shares]
            divide(self_world, line.loss.key, entries, version=version)
        assert levels(ledger(self_world))
    for split in LossSplit.objects.prefetch_related("entries"):
        assert sum(Fraction(one.points) for one in split.entries.all()) == Fraction(split.points)
    account = accountability_page(run_of(self_world))
    assert account.whole.total == sum((line.loss.points for line in account.ledger.divided), Fraction(0)) == total(one.sum for one in account.accounts)


def test_what_does_not_sum_is_refused_with_all_that_is_wrong(self_world: SelfWorld) -> None:
    line = ledger(self_world).divided[0]
    half, key = line.loss.points / 2, line.loss.key
    assert codes(self_world, key, [Entry(half, Ground.LATE), Entry(half + Fraction(1, 1000), Ground.LATE)]) == ["lost_points.not_the_sum"]
    assert codes(self_world, key, [Entry(half, Ground.LATE)]) == ["lost_points.not_the_sum"]
    assert codes(self_world, key, []) == ["lost_points.how_many"]
    assert codes(self_world, key, [Entry(line.loss.points * 2, Ground.LATE), Entry(-line.loss.points)]) == [
        "lost_points.no_ground 1.ground", "lost_points.not_positive 1.points",
    ]
    assert codes(self_world, key, [Entry(line.loss.points, Ground.LATE, is_recoverable=True)]) == [
        "lost_points.no_remedy 0.recover_by", "lost_points.no_remedy 0.remedy", "lost_points.no_remedy 0.remedy_unit",
    ]
    fine = Fraction(1, 7**80)
    assert codes(self_world, key, [Entry(half + fine, Ground.LATE), Entry(half - fine, Ground.LATE)]) == [
        "lost_points.too_fine 0.points", "lost_points.too_fine 1.points",
    ]
    many = [Entry(line.loss.points / 13, Ground.LATE)] * 13
    assert codes(self_world, key, many) == ["lost_points.how_many"]
    stranger = self_world.world.people["officer of another"]
    assert codes(self_world, key, [Entry(line.loss.points, Ground.LATE, person=stranger)]) == ["lost_points.foreign_person 0.person"]
    assert LossSplit.objects.count() == 0
    with pytest.raises(NoSuchLoss):
        divide(self_world, "awarded_to_nobody", [Entry(Fraction(1), Ground.LATE)])


def test_the_later_of_two_sees_what_stands_and_nothing_is_lost(self_world: SelfWorld) -> None:
    line = ledger(self_world).divided[0]
    mine, other = [Entry(line.loss.points, Ground.LATE)], [Entry(line.loss.points, Ground.SET_CHANGED)]
    divide(self_world, line.loss.key, mine)
    with pytest.raises(SplitConflict) as refused:
        divide(self_world, line.loss.key, other, who="director")
    assert (refused.value.held.entries[0].ground, refused.value.given) == (Ground.LATE, tuple(other))
    divide(self_world, line.loss.key, other, who="director", version=1)
    kept = LossSplit.objects.filter(leaf_key=line.loss.key).order_by("version")
    assert [(one.version, one.superseded_at is None) for one in kept] == [(1, False), (2, True)]
    held = ledger(self_world).line(line.loss.key)
    assert held is not None and held.entries[0].cause == Cause.EXTERNAL
    entries = page_of(Filter(act="assessment.loss_divided"), below=None, above=None).entries
    assert [(one.actor, one.before is None) for one in entries] == [("director", False), ("officer", True)]


@pytest.mark.parametrize("change", ["UPDATE assessment_lossentry SET points = '1'", "UPDATE assessment_losssplit SET points = '1'"])
def test_the_database_refuses_to_change_what_was_saved(self_world: SelfWorld, change: str) -> None:
    line = ledger(self_world).divided[0]
    divide(self_world, line.loss.key, [Entry(line.loss.points, Ground.LATE)])
    with pytest.raises(DatabaseError, match="a stored result is final"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


SEES = {"officer", "director", "head", "staff", "staff of inspectorate", "staff without unit", "coordinator", "auditor"}


@pytest.mark.parametrize("stage", ["published", "open"])
def test_every_person_by_stage(self_world: SelfWorld, stage: str) -> None:
    """`head` leads the office, and the leaf asked about is the office's."""
    round = self_world.world.published if stage == "published" else self_world.world.open
    agency, office, inspectorate = self_world.own.agency_id, self_world.office.pk, self_world.inspectorate.pk
    standings = {person: standing_of(self_world.world.people[person]) for person in PEOPLE}
    published = stage == "published"
    assert {one for one in PEOPLE if may_see_ledger(standings[one], round, agency)} == (SEES if published else set())
    assert {one for one in PEOPLE if may_divide_loss(standings[one], round, agency, office)} == ({"officer", "director", "head"} if published else set())
    assert {one for one in PEOPLE if may_divide_loss(standings[one], round, agency, inspectorate)} == ({"officer", "director"} if published else set())


def test_the_action_asks_who_it_is(self_world: SelfWorld) -> None:
    leaf = led_by(self_world, self_world.office.pk)
    line = ledger(self_world).line(leaf)
    assert line is not None
    own = [Entry(line.loss.points, Ground.LATE, unit=self_world.office)]

    def answer(who: str) -> str:
        try:
            with transaction.atomic():
                divide(self_world, leaf, own, who=who)
                transaction.set_rollback(True)
        except PermissionDenied:
            return "refused"
        return "divided"

    assert {who for who in PEOPLE if answer(who) == "divided"} == {"officer", "director", "head"}
    away = [replace(own[0], unit=self_world.inspectorate)]
    assert codes(self_world, leaf, away, "head") == ["lost_points.other_unit 0.unit"]


START = f"/cham-diem/cac-so-2025/{OWN}/diem-mat"


def test_every_person_at_every_page(self_world: SelfWorld) -> None:
    leaf = ledger(self_world).divided[0].loss.key
    paths = ("/", ".xlsx", "/trach-nhiem/", "/trach-nhiem.xlsx", f"/tieu-chi/{leaf}/")
    clients = {person: self_world.world.client(person) for person in (*PEOPLE, "")}
    found = {(person, path): client.get(START + path).status_code for person, client in clients.items() for path in paths}
    assert found == {(person, path): 302 if not person else 200 if person in SEES else 403 for person in clients for path in paths}
    assert clients["officer"].get(START.replace("2025", "2026") + "/").status_code == 404
    assert clients["officer"].get(f"{START}/tieu-chi/khong_co/").status_code == 404


def posted(parts: Sequence[dict[str, Any]], version: int = 0, **more: str) -> dict[str, Any]:
    fields = {f"{number}-{name}": value for number, part in enumerate(parts) for name, value in part.items()}
    return {"count": len(parts), "version": version, **fields, **more}


def test_the_form_divides_keeps_what_was_typed_and_tells_what_is_wrong(self_world: SelfWorld) -> None:
    line = ledger(self_world).divided[0]
    path, client = f"{START}/tieu-chi/{line.loss.key}/", self_world.world.client("officer")
    office = {"points": shared_out(line.loss.points / 4), "ground": "late", "unit": self_world.office.pk}
    rest = {"points": "", "ground": "set_changed", "explanation": "bộ chỉ số đổi giữa năm"}
    more = client.post(path, posted([office], more="1")).content.decode()
    assert 'name="1-points"' in more and LossSplit.objects.count() == 0
    wrong = client.post(path, posted([{**office, "points": "một nửa"}, rest]))
    assert wrong.status_code == 422 and "không phải là một số" in wrong.content.decode() and "một nửa" in wrong.content.decode()
    two_empty = client.post(path, posted([{**office, "points": ""}, rest]))
    assert two_empty.status_code == 422 and "chỉ một phần được để trống" in two_empty.content.decode()
    not_the_sum = client.post(path, posted([office]))
    assert not_the_sum.status_code == 422 and "các phần cộng lại là" in not_the_sum.content.decode()
    assert client.post(path, posted([office, rest])).status_code == 302
    entries = list(LossEntry.objects.order_by("position"))
    assert [Fraction(one.points) for one in entries] == [line.loss.points / 4, line.loss.points * 3 / 4]
    assert [one.unit for one in entries] == [self_world.office, None]
    stale = client.post(path, posted([{**rest, "ground": "late"}], version=0))
    assert stale.status_code == 409 and "Bản người khác vừa lưu" in stale.content.decode()
    dropped = client.post(path, posted([{**office, "drop": "on"}, rest], version=1))
    assert dropped.status_code == 302 and LossSplit.objects.get(superseded_at=None).entries.count() == 1
    assert self_world.world.client("staff").post(path, posted([rest])).status_code == 403


def cells(content: bytes, sheet: int = 0) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in load_workbook(io.BytesIO(content)).worksheets[sheet].iter_rows(min_row=5)]


def test_the_files_hold_every_entry_and_the_same_sums(self_world: SelfWorld) -> None:
    first = ledger(self_world).divided[0]
    entry = Entry(first.loss.points, Ground.LATE, "chậm", self_world.office, remedy_unit=self_world.office, **REMEDY)
    divide(self_world, first.loss.key, [entry])
    given, client = ledger(self_world), self_world.world.client("director")
    content = client.get(f"{START}.xlsx").content
    rows = cells(content)
    assert [row[0] for row in rows] == [line.loss.code or None for line in given.lines for _entry in line.entries]
    assert [row[3] for row in rows] == pytest.approx([float(entry.points) for _line, entry in given.entries()])
    assert rows[0][4:8] == ["nguyên nhân chủ quan", "trễ hạn thực hiện", "chậm", "Văn phòng"] and rows[0][13].date() == REMEDY["recover_by"]
    for sheet in (1, 2, 3):
        assert sum(row[6] for row in cells(content, sheet)) == pytest.approx(float(given.points))
    assert content == client.get(f"{START}.xlsx").content
    heads = cells(client.get(f"{START}/trach-nhiem.xlsx").content)
    assert [row[1] for row in heads if row[0] == "Văn phòng"] == ["Người head"] * sum(row[0] == "Văn phòng" for row in heads)
    assert sum(row[7] for row in heads) == pytest.approx(float(sum((line.loss.points for line in given.divided), Fraction(0))))


def test_pages_ask_as_little_after_everything_is_divided(self_world: SelfWorld) -> None:
    client, leaf = self_world.world.client("officer"), ledger(self_world).divided[0].loss.key
    paths = ("/", ".xlsx", "/trach-nhiem/", f"/tieu-chi/{leaf}/")

    def counts() -> dict[str, int]:
        found = {}
        for path in paths:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(START + path).status_code == 200
            found[path] = len(queries)
        return found

    divide(self_world, leaf, [Entry(one.points, Ground.LATE) for one in ledger(self_world).line(leaf).entries])  # type: ignore[union-attr]
    few, people = counts(), self_world.world.people
    for line in ledger(self_world).divided:
        part = Entry(line.loss.points / 3, Ground.LATE, unit=self_world.office, person=people["head"], remedy_unit=self_world.inspectorate, **REMEDY)
        divide(self_world, line.loss.key, [part, part, replace(part, unit=self_world.inspectorate, person=people["staff"])], version=line.version)
    assert counts() == few
    assert max(few.values()) <= 14


def test_two_divide_at_once_and_one_is_told(each_database: Database) -> None:
    world = build_self_world()
    line = ledger(world).divided[0]
    answers: list[str] = []
    together = threading.Barrier(2)

    def work(who: str, ground: Ground) -> None:
        try:
            together.wait()
            divide(world, line.loss.key, [Entry(line.loss.points, ground)], who=who)
            answers.append("divided")
        except Exception as told:  # whatever it is, the comparison below names it
            answers.append(type(told).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=given) for given in (("officer", Ground.LATE), ("director", Ground.NO_EVIDENCE))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["SplitConflict", "divided"]
    assert LossSplit.objects.filter(superseded_at=None).count() == 1


