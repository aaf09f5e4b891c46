"""A real server, killed by kill -9 while agencies submit: what was acknowledged is there with its receipt, and nothing is half-written."""

from __future__ import annotations

import contextlib
import http.client
import sqlite3
import threading
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

from tests.web.assessment.submitting_world import SLUG
from tests.web.assessment.switch_world import SAMPLES
from tests.web.files.test_killed_server import PASSWORD, Site

AGENCIES = 8
SETUP = f"""
from tests.web.assessment.submitting_world import build_ready_to_submit
build_ready_to_submit(agencies={AGENCIES}, password="{PASSWORD}")
"""
CODES = [f"M.{number:03}" for number in range(AGENCIES)]


class Office(Site):
    """The same server, whose officer submits."""

    username = "clerk"

    @property
    def environment(self) -> dict[str, str]:
        return {**super().environment, "PARIX_CRITERIA_SETS": str(SAMPLES)}

    def submit(self, code: str) -> str:
        """The address that the answer leads to."""
        form = urlencode({}).encode()
        headers = self.headers({"Content-Type": "application/x-www-form-urlencoded"})
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("POST", f"/cham-diem/{SLUG}/{code}/tu-danh-gia/nop/gui/", form, headers)
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 302
            return answer.getheader("Location") or ""
        finally:
            connection.close()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    office = Office(tmp_path_factory.mktemp("submitting"))
    office.manage("migrate", "--verbosity", "0")
    office.manage("collectstatic", "--no-input", "--verbosity", "0")
    office.manage("shell", "--no-imports", given=SETUP)
    try:
        yield office
    finally:
        if office.server is not None:
            office.kill()


def test_killed_at_any_moment_of_a_submit_the_answer_given_holds(office: Office) -> None:
    acknowledged: dict[str, str] = {}
    office.start()
    office.sign_in()
    for number, code in enumerate(CODES):
        killer = threading.Timer(0.002 + 0.03 * number, office.kill)
        killer.start()
        with contextlib.suppress(OSError, http.client.HTTPException):
            acknowledged[code] = office.submit(code)
        killer.join()
        rows = _rows(office)
        # half of a submission would be a row without its receipt, a receipt without its entry in the journal, or two rows
        assert all(bundle and receipt and signature and entries == 1 for _code, bundle, receipt, signature, entries in rows)
        assert {code for code, *_rest in rows} >= acknowledged.keys()
        assert len(rows) == len({code for code, *_rest in rows})
        office.start()
    # whoever got no answer submits again, and is told where it had been done already; every receipt is genuine
    for code in CODES:
        where = office.submit(code)
        assert where.endswith(("/bien-nhan/1/", "/nop/"))
        status, page = office.ask("GET", f"/cham-diem/{SLUG}/{code}/tu-danh-gia/bien-nhan/1/")
        assert status == 200 and "Chữ ký khớp" in page.decode()
        assert acknowledged.get(code, "/bien-nhan/1/").endswith("/bien-nhan/1/")
    assert len(_rows(office)) == AGENCIES
    assert office.ask("GET", f"/cham-diem/{SLUG}/{CODES[0]}/tu-danh-gia/bien-nhan/2/")[0] == 404
    office.kill()


def _rows(office: Office) -> list[tuple[str, int, int, int, int]]:
    """By agency: whether bundle, receipt and signature are there, and how many entries of the journal tell of it."""
    with sqlite3.connect(f"file:{office.var / 'parix.sqlite3'}?mode=ro", uri=True) as connection:
        return connection.execute(
            """SELECT agency.code, length(one.bundle) > 100, one.receipt LIKE '%' || one.bundle_fingerprint || '%', length(one.signature) = 64,
                      (SELECT count(*) FROM audit_trail_entry WHERE subject = 'assessment.Submission:' || one.id AND act = 'assessment.submitted')
               FROM assessment_submission AS one JOIN assessment_participation AS part ON part.id = one.participation_id
               JOIN organisations_agency AS agency ON agency.id = part.agency_id""",
        ).fetchall()
