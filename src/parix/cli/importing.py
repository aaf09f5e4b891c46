"""`parix import-set`: reads the criteria table that an office receives (.xlsx) into a draft edition for a person to finish."""

from __future__ import annotations

import argparse
import re
from datetime import date
from pathlib import Path
from typing import Any

from parix.cli.draft_folders import write_draft
from parix.cli.inputs import add_json
from parix.cli.output import console, print_json, table
from parix.criteria.drafting import Draft, DraftSettings, decision_of, draft_edition, in_reading_order, kind_of, title_of
from parix.exchange_formats.criteria_table import CriteriaTable, read_criteria_table
from parix.foundation.problems import Place, Problem, ProblemsFound, errors_among

OWN_CHECK = {"edition.sum": "draft.sum", "edition.double_code": "draft.double_code"}

_SET_KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("import-set", help="đọc bảng .xlsx thành phiên bản dự thảo", description=__doc__)
    parser.add_argument("file", metavar="TỆP.xlsx", help="bảng có cột STT, lĩnh vực/tiêu chí, điểm tối đa; cách chấm trong ô, cột bên cạnh hoặc dòng dưới")
    parser.add_argument("--into", required=True, metavar="THƯ_MỤC", help="thư mục chứa các bộ chỉ số; dự thảo nằm ở THƯ_MỤC/BỘ/NGÀY")
    parser.add_argument("--set", required=True, metavar="BỘ", help="khoá của bộ: chữ thường không dấu, số, gạch dưới")
    parser.add_argument("--since", required=True, type=_day, metavar="NGÀY", help="ngày bắt đầu hiệu lực, dạng năm-tháng-ngày")
    parser.add_argument("--sheet", metavar="TRANG", help="chỉ đọc trang tính này")
    parser.add_argument("--title", metavar="TÊN", help="tên bộ chỉ số (mặc định: dòng tiêu đề phía trên bảng)")
    parser.add_argument("--decision", metavar="QĐ", help="quyết định ban hành (mặc định: dòng «kèm theo Quyết định» phía trên bảng)")
    parser.add_argument("--applies-to", action="append", metavar="LOẠI", help="loại cơ quan: department, province, commune...; ghi nhiều lần được")
    parser.add_argument("--overwrite", action="store_true", help="thay bản dự thảo đã có, mọi tệp trong thư mục của nó")
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Read, draft, write. Exit code 0 when a draft was written (with the list of rows to finish), 2 when nothing was."""
    if not _SET_KEY.fullmatch(arguments.set):
        raise ProblemsFound([Problem("draft.set_key", f"khoá «{arguments.set}» có ký tự lạ", "chỉ dùng chữ thường không dấu, số và gạch dưới", Place())])
    path = Path(arguments.file)
    read = read_criteria_table(path.read_bytes(), path.name, arguments.sheet)
    if errors_among(read.problems):
        raise ProblemsFound(read.problems)
    draft = draft_edition(read.rows, _settings(arguments, read))
    if not draft.files:
        raise ProblemsFound([*read.problems, *draft.problems])
    folder, taken = write_draft(draft.files, Path(arguments.into), arguments.set, arguments.since, overwrite=arguments.overwrite)
    said = {problem.code for problem in draft.problems}
    problems = [*read.problems, *draft.problems, *(problem for problem in taken if OWN_CHECK.get(problem.code) not in said)]
    if not arguments.applies_to and not kind_of(read.headings):
        message = "bảng không nói rõ loại cơ quan; tạm ghi department"
        problems.append(Problem("draft.applies_to", message, "sửa applies_to trong edition.yaml hoặc dùng --applies-to", Place(path.name), "warning"))
    if arguments.json:
        print_json(_as_json(folder, draft, in_reading_order(problems)))
    else:
        _show(folder, draft, in_reading_order(problems))
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"«{text}» không phải là ngày có thật viết theo dạng năm-tháng-ngày") from None


def _settings(arguments: argparse.Namespace, read: CriteriaTable) -> DraftSettings:
    kinds = arguments.applies_to or [kind_of(read.headings) or "department"]
    title = arguments.title or title_of(read.headings) or f"Bộ tiêu chí {arguments.set}"
    decision = arguments.decision or decision_of(read.headings) or f"Chưa rõ quyết định ban hành; dự thảo đọc từ tệp {read.file}"
    return DraftSettings(arguments.set, arguments.since, tuple(dict.fromkeys(kinds)), title, decision, read.file)


def _as_json(folder: Path, draft: Draft, problems: list[Problem]) -> dict[str, Any]:
    return {
        "folder": str(folder),
        "files": list(draft.files),
        "fields": draft.fields,
        "criteria": draft.criteria,
        "leaves": draft.leaves,
        "rules_understood": draft.understood,
        "to_finish": [problem.to_json() for problem in draft.unfinished],
        "problems": [problem.to_json() for problem in problems],
    }


def _show(folder: Path, draft: Draft, problems: list[Problem]) -> None:
    screen = console()
    screen.print(f"Đã ghi dự thảo vào {folder}", markup=False)
    counts = table("", [("Lĩnh vực", "right"), ("Tiêu chí có mục con", "right"), ("Mục được chấm điểm", "right"), ("Quy tắc hiểu được", "right")])
    counts.add_row(str(draft.fields), str(draft.criteria), str(draft.leaves), f"{draft.understood}/{draft.leaves}")
    screen.print(counts)
    unfinished = set(draft.unfinished)
    _list("Cần người viết quy tắc", [problem for problem in problems if problem in unfinished])
    _list("Lỗi phải sửa trước khi dùng", [problem for problem in problems if problem not in unfinished and problem.severity == "error"])
    _list("Cần xác nhận", [problem for problem in problems if problem not in unfinished and problem.severity == "warning"])


def _list(heading: str, problems: list[Problem]) -> None:
    if not problems:
        return
    screen = console()
    screen.print(f"\n{heading} ({len(problems)}):", markup=False)
    for problem in problems:
        screen.print(f"  {problem.place}: {problem.message}", markup=False, soft_wrap=True)
        screen.print(f"      → {problem.remedy}  [{problem.code}]", markup=False, soft_wrap=True)
