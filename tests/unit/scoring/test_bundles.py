"""A result bundle is computed again to the same points, and any change to it is found and named."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from fractions import Fraction as F
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parix.criteria.editions import Edition
from parix.criteria.library import SHIPPED, edition_folders
from parix.foundation.facts import Fact, Known, Level, NotApplicable, NothingArose, NotKnown, Number, Share, YesNo
from parix.foundation.measurements import Declared, Measurement, MeasurementSet, Source
from parix.foundation.periods import Period
from parix.foundation.problems import Problem, ProblemsFound
from parix.foundation.version import SOFTWARE_VERSION
from parix.scoring.bundles import MANIFEST, MAX_BUNDLE_BYTES, MEASUREMENTS, SHEET, bundle_bytes, bundle_fingerprint, verify_bundle
from parix.scoring.groups import best_values
from parix.scoring.sheet_json import sheet_to_json
from parix.scoring.sheets import score
from tests.unit.scoring.made_up_editions import SOURCE, YEAR, agency, measured, shipped_edition
from tests.unit.scoring.made_up_measurements import random_sets
from tests.unit.scoring.property_settings import examples

FOLDERS = edition_folders()
PARTS_FOLDER = SHIPPED / "province_blocks" / "2022-01-01"


@cache
def small_bundle() -> bytes:
    """Of a real, small edition: few bytes, so that all of its frame can be tried."""
    facts = {"published.appraisal": Number(F("57.04")), "published.sipas": Number(F("8.19"))}
    given_set = MeasurementSet(agency("H28", kind="province"), Period.of_year(2023), tuple(
        Measurement(code, Period.of_year(2023), fact, SOURCE, "«in ở trang 3»", "trang 3") for code, fact in facts.items()))
    return bundle_bytes(score(shipped_edition(PARTS_FOLDER), given_set))


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def zipped(parts: Mapping[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    """In the frame of the real bundles."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.external_attr, info.create_system, info.compress_type = 0o644 << 16, 3, compression
            archive.writestr(info, content)
    return buffer.getvalue()


def forged(change: Callable[[dict[str, bytes]], None], manifest_too: Callable[[dict[str, Any]], None] = lambda manifest: None) -> bytes:
    """The small bundle with its parts changed and every hash in the manifest made to agree again."""
    parts = parts_of(small_bundle())
    change(parts)
    manifest = json.loads(parts.pop(MANIFEST))
    manifest["files"] = {name: hashlib.sha256(content).hexdigest() for name, content in parts.items()}
    edition = {name.removeprefix("edition/"): content for name, content in parts.items() if name.startswith("edition/")}
    lines = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in edition.items())
    manifest["edition_fingerprint"] = hashlib.sha256(lines.encode()).hexdigest()
    manifest_too(manifest)
    return zipped({MANIFEST: written(manifest), **parts})


def written(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def problems_of(content: bytes) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsFound) as found:
        verify_bundle(content, "goi.zip")
    assert all(problem.message and problem.remedy for problem in found.value.problems)
    return found.value.problems


def codes_of(content: bytes) -> list[str]:
    return [problem.code for problem in problems_of(content)]


def test_the_frame_of_these_tests_is_that_of_the_bundles() -> None:
    assert zipped(parts_of(small_bundle())) == small_bundle()
    assert forged(lambda parts: None) == small_bundle()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_every_shipped_edition_is_computed_again_to_the_last_digit(folder: Path) -> None:
    edition = shipped_edition(folder)
    for one in random_sets(edition, 5, 3):
        sheet = score(edition, one)
        content = bundle_bytes(sheet)
        verified = verify_bundle(content)
        assert verified.fingerprint == bundle_fingerprint(content) == hashlib.sha256(content).hexdigest()
        assert verified.sheet.total == sheet.total
        assert verified.sheet.index == sheet.index
        assert verified.sheet.edition.fingerprint == edition.fingerprint
        assert [leaf.points for leaf in verified.sheet.leaves] == [leaf.points for leaf in sheet.leaves]
        stored = json.loads(parts_of(content)[SHEET])
        assert {**stored, "warnings": None} == {**sheet_to_json(sheet), "warnings": None}


def test_what_was_compared_with_the_best_of_the_group_is_too(every_kind: Edition) -> None:
    sets = random_sets(every_kind, 6, 8)
    best = best_values(every_kind, sets)
    for one in sets:
        held = best["not_surveyed" if "no_survey" in one.agency.traits else "surveyed"]
        sheet = score(every_kind, one, best=held)
        assert verify_bundle(bundle_bytes(sheet, best=held)).sheet.total == sheet.total


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@st.composite
def odd_sets(draw: Any) -> MeasurementSet:
    """Any words an office may paste, empty ones too; facts that are missing in every way; other years; declared results."""
    sources = [
        Source(
            draw(TEXTS), draw(TEXTS), draw(st.sampled_from(["document", "survey", ""])), draw(TEXTS), draw(TEXTS), draw(TEXTS), draw(TEXTS),
        ) for _ in range(2)
    ]
    sources = [sources[0]] if sources[0].key == sources[1].key else sources
    sources = [one if one.key else Source("", "không ghi nguồn", "unstated") for one in sources]
    facts: dict[str, st.SearchStrategy[Fact]] = {
        "plan.answer": st.one_of(st.booleans().map(YesNo), TEXTS.map(NothingArose), TEXTS.map(NotKnown)),
        "settled.share": st.one_of(st.integers(0, 9).map(lambda n: Share(F(n, 8), F(9))), st.builds(NotApplicable, TEXTS, TEXTS)),
        "outreach.level": st.sampled_from(["timely", "none"]).map(Level),
        "errors.value": st.integers(0, 10**30).map(lambda n: Number(F(n, 7))),
    }
    measurements = [
        Measurement(code, period, draw(fact), draw(st.sampled_from(sources)), draw(TEXTS), draw(TEXTS))
        for code, fact in facts.items() if draw(st.booleans())
        for period in ([YEAR, YEAR.a_year_before(), Period.parse("2001-01-15..2001-03-14")] if draw(st.booleans()) else [YEAR])
    ]
    declared = tuple(
        Declared(draw(st.sampled_from(["total", "rank"])), draw(TEXTS), draw(st.sampled_from(sources)), draw(TEXTS)) for _ in range(draw(st.integers(0, 2)))
    )
    of = agency(draw(TEXTS), traits=draw(st.lists(TEXTS, max_size=2)), group=draw(st.sampled_from(["", "surveyed", "khối khác"])))
    return MeasurementSet(of, YEAR, tuple(measurements), declared, draw(TEXTS), draw(TEXTS))


def test_whatever_words_are_in_it_a_bundle_is_computed_again(every_kind: Edition) -> None:
    @examples(40)
    @given(odd_sets())
    def prove(given_set: MeasurementSet) -> None:
        sheet = score(every_kind, given_set)
        verified = verify_bundle(bundle_bytes(sheet))
        assert verified.sheet.total == sheet.total
        assert verified.sheet.given == given_set

    prove()


def test_the_same_inputs_give_the_same_bytes(department_set: Edition) -> None:
    (one,) = random_sets(department_set, 7, 1)
    assert bundle_bytes(score(department_set, one)) == bundle_bytes(score(shipped_edition(Path(department_set.folder)), one))


def _frame_and_parts(content: bytes) -> tuple[list[int], dict[str, range]]:
    """Offsets of the frame (headers, directory) and where each part's bytes lie."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        starts = {info.filename: info.header_offset + 30 + len(info.filename.encode()) + len(info.extra) for info in archive.infolist()}
        inside = {info.filename: range(starts[info.filename], starts[info.filename] + info.file_size) for info in archive.infolist()}
    taken = {at for one in inside.values() for at in one}
    return [at for at in range(len(content)) if at not in taken], inside


def _flipped(content: bytes, at: int, bit: int) -> bytes:
    return content[:at] + bytes([content[at] ^ (1 << bit)]) + content[at + 1 :]


def test_every_changed_byte_of_the_frame_is_found() -> None:
    content, random = small_bundle(), Random(1)
    frame, inside = _frame_and_parts(content)
    assert len(frame) + sum(len(one) for one in inside.values()) == len(content)
    for at in frame:
        assert problems_of(_flipped(content, at, random.randrange(8)))[0].code.startswith("bundle.")


def test_every_changed_byte_of_a_part_is_found_and_the_part_is_named() -> None:
    content, random = small_bundle(), Random(2)
    inside = _frame_and_parts(content)[1]
    for name, offsets in inside.items():
        for at in sorted(random.sample(offsets, min(len(offsets), 80))):
            found = problems_of(_flipped(content, at, random.randrange(8)))
            assert [(problem.code, problem.place.file, problem.place.path) for problem in found] == [("bundle.changed", "goi.zip", name)]


def test_a_changed_byte_between_the_parts_is_named_by_its_place() -> None:
    content = small_bundle()
    at = content.index(b"PK\x01\x02") + 12  # the time in the first entry of the directory
    (problem,) = problems_of(_flipped(content, at, 0))
    assert (problem.code, problem.place.path) == ("bundle.changed", f"byte {at}")


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip at all", b"\x00" * 1000], ids=["empty", "short", "text", "zeros"])
def test_what_is_no_zip_is_refused(content: bytes) -> None:
    assert codes_of(content) == ["bundle.damaged"]


def test_cut_or_lengthened_bundles_are_refused() -> None:
    content = small_bundle()
    for cut in (1, 21, 22, 23, 400, len(content) // 2):
        assert codes_of(content[:-cut])[0].startswith("bundle.")
    assert codes_of(content + b"\x00")[0].startswith("bundle.")
    assert codes_of(b"\x00" + content)[0].startswith("bundle.")
    assert codes_of(content + content)[0].startswith("bundle.")


def test_a_bundle_above_the_largest_size_is_not_opened() -> None:
    assert codes_of(small_bundle() + bytes(MAX_BUNDLE_BYTES)) == ["bundle.too_large"]


def test_a_zip_bomb_is_not_unpacked() -> None:
    bomb = zipped({**parts_of(small_bundle()), "edition/9_bomb.yaml": bytes(200 * 1024 * 1024)}, zipfile.ZIP_DEFLATED)
    assert len(bomb) < 1024 * 1024
    assert codes_of(bomb) == ["bundle.not_canonical"]


def test_a_compressed_bundle_is_not_canonical() -> None:
    assert codes_of(zipped(parts_of(small_bundle()), zipfile.ZIP_DEFLATED)) == ["bundle.not_canonical"]


@pytest.mark.parametrize("part", [MANIFEST, MEASUREMENTS, SHEET, "edition/edition.yaml", "edition/1_published_parts.yaml"])
def test_a_missing_part_is_named(part: str) -> None:
    parts = {name: content for name, content in parts_of(small_bundle()).items() if name != part}
    problem = problems_of(zipped(parts))[0]
    assert problem.code == "bundle.part_missing"
    assert part in problem.message


@pytest.mark.parametrize("part", ["edition/edition.yaml", "edition/1_published_parts.yaml", "all"])
def test_an_edition_left_out_of_parts_and_manifest_alike_is_refused(part: str) -> None:
    def without(parts: dict[str, bytes]) -> None:
        for name in [name for name in parts if name == part or (part == "all" and name.startswith("edition/"))]:
            del parts[name]

    assert problems_of(forged(without))


@pytest.mark.parametrize("name", [
    "../edition.yaml", "edition/../../evil.yaml", "/etc/evil.yaml", "edition/sub/1_x.yaml", "edition/..", "evil.txt", "edition/.hidden", "edition\\x.yaml", "C:evil",
])
def test_names_that_are_no_parts_are_refused_and_nothing_is_written(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    assert problems_of(forged(lambda parts: parts.update({name: b"key: value\n"})))
    assert [path.name for path in tmp_path.rglob("*")] == ["temporary"]


def test_another_version_of_the_software_or_the_format_is_said() -> None:
    found = problems_of(forged(lambda parts: None, lambda manifest: manifest.update(software_version="0.0.0")))
    assert [problem.code for problem in found] == ["bundle.version"]
    assert "0.0.0" in found[0].message
    assert SOFTWARE_VERSION in found[0].message
    assert codes_of(forged(lambda parts: None, lambda manifest: manifest.update(format="other/9"))) == ["bundle.version"]


def changed_sheet(change: Callable[[dict[str, Any]], None]) -> bytes:
    def forge(parts: dict[str, bytes]) -> None:
        sheet = json.loads(parts[SHEET])
        change(sheet)
        parts[SHEET] = written(sheet)

    return forged(forge)


def test_a_sheet_that_these_figures_do_not_give_is_named_by_its_place() -> None:
    def better(sheet: dict[str, Any]) -> None:
        sheet["totals"]["points"] = "99"
        sheet["fields"][0]["children"][2]["points"] = "10"
        sheet["agency"]["name"] = "Tỉnh khác"

    found = problems_of(changed_sheet(better))
    assert {(problem.code, problem.place.file, problem.place.path) for problem in found} == {
        ("bundle.not_reproduced", "goi.zip!sheet.json", path) for path in ("totals.points", "fields[0].children[2].points", "agency.name")
    }
    assert "99" in next(problem.message for problem in found if problem.place.path == "totals.points")


@pytest.mark.parametrize("change", [
    lambda sheet: sheet["totals"].update(complete=0),
    lambda sheet: sheet.update(extra="words"),
    lambda sheet: sheet["fields"][0]["children"].pop(),
    lambda sheet: sheet.pop("warnings"),
    lambda sheet: sheet.update(software_version="9"),
    lambda sheet: sheet["totals"].update(points=float("nan")),
], ids=["nought-for-no", "extra", "fewer-leaves", "no-warnings", "version", "nan"])
def test_other_forgeries_of_the_sheet_are_not_reproduced(change: Callable[[dict[str, Any]], None]) -> None:
    assert set(codes_of(changed_sheet(change))) == {"bundle.not_reproduced"}


def test_the_same_sheet_written_otherwise_is_found() -> None:
    """A second `points` before the true one: readers differ in which they believe."""
    def doubled(parts: dict[str, bytes]) -> None:
        parts[SHEET] = parts[SHEET].replace(b'"points": "65.23"', b'"points": "99",\n  "points": "65.23"', 1)

    assert set(codes_of(forged(doubled))) == {"bundle.not_reproduced"}
    assert set(codes_of(forged(lambda parts: parts.update({SHEET: json.dumps(json.loads(parts[SHEET])).encode()})))) == {"bundle.not_reproduced"}


def test_a_manifest_that_says_anything_else_is_found() -> None:
    for change in (
        lambda manifest: manifest.update(edition="province_blocks/2030-01-01"), lambda manifest: manifest.update(note="x"),
        lambda manifest: manifest.update(edition_fingerprint="0" * 64), lambda manifest: manifest["files"].update({"evil.txt": "0" * 64}),
        lambda manifest: manifest.pop("files"), lambda manifest: manifest.update(files=[]), lambda manifest: manifest.pop("edition"),
    ):
        found = problems_of(forged(lambda parts: None, change))
        assert {problem.code for problem in found} <= {"bundle.changed", "bundle.part_missing", "bundle.not_reproduced"}
        assert {problem.place.path for problem in found} <= {MANIFEST, ""}


@pytest.mark.parametrize("part", [MANIFEST, MEASUREMENTS, SHEET, "edition/edition.yaml", "edition/1_published_parts.yaml", "best_of_group.json"])
@pytest.mark.parametrize("content", [
    b"", b"null", b"[]", b"1", b'"text"', b"{", b"\xff\xfe", b"{}", b"[" * 100_000, b'{"a": ' * 50_000, b"a: &x [*x]\n", b"agency: 3\nperiod: []\n", b"set: [1]\n",
    b"set: ../../x\nin_force: {since: ../y}\n", b'{"x": {"number": "-1"}}', b'{"x": 3}', b'{"x": {"share": ["1", "2"]}}',
], ids=range(17))
def test_hostile_parts_with_the_right_hashes_are_refused_not_crashed_on(part: str, content: bytes) -> None:
    parts = parts_of(small_bundle())
    parts[part] = content
    if part == MANIFEST:
        assert problems_of(zipped(parts))
        return
    assert problems_of(forged(lambda given_parts: given_parts.update({part: content})))


def test_measurements_that_do_not_fit_the_edition_are_refused() -> None:
    def above(parts: dict[str, bytes]) -> None:
        parts[MEASUREMENTS] = parts[MEASUREMENTS].replace(b'"57.04"', b'"62"')

    assert codes_of(forged(above)) == ["measurement.above_max"]


def test_other_measurements_give_another_sheet() -> None:
    def less(parts: dict[str, bytes]) -> None:
        parts[MEASUREMENTS] = parts[MEASUREMENTS].replace(b'"57.04"', b'"57.03"')

    assert set(codes_of(forged(less))) == {"bundle.not_reproduced"}


def test_warnings_do_not_tie_a_bundle_to_the_file_it_was_read_from(every_kind: Edition) -> None:
    """A figure of another period is a warning with the place in somebody's file; the bundle holds without that file."""
    given_set = measured({"plan.answer": YesNo(True)}, previous=None)
    odd = Measurement("plan.answer", Period.parse("2001"), YesNo(False), SOURCE)
    sheet = score(every_kind, MeasurementSet(given_set.agency, YEAR, (*given_set.measurements, odd)))
    assert [problem.code for problem in sheet.warnings] == ["measurement.period"]
    verified = verify_bundle(bundle_bytes(sheet))
    assert [problem.code for problem in verified.sheet.warnings] == ["measurement.period"]


def test_a_best_value_that_nobody_asked_for_is_kept_and_changes_nothing(every_kind: Edition) -> None:
    best: dict[str, Known] = {"leading.value": Share(F(9), F(10))}
    sheet = score(every_kind, measured({"leading.value": Share(F(1), F(2))}), best=best)
    verified = verify_bundle(bundle_bytes(sheet, best=best))
    assert next(one.points for one in verified.sheet.leaves if one.leaf.key == "leading") == F(4) * 5 / 9
    with pytest.raises(ProblemsFound):
        verify_bundle(bundle_bytes(sheet))
