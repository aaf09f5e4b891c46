"""What runs in a process of its own: laying out a department, or taking one file through the three steps and saying how it went.

`python -m benchmarks.imports.taking prepare | FILE`; the database and the folder are named by the environment, as for any installation.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parix.web.project.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 - the rooms need the settings

from benchmarks.imports.exports import PROCEDURES, UNITS  # noqa: E402
from parix.foundation import agencies as engine  # noqa: E402
from parix.web.accounts.actions import add_person  # noqa: E402
from parix.web.accounts.choices import Role  # noqa: E402
from parix.web.accounts.queries import user_by_username  # noqa: E402
from parix.web.onestop.intake.actions.applying import apply, ask_apply  # noqa: E402
from parix.web.onestop.intake.actions.checking import ask_check, check  # noqa: E402
from parix.web.onestop.intake.actions.receiving import lay_down, receive  # noqa: E402
from parix.web.onestop.intake.actions.sources import add_source  # noqa: E402
from parix.web.onestop.intake.queries import import_by_id, sources_of  # noqa: E402
from parix.web.onestop.procedures.actions import ProcedureGiven, VersionGiven, add_procedure  # noqa: E402
from parix.web.organisations.actions import UnitGiven, register_agency, save_units  # noqa: E402
from parix.web.organisations.queries import agency_by_code  # noqa: E402

NOW = datetime(2026, 11, 27, 2, tzinfo=UTC)
AGENCY, OFFICER = "MAU.KHCN", "can.bo.mau"


def prepare() -> None:
    call_command("migrate", verbosity=0)
    province = register_agency(given=engine.Agency("MAU", "Tỉnh Mẫu", "province"))
    agency = register_agency(given=engine.Agency(AGENCY, "Sở Mẫu", "department"), parent=province)
    save_units(agency=agency, given=[UnitGiven(name, "professional") for name in UNITS], by="system")
    officer = add_person(
        username=OFFICER, full_name="Cán bộ Mẫu", email="can.bo@example.vn", password="chi-de-do-toc-do", agency=agency, role=Role.REFORM_OFFICER,
    )
    for code, name in PROCEDURES:
        first = VersionGiven(name, valid_from=date(2020, 1, 1), term_count=5, term_unit="working_days")
        add_procedure(agency=agency, given=ProcedureGiven("Lĩnh vực mẫu", first, code=code), by=officer, at=NOW)
    add_source(agency=agency, name="Một cửa điện tử", by=officer, at=NOW)


def take(path: Path) -> dict[str, float]:
    """Seconds of each step by the wall's clock, of this process by the processor's, the most memory it held, and the counts."""
    agency, officer = agency_by_code(AGENCY), user_by_username(OFFICER)
    assert agency is not None and officer is not None
    begins = [time.perf_counter()]
    one = receive(source=sources_of(agency.pk)[0], laid=lay_down(_pieces(path)), file_name=path.name, by=officer, at=NOW)
    begins.append(time.perf_counter())
    ask_check(import_id=one.pk, mapping=one.mapping, day_order=one.day_order, by=officer, at=NOW)
    check(import_id=one.pk, progress=_say)
    begins.append(time.perf_counter())
    ask_apply(import_id=one.pk, taking="good_rows", by=officer, at=NOW)
    apply(import_id=one.pk, now=NOW, progress=_say)
    begins.append(time.perf_counter())
    ended = import_by_id(one.pk)
    assert ended is not None and ended.state == "applied", ended and ended.problems
    return {
        "receive": begins[1] - begins[0], "check": begins[2] - begins[1], "apply": begins[3] - begins[2], "whole": begins[3] - begins[0],
        "processor": time.process_time(), "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2, "rows": ended.rows, "bad": ended.bad,
        "created": ended.created, "changed": ended.changed, "unchanged": ended.unchanged,
    }


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(64 * 1024):
            yield piece


def _say(count: int, of: int) -> None:
    print(f"\r{count:,}/{of:,}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "prepare":
        prepare()
    else:
        print(json.dumps(take(Path(sys.argv[1]))))
