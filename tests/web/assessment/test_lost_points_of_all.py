"""What all agencies of a round lost, side by side: the same sums as in the ledgers, for the coordinator and the auditor alone."""

from __future__ import annotations

import io
from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from parix.web.accounts.queries import standing_of
from parix.web.assessment.choices import Ground
from parix.web.assessment.queries.lost_points import Entry, ledger_of
from parix.web.assessment.queries.lost_points.ledger import total
from parix.web.assessment.queries.lost_points.province import ProvincePage, province_page
from parix.web.assessment.queries.lost_points.sums import by_field, by_ground, by_unit
from parix.web.assessment.queries.sheets import ScoringRun, shown_runs
from parix.web.assessment.rules import may_see_all_ledgers
from tests.web.assessment.self_world import SelfWorld
from tests.web.assessment.test_lost_points import divide, led_by
from tests.web.assessment.test_permissions import PEOPLE
from tests.web.worlds import AT, OTHER, OWN, build_world

TODAY = AT.date()
PATH = "/cham-diem/cac-so-2025/diem-mat"
WATCHING = {"coordinator", "auditor"}


@pytest.fixture
def divided(self_world: SelfWorld) -> SelfWorld:
    """One loss of the office halved between two causes, with a remedy whose day has passed."""
    leaf = led_by(self_world, self_world.office.pk)
    line = ledger_of(_runs(self_world)[OWN]).line(leaf)
    assert line is not None
    half = line.loss.points / 2
    late = {"is_recoverable": True, "remedy": "lập sổ theo dõi", "recover_by": TODAY - timedelta(days=2), "remedy_unit": self_world.office}
    divide(self_world, leaf, [
        Entry(half, Ground.LATE, unit=self_world.office, **late), Entry(half, Ground.SET_CHANGED, unit=self_world.office),  # type: ignore[arg-type]
    ])
    return self_world


def _runs(world: SelfWorld) -> dict[str, ScoringRun]:
    return {run.agency.code: run for run in shown_runs(world.world.published)}


def page_of(world: SelfWorld, field: str = "", today: date = TODAY) -> ProvincePage:
    return province_page(world.world.published, field, today)


def test_it_adds_up_to_what_the_ledgers_say(divided: SelfWorld) -> None:
    page, ledgers = page_of(divided), {code: ledger_of(run) for code, run in _runs(divided).items()}
    assert {one.code: one.sum.total for one in page.agencies} == {code: total(one.lines) for code, one in ledgers.items()}
    assert [one.sum.total for one in page.agencies] == sorted((one.sum.total for one in page.agencies), reverse=True)
    for sums in (page.agencies, page.fields, page.grounds):
        assert sum((one.sum.total for one in sums), Fraction(0)) == page.whole.total
    for each in page.fields:
        key = each.field.key if each.field else ""
        assert each.sum.total == sum(one.sum.total for given in ledgers.values() for one in by_field(given) if (one.field.key if one.field else "") == key)
    for ground in page.grounds:
        assert ground.sum.total == sum(one.sum.total for given in ledgers.values() for one in by_ground(given) if one.ground == ground.ground)
    own = {one.unit.pk: one.sum for one in by_unit(ledgers[OWN]) if one.unit}
    assert {one.unit.pk: one.sum for one in page.units if one.code == OWN} == own
    assert (page.late, page.undivided) == (1, sum(len(one.divided) for one in ledgers.values()) - 1)
    assert (page.whole.internal, page.whole.external) == (page.whole.external, page.whole.internal) != (0, 0)


def test_one_field_alone(divided: SelfWorld) -> None:
    whole = page_of(divided)
    for each in whole.fields:
        if each.field is not None:
            alone = page_of(divided, each.field.key)
            assert (alone.field, alone.whole.total) == (each.field, each.sum.total)
            assert sum((one.sum.total for one in alone.agencies), Fraction(0)) == each.sum.total
            assert [one.sum.total for one in alone.fields] == [one.sum.total for one in whole.fields]
    assert page_of(divided, "no_such_field").whole == whole.whole


def test_who_may_see_all_of_them_by_stage(self_world: SelfWorld) -> None:
    standings = {person: standing_of(self_world.world.people[person]) for person in PEOPLE}
    assert {one for one in PEOPLE if may_see_all_ledgers(standings[one], self_world.world.published)} == WATCHING
    assert {one for one in PEOPLE if may_see_all_ledgers(standings[one], self_world.world.open)} == set()


def test_pages_and_workbook(divided: SelfWorld) -> None:
    coordinator = divided.world.client("coordinator")
    shown = coordinator.get(f"{PATH}/").content.decode()
    assert f"/cham-diem/cac-so-2025/{OTHER}/diem-mat/" in shown
    assert "1 biện pháp đã quá hạn" in shown
    assert "/cham-diem/cac-so-2025/diem-mat/" in coordinator.get("/cham-diem/cac-so-2025/").content.decode()
    assert coordinator.get(f"{PATH}/?linh_vuc=direction").context["page"].field.key == "direction"
    book = load_workbook(io.BytesIO(divided.world.client("auditor").get(f"{PATH}.xlsx").content))
    assert book.sheetnames == ["Theo cơ quan", "Theo đơn vị", "Theo lĩnh vực", "Theo nguyên nhân"]
    rows = list(book["Theo cơ quan"].iter_rows(min_row=5, values_only=True))
    assert [row[0] for row in rows] == [one.code for one in page_of(divided).agencies]
    assert "/cham-diem/cac-so-2025/diem-mat/" not in divided.world.client("officer").get("/cham-diem/cac-so-2025/").content.decode()
    assert coordinator.get("/cham-diem/cac-so-2026/diem-mat/").status_code == 404


def test_as_many_queries_for_many_agencies_as_for_few(db: None) -> None:
    counts = []
    for departments, copies in (((OWN, OTHER), 0), ((OWN, OTHER), 6)):
        with transaction.atomic():
            world = build_world(departments, copies)
            with CaptureQueriesContext(connection) as captured:
                page = province_page(world.published, "", TODAY)
            counts.append((len(page.agencies), len(captured)))
            transaction.set_rollback(True)
    assert counts == [(2, counts[0][1]), (8, counts[0][1])]
    assert counts[0][1] <= 6
