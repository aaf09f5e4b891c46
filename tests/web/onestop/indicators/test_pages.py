"""The page of contradictions, and asking for figures to be counted anew."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from parix.foundation.facts import Share
from parix.foundation.measurements import Measurement, MeasurementSet, Source
from parix.foundation.periods import Period
from parix.web.background.models import Run
from parix.web.measurements.measuring import record
from parix.web.onestop.dossiers.actions.recording import record_dossiers
from parix.web.onestop.dossiers.queries import Dossier
from parix.web.onestop.indicators.actions import JOB, take_snapshot
from parix.web.organisations.queries import engine_agency
from tests.web.onestop.dossiers.dossier_world import row, version_in
from tests.web.onestop.onestop_world import OnestopWorld
from tests.web.registries.outreach.contest_world import freeze_time

AT = datetime(2026, 11, 3, 2, tzinfo=UTC)


def contradict(world: OnestopWorld, many: int) -> None:
    period = Period.parse("2026")
    facts = [
        Measurement(f"inspection.made_up_{number}{suffix}", period, Share(Fraction(28), Fraction(whole)), Source("s", title, "register"))
        for number in range(many) for suffix, whole, title in (("", 28, "Báo cáo năm"), (".registry", 56, "Sổ đếm"))
    ]
    record(agency=world.own, given=MeasurementSet(engine_agency(world.own), period, tuple(facts)), by=world.people["officer"], at=AT)


def test_every_contradiction_is_listed_with_both_sources_in_as_many_queries_for_one_as_for_many(
    onestop_world: OnestopWorld,
) -> None:
    client, counts = onestop_world.client("officer"), []
    for many in (1, 1, 39):
        contradict(onestop_world, many)
        with CaptureQueriesContext(connection) as captured:
            page = client.get(reverse("indicators:compared"), {"nam": "2026"}).content.decode()
        counts.append(len(captured))
    assert counts[1] == counts[2]
    assert page.count("28/56") == 39 and page.count("Báo cáo năm") == 39 and page.count("Sổ đếm</th>") == 1


def test_counting_anew_is_asked_for_once_and_noted(onestop_world: OnestopWorld) -> None:
    client = onestop_world.client("officer")
    assert client.get(reverse("indicators:refresh")).status_code == 405
    assert client.post(reverse("indicators:refresh"), {"co_quan": "KHCN"}).status_code == 302
    run = Run.objects.get(job=JOB)
    assert run.asked_by == onestop_world.people["officer"].username
    assert onestop_world.client("staff").post(reverse("indicators:refresh"), {"co_quan": "KHCN"}).status_code == 403
    assert onestop_world.client("officer").post(reverse("indicators:refresh"), {"co_quan": "NV"}).status_code == 404


def settled(world: OnestopWorld, version: Any, numbers: range) -> None:
    """From the second on each a day late."""
    received = datetime(2026, 10, 5, 2, tzinfo=UTC)
    rows = [
        row(world, version, number, state=10, received_at=received, due_at=received + timedelta(days=7), finished_at=received + timedelta(days=7 + (number > 1)))
        for number in numbers
    ]
    record_dossiers(source="mc", rows=rows, by="system", at=AT + timedelta(minutes=numbers.start))
    take_snapshot(at=AT + timedelta(minutes=numbers.start))


def test_every_figure_leads_to_its_rows_with_masked_people_in_as_many_queries_for_one_as_for_many(onestop_world: OnestopWorld) -> None:
    client, counts, version = onestop_world.client("officer"), [], version_in(onestop_world)
    address = reverse("indicators:rows", args=["dossiers_on_schedule"])
    with freeze_time(AT):
        for numbers in (range(1, 2), range(2, 43)):
            settled(onestop_world, version, numbers)
            with CaptureQueriesContext(connection) as captured:
                page = client.get(address, {"phia": "tat-ca"}).content.decode()
            counts.append(len(captured))
        assert counts[0] == counts[1]
        assert "Nguyễn Văn An" not in page and "Trang 1 trên 2" in page and page.count("/ho-so/H15.50.05-261102-") == 40
        missed = client.get(address, {"phia": "chua-dat", "trang": "2"}).content.decode()
        assert "Chưa đạt (41)" in missed and "Đạt (tử số) (1)" in missed and missed.count("/ho-so/H15.50.05-261102-") == 1
        figures = client.get(reverse("indicators:figures"), {"ky": "2026-Q4"}).content.decode()
        assert "1/42" in figures and f"{address}?co_quan=KHCN&amp;ky=2026-Q4" in figures and "không sổ nào ghi thời gian của từng cơ quan" in figures


def test_what_is_not_known_is_said_beside_the_figure_and_listed(onestop_world: OnestopWorld) -> None:
    client, version = onestop_world.client("officer"), version_in(onestop_world)
    address, asked = reverse("indicators:rows", args=["results_electronic"]), {"ky": "2026-Q4", "co_quan": "KHCN", "phia": "chua-ro"}
    settled(onestop_world, version, range(1, 3))
    with freeze_time(AT):
        lines = client.get(reverse("indicators:figures"), asked).content.decode()
        none = client.get(address, asked).content.decode()
        Dossier.objects.filter(code__endswith="0001").update(has_electronic_result=True, changed_at=AT + timedelta(hours=1))
        take_snapshot(at=AT + timedelta(hours=2))
        some = client.get(address, asked).content.decode()
        board = client.get(reverse("board:live"), asked).content.decode()
    words, link = "2 hồ sơ chưa rõ có kết quả điện tử hay không", f"{address}?co_quan=KHCN&amp;ky=2026-Q4&amp;phia=chua-ro"
    assert link in lines and words in lines and "chưa đo được: không nguồn nào cho biết" in lines
    assert f"Quý IV/2026: chưa đo được. Không tính {words}." in " ".join(none.split()) and "Chưa rõ (2)" in none
    assert "1 hồ sơ có kết quả điện tử, trên 1 hồ sơ đã giải quyết" in some and "Chưa rõ (1)" in some and "261102-0002" in some and "261102-0001" not in some
    assert link in board and "1 hồ sơ chưa rõ có kết quả điện tử hay không" in board
    file = client.get(reverse("indicators:rows_file", args=["results_electronic"]), asked).content.decode("utf-8-sig").splitlines()
    assert len(file) == 2 and file[1].endswith(",chưa rõ,")


def test_the_file_holds_the_same_rows_masked_and_nothing_that_opens_as_a_formula(onestop_world: OnestopWorld) -> None:
    version = onestop_world.procedure(name="=1+1").versions.get()
    settled(onestop_world, version, range(1, 4))
    answer = onestop_world.client("officer").get(reverse("indicators:rows_file", args=["dossiers_on_schedule"]), {"ky": "2026", "phia": "chua-dat"})
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert [line.split(",")[:2] for line in lines[1:]] == [["H15.50.05-261102-0002", "'=1+1"], ["H15.50.05-261102-0003", "'=1+1"]]
    assert "Nguyễn Văn An" not in answer.content.decode() and lines[1].endswith("2026-10-05,2026-10-12,2026-10-13,không,")


def test_rows_are_for_who_sees_the_agency(onestop_world: OnestopWorld) -> None:
    address = reverse("indicators:rows", args=["dossiers_on_schedule"])
    asked = {person: onestop_world.client(person).get(address, {"co_quan": "KHCN"}).status_code for person in (
        "staff", "coordinator", "auditor", "officer of another", "coordinator elsewhere", "appraiser", "administrator",
    )}
    assert asked == {
        "staff": 200, "coordinator": 200, "auditor": 200, "officer of another": 404, "coordinator elsewhere": 404, "appraiser": 403, "administrator": 403,
    }
    assert onestop_world.client("officer").get(reverse("indicators:rows", args=["no-such"])).status_code == 404
