"""The criteria tables laid out in nine further ways that offices use; each function prints one real .xlsx."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import xlsxwriter

from tests.unit.cli.printed_tables import Item

ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_LEVEL = re.compile(r"([^:]+): (\d+(?:,\d+)?)")


@dataclass
class Page:
    """A sheet that is written row after row."""

    content: io.BytesIO = field(default_factory=io.BytesIO)
    row: int = 0

    def __post_init__(self) -> None:
        self.book = xlsxwriter.Workbook(self.content)
        self.sheet = self.book.add_worksheet("Bộ chỉ số")

    def write(self, *values: object) -> None:
        for column, value in enumerate(values):
            if value != "":
                self.sheet.write(self.row, column, value)
        self.row += 1

    def titled(self, *heads: str) -> Page:
        self.write("ỦY BAN NHÂN DÂN TỈNH MẪU")
        self.write("BỘ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH")
        self.write("(Ban hành kèm theo Quyết định số 12/QĐ-UBND ngày 01/02/2024)")
        self.write()
        self.write(*heads)
        return self

    def done(self) -> bytes:
        self.book.close()
        return self.content.getvalue()


def _placed(items: list[Item]) -> Iterator[tuple[list[str], Item, str]]:
    """Numbers of the code, the item, and its scoring text where it is a leaf."""
    codes = [item["code"] for item in items]
    for item in items:
        numbers = [part for part in item["code"].split(".") if part.isdigit()]
        if numbers:
            is_leaf = not any(code.startswith(f"{item['code']}.") for code in codes)
            yield numbers, item, item["rule"] if is_leaf else ""


def _points(item: Item) -> str:
    return item["max_points"].replace(".", ",")


def _by_survey(item: Item) -> bool:
    return item["method"] == "survey"


def roman_fields(items: list[Item]) -> bytes:
    """Fields in roman numbers; the numbers below begin anew in each."""
    page = Page().titled("TT", "Nội dung tiêu chí", "Điểm chuẩn", "Cách tính điểm", "Ghi chú")
    for numbers, item, rule in _placed(items):
        page.write(ROMAN[int(numbers[0])] if len(numbers) == 1 else ".".join(numbers[1:]), item["name_vi"], _points(item), rule)
    page.write("", "Tổng cộng", "100")
    return page.done()


def codes_in_titles(items: list[Item]) -> bytes:
    page = Page().titled("Lĩnh vực, tiêu chí, tiêu chí thành phần", "Điểm tối đa", "Phương pháp đánh giá")
    for numbers, item, rule in _placed(items):
        page.write(f"{'.'.join(numbers)}. {item['name_vi']}", float(item["max_points"]) if item["max_points"] else "", rule)
    return page.done()


def a_column_per_level(items: list[Item]) -> bytes:
    page = Page().titled("STT", "Lĩnh vực", "Tiêu chí", "Tiêu chí thành phần", "Thang điểm", "Điều tra XHH", "Cách chấm")
    for numbers, item, rule in _placed(items):
        titles = ["", "", ""]
        titles[len(numbers) - 1] = item["name_vi"]
        lines = "\n".join(f"- {part}" for part in rule.split("; ")) if rule else ""
        page.write(".".join(numbers), *titles, _points(item), "x" if _by_survey(item) else "", lines)
    return page.done()


def title_merged_over_its_levels(items: list[Item]) -> bytes:
    """Each level on a line of its own with its points beside it; number, title and maximum merged over all of them."""
    page = Page().titled("STT", "Tiêu chí", "Điểm tối đa", "Nội dung chấm", "Mức điểm")
    for numbers, item, rule in _placed(items):
        parts, first = rule.split("; "), page.row
        for part in parts:
            level = _LEVEL.fullmatch(part)
            page.write("", "", "", level[1] if level else part, level[2] if level else "")
        for column, value in enumerate((".".join(numbers), item["name_vi"], _points(item))):
            if len(parts) > 1:
                page.sheet.merge_range(first, column, page.row - 1, column, value)
            else:
                page.sheet.write(first, column, value)
    return page.done()


def levels_as_rows_with_points(items: list[Item]) -> bytes:
    """Points with their unit; page breaks that number the page, repeat the head and number the columns."""
    heads = ("STT", "Lĩnh vực/Tiêu chí", "Điểm tối đa", "Ghi chú")
    page = Page().titled(*heads)
    for number, (numbers, item, rule) in enumerate(_placed(items)):
        if number % 12 == 5:
            page.write("", f"Trang {number // 12 + 1}")
            page.write(*heads)
            page.write("(1)", "(2)", "(3)", "(4)")
        page.write(".".join(numbers), item["name_vi"], f"{_points(item)} điểm")
        for part in rule.split("; ") if rule else ():
            level = _LEVEL.fullmatch(part)
            page.write("", f"+ {level[1]}" if level else f"+ {part}", level[2] if level else "")
    return page.done()


def scoring_in_the_note(items: list[Item]) -> bytes:
    page = Page().titled("STT", "Lĩnh vực/Tiêu chí/Tiêu chí thành phần", "Điểm tối đa", "Điểm điều tra XHH", "Ghi chú")
    for numbers, item, rule in _placed(items):
        page.write(".".join(numbers), item["name_vi"], _points(item), _points(item) if _by_survey(item) else "", rule)
    return page.done()


def scoring_after_the_title(items: list[Item]) -> bytes:
    page = Page().titled("Mã số", "Nội dung", "Max")
    for numbers, item, rule in _placed(items):
        title = f"{item['name_vi']}. {rule}." if rule else item["name_vi"]
        page.write(".".join(numbers), title, float(item["max_points"]) if item["max_points"] else "")
    return page.done()


def three_head_rows(items: list[Item]) -> bytes:
    """A head of three rows with merged cells, fields in capitals, "Cách chấm điểm:" above sentences with units and stops."""
    page = Page()
    page.sheet.merge_range("A1:F1", "PHỤ LỤC 1: BỘ TIÊU CHÍ")
    for column, name in ((0, "STT"), (1, "Lĩnh vực/ Tiêu chí/ Tiêu chí thành phần"), (5, "Ghi chú")):
        page.sheet.merge_range(2, column, 4, column, name)
    page.sheet.merge_range(2, 2, 2, 4, "Điểm")
    page.sheet.merge_range(3, 2, 4, 2, "Điểm tối đa")
    page.sheet.merge_range(3, 3, 3, 4, "Trong đó")
    page.sheet.write_row(4, 3, ["Tự chấm", "XHH"])
    page.row = 5
    for numbers, item, rule in _placed(items):
        code = ROMAN[int(numbers[0])] if len(numbers) == 1 else ".".join(numbers[1:])
        title = item["name_vi"].upper() if len(numbers) == 1 else item["name_vi"]
        page.write(code, title, _points(item), "" if _by_survey(item) else _points(item), _points(item) if _by_survey(item) else "")
        if rule:
            page.write("", "Cách chấm điểm:")
        for part in rule.split("; ") if rule else ():
            page.write("", f"- {part}{' điểm' if part[-1:].isdigit() else ''}.")
    return page.done()


def letters_for_numbers(items: list[Item]) -> bytes:
    """A, 1, a): letters above and below the numbers; the scoring text on lines of the cell beside."""
    page = Page().titled("STT", "Tiêu chí", "Điểm tối đa", "Hướng dẫn chấm điểm")
    for numbers, item, rule in _placed(items):
        last = int(numbers[-1])
        code = (chr(64 + last), str(last), f"{chr(96 + last)})")[len(numbers) - 1]
        page.write(code, item["name_vi"], _points(item), rule.replace("; ", "\n"))
    return page.done()


FURTHER_LAYOUTS: dict[str, Callable[[list[Item]], bytes]] = {
    layout.__name__: layout
    for layout in (
        roman_fields, codes_in_titles, a_column_per_level, title_merged_over_its_levels, levels_as_rows_with_points,
        scoring_in_the_note, scoring_after_the_title, three_head_rows, letters_for_numbers,
    )
}
