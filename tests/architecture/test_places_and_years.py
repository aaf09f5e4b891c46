"""No year, province or criteria set in code: those are data. Comments and docstrings may cite the law.

A text that shows how to write a period may name a year when it says that it is an example (ví dụ, e.g.), and a namespace
that is an address has the year its owner gave it.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
import unicodedata
from collections.abc import Collection, Iterator

import pytest

from tests.architecture.exceptions import EXCEPTIONS
from tests.architecture.source_tree import ROOT, Module, breaches

YEAR = re.compile(r"(?<![\d.x])20\d\d(?!\d)")
TIME_ZONE = re.compile(r"Asia/\w+")
NO_YEAR_MEANT = re.compile(r"ví dụ|e\.g\.|example|://", re.IGNORECASE)

PROVINCES = """
An Giang, Bắc Giang, Bắc Kạn, Bạc Liêu, Bắc Ninh, Bà Rịa, Vũng Tàu, Bến Tre, Bình Định, Bình Dương, Bình Phước, Bình Thuận, Cà Mau,
Cần Thơ, Cao Bằng, Đắk Lắk, Đắk Nông, Đà Nẵng, Điện Biên, Đồng Nai, Đồng Tháp, Gia Lai, Hà Giang, Hải Dương, Hải Phòng, Hà Nam,
Hà Nội, Hà Tĩnh, Hòa Bình, Hồ Chí Minh, Hậu Giang, Hưng Yên, Khánh Hòa, Kiên Giang, Kon Tum, Lai Châu, Lâm Đồng, Lạng Sơn, Lào Cai,
Long An, Nam Định, Nghệ An, Ninh Bình, Ninh Thuận, Phú Thọ, Phú Yên, Quảng Bình, Quảng Nam, Quảng Ngãi, Quảng Ninh, Quảng Trị,
Sóc Trăng, Sơn La, Tây Ninh, Thái Bình, Thái Nguyên, Thanh Hóa, Thanh Hoá, Huế, Thừa Thiên, Tiền Giang, Trà Vinh, Tuyên Quang,
Vĩnh Long, Vĩnh Phúc, Yên Bái
"""
# folded to plain letters these are English words
ENGLISH_TOO = {"hue", "long an"}


def folded(text: str) -> str:
    """Plain lower-case letters with single spaces, so that `nghe_an` and `Nghệ An` are the same."""
    plain = "".join(letter for letter in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(letter))
    return re.sub(r"[\W_]+", " ", plain.replace("đ", "d")).strip()


NAMES = {" ".join(name.split()) for name in PROVINCES.split(",")}
FOLDED_NAMES = {folded(name) for name in NAMES} - ENGLISH_TOO


def set_keys() -> frozenset[str]:
    sets = ROOT / "src" / "parix" / "definitions" / "criteria_sets"
    return frozenset(path.name for path in sets.iterdir() if path.is_dir()) if sets.is_dir() else frozenset()


def words_of_code(module: Module) -> Iterator[tuple[int, str]]:
    """Names, numbers and texts with their line; comments and docstrings left out."""
    docstrings = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and ast.get_docstring(node) is not None:
            docstrings.add(id(node.body[0].value))  # type: ignore[attr-defined]
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value
    for token in tokenize.generate_tokens(io.StringIO(module.text).readline):
        if token.type in (tokenize.NAME, tokenize.NUMBER):
            yield token.start[0], token.string


def names_a_province(word: str) -> bool:
    """With its marks anywhere; without marks only where there are none at all ("ca mẫu" is a sample case)."""
    if TIME_ZONE.fullmatch(word):
        return False
    plain = f" {folded(word)} " if word.isascii() else ""
    return any(name in word for name in NAMES) or any(f" {name} " in plain for name in FOLDED_NAMES)


def named_data(module: Module, sets: Collection[str]) -> Iterator[str]:
    """Every year, province and criteria set that the module's code names."""
    if module.path.endswith("foundation/version.py"):
        return
    for line, word in words_of_code(module):
        where = f"{module.path}:{line}"
        if YEAR.search(word) and not NO_YEAR_MEANT.search(word):
            yield f"{where}: a year in code: {word[:60]!r}"
        if names_a_province(word):
            yield f"{where}: a province in code: {word[:60]!r}"
        if any(key in word for key in sets):
            yield f"{where}: a criteria set in code: {word[:60]!r}"


def test_no_year_place_or_set_in_code() -> None:
    sets = set_keys()
    assert breaches("named data", lambda module: named_data(module, sets), EXCEPTIONS) == []


@pytest.mark.parametrize("code", [
    "since = 2017",
    "class Edition2017: pass",
    "title = 'Năm 2022'",
    "title = f'{name} 2022'",
    "chosen = 'Nghệ An'",
    "nghe_an = 1",
    "folder = 'tinh_nghe_an'",
    "city = 'Huế'",
    "edition = 'department_of_samples/first'",
])
def test_named_data_is_found(code: str) -> None:
    assert len(list(named_data(Module("src/parix/scoring/sheets.py", code + "\n"), {"department_of_samples"}))) == 1


@pytest.mark.parametrize("code", [
    '"""Points by QĐ 1234/QĐ-BNV of 2019, first used in Nghệ An."""',
    "def f():\n    '''As in 2022.'''",
    "x = 1  # NĐ 61/2018 Điều 3",
    "limit = 4_000",
    "dash = 0x2013",
    "space = 'http://schemas.test/2006/main'",
    "hint = 'viết năm, ví dụ 2022-Q1'",
    "hue = 'as long an interval as it takes'",
    "title = 'Ca mẫu của phiên bản'",
    "ratio = '0.2024'",
    "zone = 'Asia/Ho_Chi_Minh'",
])
def test_citations_and_examples_pass(code: str) -> None:
    assert list(named_data(Module("src/parix/scoring/sheets.py", code + "\n"), {"department_of_samples"})) == []
