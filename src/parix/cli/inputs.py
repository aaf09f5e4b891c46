"""What several commands read: the edition that is named, and measurement files or folders of them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from parix.criteria.editions import Edition
from parix.criteria.library import find_edition
from parix.foundation.measurement_files import read_measurement_file
from parix.foundation.measurements import MeasurementSet
from parix.foundation.periods import Period
from parix.foundation.problems import Place, Problem, ProblemsFound, errors_among


def add_edition(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--edition", "-e", required=True, metavar="BỘ", help="thư mục, bộ/ngày, hoặc tên bộ (lấy phiên bản đang có hiệu lực trong kỳ)")


def add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="kết quả dạng JSON cho máy")


def add_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="ngôn ngữ của lời giải thích")


def edition_named(name: str, on: date | None = None) -> Edition:
    """The edition, or ProblemsFound with everything that is wrong with it."""
    intake = find_edition(name, on)
    if intake.edition is None:
        raise ProblemsFound(intake.problems)
    return intake.edition


def measurement_sets(paths: Sequence[str]) -> list[MeasurementSet]:
    """Every file, and every .yaml or .json below every folder. Raises ProblemsFound with the problems of all files."""
    sets: list[MeasurementSet] = []
    problems: list[Problem] = []
    first_files: dict[tuple[str, Period], Path] = {}
    for path in _files(paths):
        given, more = read_measurement_file(path)
        problems += more
        if given is None:
            continue
        sets.append(given)
        first = first_files.setdefault((given.agency.code, given.period), path)
        if first is not path:
            message = f"cơ quan «{given.agency.code}» kỳ {given.period} đã có ở {first}"
            problems.append(Problem("measurement.double_agency", message, "giữ lại một tệp cho mỗi cơ quan, mỗi kỳ", Place(str(path))))
    if errors_among(problems):
        raise ProblemsFound(problems)
    if not sets:
        raise ProblemsFound([Problem("measurement.none", "không có tệp số đo nào", "chỉ đường dẫn tới tệp hoặc thư mục số đo", Place(", ".join(paths)))])
    return sets


def _files(paths: Sequence[str]) -> list[Path]:
    files: list[Path] = []
    for path in map(Path, paths):
        if path.is_dir():
            files += sorted(one for one in path.rglob("*") if one.suffix in (".yaml", ".yml", ".json"))
        else:
            files.append(path)
    return files
