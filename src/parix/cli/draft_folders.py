"""Puts the files of a draft edition into its folder, all or none, and takes the draft in as any edition is taken in."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from parix.criteria.editions import SETTINGS_FILE
from parix.criteria.intake import take_in
from parix.foundation.problems import Place, Problem, ProblemsFound

PUBLISHED = "status: published"


def write_draft(files: Mapping[str, str], root: Path, set_key: str, since: date, *, overwrite: bool = False) -> tuple[Path, list[Problem]]:
    """Write below `root/set/date`; returns the folder and what taking it in found. Raises ProblemsFound when it may not be written.

    Side effect: the folder appears whole or not at all; one that was there is replaced only when asked, and never a published one.
    """
    target = root / set_key / since.isoformat()
    _refuse_existing(target, overwrite)
    made = _missing_folders(target.parent)
    target.parent.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(prefix=".import-", dir=target.parent))
    try:
        staged = stage / set_key / since.isoformat()
        staged.mkdir(parents=True)
        for name, text in files.items():
            (staged / name).write_text(text, encoding="utf-8")
        problems = [_placed(problem, staged, target) for problem in take_in(staged).problems]
        _move(staged, target, stage / "before")
    except BaseException:
        shutil.rmtree(stage, ignore_errors=True)
        for folder in made:
            _remove_if_empty(folder)
        raise
    shutil.rmtree(stage, ignore_errors=True)
    return target, problems


def _refuse_existing(target: Path, overwrite: bool) -> None:
    if not target.exists():
        return
    settings = target / SETTINGS_FILE
    if settings.is_file() and PUBLISHED in settings.read_text(encoding="utf-8", errors="replace"):
        remedy = "chọn ngày hiệu lực khác; phiên bản đã ban hành không được ghi đè"
        raise ProblemsFound([Problem("draft.published", "thư mục này chứa phiên bản đã ban hành", remedy, Place(str(target)))])
    if not overwrite:
        raise ProblemsFound([Problem("draft.exists", "thư mục của phiên bản này đã có", "chọn ngày hiệu lực khác hoặc thêm --overwrite", Place(str(target)))])


def _move(staged: Path, target: Path, before: Path) -> None:
    if target.exists():
        target.rename(before)
    try:
        staged.rename(target)
    except OSError:
        if before.exists():
            before.rename(target)
        raise


def _missing_folders(folder: Path) -> list[Path]:
    """The folders that have to be made, innermost first."""
    missing = []
    while not folder.exists() and folder != folder.parent:
        missing.append(folder)
        folder = folder.parent
    return missing


def _remove_if_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:
        return


def _placed(problem: Problem, staged: Path, target: Path) -> Problem:
    return problem.at(replace(problem.place, file=problem.place.file.replace(str(staged), str(target))))
