"""What is wrong with a dossier as it is given: everything at once, each with its place and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from parix.dossiers.codes import check_code
from parix.foundation.problems import Place, Problem
from parix.web.onestop.dossiers.choices import SETTLED, ApplicantKind, Channel, Fee, State


class Given(Protocol):
    """What is checked of it; the actions' own shapes have these."""

    @property
    def code(self) -> str: ...
    @property
    def procedure_id(self) -> int | None: ...
    @property
    def channel(self) -> int: ...
    @property
    def state(self) -> int: ...
    @property
    def applicant_kind(self) -> int: ...
    @property
    def fee(self) -> int: ...
    @property
    def submitted_at(self) -> datetime | None: ...
    @property
    def received_at(self) -> datetime: ...
    @property
    def due_at(self) -> datetime | None: ...
    @property
    def finished_at(self) -> datetime | None: ...
    @property
    def returned_at(self) -> datetime | None: ...
    @property
    def place(self) -> Place: ...


def row_problems(row: Given, now: datetime) -> Iterator[Problem]:
    """Of one row by itself."""
    code = check_code(row.code, row.place)
    if isinstance(code, Problem):
        yield code
    if row.procedure_id is None:
        yield _problem("unknown_procedure", f"hồ sơ {row.code}: không có thủ tục này trong danh mục", "thêm thủ tục vào danh mục, hoặc sửa mã thủ tục", row)
    for name, value, known in (
        ("kênh nộp", row.channel, Channel.values), ("trạng thái", row.state, State.values), ("đối tượng nộp", row.applicant_kind, ApplicantKind.values),
        ("tình trạng phí", row.fee, Fee.values),
    ):
        if value not in known:
            message = f"hồ sơ {row.code}: {name} «{value}» không có trong danh mục mã"
            yield _problem("unknown_code", message, f"dùng một trong: {', '.join(map(str, known))}", row)
    yield from _time_problems(row, now)


def _time_problems(row: Given, now: datetime) -> Iterator[Problem]:
    received = row.received_at
    if received > now:
        yield _problem("received_in_future", f"hồ sơ {row.code}: tiếp nhận lúc {_said(received)}, ở tương lai", "kiểm tra ngày tiếp nhận", row)
    if row.submitted_at is not None and row.submitted_at > received:
        yield _problem("received_before_sent", f"hồ sơ {row.code}: tiếp nhận trước khi nộp ({_said(row.submitted_at)})", "kiểm tra hai ngày", row)
    if row.due_at is not None and row.due_at < received:
        message = f"hồ sơ {row.code}: hẹn trả {_said(row.due_at)} trước khi tiếp nhận {_said(received)}"
        yield _problem("due_before_receipt", message, "kiểm tra ngày hẹn trả", row)
    for name, moment in (("xử lý xong", row.finished_at), ("trả kết quả", row.returned_at)):
        if moment is not None and moment < received:
            message = f"hồ sơ {row.code}: {name} lúc {_said(moment)}, trước khi tiếp nhận {_said(received)}"
            yield _problem("result_before_receipt", message, "kiểm tra hai ngày", row)
        if moment is not None and moment > now:
            yield _problem("result_in_future", f"hồ sơ {row.code}: {name} lúc {_said(moment)}, ở tương lai", "kiểm tra ngày", row)
    if row.state in SETTLED and row.finished_at is None and row.returned_at is None:
        yield _problem("settled_without_day", f"hồ sơ {row.code} đã xử lý xong nhưng không có ngày kết thúc", "ghi ngày kết thúc xử lý", row)


def _said(moment: datetime) -> str:
    return f"{moment:%H:%M %d/%m/%Y}"


def _problem(code: str, message: str, remedy: str, row: Given) -> Problem:
    return Problem(f"dossiers.{code}", message, remedy, row.place)
