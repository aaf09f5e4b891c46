"""`parix document read` and `parix document check`: what a document says, and whether its figures agree with each other."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from parix.cli.inputs import add_json
from parix.cli.output import console, print_json, print_problems, styled
from parix.foundation.problems import Place, Problem, ProblemsFound
from parix.official_documents import isolated
from parix.official_documents.document_heads.head_json import problem_from_json
from parix.official_documents.document_kinds import KIND_BY_CODE
from parix.official_documents.limits import USUAL

BAD_INPUT, DOES_NOT_HOLD = 2, 1
_HEAD = (
    ("kind", "Loại"), ("number", "Số"), ("symbol", "Ký hiệu"), ("place", "Nơi ban hành"), ("date", "Ngày"), ("issuer", "Cơ quan ban hành"),
    ("abstract", "Trích yếu"),
    ("signatory", "Người ký"),
)
_COMPARISONS = {
    "at_least": "từ {} trở lên", "more_than": "trên {}", "at_most": "không quá {}", "less_than": "dưới {}", "equal": "{}", "increase": "tăng {}",
    "decrease": "giảm {}",
    "maintain": "giữ vững", "within_top": "trong nhóm {}",
}
_RECURRENCES = {
    "daily": "hằng ngày", "weekly": "hằng tuần", "monthly": "hằng tháng", "quarterly": "hằng quý", "half_yearly": "6 tháng một lần", "yearly": "hằng năm",
    "regular": "thường xuyên",
}


def add_parsers(verbs: Any) -> None:
    read = verbs.add_parser(
        "read", help="đọc văn bản (read)", description="Đọc văn bản TXT, DOCX, PDF, XLSX, ảnh hoặc bản quét; mọi mục kèm vị trí trong văn bản.",
    )
    _add_file(read)
    read.set_defaults(run=_read)
    check = verbs.add_parser("check", help="kiểm tra số liệu trong văn bản (check figures)", description="Nêu từng chỗ số liệu trong văn bản không khớp nhau.")
    _add_file(check)
    check.set_defaults(run=_check)


def _add_file(parser: Any) -> None:
    parser.add_argument("file", metavar="TỆP", help="tệp văn bản; loại tệp được nhận ra từ nội dung")
    add_json(parser)


def file_bytes(name: str) -> bytes:
    """Raises ProblemsFound for a file larger than any document may be, without reading all of it."""
    with Path(name).open("rb") as file:
        data = file.read(USUAL.file_bytes + 1)
    if len(data) > USUAL.file_bytes:
        message = f"tệp lớn hơn {USUAL.file_bytes // 1048576} MB"
        raise ProblemsFound([Problem("document.too_large", message, "quét ở 200-300 dpi đen trắng, hoặc chia thành nhiều tệp", Place(name))])
    return data


def _read(arguments: argparse.Namespace) -> int:
    """Exit code 2 when nothing could be read; odd things in a document that was read are no failure."""
    reading = isolated.read(file_bytes(arguments.file))
    problems = [problem_from_json(one).at(_in_file(one, arguments.file)) for one in reading["problems"]]
    reading["problems"] = [problem.to_json() for problem in problems]
    if arguments.json:
        print_json(reading)
    else:
        _print(reading)
        print_problems(problems, as_json=False)
    return BAD_INPUT if _says_nothing(reading) and any(problem.severity == "error" for problem in problems) else 0


def _in_file(problem: dict[str, Any], file: str) -> Place:
    return Place(file, problem["line"], problem["column"], problem["path"])


def _says_nothing(reading: dict[str, Any]) -> bool:
    return not any(value for key, value in reading.items() if key != "problems")


def _check(arguments: argparse.Namespace) -> int:
    """Exit code 1 when figures contradict each other, 2 when the file cannot be read."""
    reading = isolated.read(file_bytes(arguments.file))
    problems = [problem_from_json(one).at(_in_file(one, arguments.file)) for one in reading["problems"]]
    if _says_nothing(reading) and any(problem.severity == "error" for problem in problems):
        raise ProblemsFound(problems)
    odd = [problem for problem in problems if problem.code.startswith("figures.")]
    if arguments.json:
        print_json({"figures": len(reading["figures"]), "problems": [problem.to_json() for problem in odd]})
    elif odd:
        print_problems(odd, as_json=False)
    else:
        console().print(f"✓ {len(reading['figures'])} số liệu, không thấy chỗ nào mâu thuẫn", soft_wrap=True)
    return DOES_NOT_HOLD if odd else 0


# --- for people ---------------------------------------------------------------------------------------------------------


def _print(reading: dict[str, Any]) -> None:
    out = console()
    for line in _lines(reading):
        out.print(line, soft_wrap=True)


def _lines(reading: dict[str, Any]) -> Iterator[Any]:
    for key, label in _HEAD:
        item = reading[key]
        yield styled(
            (f"{label}: ", "bold"), _shown(key, item["value"]) if item else "chưa thấy", "" if item is None or item["sure"] else f"  (? {item['reason']})",
        )
    if reading["recipients"]:
        yield styled(("Nơi nhận: ", "bold"), "; ".join(item["value"] for item in reading["recipients"]))
    yield from _list("Văn bản được dẫn", [one["text"] for one in reading["references"]])
    yield from _list("Chỉ tiêu", [_target(one) for one in reading["targets"]])
    yield from _list("Nhiệm vụ", [_assignment(one) for one in reading["assignments"]])
    yield from _list("Số liệu", [f"{one['text']}: {one['measure']}" for one in reading["figures"]])


def _list(title: str, items: list[str]) -> Iterator[Any]:
    if items:
        yield ""
        yield styled((f"{title} ({len(items)})", "bold"))
        for number, item in enumerate(items, 1):
            yield f"{number:>3}. {item}"


def _shown(key: str, value: Any) -> str:
    if key == "kind":
        return KIND_BY_CODE[value].name.vi
    if key == "date":
        return "/".join(reversed(value.split("-"))) if isinstance(value, str) else "/".join(str(value[part] or "…") for part in ("day", "month", "year"))
    if key == "signatory":
        return ", ".join(part for part in (value["name"], value["position"], *value["on_behalf"]) if part)
    return str(value)


def _target(one: dict[str, Any]) -> str:
    number = " - ".join(str(part).replace(".", ",") for part in (one["value"], one["value_to"]) if part)
    goal = _COMPARISONS[one["comparison"]].format(f"{number} {one['unit']}".strip())
    return f"{one['measure']}: {goal}{_doubt(one)}"


def _assignment(one: dict[str, Any]) -> str:
    parts = [one["text"]]
    for label, names in (("chủ trì", one["lead"]), ("phối hợp", one["support"]), ("theo dõi", one["follow_up"])):
        if names:
            parts.append(f"{label}: {', '.join(names)}")
    if one["due"]:
        parts.append(f"thời hạn: {one['due']['text']}")
    if one["recurrence"]:
        parts.append(_RECURRENCES[one["recurrence"]])
    return "\n     ".join(parts) + _doubt(one)


def _doubt(one: dict[str, Any]) -> str:
    return "" if one["sure"] else f"\n     ? {one['reason']}"
