"""Made-up exports of a department's dossiers, seeded: people that do not exist, every code its own, a bad row now and then."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import xlsxwriter

HEADS = (
    "STT", "Mã hồ sơ", "Mã TTHC", "Tên thủ tục", "Lĩnh vực", "Đơn vị xử lý", "Hình thức nộp", "Người nộp", "Số CCCD", "Điện thoại", "Email", "Địa chỉ",
    "Trích yếu", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày kết thúc xử lý", "Ngày trả kết quả", "Trạng thái", "Số hóa", "Kết quả điện tử",
)  # fmt: skip
PROCEDURES = tuple((f"1.{number:06}", f"Thủ tục mẫu số {number}") for number in range(1, 61))
UNITS = ("Phòng Quản lý chuyên ngành", "Văn phòng")
MOMENTS = range(13, 17)
BAD_EVERY = 1_000
FIRST = datetime.fromisoformat("2023-01-02T08:00")
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi")
_MIDDLE = ("Văn", "Thị", "Đức", "Minh", "Ngọc", "Hữu")
_GIVEN = ("An", "Bình", "Cường", "Dũng", "Giang", "Hạnh", "Khánh", "Lan", "Phương", "Quỳnh", "Sơn", "Thảo")
_STREETS = ("Trần Phú", "Lê Lợi", "Hùng Vương", "Quang Trung", "Phan Đình Phùng")


def rows(count: int, seed: int = 120) -> Iterator[list[object]]:
    """Days are datetimes; a bad row's receipt lies after its end. A third of the rows leave the due time to be counted."""
    draw = random.Random(seed)
    for number in range(count):
        received = FIRST + timedelta(minutes=number % 1_700_000)
        code, name = PROCEDURES[number % len(PROCEDURES)]
        days = 1 + number % 25
        done = received + timedelta(days=-2 if number % BAD_EVERY == BAD_EVERY - 1 else days - 1)
        yield [
            number + 1, f"H38.12-{received:%y%m%d}-{number % 9_000 + 1_000:04}{number // 9_000:02}"[:28], f"{code}.000.00.00.H38", name, "Lĩnh vực mẫu",
            UNITS[number % 2], ("Trực tuyến", "Trực tiếp", "Bưu chính công ích")[number % 3],
            f"{_FAMILY[draw.randrange(8)]} {_MIDDLE[draw.randrange(6)]} {_GIVEN[draw.randrange(12)]}", f"0{number % 99 + 1:02}{number:09}",
            f"09{number:08}", f"nguoi{number}@example.vn", f"Số {number % 300 + 1} đường {_STREETS[number % 5]}", f"Hồ sơ về {name.lower()}",
            received, None if number % 3 == 0 else received + timedelta(days=days), done, done, "Đã trả kết quả", "Có", ("Có", "Không")[number % 2],
        ]  # fmt: skip


def write_csv(path: Path, count: int) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADS)
        for row in rows(count):
            for at in MOMENTS:
                if isinstance(moment := row[at], datetime):
                    row[at] = moment.strftime("%d/%m/%Y %H:%M")
            writer.writerow(row)


def write_xlsx(path: Path, count: int) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet, day = book.add_worksheet("Hồ sơ"), book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        sheet.write_row(0, 0, HEADS)
        for number, row in enumerate(rows(count), 1):
            for at, value in enumerate(row):
                if isinstance(value, datetime):
                    sheet.write_datetime(number, at, value, day)
                elif value is not None:
                    sheet.write(number, at, value)
