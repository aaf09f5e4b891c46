"""What a table must look like to be counted: columns, types and what each means. Snapshots are written to it, engines read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from parix.foundation.lazy_modules import lazy_module
from parix.foundation.problems import Problem, ProblemsFound

ibis = lazy_module("ibis")


@dataclass(frozen=True, slots=True)
class Column:
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class TableContract:
    """`columns` in the order of the file; a `!` before a type says that no row may leave it out. `subject` is the column that names the
    row to people who ask which ones a figure counts."""

    name: str
    subject: str
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
