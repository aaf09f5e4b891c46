"""The whole way through the rooms on SQLite and on PostgreSQL: load, score, publish, read; and a result stays as it is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from parix.web.assessment.models import ScoringRun
from parix.web.assessment.queries.collected import national_page
from parix.web.assessment.queries.ranking import ranking
from parix.web.demo_loading.actions import load_demo
from tests.web.databases import Database, each_database, migrated_postgres, migrated_sqlite

__all__ = ["each_database", "migrated_postgres", "migrated_sqlite"]

AT = datetime(2026, 11, 3, 2, tzinfo=UTC)


def test_the_demonstration_is_the_same_on_both(each_database: Database) -> None:
    opened, published, *_trials = load_demo(year=2026, at=AT)
    leaders = [(group.key, group.places[0].agency_code, str(group.places[0].published_index)) for group in ranking(published)]
    assert leaders == [("with_survey", "DEMO.TTTT", "9681/100"), ("without_survey", "DEMO.TC", "1851/20")]
    assert [len(group.places) for group in ranking(opened)] == [14, 6]
    assert (national_page().count, national_page().off) == (13, 1)
    with pytest.raises(DatabaseError, match="a stored result is final"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE assessment_scoringrun SET points = '100'")
    assert ScoringRun.objects.filter(points="100").count() == 0
