"""Tables 06 and 07 of a report come from the register of dossiers, and sentences take from it what nobody measured."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest

from parix.foundation.facts import Share
from parix.official_documents.writing.records import Annex, Table
from parix.web.measurements.models import Measurement
from parix.web.onestop.dossiers.models import Dossier
from parix.web.onestop.procedures.actions import ProcedureGiven, VersionGiven, add_procedure
from parix.web.reports.queries.checks import checks_of
from parix.web.reports.queries.settlements import dossier_facts
from tests.web.reports.report_world import AT, QUARTER, ReportWorld, build_report_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(db: None) -> ReportWorld:
    """Three dossiers online, one at the counter, one carried over; three settled, one of them late; one open and overdue."""
    made = build_report_world()
    given = ProcedureGiven(field="An toàn bức xạ", first=VersionGiven(name="Cấp giấy phép"))
    version = add_procedure(agency=made.agency, given=given, by=made.people["officer"], at=AT).versions.get()
    january = datetime(2026, 1, 12, 3, tzinfo=UTC)
    days = [(january, 2, 5, 4), (january, 2, 5, 5), (january, 2, 5, 8), (january, 1, 5, None), (datetime(2025, 12, 1, 3, tzinfo=UTC), 1, 200, None)]
    Dossier.objects.bulk_create(
        Dossier(
            code=f"H15.50.05-260112-{number:04}", agency=made.agency, procedure=version, field=version.procedure.field, state=9 if took else 4, channel=channel,
            received_at=at, due_at=at + timedelta(days=term), finished_at=at + timedelta(days=took) if took else None, changed_at=at, unit=made.one_stop,
        )
        for number, (at, channel, term, took) in enumerate(days)
    )
    return made


def test_the_tables_of_the_report(made: ReportWorld) -> None:
    blocks = made.page().paper(AT.date()).blocks
    tables = {block.title: blocks[place + 1] for place, block in enumerate(blocks) if isinstance(block, Annex) and "BIỂU" in block.title}
    assert [title[-5:-1] for title in tables] == [" 06A", " 07A"]
    numbers = ("5", "3", "1", "1", "3", "1", "1", "1", "2", "1", "1")
    for table, name in zip(tables.values(), (made.one_stop.name, "An toàn bức xạ"), strict=True):
        assert isinstance(table, Table)
        assert table.rows == (("", "Tổng số", *numbers), ("1", name, *numbers))


def test_sentences_take_from_the_register_what_nobody_measured_and_show_it_beside_what_somebody_did(made: ReportWorld) -> None:
    facts = dossier_facts(made.agency, QUARTER, AT.date())
    assert facts == {"onestop.dossiers_on_time": Share(Fraction(2), Fraction(3)), "onestop.dossiers_online": Share(Fraction(3), Fraction(4))}
    doubts = {one.place.path: one.message for one in checks_of(made.page(), AT.date()).doubts if one.code == "reports.two_sources"}
    assert "trong văn bản là 1.250" in doubts["ho_so_da_giai_quyet"] and doubts["ho_so_da_giai_quyet"].endswith("Sổ theo dõi hồ sơ đếm được 3")
    Measurement.objects.filter(code="onestop.dossiers_on_time").delete()
    figure = made.page().figures.now["ho_so_da_giai_quyet"]
    assert (figure.value, figure.source, date(2026, 3, 14) == QUARTER.end) == (Fraction(3), "Sổ theo dõi hồ sơ", True)
