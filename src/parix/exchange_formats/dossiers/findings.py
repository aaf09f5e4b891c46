"""What was found wrong in the rows of an export: by row, column and code; values only of columns that are not personal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from parix.exchange_formats.dossiers.columns import BY_NAME, PERSONAL
from parix.foundation.lazy_modules import lazy_module

np = lazy_module("numpy")

SHOWN_VALUE = 80

# code: what is wrong, what to do
WORDS: Mapping[str, tuple[str, str]] = {
    "row.too_short": ("dòng thiếu ô so với hàng tên cột", "kiểm tra dấu phân cách và xuất lại"),
    "row.too_long": ("dòng thừa ô so với hàng tên cột", "kiểm tra dấu phân cách trong nội dung ô, xuất lại"),
    "row.quotes": ("dấu nháy kép trong dòng không đúng cách", "đặt cả ô trong nháy kép, nháy bên trong viết hai lần"),
    "cell.encoding": ("ô có chữ hỏng vì sai bảng mã", "xuất lại tệp với mã UTF-8"),
    "cell.formula": ("ô là công thức, không phải giá trị", "dán lại dưới dạng giá trị rồi lưu"),
    "cell.no_value": ("ô chứa công thức chưa tính hoặc lỗi", "mở bằng Excel, sửa công thức, lưu lại"),
    "cell.too_long": ("nội dung ô quá dài", "rút ngắn nội dung"),
    "code.missing": ("thiếu mã hồ sơ", "ghi mã hồ sơ, hoặc xoá dòng"),
    "code.shape": ("mã hồ sơ có ký tự không dùng được", "mã chỉ gồm chữ, số, dấu chấm, gạch ngang, gạch chéo"),
    "code.unusual": ("mã hồ sơ không theo mẫu mã đơn vị-ngày-số", "kiểm tra mã; vẫn nhập được"),
    "code.twice": ("mã hồ sơ trùng với dòng khác mà nội dung khác nhau", "giữ lại một dòng đúng cho mỗi mã"),
    "code.repeated": ("dòng lặp lại y hệt một dòng trước", "không cần làm gì: chỉ nhập một lần"),
    "code.elsewhere": ("mã hồ sơ do nguồn khác hoặc phần mềm này quản lý", "sửa ở hệ thống đó, hoặc bỏ dòng này"),
    "procedure.missing": ("thiếu mã và tên thủ tục", "ghi mã thủ tục hành chính"),
    "procedure.unknown": ("thủ tục không có trong danh mục", "sửa mã, hoặc bổ sung thủ tục vào danh mục"),
    "procedure.not_then": ("thủ tục chưa hoặc không còn hiệu lực vào ngày tiếp nhận", "kiểm tra ngày tiếp nhận, hoặc hiệu lực của thủ tục trong danh mục"),
    "received.missing": ("thiếu ngày tiếp nhận", "ghi ngày tiếp nhận"),
    "received.future": ("ngày tiếp nhận ở tương lai", "sửa ngày tiếp nhận"),
    "day.unreadable": ("không đọc được ngày", "ghi ngày/tháng/năm, ví dụ 05/03/2026 14:30"),
    "day.impossible": ("ngày không có thật", "ghi ngày/tháng/năm có thật"),
    "day.year": ("năm nằm ngoài khoảng có thể", "ghi năm dương lịch bốn chữ số"),
    "day.short_year": ("năm chỉ có hai chữ số", "ghi năm bốn chữ số"),
    "day.buddhist": ("năm theo Phật lịch", "ghi năm dương lịch"),
    "day.lunar": ("ngày hoặc năm âm lịch", "ghi ngày dương lịch"),
    "day.month_first": ("ngày viết tháng trước ngày, trong tệp viết ngày trước tháng", "ghi ngày/tháng/năm, hoặc chọn «tháng trước» cho cả nguồn"),
    "day.day_first": (
        "ngày viết ngày trước tháng, trong tệp viết tháng trước ngày", "ghi tháng/ngày/năm như các dòng khác, hoặc chọn «ngày trước» cho cả nguồn",
    ),
    "day.order_unclear": ("không rõ ngày hay tháng: cột có cả hai cách viết", "sửa các dòng viết khác cách, rồi tải lại"),
    "day.serial": ("ngày là số thứ tự của Excel", "đã hiểu theo lịch của Excel; nên định dạng cột là ngày"),
    "hour.unreadable": ("không đọc được giờ", "ghi giờ:phút, ví dụ 14:30"),
    "order.finished_before_received": ("kết thúc xử lý trước khi tiếp nhận", "sửa một trong hai ngày"),
    "order.returned_before_received": ("trả kết quả trước khi tiếp nhận", "sửa một trong hai ngày"),
    "order.due_before_received": ("hẹn trả trước khi tiếp nhận", "sửa một trong hai ngày"),
    "order.returned_before_finished": ("trả kết quả trước khi kết thúc xử lý", "kiểm tra hai ngày; vẫn nhập được"),
    "finished.future": ("ngày kết thúc hoặc trả kết quả ở tương lai", "sửa ngày"),
    "step.before_received": ("diễn biến trước khi tiếp nhận", "sửa một trong hai ngày"),
    "step.future": ("diễn biến ở tương lai", "sửa ngày"),
    "step.answered_before_asked": ("nhận bổ sung trước khi yêu cầu bổ sung", "sửa một trong hai ngày"),
    "step.never_asked": ("có ngày nhận bổ sung mà không có ngày yêu cầu", "ghi ngày yêu cầu để trừ thời gian chờ; vẫn nhập được"),
    "choice.unknown": ("giá trị không hiểu được", "dùng mã hoặc cách ghi của định dạng đồng bộ hồ sơ"),
    "truth.unknown": ("không rõ có hay không", "ghi có hoặc không"),
    "amount.unreadable": ("không đọc được số tiền", "ghi số tiền bằng chữ số"),
}  # fmt: skip
WARNINGS = frozenset({"code.unusual", "code.repeated", "day.serial", "order.returned_before_finished", "step.never_asked"})
# Warnings that all the same keep their row out.
SKIPPING = frozenset({"code.repeated"})


@dataclass(frozen=True, slots=True)
class Finding:
    """`row` is the place key of the row; `value` is empty for personal columns."""

    row: int
    column: str
    code: str
    value: str = ""

    @property
    def is_error(self) -> bool:
        return self.code not in WARNINGS

    @property
    def message(self) -> str:
        return WORDS[self.code][0]

    @property
    def remedy(self) -> str:
        return WORDS[self.code][1]

    @property
    def label(self) -> str:
        return BY_NAME[self.column].label if self.column else ""


@dataclass(slots=True)
class Findings:
    """Many of them: one part for each column and code that was looked for."""

    parts: list[tuple[str, str, Any, list[str]]] = field(default_factory=list)

    def add(self, code: str, column: str, rows: Any, texts: Any = None) -> None:
        """`rows`: place keys (n,); `texts`: the cells, or None."""
        if len(rows) == 0:
            return
        shown = [] if texts is None or column in PERSONAL else [str(text)[:SHOWN_VALUE] for text in texts]
        self.parts.append((code, column, np.asarray(rows, dtype=np.int64), shown))

    def __iter__(self) -> Iterator[Finding]:
        for code, column, rows, shown in self.parts:
            for at, row in enumerate(rows.tolist()):
                yield Finding(row, column, code, shown[at] if shown else "")

    def __len__(self) -> int:
        return sum(len(rows) for _code, _column, rows, _shown in self.parts)

    def counts(self) -> Counter[tuple[str, str]]:
        """How many by code and column."""
        counted: Counter[tuple[str, str]] = Counter()
        for code, column, rows, _shown in self.parts:
            counted[code, column] += len(rows)
        return counted

    def kept_out(self) -> Any:
        """The rows that are not to be applied: place keys, each once."""
        out = [rows for code, _column, rows, _shown in self.parts if code not in WARNINGS or code in SKIPPING]
        return np.unique(np.concatenate(out)) if out else np.empty(0, dtype=np.int64)
