"""`parix bundle` and `parix verify`: written whole or not at all, and every changed byte is found."""

from __future__ import annotations

import hashlib
import io
import json
import os
import resource
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.unit.cli.running import FIGURES, ROOT, SEED, Call, in_a_process, written

DATE = (1980, 1, 1, 0, 0, 0)


@pytest.fixture
def bundle(call: Call, figures: Path, edition: Path, tmp_path: Path) -> Path:
    path = tmp_path / "result.zip"
    assert call("bundle", figures, "-e", edition, "--out", path).code == 0
    return path


def _parts(bundle: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(bundle) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def _packed(path: Path, parts: dict[str, bytes], compression: int = zipfile.ZIP_STORED) -> Path:
    """The parts as parix packs them."""
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, DATE)
            info.external_attr, info.create_system, info.compress_type = 0o644 << 16, 3, compression
            archive.writestr(info, content)
    return path


def _sealed(parts: dict[str, bytes]) -> dict[str, bytes]:
    """With a manifest whose hashes are right: the work of somebody who knows the format."""
    manifest = json.loads(parts["manifest.json"])
    manifest["files"] = {name: hashlib.sha256(content).hexdigest() for name, content in parts.items() if name != "manifest.json"}
    lines = "".join(f"{digest}  {name.removeprefix('edition/')}\n" for name, digest in manifest["files"].items() if name.startswith("edition/"))
    manifest["edition_fingerprint"] = hashlib.sha256(lines.encode()).hexdigest()
    return {**parts, "manifest.json": (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()}


# --- bundle -------------------------------------------------------------------------------------------------------------


def test_a_bundle_is_written_and_says_its_fingerprint(call: Call, figures: Path, edition: Path, tmp_path: Path) -> None:
    path = tmp_path / "result.zip"
    ran = call("bundle", figures, "-e", edition, "-o", path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert (ran.code, ran.out, ran.err) == (0, f"✓ {path}\n  SHA-256 {digest}\n", "")
    assert list(_parts(path)) == [
        "manifest.json", "edition/edition.yaml", "edition/1_direction.yaml", "edition/2_service.yaml", "edition/3_bonus.yaml", "measurements.json", "sheet.json",
    ]
    assert path.stat().st_mode & 0o777 == 0o644


def test_a_bundle_says_so_in_json(call: Call, figures: Path, edition: Path, tmp_path: Path) -> None:
    path = tmp_path / "result.zip"
    ran = call("bundle", figures, "-e", edition, "-o", path, "--json")
    assert ran.json == {"bundle": str(path), "sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "index": "3205/38", "points": "641/76"}


def test_the_same_result_is_the_same_bytes(bundle: Path, figures: Path, edition: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.zip"
    assert in_a_process("bundle", figures, "-e", edition, "-o", again, env={"PYTHONHASHSEED": "3", "TZ": "Asia/Ho_Chi_Minh"}).code == 0
    assert again.read_bytes() == bundle.read_bytes()


def test_a_bundle_names_no_place_of_the_machine(call: Call, edition: Path, tmp_path: Path) -> None:
    text = FIGURES + "  - {measure: prize.items, number: 2, period: 2019}\n"
    path = tmp_path / "result.zip"
    assert call("bundle", written(tmp_path / "a.yaml", text), "-e", edition, "-o", path).code == 0
    assert str(tmp_path).encode() not in path.read_bytes()
    assert call("verify", path).code == 0


@pytest.mark.parametrize("make", [lambda path: path.write_bytes(b"mine"), lambda path: path.mkdir(), lambda path: path.symlink_to("nowhere")])
def test_nothing_is_overwritten(make: Callable[[Path], object], call: Call, figures: Path, edition: Path, tmp_path: Path) -> None:
    path = tmp_path / "result.zip"
    make(path)
    before = sorted(tmp_path.iterdir()), path.is_symlink(), path.is_file() and path.read_bytes()
    ran = call("bundle", figures, "-e", edition, "-o", path)
    assert (ran.code, ran.out, ran.problem_codes) == (2, "", ["bundle.exists"])
    assert (sorted(tmp_path.iterdir()), path.is_symlink(), path.is_file() and path.read_bytes()) == before


@pytest.mark.parametrize(("out", "words"), [("gone/result.zip", "không có tệp hoặc thư mục này"), ("figures.yaml/result.zip", "một phần của đường dẫn không phải là thư mục")])
def test_a_bundle_that_cannot_be_written_names_what_was_asked_for(out: str, words: str, call: Call, figures: Path, edition: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    ran = call("bundle", figures, "-e", edition, "-o", tmp_path / out)
    assert (ran.code, ran.out, ran.problem_codes) == (2, "", ["file.unusable"])
    assert ran.err.startswith(f"✗ {tmp_path / out}: không dùng được tệp: {words}\n")
    assert sorted(tmp_path.rglob("*")) == before


def _small_files_only() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


def test_what_does_not_fit_is_not_half_written(figures: Path, edition: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    ran = in_a_process("bundle", figures, "-e", edition, "-o", out / "result.zip", preexec_fn=_small_files_only)
    assert (ran.code, ran.out, ran.problem_codes) == (2, "", ["file.unusable"])
    assert "tệp vượt cỡ cho phép" in ran.err
    assert list(out.iterdir()) == []


def _own_mounts() -> list[str]:
    """The words before a command that gives it mounts of its own, where this machine allows that."""
    words = ["unshare", "--mount", "--"]
    if os.geteuid() != 0 or shutil.which("unshare") is None:
        return []
    probe = subprocess.run([*words, "sh", "-c", "mount -t tmpfs tmpfs /mnt"], capture_output=True, check=False)
    return words if probe.returncode == 0 else []


def test_a_full_disk_leaves_nothing_and_says_so(figures: Path, edition: Path, tmp_path: Path) -> None:
    """On a disk of eight kilobytes, with mounts of its own; where those are not allowed the limit above says the same."""
    words = _own_mounts()
    if not words:
        return
    (tmp_path / "disk").mkdir()
    command = f"'{sys.executable}' -m parix.cli bundle '{figures}' -e '{edition}' -o '{tmp_path}/disk/result.zip'"
    script = f"mount -t tmpfs -o size=8k tmpfs '{tmp_path}/disk' && {command}; echo $? $(ls -A '{tmp_path}/disk' | wc -l)"
    ran = subprocess.run([*words, "sh", "-c", script], env={"PYTHONPATH": str(ROOT / "src"), "PATH": os.environ["PATH"]}, capture_output=True, check=True)
    assert ran.stdout.decode().split() == ["2", "0"]
    assert "đĩa đã đầy" in ran.stderr.decode()


# --- verify -------------------------------------------------------------------------------------------------------------


def test_a_bundle_verifies_without_its_sources(bundle: Path, call: Call, figures: Path, edition: Path) -> None:
    figures.unlink()
    shutil.rmtree(edition)
    ran = call("verify", bundle)
    digest = hashlib.sha256(bundle.read_bytes()).hexdigest()
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"✓ Sở A, 2022: tính lại đúng từng điểm (8,4342/10)\n  SHA-256 {digest}\n"


def test_verifying_says_so_in_json(bundle: Path, call: Call) -> None:
    ran = call("verify", bundle, "--json")
    assert ran.json.keys() == {"verified", "sha256", "edition", "fingerprint", "agency", "period", "points", "index"}
    assert (ran.json["verified"], ran.json["edition"], ran.json["agency"], ran.json["points"]) == (True, "small/2022-01-01", "A1", "641/76")


def test_a_bundle_of_real_figures_verifies(call: Call, tmp_path: Path) -> None:
    assert call("bundle", SEED, "-e", "department_reconstructed", "-o", tmp_path / "a.zip").code == 0
    assert call("verify", tmp_path / "a.zip").code == 0


def test_blank_words_and_odd_signs_survive_the_bundle(call: Call, edition: Path, tmp_path: Path) -> None:
    text = FIGURES.replace('quote: "ban hành chậm"', 'quote: "a\\u2028b \\x85 \\ufeff 😀 \\\\ \\" \\t {x} [/b]"').replace("share: 8/10", "not_known: ''").replace(
        "share: 190/200", "nothing_arose: ''")
    assert call("bundle", written(tmp_path / "a.yaml", text), "-e", edition, "-o", tmp_path / "a.zip").code == 0
    assert call("verify", tmp_path / "a.zip").code == 0


@pytest.mark.parametrize("part", ["manifest.json", "edition/edition.yaml", "edition/2_service.yaml", "measurements.json", "sheet.json"])
def test_a_changed_part_is_named(part: str, bundle: Path, call: Call, tmp_path: Path) -> None:
    parts = _parts(bundle)
    changed = parts[part].replace(b"A1", b"A2").replace(b"3", b"4", 1)
    ran = call("verify", _packed(tmp_path / "b.zip", {**parts, part: changed}))
    assert (ran.code, ran.out) == (1, "")
    assert set(ran.problem_codes) <= {"bundle.changed", "bundle.version"}
    assert f"({part})" in ran.err or part == "manifest.json"
    as_json = call("verify", tmp_path / "b.zip", "--json")
    assert (as_json.code, as_json.err, as_json.json.keys()) == (1, "", {"problems"})


def test_any_changed_byte_is_found(bundle: Path, call: Call, tmp_path: Path) -> None:
    content = bundle.read_bytes()
    for offset in range(0, len(content), max(1, len(content) // 60)):
        (tmp_path / "b.zip").write_bytes(content[:offset] + bytes([content[offset] ^ 1]) + content[offset + 1 :])
        ran = call("verify", tmp_path / "b.zip")
        assert (ran.code, ran.out) == (1, ""), offset
        assert ran.problem_codes != []


@pytest.mark.parametrize("keep", [0, 1, 100, 0.5, 0.99, -1])
def test_a_bundle_cut_off_is_found(keep: float, bundle: Path, call: Call, tmp_path: Path) -> None:
    content = bundle.read_bytes()
    (tmp_path / "b.zip").write_bytes(content[: int(keep * len(content)) if 0 < keep < 1 else int(keep)])
    assert call("verify", tmp_path / "b.zip").code == 1


def test_a_byte_more_is_found(bundle: Path, call: Call, tmp_path: Path) -> None:
    for content in (bundle.read_bytes() + b"\0", b"\0" + bundle.read_bytes()):
        (tmp_path / "b.zip").write_bytes(content)
        assert call("verify", tmp_path / "b.zip").code == 1


def test_a_compressed_bundle_is_not_the_bundle(bundle: Path, call: Call, tmp_path: Path) -> None:
    ran = call("verify", _packed(tmp_path / "b.zip", _parts(bundle), zipfile.ZIP_DEFLATED))
    assert (ran.code, ran.problem_codes) == (1, ["bundle.not_canonical"])


@pytest.mark.parametrize(("content", "code"), [(b"", "bundle.damaged"), (b"not a zip", "bundle.damaged"), (bytes(range(256)) * 40, "bundle.damaged")])
def test_what_is_no_bundle_is_said_to_be_none(content: bytes, code: str, call: Call, tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_bytes(content)
    ran = call("verify", tmp_path / "b.zip")
    assert (ran.code, ran.out, ran.problem_codes) == (1, "", [code])
    assert "tệp không phải gói kết quả, hoặc đã hỏng" in ran.err


@pytest.mark.parametrize(("parts", "code"), [({"mimetype": b"x"}, "bundle.unknown_part"), ({}, "bundle.part_missing"), ({"manifest.json": b"{}"}, "bundle.part_missing")])
def test_another_zip_is_no_bundle(parts: dict[str, bytes], code: str, call: Call, tmp_path: Path) -> None:
    ran = call("verify", _packed(tmp_path / "b.zip", parts))
    assert (ran.code, ran.problem_codes) == (1, [code])


@pytest.mark.parametrize("path", ["gone.zip", "."])
def test_a_bundle_that_cannot_be_read_is_bad_input(path: str, call: Call, tmp_path: Path) -> None:
    ran = call("verify", tmp_path / path)
    assert (ran.code, ran.out, ran.problem_codes) == (2, "", ["file.unusable"])


def test_a_file_without_end_is_not_read_to_its_end(call: Call) -> None:
    ran = call("verify", "/dev/zero")
    assert (ran.code, ran.problem_codes) == (1, ["bundle.too_large"])


def _sheet_with(points: str) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        sheet: dict[str, Any] = json.loads(parts["sheet.json"])
        sheet["totals"]["points"] = points
        return {**parts, "sheet.json": json.dumps(sheet, ensure_ascii=False, indent=1).encode()}

    return change


@pytest.mark.parametrize(("change", "code"), [
    (_sheet_with("9"), "bundle.not_reproduced"),
    (lambda parts: {**parts, "measurements.json": parts["measurements.json"].replace(b'"8/10"', b'"9/10"')}, "bundle.not_reproduced"),
    (lambda parts: {**parts, "edition/1_direction.yaml": parts["edition/1_direction.yaml"].replace(b"70%", b"81%")}, "bundle.not_reproduced"),
    (lambda parts: {**parts, "edition/1_direction.yaml": parts["edition/1_direction.yaml"].replace(b"70%", b"170%")}, "shape.bad_value"),
    (lambda parts: {name: content for name, content in parts.items() if name != "edition/edition.yaml"}, "bundle.damaged"),
    (lambda parts: {**parts, "edition/edition.yaml": b"- a\n"}, "bundle.damaged"),
    (lambda parts: {**parts, "edition/edition.yaml": b"set: [a]\nin_force: {since: 2022-01-01}\n"}, "bundle.damaged"),
    (lambda parts: {**parts, "edition/edition.yaml": b"set: ../../x\nin_force: {since: 2022-01-01}\n"}, "bundle.changed"),
    (lambda parts: {**parts, "edition/../../escaped.yaml": b"x"}, "bundle.unknown_part"),
    (lambda parts: {**parts, "edition/" + "x" * 5000: b"x"}, "bundle.unknown_part"),
    (lambda parts: {**parts, "sheet.json": b"[" * 100_000}, "bundle.damaged"),
    (lambda parts: {**parts, "sheet.json": b"not json"}, "bundle.damaged"),
    (lambda parts: {**parts, "sheet.json": b"[]"}, "bundle.not_reproduced"),
    (lambda parts: {**parts, "measurements.json": b""}, "bundle.damaged"),
    (lambda parts: {**parts, "measurements.json": b"{}"}, "shape.missing_key"),
    (lambda parts: {**parts, "best_of_group.json": b"[]"}, "bundle.damaged"),
    (lambda parts: {**parts, "best_of_group.json": b'{"a": {"odd": 1}}'}, "shape.unknown_key"),
])
def test_a_forged_bundle_with_right_hashes_does_not_come_out(
    change: Callable[[dict[str, bytes]], dict[str, bytes]], code: str, bundle: Path, call: Call, tmp_path: Path,
) -> None:
    before = sorted(tmp_path.rglob("*"))
    ran = call("verify", _packed(tmp_path / "b.zip", _sealed(change(_parts(bundle)))))
    assert (ran.code, ran.out) == (1, "")
    assert code in ran.problem_codes
    assert sorted(tmp_path.rglob("*")) == sorted([*before, tmp_path / "b.zip"])


@pytest.mark.parametrize("manifest", [b"", b"{}", b"[]", b"null", b'{"files": []}', b"[" * 100_000, b'{"files": {}, "edition_fingerprint": 1}'])
def test_a_manifest_that_is_none_is_named(manifest: bytes, bundle: Path, call: Call, tmp_path: Path) -> None:
    ran = call("verify", _packed(tmp_path / "b.zip", {**_parts(bundle), "manifest.json": manifest}))
    assert (ran.code, ran.problem_codes) == (1, ["bundle.changed"])
    assert "(manifest.json)" in ran.err


def test_another_version_of_the_software_is_told_apart(bundle: Path, call: Call, tmp_path: Path) -> None:
    parts = _parts(bundle)
    manifest = json.loads(parts["manifest.json"])
    manifest["software_version"] = "99.0"
    ran = call("verify", _packed(tmp_path / "b.zip", {**parts, "manifest.json": json.dumps(manifest).encode()}))
    assert (ran.code, ran.problem_codes) == (1, ["bundle.version"])
    assert "phần mềm 99.0" in ran.err


def test_packing_here_is_packing_there(bundle: Path, tmp_path: Path) -> None:
    """What the tests above change is nothing but the parts."""
    assert _packed(tmp_path / "b.zip", _sealed(_parts(bundle))).read_bytes() == bundle.read_bytes()
    assert zipfile.is_zipfile(io.BytesIO(bundle.read_bytes()))
