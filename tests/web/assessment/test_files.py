"""Downloads: the table as CSV and XLSX, the stored sheet as JSON."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import openpyxl
import pytest

from parix.web.assessment.models import ScoringRun
from parix.web.assessment.queries.ranking import ranking
from parix.web.assessment.tables import as_csv
from tests.web.worlds import OTHER, OWN, WITHOUT_SURVEY, World

OWN_COLUMNS = 15


def rows_of_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_table_as_csv(world: World) -> None:
    response = world.client("").get(f"/cong-khai/{world.published.slug}/bang-xep-hang.csv")
    head, *rows = rows_of_csv(response.content)
    assert response.headers["Content-Disposition"] == f'attachment; filename="{world.published.slug}.csv"'
    assert head[:7] == ["Khối", "Hạng", "Hạng tốt nhất có thể", "Hạng thấp nhất có thể", "Mã", "Cơ quan", "Điểm đạt"]
    assert [row[4] for row in rows] == [OTHER, OWN, WITHOUT_SURVEY]
    assert {len(row) for row in (head, *rows)} == {OWN_COLUMNS + 8}


def test_the_table_as_a_workbook_holds_numbers(world: World) -> None:
    response = world.client("").get(f"/cong-khai/{world.published.slug}/bang-xep-hang.xlsx")
    page = openpyxl.load_workbook(io.BytesIO(response.content)).active
    assert page is not None
    assert page["A1"].value == world.published.title_vi
    printed = {place.agency_code: float(place.published_index) for group in ranking(world.published) for place in group.places}
    assert {page.cell(line, 5).value: page.cell(line, 9).value for line in range(5, 8)} == printed


def test_the_table_follows_the_language(world: World) -> None:
    client = world.client("")
    client.cookies["language"] = "en"
    head = rows_of_csv(client.get(f"/cong-khai/{world.published.slug}/bang-xep-hang.csv").content)[0]
    assert head[:2] == ["Group", "Rank"]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_no_name_becomes_a_formula(world: World, name: str) -> None:
    group = ranking(world.open)[0]
    trapped = replace(group, places=(replace(group.places[0], agency=name),))
    row = next(csv.reader(io.StringIO(as_csv([trapped]).splitlines()[1])))
    assert row[5] == "'" + name


def test_the_sheet_as_it_was_stored(world: World) -> None:
    response = world.client("").get(f"/cong-khai/{world.published.slug}/{OWN}/phieu-diem.json")
    run = ScoringRun.objects.get(round=world.published, agency=world.agencies[OWN])
    stored = json.loads(response.content)
    assert stored["sheet"] == run.sheet
    assert (stored["inputs_sha256"], stored["ranking"]["rank"], stored["round"]) == (run.inputs_digest, run.rank, world.published.slug)
