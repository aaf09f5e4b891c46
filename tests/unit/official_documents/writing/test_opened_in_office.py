"""The office suite opens what is written without repair, and what it makes of it says the same."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from parix.official_documents.document_reading import read_document
from parix.official_documents.writing.records import Paper
from parix.official_documents.writing.template_filling import docx_from, starting_template
from parix.official_documents.writing.templates import Values
from parix.official_documents.writing.word import docx_of
from parix.official_documents.writing.workbook import workbook_of
from tests.needs import refuse
from tests.unit.official_documents.writing.papers import DISPATCH, REPORT
from tools import doctor

OPEN_WITHIN = 120


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes, str, str], bytes]:
    """Opened in a folder and with a user of its own, and saved in another form."""
    refuse(doctor.missing("office"), os.environ)
    folder = tmp_path_factory.mktemp("office")

    def convert(data: bytes, form: str, into: str) -> bytes:
        given = folder / f"paper.{form}"
        given.write_bytes(data)
        made = folder / f"made/paper.{into.partition(':')[0]}"
        made.unlink(missing_ok=True)
        command = ["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{folder}/user", "--convert-to", into, "--outdir", str(made.parent), str(given)]
        subprocess.run(command, check=True, capture_output=True, timeout=OPEN_WITHIN, env={"PATH": os.environ["PATH"], "HOME": str(folder)})
        return Path(made).read_bytes()

    return convert


def _figures(data: bytes) -> list[tuple[object, ...]]:
    return [(one.form, one.value, one.unit, one.numerator, one.denominator) for one in read_document(data).figures]


def _head(data: bytes) -> list[object]:
    head = read_document(data).head
    return [one and one.value for one in (head.kind, head.number, head.symbol, head.date, head.issuer, head.signatory)]


@pytest.mark.parametrize("paper", [REPORT, DISPATCH], ids=["report", "dispatch"])
@pytest.mark.parametrize("form", ["decree", "template"])
def test_a_document_opens_and_says_the_same(paper: Paper, form: str, converted: Callable[[bytes, str, str], bytes]) -> None:
    written = docx_of(paper) if form == "decree" else docx_from(starting_template(), paper, Values({}))
    printed = converted(written.data, "docx", "pdf")
    assert printed[:4] == b"%PDF"
    assert _figures(printed) == _figures(written.data)
    assert _head(printed) == _head(written.data)


def test_a_workbook_opens_and_holds_the_same_cells(converted: Callable[[bytes, str, str], bytes]) -> None:
    written = workbook_of(REPORT).data
    held, opened = (
        {(sheet.title, cell.coordinate): cell.value for sheet in openpyxl.load_workbook(BytesIO(data)) for row in sheet.iter_rows()
         for cell in row if cell.value not in (None, "")}
        for data in (written, converted(written, "xlsx", "xlsx:Calc MS Excel 2007 XML"))
    )
    assert held
    assert [(place, value, opened.get(place)) for place, value in held.items() if opened.get(place) != value][:5] == []
