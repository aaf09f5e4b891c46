"""Reads the table of fields, criteria and sub-criteria that an office receives as .xlsx into plain rows.

One record per printed item or line of scoring text, in reading order, with the cells it came from. What the table
means (which line is a leaf, which is its scoring text) is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction

from parix.exchange_formats.cell_values import leading_code, points_of, says_no_points, text_of
from parix.exchange_formats.printed_codes import CodeReader
from parix.exchange_formats.table_columns import Columns, find_columns, repeats_head
from parix.exchange_formats.workbook_sheets import Sheet, Value, cell_name, cell_place, read_sheets
from parix.foundation.folding import folded
from parix.foundation.nearest import did_you_mean
from parix.foundation.problems import Place, Problem, errors_among

MAX_ROWS = 20_000

_TOTAL = re.compile(r"(?:tong cong|tong so diem|tong diem|tong so|cong|tong)\b(?!\s+(?:tac|ty|khai|bo|chuc|doan|hop|thuc))[^:%;]{0,60}")
_PAGE = re.compile(r"(?:trang\s+)?\d{1,3}\s*(?:/\s*\d{1,3})?|-\s*\d{1,3}\s*-|\(?tiep theo(?: trang truoc)?\)?")
_CLOSING = re.compile(r"(?:noi nhan|tm\.|kt\.|q\.|nguoi lap|thu truong|\(?ky ten|chu tich|pho chu tich|giam doc|pho giam doc)\b.*")


@dataclass(frozen=True, slots=True)
class TableRow:
    """`points` is the maximum printed; `scoring` and `scoring_points` stand in columns of their own, if any.

    `level` is the column of an item whose text stands in one of several columns (field, criterion, sub-criterion), else None.
    `cells` names the cell of each value: code, text, points, scoring.
    """

    sheet: str
    row: int
    code: str
    text: str
    points: Fraction | None
    survey_points: Fraction | None = None
    by_survey: bool = False
    scoring: str = ""
    scoring_points: Fraction | None = None
    note: str = ""
    evidence: str = ""
    method: str = ""
    is_total: bool = False
    level: int | None = None
    cells: Mapping[str, str] = field(default_factory=dict)

    def place(self, file: str, what: str = "text") -> Place:
        return Place(file, path=f"{self.sheet}!{self.cells.get(what) or self.cells.get('text') or f'A{self.row}'}")


@dataclass(frozen=True, slots=True)
class CriteriaTable:
    """`headings` are the lines printed above the table."""

    file: str
    rows: tuple[TableRow, ...]
    headings: tuple[str, ...]
    problems: tuple[Problem, ...]


def read_criteria_table(content: bytes, name: str, sheet: str | None = None) -> CriteriaTable:
    """All rows of all visible sheets that hold a table, or of the one named. Never raises for what the file holds."""
    sheets, problems = read_sheets(content, name)
    if errors_among(problems):
        return CriteriaTable(name, (), (), tuple(problems))
    chosen = _chosen(sheets, sheet, name, problems)
    reader = _Reader(name, problems)
    tables = [(one, found) for one in chosen if (found := find_columns(one)) is not None]
    for one, (columns, head) in tables:
        reader.read(one, columns, head)
    if chosen and not tables:
        message = "không thấy hàng tiêu đề có cột nội dung (lĩnh vực, tiêu chí) và cột điểm tối đa"
        problems.append(Problem("table.no_head", message, "ghi tên cột: STT, Lĩnh vực/tiêu chí, Điểm tối đa, Cách chấm", Place(name, path=chosen[0].name)))
    elif tables and not any(row.code or row.points is not None for row in reader.rows) and not errors_among(problems):
        problems.append(Problem("table.empty", "bảng không có dòng tiêu chí nào", "kiểm tra tệp và trang tính", Place(name, path=tables[0][0].name)))
    _refuse_two_sets(reader.rows, name, problems)
    rows = () if errors_among(problems) else tuple(reader.rows)
    return CriteriaTable(name, rows, tuple(reader.headings), tuple(problems))


def _chosen(sheets: list[Sheet], wanted: str | None, name: str, problems: list[Problem]) -> list[Sheet]:
    if wanted is not None:
        chosen = [one for one in sheets if one.name == wanted]
        if not chosen:
            problems.append(Problem("table.no_sheet", f"không có trang tính «{wanted}»", did_you_mean(wanted, [one.name for one in sheets]), Place(name)))
        return chosen
    for one in sheets:
        if one.hidden and find_columns(one) is not None:
            message = "trang tính ẩn có bảng tiêu chí, không đọc"
            problems.append(Problem("table.hidden_sheet", message, "bỏ ẩn nếu cần đọc trang này", Place(name, path=one.name), "warning"))
    visible = [one for one in sheets if not one.hidden]
    if not any(any(value != "" for row in one.cells for value in row) for one in visible):
        problems.append(Problem("table.empty", "bảng tính trống", "chọn đúng tệp có bảng tiêu chí", Place(name)))
        return []
    return visible


def _refuse_two_sets(rows: list[TableRow], name: str, problems: list[Problem]) -> None:
    """Two sheets that both begin with the same code hold two sets, not one."""
    firsts: dict[str, str] = {}
    for row in rows:
        if row.code and row.sheet not in firsts:
            firsts[row.sheet] = row.code
    doubled = [sheet for sheet, code in firsts.items() if list(firsts.values()).count(code) > 1]
    if doubled:
        listed = ", ".join(f"«{sheet}»" for sheet in doubled)
        message = f"các trang {listed} cùng bắt đầu bằng mã «{firsts[doubled[0]]}»: có vẻ là nhiều bộ tiêu chí"
        problems.append(Problem("table.several_sets", message, "chỉ rõ một trang bằng lựa chọn --sheet", Place(name)))


class _Reader:
    """Gathers rows, headings and problems over the sheets of one file."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file, self.problems = file, problems
        self.rows: list[TableRow] = []
        self.headings: list[str] = []
        self.codes = CodeReader()
        self.after_total = False

    def read(self, sheet: Sheet, columns: Columns, head: int) -> None:
        for row in range(head):
            if row not in sheet.hidden_rows:
                self.headings += [text_of(value) for value in sheet.cells[row] if text_of(value)]
        self.after_total = False
        hidden = [row for row in range(columns.first_row, len(sheet.cells)) if row in sheet.hidden_rows and any(value != "" for value in sheet.cells[row])]
        if hidden:
            place = cell_place(self.file, sheet.name, hidden[0], 0)
            self._warn("table.hidden_rows", f"{len(hidden)} dòng ẩn không được đọc", "bỏ ẩn nếu cần đọc các dòng này", place)
        if len(sheet.cells) > MAX_ROWS:
            self.problems.append(Problem("table.too_long", f"trang tính có hơn {MAX_ROWS} dòng", "tách tệp", Place(self.file, path=sheet.name)))
            return
        for row in range(columns.first_row, len(sheet.cells)):
            if row not in sheet.hidden_rows and not repeats_head(sheet, row, columns):
                self.rows += self._rows_at(sheet, columns, row)

    def _warn(self, code: str, message: str, remedy: str, place: Place) -> None:
        self.problems.append(Problem(code, message, remedy, place, "warning"))

    def _rows_at(self, sheet: Sheet, columns: Columns, row: int) -> Iterator[TableRow]:
        self._report_unusable(sheet, columns, row)
        texts = [(level, column, text_of(sheet.value(row, column))) for level, column in enumerate(columns.texts)]
        filled = [one for one in texts if one[2]]
        code = self._code(sheet, columns, row)
        if not filled and columns.code is not None and not code:
            stray = text_of(sheet.value(row, columns.code))
            filled = [(0, columns.code, stray)] if stray and len(stray) > 3 else []
        for level, column, text in filled[:-1]:
            yield self._item(sheet, row, code, (level, column, text), columns, inner=False)
            code = ""
        last = filled[-1] if filled else (0, columns.texts[0], "")
        yield from self._last(sheet, row, code, last, columns)

    def _last(self, sheet: Sheet, row: int, code: str, text: tuple[int, int, str], columns: Columns) -> Iterator[TableRow]:
        item = self._item(sheet, row, code, text, columns, inner=True)
        words = folded(item.text)
        if not (item.code or item.text or item.scoring or item.points is not None):
            return
        if not item.code and (_PAGE.fullmatch(words) or (self.after_total and not item.scoring)):
            return
        if not item.code and item.points is None and _CLOSING.fullmatch(words):
            self.after_total = True
            return
        self.after_total = item.is_total
        yield item

    def _item(self, sheet: Sheet, row: int, code: str, text: tuple[int, int, str], columns: Columns, *, inner: bool) -> TableRow:
        level, column, words = text
        if not code and words and (columns.code is None or len(columns.texts) > 1 or not inner or (row, column) in sheet.merged):
            code, words = leading_code(words)
        points = self._points(sheet, columns, row) if inner else None
        is_total = not code and points is not None and bool(_TOTAL.fullmatch(folded(words)))
        survey = columns.survey if inner else None
        survey_value: Value = sheet.value(row, survey) if survey is not None else ""
        scoring = "\n".join(part for place in columns.scoring if inner and (part := text_of(sheet.value(row, place))))
        level_points = sheet.value(row, columns.level_points) if inner and columns.level_points is not None else ""
        return TableRow(
            sheet.name, row + 1, code, words, points,
            survey_points=points_of(survey_value), by_survey=text_of(survey_value).strip().lower() in ("x", "v", "✓", "có"),
            scoring=_with_points_of_lines(scoring, text_of(level_points)), scoring_points=points_of(level_points),
            note=_text(sheet, row, columns.note, inner), evidence=_text(sheet, row, columns.evidence, inner), method=_text(sheet, row, columns.method, inner),
            is_total=is_total, level=level if len(columns.texts) > 1 and (points is not None or level + 1 < len(columns.texts)) else None,
            cells={
                "text": cell_name(row, column),
                **({"code": cell_name(row, columns.code)} if columns.code is not None else {}),
                **({"points": cell_name(row, columns.points)} if columns.points is not None else {}),
                **({"scoring": cell_name(row, columns.scoring[0])} if columns.scoring else {}),
            },
        )

    def _code(self, sheet: Sheet, columns: Columns, row: int) -> str:
        if columns.code is None:
            return ""
        value, place = sheet.value(row, columns.code), cell_place(self.file, sheet.name, row, columns.code)
        if isinstance(value, (date, datetime)):
            remedy = "đặt định dạng Text cho cột STT rồi gõ lại mã"
            self.problems.append(Problem("table.code_is_date", "mã tiêu chí đã bị Excel đổi thành ngày", remedy, place))
            return ""
        code, guessed = self.codes.read(value, text_of(value))
        if guessed:
            message = f"mã lưu dạng số {text_of(value)}, đã đọc là {code} theo thứ tự"
            self._warn("table.code_is_number", message, "đặt định dạng Text cho cột STT", place)
        return code

    def _points(self, sheet: Sheet, columns: Columns, row: int) -> Fraction | None:
        if columns.points is not None:
            value = sheet.value(row, columns.points)
            points = points_of(value)
            if points is None and not says_no_points(value):
                what = "là ngày, không phải điểm (Excel đã tự đổi)" if isinstance(value, date) else f"«{text_of(value)[:60]}» không đọc được thành điểm"
                self._warn("table.points_unreadable", f"ô điểm {what}", "ghi một số, ví dụ 0,5", cell_place(self.file, sheet.name, row, columns.points))
            return points
        parts = [points_of(sheet.value(row, column)) for column in (columns.appraisal, columns.survey) if column is not None]
        given = [part for part in parts if part is not None]
        return sum(given, Fraction(0)) if given else None

    def _report_unusable(self, sheet: Sheet, columns: Columns, row: int) -> None:
        read = {columns.code, columns.points, columns.survey, columns.appraisal, *columns.texts, *columns.scoring}
        for column in sorted(place for place in read if place is not None):
            kind, place = sheet.unusable.get((row, column)), cell_place(self.file, sheet.name, row, column)
            if kind == "no_value":
                message = "ô là công thức chưa có kết quả lưu sẵn"
                self.problems.append(Problem("table.formula_without_value", message, "mở bằng Excel, tính lại và lưu", place))
            elif kind == "error":
                self.problems.append(Problem("table.formula_error", "ô báo lỗi công thức", "sửa công thức hoặc gõ giá trị", place))


def _with_points_of_lines(scoring: str, points: str) -> str:
    """Levels on lines of one cell, their points on as many lines of the cell beside it."""
    lines, worths = scoring.split("\n"), points.split("\n")
    if len(lines) < 2 or len(lines) != len(worths) or any(points_of(worth) is None for worth in worths):
        return scoring
    return "\n".join(f"{line.rstrip(' .;:')}: {worth}" for line, worth in zip(lines, worths, strict=True))


def _text(sheet: Sheet, row: int, column: int | None, inner: bool) -> str:
    return text_of(sheet.value(row, column)) if inner and column is not None else ""
