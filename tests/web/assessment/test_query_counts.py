"""A page asks the database as often for thirty agencies as for one, for people who are not administrators."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.web.worlds import OWN, World, build_world

PAGES = {
    "home": ("officer", "/"),
    "home of the coordinator": ("coordinator", "/"),
    "rounds": ("officer", "/cham-diem/"),
    "ranking": ("officer", "/cham-diem/{open}/"),
    "ranking as a file": ("officer", "/cham-diem/{open}/bang-xep-hang.xlsx"),
    "sheet": ("officer", f"/cham-diem/{{open}}/{OWN}/"),
    "leaf": ("officer", f"/cham-diem/{{open}}/{OWN}/tieu-chi/dossiers_on_time/"),
    "compare": ("officer", f"/cham-diem/{{open}}/{OWN}/so-voi-nam-truoc/"),
    "public rounds": ("", "/cong-khai/"),
    "public ranking": ("", "/cong-khai/{published}/"),
    "public sheet": ("", f"/cong-khai/{{published}}/{OWN}/"),
}
# A start page gathers from every room that has work for the person: sheet, claims, duties, evidence, appraisal, notices.
HOMES, AT_MOST_AT_HOME, AT_MOST = ("home", "home of the coordinator"), 19, 14


def counts(world: World) -> dict[str, int]:
    found = {}
    for name, (person, path) in PAGES.items():
        client = world.client(person)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(path.format(open=world.open.slug, published=world.published.slug))
        assert response.status_code == 200, name
        found[name] = len(queries)
    return found


@pytest.mark.django_db
def test_as_many_queries_for_thirty_agencies_as_for_two() -> None:
    with transaction.atomic():
        few = counts(build_world((OWN, "DEMO.NV")))
        transaction.set_rollback(True)
    many = counts(build_world((OWN, "DEMO.NV"), copies=30))
    assert many == few
    assert max(few[home] for home in HOMES) <= AT_MOST_AT_HOME
    assert max(count for name, count in few.items() if name not in HOMES) <= AT_MOST
