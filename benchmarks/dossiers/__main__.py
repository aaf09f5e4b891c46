"""Times the pages of dossiers on PostgreSQL: `python -m benchmarks.dossiers [--smoke] [--json] [--dossiers N]`."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg

from benchmarks.figures import Figure, LeftOut, one, print_table
from benchmarks.timing import Timing
from tests.own_postgres import own_server

SIZE, SMOKE, VISITS, SMOKE_VISITS = 1_000_000, 2_000, 40, 3
GOAL_MS = 200


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.dossiers", description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="small sizes; goals are not judged")
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.add_argument("--dossiers", type=int, help="how many")
    asked = parser.parse_args(arguments)
    count, visits = asked.dossiers or (SMOKE if asked.smoke else SIZE), SMOKE_VISITS if asked.smoke else VISITS
    figures: list[Figure] = []
    left_out: list[LeftOut] = []
    server = own_server()
    if server is None:
        left_out.append(LeftOut("dossiers", "no PostgreSQL; as root: apt-get install postgresql"))
    else:
        with _site(server):
            figures = _measured(count, visits)
    if asked.json:
        whole = {
            "judged": not asked.smoke, "cores": os.cpu_count(), "figures": [one.to_json() for one in figures], "left_out": [one.reason for one in left_out]
        }
        print(json.dumps(whole, ensure_ascii=False, indent=1))
    else:
        print_table(figures, left_out, judged=not asked.smoke)
        print(f"cores {os.cpu_count()}, load {round(os.getloadavg()[0], 1)}")
    return 0


@contextmanager
def _site(server: str) -> Iterator[None]:
    """The product on a database and a folder of its own; both go away."""
    with psycopg.connect(server, autocommit=True) as held:
        held.execute("DROP DATABASE IF EXISTS parix_dossiers")
        held.execute("CREATE DATABASE parix_dossiers")
    with TemporaryDirectory(prefix="parix-dossiers-") as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "parix.web.project.settings", "PARIX_VAR": folder, "PARIX_DATABASE_URL": server.rpartition("/")[0] + "/parix_dossiers",
        }
        Path(folder, "static").mkdir()
        import django
        from django.conf import settings
        from django.core.management import call_command
        from django.db import connections

        # plain names of static files: nothing was collected
        settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
        settings.ALLOWED_HOSTS = ["testserver"]
        django.setup()
        call_command("migrate", verbosity=0)
        yield
        connections.close_all()


def _measured(count: int, visits: int) -> list[Figure]:
    from benchmarks.dossiers.filling import fill

    began = time.perf_counter()
    print(f"filling: {count:,} dossiers", file=sys.stderr, flush=True)
    filled = fill(count)
    group = f"{count:,} dossiers, PostgreSQL"
    figures = [one(group, "filled in", time.perf_counter() - began, "s", "made, sealed, copied, analysed")]
    print("measuring", file=sys.stderr, flush=True)
    for name, person, query in _pages(filled):
        client = _client(person)
        _milliseconds(client, query)  # templates and plans are made ready
        times = sorted(_milliseconds(client, query) for _visit in range(visits))
        print(f"{name}: {times[len(times) // 2]:.0f} ms", file=sys.stderr, flush=True)
        nearly_all = times[min(int(len(times) * 0.95), len(times) - 1)]
        figures.append(
            Figure(group, f"{name}, 95th of {visits}", Timing((nearly_all,)), "ms", GOAL_MS, remark=f"median {times[len(times) // 2]:.0f} ms, whole page"),
        )
    return figures


def _pages(filled: Any) -> Iterator[tuple[str, Any, dict[str, Any]]]:
    from benchmarks.dossiers.filling import RARE

    own: list[tuple[str, dict[str, Any]]] = [
        ("newest", {}), ("under way, by due day", {"nhom": "dang-xu-ly"}), ("overdue", {"nhom": "qua-han"}), ("due soon", {"nhom": "sap-den-han"}),
        ("settled", {"nhom": "da-xong"}), ("by post", {"kenh": 3}), ("of one unit", {"don_vi": filled.unit.pk}),
        ("a page far back", {"sau": "1680000000.000000_1"}),
        ("beginning of a code", {"tim": filled.code[:13]}), ("whole code", {"tim": filled.code}), ("identity number", {"tim": f"0{filled.number}"}),
        ("telephone", {"tim": filled.phone}), ("usual words", {"tim": "giay phep"}), ("rare word", {"tim": RARE}),
        ("words of nobody", {"tim": "khong ai viet"}),
        ("usual and rare word", {"tim": f"giay {RARE}"}),
    ]
    for name, query in own:
        yield f"own agency: {name}", filled.officer, query
    everywhere = [
        ("newest", {}), ("identity number", {"tim": f"0{filled.number}"}), ("whole code", {"tim": filled.code}),
        ("usual words", {"tim": "giay phep"}), ("rare word", {"tim": RARE}),
    ]
    for name, query in everywhere:
        yield f"all agencies: {name}", filled.coordinator, {**query, "co_quan": "tat-ca"}


def _client(person: Any) -> Any:
    from django.test import Client

    client = Client()
    client.force_login(person, backend="parix.web.project.sign_in.PersonBackend")
    return client


def _milliseconds(client: Any, query: dict[str, Any]) -> float:
    began = time.perf_counter()
    answer = client.get("/ho-so/", query)
    spent = (time.perf_counter() - began) * 1000
    if answer.status_code != 200:
        raise RuntimeError(f"{query}: {answer.status_code}")
    return spent


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
