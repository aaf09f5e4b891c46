"""As many entrants as a real contest had, and two at once: the pages ask no more, and one person is counted once."""

from __future__ import annotations

import threading
import time
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from parix.web.registries.outreach.actions.entering import AlreadyEntered, enter
from parix.web.registries.outreach.models import Contest, Entry
from parix.web.registries.outreach.queries.contests import places
from tests.web.databases import Database
from tests.web.registries.outreach.contest_world import entered, freeze_time, given_by, running
from tests.web.registries.registry_world import NOW, RegistryWorld, build_registry_world

MANY, AT_ONCE = 4_000, 8
MOST_CPU_SECONDS = 0.5  # of one page, with other work on the machine; about a tenth of it is measured


def filled(contest: Contest, many: int) -> None:
    """Entries as the action would have made them, laid in at once."""
    Entry.objects.bulk_create([
        Entry(
            contest=contest, person=f"{number:064}", receipt=f"R{number:08}", shown_name="N. V. A", shown_phone="*******123", answers={}, points=number % 21,
            prediction=1 + number * 7 % 9_000, entered_at=NOW + timedelta(seconds=number % 900),
        )
        for number in range(many)
    ])
    Contest.objects.filter(pk=contest.pk).update(entrants=many)


@pytest.mark.django_db
def test_four_thousand_entrants_cost_a_page_no_more_queries_and_little_time(registry_world: RegistryWorld) -> None:
    contest = running(registry_world)
    first = entered(contest)
    visitor, officer = registry_world.client(""), registry_world.client("officer")
    address = f"/hoi-thi/{contest.slug}/"
    pages = {
        "ranking": (visitor, f"{address}xep-hang/?trang=1"), "last": (visitor, f"{address}xep-hang/?trang=999"), "entry": (visitor, f"{address}bai/{first.receipt}/"),
        "found": (visitor, f"{address}xep-hang/?ma={first.receipt}"), "form": (visitor, address), "organiser": (officer, f"/tuyen-truyen/hoi-thi/{contest.pk}/"),
    }

    def asked() -> tuple[dict[str, int], dict[str, float]]:
        queries, seconds = {}, {}
        with freeze_time(NOW):
            for name, (client, path) in pages.items():
                client.get(path)
                with CaptureQueriesContext(connection) as captured:
                    began = time.process_time()
                    assert client.get(path).status_code == 200
                    seconds[name] = time.process_time() - began
                queries[name] = len(captured)
        return queries, seconds

    few, _seconds = asked()
    filled(contest, MANY)
    many, seconds = asked()
    assert many == few
    assert {name: many[name] for name in ("ranking", "last", "form")} == {"ranking": 2, "last": 2, "form": 2}
    assert {name: took for name, took in seconds.items() if took > MOST_CPU_SECONDS} == {}
    contest.refresh_from_db()
    whole = [row.rank for start in range(0, MANY, 500) for row in places(contest, start, start + 500)]
    assert whole == sorted(whole) and len(whole) == MANY


def test_one_person_twice_at_once_is_counted_once(each_database: Database) -> None:
    world = build_registry_world()
    contest = running(world)
    together, kept, refused, failed = threading.Barrier(AT_ONCE), [], [], []

    def work(number: int) -> None:
        try:
            together.wait()
            entry = enter(contest=contest, given=given_by(name="Người Dự Thi" if number % 2 else "NGUOI DU THI"), opened_form_at=NOW, at=NOW)
            kept.append(entry.receipt)
        except AlreadyEntered as before:
            refused.append(before.entered_at)
        except Exception as told:  # whatever it is, the comparison names it
            failed.append(repr(told))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    contest.refresh_from_db()
    assert (failed, len(kept), refused) == ([], 1, [NOW] * (AT_ONCE - 1))
    assert (contest.entrants, [entry.receipt for entry in contest.entries.all()]) == (1, kept)
