"""The folder is named by the day the edition comes into force, its parent by the set; it ends after it begins."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from parix.criteria.editions import Edition
from parix.foundation.problems import Problem


def check(edition: Edition) -> Iterator[Problem]:
    settings, folder = edition.settings, Path(edition.folder).resolve()
    in_force = edition.place_of_setting("in_force")
    if folder.name != settings.in_force.since.isoformat():
        message = f"thư mục tên «{folder.name}» khác ngày hiệu lực {settings.in_force.since}"
        yield Problem("edition.folder_date", message, "đổi tên thư mục theo ngày hiệu lực", in_force)
    if folder.parent.name != settings.set:
        message = f"thư mục cha tên «{folder.parent.name}» khác khoá của bộ «{settings.set}»"
        yield Problem("edition.folder_set", message, "đổi tên thư mục theo khoá của bộ chỉ số", edition.place_of_setting("set"))
    if settings.in_force.until is not None and settings.in_force.until < settings.in_force.since:
        yield Problem("edition.in_force", "ngày hết hiệu lực trước ngày có hiệu lực", "sửa in_force", in_force)
