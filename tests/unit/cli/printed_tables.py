"""The three criteria tables of tests/samples/criteria_tables printed as an office receives them: real .xlsx, three layouts."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import xlsxwriter

SAMPLES = Path(__file__).parents[2] / "samples" / "criteria_tables"
LAYOUTS = ("in the cell", "beside", "below")
NOT_IN_THE_TABLE = {"TOTAL", "PART-A", "PART-B", "PART-C", "PART-D"}
METHODS = {"appraisal": "Tự chấm, thẩm định", "data": "Trích xuất từ hệ thống", "survey": "Điều tra XHH"}

Item = dict[str, str]


def items_of(name: str) -> list[Item]:
    """The lines of a table; the province's blocks stand elsewhere in its decision."""
    with (SAMPLES / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return [item for item in csv.DictReader(lines) if item["code"] not in NOT_IN_THE_TABLE]


def printed(items: list[Item], layout: str) -> bytes:
    """Two head rows with merged cells, decimal commas, the head again after every fifteen items."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    sheet = book.add_worksheet("Bộ chỉ số")
    sheet.merge_range("A1:F1", "BỘ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH CẤP SỞ")
    sheet.merge_range("A2:F2", "(Ban hành kèm theo Quyết định số 1/QĐ-UBND)")
    row = 3
    for number, item in enumerate(items):
        if number % 15 == 0:
            _head(sheet, row, layout)
            row += 2
        title = item["name_vi"]
        if layout == "in the cell" and item["rule"]:
            title += "\n" + item["rule"].replace("; ", ";\n")
        points = item["max_points"].replace(".", ",")
        sheet.write_row(row, 0, [item["code"], title])
        if points:
            sheet.write(row, 2, points if number % 2 else float(item["max_points"]))
        if item["method"] == "survey":
            sheet.write(row, 3, points)
        sheet.write(row, 4, METHODS.get(item["method"], ""))
        if layout == "beside":
            sheet.write(row, 5, item["rule"])
        row += 1
        for part in item["rule"].split("; ") if layout == "below" and item["rule"] else ():
            sheet.write(row, 1, f"- {part}")
            row += 1
    book.close()
    return content.getvalue()


def _head(sheet: xlsxwriter.worksheet.Worksheet, row: int, layout: str) -> None:
    names = {0: "STT", 1: "Lĩnh vực/Tiêu chí/Tiêu chí thành phần", 4: "Hình thức đánh giá"}
    if layout == "beside":
        names[5] = "Phương pháp chấm điểm"
    for column, name in names.items():
        sheet.merge_range(row, column, row + 1, column, name)
    sheet.merge_range(row, 2, row, 3, "Điểm")
    sheet.write_row(row + 1, 2, ["Tối đa", "Điều tra XHH"])
