"""What a table must look like to be counted: columns, types and what each means. Snapshots are written to it, engines read it.

State codes are those of the dossier-sync format: 1 registered, 2 accepted, 3 refused, 4 in progress, 5 supplement asked, 6 fee asked,
7 withdrawn, 8 stopped, 9 finished, 10 result returned.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from parix.foundation.lazy_modules import lazy_module
from parix.foundation.problems import Problem, ProblemsFound

ibis = lazy_module("ibis")

REFUSED, WITHDRAWN, REGISTERED = 3, 7, 1
ONLINE = 2
FEE_UNPAID, FEE_PAID_ONLINE, FEE_PAID_OTHERWISE = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Column:
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class TableContract:
    """`columns` in the order of the file; a `!` before a type says that no row may leave it out."""

    name: str
    columns: Mapping[str, Column]

    def schema(self) -> Any:
        return ibis.schema({name: column.type for name, column in self.columns.items()})

    def check(self, table: Any) -> Any:
        """The table with the contract's columns and types. Raises ProblemsFound naming every column that is missing or cannot be one."""
        found = table.schema()
        problems = [
            Problem("table.missing_column", f"bảng «{self.name}» thiếu cột «{name}» ({column.meaning})", "xuất lại ảnh chụp dữ liệu")
            for name, column in self.columns.items() if name not in found
        ]
        problems += [
            Problem("table.wrong_type", f"cột «{name}» của bảng «{self.name}» có kiểu {found[name]}", f"cần kiểu {column.type.lstrip('!')}")
            for name, column in self.columns.items() if name in found and not found[name].castable(ibis.dtype(column.type.lstrip("!")))
        ]
        if problems:
            raise ProblemsFound(problems)
        return table.select(*self.columns)


DOSSIERS = TableContract("dossiers", {
    "agency": Column("!int32", "cơ quan giải quyết, theo số trong bảng cơ quan"),
    "unit": Column("int32", "đơn vị thụ lý"),
    "field": Column("int16", "lĩnh vực"),
    "procedure": Column("!int32", "thủ tục hành chính, đúng phiên bản của ngày tiếp nhận"),
    "channel": Column("!int8", "1 trực tiếp, 2 trực tuyến, 3 bưu chính"),
    "state": Column("!int8", "trạng thái theo định dạng đồng bộ hồ sơ"),
    "received_on": Column("!date", "ngày tiếp nhận"),
    "due_on": Column("date", "ngày hẹn trả đang có hiệu lực"),
    "finished_on": Column("date", "ngày kết thúc xử lý"),
    "waited_days": Column("!int16", "số ngày chờ người nộp bổ sung"),
    "supplements": Column("!int8", "số lần yêu cầu bổ sung"),
    "fee": Column("!int8", "0 không có nghĩa vụ tài chính, 1 chưa nộp, 2 nộp trực tuyến, 3 nộp cách khác"),
    "is_synced": Column("!boolean", "đã đồng bộ lên cổng quốc gia"),
    "has_digitised_paper": Column("!boolean", "có thành phần hồ sơ được số hóa"),
    "reuses_data": Column("!boolean", "dùng lại dữ liệu đã số hóa"),
    "has_electronic_result": Column("!boolean", "có kết quả điện tử"),
    "uses_personal_store": Column("!boolean", "lấy giấy tờ từ kho dữ liệu của cá nhân, tổ chức"),
    "uses_population_data": Column("!boolean", "dùng dữ liệu dân cư"),
    "is_disliked": Column("!boolean", "người nộp đánh giá không hài lòng"),
    "has_feedback": Column("!boolean", "có phản ánh, kiến nghị về hồ sơ"),
})
