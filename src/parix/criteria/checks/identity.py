"""Keys are the identity of leaves: unique in the edition, plain words. Printed codes are unique as well."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parix.criteria.editions import Criterion, Edition
from parix.foundation.problems import Place, Problem

_KEY = re.compile(r"[a-z][a-z0-9_]*")


def check(edition: Edition) -> Iterator[Problem]:
    seen_keys: set[str] = set()
    seen_codes: set[str] = set()
    for code, key in _named(edition):
        place = edition.places.get(key, Place(edition.folder))
        if not _KEY.fullmatch(key):
            yield Problem("edition.key_form", f"khoá «{key}» có ký tự lạ", "chỉ dùng chữ thường không dấu, số và gạch dưới", place)
        if key in seen_keys:
            yield Problem("edition.double_key", f"khoá «{key}» dùng cho hai mục", "đặt cho mỗi mục một khoá riêng", place)
        if code in seen_codes:
            yield Problem("edition.double_code", f"mã «{code}» in hai lần (mục «{key}»)", "sửa mã theo văn bản", place)
        seen_keys.add(key)
        seen_codes.add(code)


def _named(edition: Edition) -> Iterator[tuple[str, str]]:
    for one in edition.fields:
        yield one.code, one.key
        for child in one.criteria:
            yield child.code, child.key
            if isinstance(child, Criterion):
                for leaf in child.sub_criteria:
                    yield leaf.code, leaf.key
