"""The paper that a document makes now: its head, the sections with their figures said, its appendices. Of an issued one, what was kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from parix.foundation.folding import folded
from parix.official_documents.composing.figure_values import FigureValue
from parix.official_documents.composing.outlines import Appendix, Outline, StatisticRow, outlines
from parix.official_documents.composing.sentences import paragraphs_of, read
from parix.official_documents.document_kinds import KIND_BY_CODE
from parix.official_documents.writing.paper_json import from_json
from parix.official_documents.writing.records import Annex, Block, Heading, Paper, Signing, Table
from parix.web.reports.models import OutgoingNumber, Report, Section
from parix.web.reports.queries.figures import Figures
from parix.web.reports.queries.figures.gathering import periods_of
from parix.web.reports.queries.figures.indexed import year_result
from parix.web.reports.queries.listings import claimed_table, directives_table, losses_table
from parix.web.reports.queries.settlements import TABLES, settled_table

DRAFT_NOTE = "BẢN DỰ THẢO, CHƯA BAN HÀNH"
NOT_NUMBERED = "......"
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_LINE = 26


def paper_of(report: Report, sections: Sequence[Section], figures: Figures, today: date) -> Paper:
    if report.paper is not None:
        return from_json(report.paper)
    return composed(report, sections, figures, today, None)


def composed(report: Report, sections: Sequence[Section], figures: Figures, day: date, number: OutgoingNumber | None) -> Paper:
    """With the number it is about to get, or as a draft."""
    outline = outlines().document(report.form)
    assert outline is not None
    kind = KIND_BY_CODE[outline.kind]
    title = kind.name.vi.upper() if kind.code != "dispatch" else ""
    blocks: list[Block] = [*_body(sections, figures.by_name)]
    if outline.closing:
        blocks.append(filled_in(outline.closing, report))
    blocks += _appendices(report, outline, figures, day)
    return Paper(
        kind.code, title, number.written if number else NOT_NUMBERED, report.symbol, report.place, day, _broken(report.parent.upper()),
        _broken(report.agency.name.upper()), report.abstract, tuple(blocks), Signing(report.signer_position, report.signer_name, _mark(report.signing_mark)),
        tuple(report.addressees), tuple(report.recipients), page_note="" if number else DRAFT_NOTE,
    )


def _mark(mark: str) -> tuple[str, ...]:
    return (mark,) if mark else ()


def _broken(name: str) -> tuple[str, ...]:
    """In lines of about the same length, as heads break long names."""
    if len(name) <= _LINE:
        return (name,) if name else ()
    words = name.split()
    cut = min(range(1, len(words)), key=lambda at: abs(len(" ".join(words[:at])) - len(" ".join(words[at:]))))
    return (" ".join(words[:cut]), " ".join(words[cut:]))


def symbol_of(outline: Outline, agency_name: str) -> str:
    """`BC-SKHCN`, of the kind and the first letters of the agency's name; a dispatch names who drafts it."""
    letters = "".join(word[0].upper() for word in agency_name.split() if word[0].isalpha() and folded(word) != "va")
    kind = KIND_BY_CODE[outline.kind]
    return f"{kind.abbreviation}-{letters}" if kind.abbreviation else f"{letters}-VP"


def filled_in(text: str, report: Report) -> str:
    """The words that a text takes from the document itself: which stretch, which year, whose."""
    season = outlines().season(report.season)
    name = f"{season.name} năm {report.year}" if season and season.key != "year" else f"năm {report.year}"
    own = {
        "ky": name, "nam": str(report.year), "nam_sau": str(report.year + 1), "co_quan": report.agency.name,
        "Co_quan": report.agency.name[:1].upper() + report.agency.name[1:], "tu_ngay": f"{report.period_start:%d/%m/%Y}",
        "den_ngay": f"{report.period_end:%d/%m/%Y}", "ky_sau": "kỳ sau",
    }
    for word, said in own.items():
        text = text.replace(f"{{{word}}}", said)
    return text


# --- body ------------------------------------------------------------------------------------------------------------------


def _body(sections: Sequence[Section], values: dict[str, str]) -> Iterator[Block]:
    """Sections without a text, and without one below them, are left out; the others are numbered as they come."""
    counted: dict[str, int] = {}
    for place, section in enumerate(sections):
        if not _says_something(sections[place:], section.key):
            continue
        if section.title:
            parent, _dot, _own = section.key.rpartition(".")
            counted[parent] = counted.get(parent, 0) + 1
            yield Heading(f"{_number(section.key, counted)}. {section.title}")
        for paragraph in read(section.text, values, {}):
            yield " ".join(sentence.said for sentence in paragraph)


def _says_something(following: Sequence[Section], key: str) -> bool:
    return any(paragraphs_of(one.text) for one in following if one.key == key or one.key.startswith(f"{key}."))


def _number(key: str, counted: dict[str, int]) -> str:
    """Roman for the first level; below it Arabic, with the number above it from the third level on."""
    parts = key.split(".")
    numbers = [counted[".".join(parts[:depth])] for depth in range(len(parts))]
    return _ROMAN[numbers[0] - 1] if len(numbers) == 1 else ".".join(map(str, numbers[1:]))


# --- appendices --------------------------------------------------------------------------------------------------------------


def _appendices(report: Report, outline: Outline, figures: Figures, day: date) -> list[Block]:
    made = [(one, table) for one in outline.appendices if (table := _table(report, one, figures, day)) is not None and table.rows]
    blocks: list[Block] = []
    for place, (appendix, table) in enumerate(made):
        number = f"PHỤ LỤC {_ROMAN[place]}" if len(made) > 1 else "PHỤ LỤC"
        blocks += [Annex(f"{number}. {appendix.title}"), table]
    return blocks


def _table(report: Report, appendix: Appendix, figures: Figures, day: date) -> Table | None:
    if appendix.rows:
        return _statistics(appendix.rows, figures)
    if appendix.table == "directives":
        return directives_table(report.agency, periods_of(report, report.year)[0])
    if appendix.table == "claimed_scores":
        return claimed_table(report.agency, report.year)
    if appendix.table == "losses":
        return losses_table(year_result(report.agency, report.year))
    if appendix.table in TABLES:
        return settled_table(appendix.table, report.agency, periods_of(report, report.year)[0], day)
    raise LookupError(appendix.table)


def _statistics(rows: Sequence[StatisticRow], figures: Figures) -> Table:
    cells = tuple(_statistic(row, figures) for row in rows)
    columns = ("STT", "Chỉ tiêu thống kê", "Đơn vị tính", "Kết quả", "Cùng kỳ năm trước", "Ghi chú")
    return Table(columns, cells, (9, 39, 13, 12, 13, 14), "clcrrl", frozenset(place for place, row in enumerate(rows) if not row.figure))


def _statistic(row: StatisticRow, figures: Figures) -> tuple[str, ...]:
    now, before = figures.now.get(row.figure), figures.before.get(row.figure)
    if not row.figure:
        return (row.number, row.title, "", "", "", "")
    unit = now.unit if now else ""
    note = row.note or ("" if now is None or now.is_known else "chưa có số liệu")
    return (row.number, row.title, unit, _plain(now), _plain(before), note)


def _plain(figure: FigureValue | None) -> str:
    """Without the sign that the column of units has."""
    return "" if figure is None else figure.shown.removesuffix("%")
