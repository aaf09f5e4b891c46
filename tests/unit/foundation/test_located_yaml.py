"""YAML comes in as text with its places; what a data file has no need of is refused, soon and in Vietnamese."""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from parix.foundation.located_yaml import MAX_BYTES, MAX_DEPTH, MAX_NODES, Node, read_yaml_bytes, read_yaml_file
from parix.foundation.problems import Problem
from tests.unit.scoring.property_settings import examples

SAMPLE = """\
# a comment
title: Bộ chỉ số
points: 1.10
flags: [yes, no, null, 0x10]
"with: colon": a
nested:
  - code: "1.1"
    text: {vi: một, en: one}
  - |
    several
    lines
"""


def _read(text: str | bytes) -> tuple[Node, list[Problem]]:
    node, problems = read_yaml_bytes(text.encode() if isinstance(text, str) else text, "a.yaml")
    assert node is not None
    return node, problems


def _refused(raw: str | bytes) -> tuple[str, int, int]:
    """Code, line and column of the one problem that a text is refused for."""
    node, problems = read_yaml_bytes(raw.encode() if isinstance(raw, str) else raw, "a.yaml")
    assert node is None
    [problem] = problems
    assert (problem.place.file, problem.severity) == ("a.yaml", "error")
    return problem.code, problem.place.line, problem.place.column


def _line_column(node: Node) -> tuple[int, int]:
    return node.place.line, node.place.column


def test_every_scalar_stays_text() -> None:
    node, problems = _read(SAMPLE)
    assert problems == []
    assert node.plain() == {
        "title": "Bộ chỉ số", "points": "1.10", "flags": ["yes", "no", "null", "0x10"], "with: colon": "a",
        "nested": [{"code": "1.1", "text": {"vi": "một", "en": "one"}}, "several\nlines\n"],
    }


def test_every_value_and_key_has_its_place() -> None:
    node, _ = _read(SAMPLE)
    places = {path: _line_column(node.find(path)) for path in [
        ("title",), ("points",), ("flags", 2), ("with: colon",), ("nested", 0, "code"), ("nested", 0, "text", "en"), ("nested", 1),
    ]}
    assert places == {
        ("title",): (2, 8), ("points",): (3, 9), ("flags", 2): (4, 18), ("with: colon",): (5, 16), ("nested", 0, "code"): (7, 11),
        ("nested", 0, "text", "en"): (8, 25), ("nested", 1): (9, 5),
    }
    keys = [node.place_of_key(key) for key in ("points", "with: colon", "nested")]
    assert [(place.line, place.column) for place in keys] == [(3, 1), (5, 1), (6, 1)]
    assert node.place_of_key("not there") == node.place


def test_columns_count_letters_not_bytes() -> None:
    node, _ = _read("{ưu điểm: {đạt: có}, hết: 1}\n")
    assert [_line_column(node.find(path)) for path in (("ưu điểm", "đạt"), ("hết",))] == [(1, 17), (1, 27)]


def test_a_path_is_followed_as_far_as_it_goes() -> None:
    node, _ = _read(SAMPLE)
    assert node.find(("nested", "leaf", 0, "text", "vi")).content == "một"
    assert _line_column(node.find(("nested", 0, "missing"))) == (7, 5)
    assert _line_column(node.find(("nested", 7))) == (7, 3)
    assert node.find(()) is node


def test_the_name_of_an_alternative_is_not_taken_for_a_key() -> None:
    node, _ = _read("kind: levels\nlevels: {levels: {points: 1}, late: {points: 2}}\n")
    assert node.find(("levels",)) is node
    assert node.find(("levels", "levels", "late", "points")).content == "2"
    assert node.find(("levels", "levels", "levels", "points")).content == "1"


def test_a_key_given_twice_is_a_problem_at_the_second() -> None:
    node, problems = _read("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\na: 4\n")
    assert [(one.code, one.place.line, one.place.column) for one in problems] == [("yaml.duplicate_key", 5, 3), ("yaml.duplicate_key", 6, 1)]
    assert [one.message for one in problems] == ["khoá «c» bị lặp (lần đầu ở dòng 3)", "khoá «a» bị lặp (lần đầu ở dòng 1)"]
    assert node.plain() == {"a": "1", "b": {"c": "1", "d": "2"}}


def test_a_key_that_is_no_text_is_a_problem() -> None:
    for text, column in (("? [a]\n: b", 3), ("{{a: b}: c}", 2)):
        node, problems = _read(text)
        assert [(one.code, one.place.line, one.place.column) for one in problems] == [("yaml.key_not_text", 1, column)]
        assert node.plain() == {}


@pytest.mark.parametrize(("text", "expected"), [
    ("a: &x 1\nb: *x\n", ("yaml.alias", 1, 4)),
    ("a: 1\nb: *x\n", ("yaml.alias", 2, 4)),
    ("a: &x [1]\n", ("yaml.alias", 1, 4)),
    ("a: !!python/object/apply:os.system [ls]\n", ("yaml.tag", 1, 4)),
    ("a: 1\nb: !!int 2\n", ("yaml.tag", 2, 4)),
    ("a: !mine {b: 1}\n", ("yaml.tag", 1, 4)),
    ("a: 1\n---\nb: 2\n", ("yaml.several_documents", 2, 1)),
    ("a: b: c\n", ("yaml.syntax", 1, 5)),
    ("a: [1, 2\n", ("yaml.syntax", 2, 1)),
    ("a: 1\n b: 2\n", ("yaml.syntax", 2, 3)),
    ("a: 1\n\tb: 2\n", ("yaml.syntax", 2, 1)),
    ("a: 'never closed\n", ("yaml.syntax", 2, 1)),
    ("a: @x\n", ("yaml.syntax", 1, 4)),
    ("a: x\0y\n", ("yaml.character", 1, 5)),
    ("a: 1\nb: ế\x1b[31m\n", ("yaml.character", 2, 5)),
    ("a: \x7f\n", ("yaml.character", 1, 4)),
    ('a: 1\nb: "x\\0y"\n', ("yaml.character", 2, 4)),
    ('b: "\\e[31m"\n', ("yaml.character", 1, 4)),
    (b"a: 1\nb: \xff\n", ("yaml.not_utf8", 2, 0)),
    ("a: ế".encode("utf-16"), ("yaml.not_utf8", 1, 0)),
    ("a: đ".encode("cp1258"), ("yaml.not_utf8", 1, 0)),
    ("[" * (MAX_DEPTH + 1), ("yaml.too_deep", 1, MAX_DEPTH + 1)),
    ("\n".join(f"{' ' * depth}a:" for depth in range(MAX_DEPTH + 2)), ("yaml.too_deep", MAX_DEPTH + 1, MAX_DEPTH + 1)),
])
def test_what_no_data_file_needs_is_refused_at_its_place(text: str | bytes, expected: tuple[str, int, int]) -> None:
    assert _refused(text) == expected


def test_as_deep_as_allowed_is_read() -> None:
    node, problems = _read("[" * MAX_DEPTH + "x" + "]" * MAX_DEPTH)
    assert problems == []
    assert json.dumps(node.plain()) == "[" * MAX_DEPTH + '"x"' + "]" * MAX_DEPTH


def test_a_plain_tag_and_a_merge_key_are_only_text() -> None:
    assert _read("a: ! 12\n<<: {b: c}\n")[0].plain() == {"a": "12", "<<": {"b": "c"}}


def test_a_byte_order_mark_and_windows_lines_do_not_matter() -> None:
    node, problems = _read("\ufeffa: 1\r\nb: 2\r\n".encode())
    assert (node.plain(), problems) == ({"a": "1", "b": "2"}, [])
    assert _line_column(node.find(("b",))) == (2, 4)


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"# only a comment\n", b"\xef\xbb\xbf", b"   "])
def test_nothing_is_no_node_and_no_problem(raw: bytes) -> None:
    assert read_yaml_bytes(raw, "a.yaml") == (None, [])


def test_json_is_read_as_yaml() -> None:
    data = {"a": ["1", 'đ "quoted" \\ / \t\n', ""], "b": {"c": "x" * 3000, "d: e": "#"}}
    for indent in (None, 1, 2):
        assert _read(json.dumps(data, ensure_ascii=False, indent=indent))[0].plain() == data


def test_problems_found_before_a_refusal_are_kept() -> None:
    node, problems = read_yaml_bytes(b"a: {b: 1, b: 2}\nc: *x\n", "a.yaml")
    assert node is None
    assert [one.code for one in problems] == ["yaml.duplicate_key", "yaml.alias"]


# --- files ----------------------------------------------------------------------------------------------------------


def _file_problem(path: Path) -> tuple[str, str]:
    node, problems = read_yaml_file(path, "shown.yaml")
    assert node is None
    [problem] = problems
    assert (problem.place.file, problem.place.line) == ("shown.yaml", 0)
    return problem.code, problem.message


def test_a_file_is_read_under_the_name_it_is_shown_by(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: 1\n", encoding="utf-8")
    for shown_as, name in ((None, str(path)), ("set/a.yaml", "set/a.yaml")):
        node, problems = read_yaml_file(path, shown_as)
        assert node is not None
        assert (node.place.file, problems) == (name, [])


def test_files_that_cannot_be_read_are_problems(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    (tmp_path / "file").write_text("a: 1", encoding="utf-8")
    assert [_file_problem(path) for path in (tmp_path / "gone", tmp_path, loop, tmp_path / "file" / "a", tmp_path / ("x" * 300))] == [
        ("yaml.unreadable", f"không đọc được tệp: {why}") for why in (
            "không có tệp hoặc thư mục này", "đây là thư mục, không phải tệp", "liên kết vòng", "một phần của đường dẫn không phải là thư mục",
            "tên tệp quá dài",
        )
    ]


@pytest.fixture
def not_root() -> Iterator[None]:
    """Root may read every file, so the test acts as nobody for a moment."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    yield
    os.seteuid(before)


@pytest.mark.usefixtures("not_root")
def test_a_file_without_permission_is_a_problem() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.yaml"
        path.touch(mode=0o000)
        assert _file_problem(path) == ("yaml.unreadable", "không đọc được tệp: không có quyền")


def test_a_file_may_have_its_size_and_no_byte_more(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"#" * (MAX_BYTES - 5) + b"\na: 1")
    assert read_yaml_file(path)[1] == []
    path.write_bytes(b"#" * (MAX_BYTES - 4) + b"\na: 1")
    assert _file_problem(path)[0] == "yaml.too_large"


def test_a_file_without_end_is_not_read_to_its_end() -> None:
    assert _file_problem(Path("/dev/zero"))[0] == "yaml.too_large"


# --- hostile ----------------------------------------------------------------------------------------------------------


def _bomb() -> bytes:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 20)]
    return "\n".join(lines).encode()


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "alias bomb": (_bomb, "yaml.alias"),
    "brackets": (lambda: b"[" * MAX_BYTES, "yaml.too_deep"),
    "braces": (lambda: b"{" * MAX_BYTES, "yaml.too_deep"),
    "dashes": (lambda: b"- " * (MAX_BYTES // 2), "yaml.too_deep"),
    "question marks": (lambda: b"? " * (MAX_BYTES // 2), "yaml.too_deep"),
    "stairs": (lambda: b"".join(b" " * depth + b"a:\n" for depth in range(2500)), "yaml.too_deep"),
    "many pairs": (lambda: b"[" + b"a: b, " * (MAX_BYTES // 6) + b"]", "yaml.too_many_nodes"),
    "many items": (lambda: b"- a\n" * (MAX_BYTES // 4), "yaml.too_many_nodes"),
    "many documents": (lambda: b"---\n" * (MAX_BYTES // 4), "yaml.several_documents"),
    "many anchors": (lambda: b"&a " * (MAX_BYTES // 3), "yaml.alias"),
    "many directives": (lambda: b"%a b\n" * (MAX_BYTES // 5), "yaml.syntax"),
    "tabs": (lambda: b"\t" * MAX_BYTES, "yaml.syntax"),
    "long key": (lambda: b"a" * (MAX_BYTES - 3) + b": b", "yaml.syntax"),
    "commas": (lambda: b"[" + b"," * (MAX_BYTES - 1), "yaml.syntax"),
    "zeros": (lambda: b"\0" * MAX_BYTES, "yaml.character"),
    "zero at the end": (lambda: b"a" * (MAX_BYTES - 1) + b"\0", "yaml.character"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_a_moment(name: str) -> None:
    make, code = HOSTILE[name]
    raw = make()
    start = time.process_time()
    node, problems = read_yaml_bytes(raw, "a.yaml")
    assert time.process_time() - start < 5
    assert node is None
    assert [one.code for one in problems] == [code]


@pytest.mark.parametrize("raw", [
    pytest.param(b"a: " + b"x" * (MAX_BYTES - 3), id="long value"), pytest.param(b"\n" * MAX_BYTES, id="empty lines"),
    pytest.param(b'a: "' + b"\\\\" * (MAX_BYTES // 2 - 3) + b'"', id="escapes"), pytest.param(b"a: >\n" + b" x\n\n" * (MAX_BYTES // 4 - 2), id="folded"),
])
def test_a_large_harmless_file_is_read_in_a_moment(raw: bytes) -> None:
    start = time.process_time()
    _, problems = read_yaml_bytes(raw, "a.yaml")
    assert time.process_time() - start < 5
    assert problems == []


def test_a_file_of_one_key_only_is_bounded() -> None:
    raw = b"x:\n" + b" a: 1\n" * (MAX_NODES // 2 - 10)
    start = time.process_time()
    node, problems = read_yaml_bytes(raw, "a.yaml")
    assert time.process_time() - start < 8
    assert node is not None
    assert node.plain() == {"x": {"a": "1"}}
    assert {one.code for one in problems} == {"yaml.duplicate_key"}
    assert len(problems) == MAX_NODES // 2 - 11


@given(st.binary(max_size=300))
@examples(100)
def test_any_bytes_are_a_node_or_a_problem(raw: bytes) -> None:
    node, problems = read_yaml_bytes(raw, "a.yaml")
    assert all(one.code.startswith("yaml.") and one.message and one.remedy for one in problems)
    if node is not None:
        node.plain()


@given(st.text(alphabet="ab:-?,[]{}&*!|>'\"%@`# \n\t0.1\\", max_size=60))
@examples(300)
def test_any_text_of_yaml_signs_is_a_node_or_a_problem(text: str) -> None:
    node, problems = read_yaml_bytes(text.encode(), "a.yaml")
    if node is not None:
        node.plain()
    assert all("cú pháp YAML sai" in one.message for one in problems if one.code == "yaml.syntax")


plain_data = st.recursive(
    st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff\u2028\u2029\x85\ufeff"), max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcđế ", min_size=1, max_size=5), inner, max_size=4), max_leaves=20,
)


@given(st.dictionaries(st.text("abc", min_size=1), plain_data, min_size=1))
@examples(100)
def test_whatever_text_is_dumped_is_read_back(data: dict[str, object]) -> None:
    dumped = yaml.safe_dump(data, allow_unicode=True, default_style='"')
    assert _read(dumped)[0].plain() == data
    assert _read(json.dumps(data, ensure_ascii=False))[0].plain() == data
