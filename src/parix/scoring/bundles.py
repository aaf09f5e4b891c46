"""A result bundle: all that is needed to compute a score again, and the proof that nothing in it was changed.

A bundle is a ZIP file, stored without compression and with fixed dates, so that the same result is the same bytes:
`manifest.json` (format, software version, edition fingerprint, SHA-256 of every other file), `edition/*`,
`measurements.json` and `sheet.json`. Verifying reads it, hashes each part, scores again and compares every point.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parix.criteria.editions import Edition
from parix.criteria.freezing import fingerprint_of_contents
from parix.criteria.intake import edition_files, take_in
from parix.foundation.facts import Known, Number, Rate, Share
from parix.foundation.located_yaml import read_yaml_bytes
from parix.foundation.measurement_files import fact_from_json, fact_to_json, measurement_set_from_json, measurement_set_to_json
from parix.foundation.measurements import MeasurementSet
from parix.foundation.problems import Place, Problem, ProblemsFound
from parix.foundation.version import SOFTWARE_VERSION
from parix.scoring.sheet_json import sheet_to_json
from parix.scoring.sheets import ScoreSheet, score

FORMAT = "parix-result-bundle/1"
MANIFEST, MEASUREMENTS, SHEET, BEST = "manifest.json", "measurements.json", "sheet.json", "best_of_group.json"
MAX_BUNDLE_BYTES = 64 * 1024 * 1024
_DATE = (1980, 1, 1, 0, 0, 0)
_PLAIN_NAME = re.compile(r"\w[\w.-]{0,199}")
_PART_NAME = re.compile(rf"{MANIFEST}|{MEASUREMENTS}|{SHEET}|{BEST}|edition/{_PLAIN_NAME.pattern}".replace(".json", "[.]json"))
# Characters that JSON may hold as they are and YAML, which can read the measurements too, may not or folds into a space.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Verified:
    """The recomputed sheet and the bundle's own fingerprint, when everything agrees."""

    sheet: ScoreSheet
    fingerprint: str


def bundle_bytes(sheet: ScoreSheet, *, best: Mapping[str, Known] | None = None) -> bytes:
    """The bundle of one sheet; `best` as it was given to `score`. Reads the edition's files from its folder."""
    edition = sheet.edition
    files = {f"edition/{path.name}": path.read_bytes() for path in edition_files(Path(edition.folder)) if path.exists()}
    return _zip(_made_parts(files, sheet, best))


def bundle_fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def verify_bundle(content: bytes, name: str = "bundle") -> Verified:
    """Score the bundle again. Raises ProblemsFound that names every part that was changed or does not come out."""
    parts = _parts(content, name)
    problems = _changed_parts(parts, name)
    problems += _canonical(content, parts, name) if not problems else []
    if problems:
        raise ProblemsFound(problems)
    try:
        stored = json.loads(parts[SHEET])
        edition, given, best = _inputs(parts, name)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        # Its hashes agree, so somebody made it by other means than this program.
        raise ProblemsFound([Problem("bundle.damaged", "các phần của gói không đúng khuôn dạng", "lấy lại gói gốc", Place(name))]) from None
    sheet = score(edition, given, best=best)
    problems = list(_differences(stored, json.loads(_json(_sheet_part(sheet))), "", f"{name}!{SHEET}"))
    problems = problems or _otherwise_written(content, parts, sheet, best, name)
    if problems:
        raise ProblemsFound(problems)
    return Verified(sheet, bundle_fingerprint(content))


def _made_parts(files: Mapping[str, bytes], sheet: ScoreSheet, best: Mapping[str, Known] | None) -> dict[str, bytes]:
    """Every part of a sheet's bundle, `files` being those of its edition."""
    parts = {**files, MEASUREMENTS: _json(measurement_set_to_json(sheet.given)), SHEET: _json(_sheet_part(sheet))}
    if best:
        parts[BEST] = _json({code: fact_to_json(fact) for code, fact in sorted(best.items())})
    return {MANIFEST: _manifest(sheet.edition, parts), **parts}


def _manifest(edition: Edition, parts: Mapping[str, bytes]) -> bytes:
    return _json({
        "format": FORMAT,
        "software_version": SOFTWARE_VERSION,
        "edition": edition.name,
        "edition_fingerprint": edition.fingerprint,
        "files": {part: hashlib.sha256(content).hexdigest() for part, content in parts.items()},
    })


def _sheet_part(sheet: ScoreSheet) -> dict[str, Any]:
    """The sheet without the places of its warnings: those name files of whoever scored it."""
    written = sheet_to_json(sheet)
    warnings = [{key: warning[key] for key in ("code", "severity", "message", "remedy")} for warning in written["warnings"]]
    return {**written, "warnings": warnings}


def _json(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=False)
    return (_ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n").encode()


def _zip(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for part, content in parts.items():
            info = zipfile.ZipInfo(part, _DATE)
            info.external_attr = 0o644 << 16
            info.create_system = 3
            archive.writestr(info, content)
    return buffer.getvalue()


def _parts(content: bytes, name: str) -> dict[str, bytes]:
    if len(content) > MAX_BUNDLE_BYTES:
        raise ProblemsFound([Problem("bundle.too_large", "gói kết quả quá lớn", "kiểm tra lại tệp", Place(name))])
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = archive.infolist()
            if sum(info.file_size for info in infos) > MAX_BUNDLE_BYTES or any(info.compress_type != zipfile.ZIP_STORED for info in infos):
                raise ProblemsFound([Problem("bundle.not_canonical", "gói không đúng khuôn dạng (nén hoặc quá lớn)", "dùng gói gốc", Place(name))])
            strange = [info.filename for info in infos if not _PART_NAME.fullmatch(info.filename)]
            if strange:
                raise ProblemsFound(_unknown(part, name) for part in strange)
            parts = {}
            for info in infos:
                try:
                    parts[info.filename] = archive.read(info)
                except zipfile.BadZipFile:
                    raise ProblemsFound([_changed(info.filename, name)]) from None
    except ProblemsFound:
        raise
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError, RuntimeError):
        message = "tệp không phải gói kết quả, hoặc đã hỏng"
        raise ProblemsFound([Problem("bundle.damaged", message, "lấy lại gói gốc", Place(name))]) from None
    for needed in (MANIFEST, MEASUREMENTS, SHEET):
        if needed not in parts:
            raise ProblemsFound([Problem("bundle.part_missing", f"gói thiếu «{needed}»", "lấy lại gói gốc", Place(name))])
    return parts


def _changed_parts(parts: Mapping[str, bytes], name: str) -> list[Problem]:
    try:
        manifest = json.loads(parts[MANIFEST])
        listed = {str(part): str(digest) for part, digest in manifest["files"].items()}
        claimed, version, wanted = manifest["edition_fingerprint"], manifest["software_version"], manifest["format"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return [_changed(MANIFEST, name)]
    problems = [_changed(part, name) for part, content in parts.items() if part != MANIFEST and listed.get(part) != hashlib.sha256(content).hexdigest()]
    problems += [Problem("bundle.part_missing", f"gói thiếu «{part}»", "lấy lại gói gốc", Place(name)) for part in listed if part not in parts]
    edition = {part.removeprefix("edition/"): content for part, content in parts.items() if part.startswith("edition/")}
    if not problems and fingerprint_of_contents(edition) != claimed:
        problems.append(_changed(MANIFEST, name))
    if wanted != FORMAT or version != SOFTWARE_VERSION:
        message = f"gói khuôn dạng {wanted}, phần mềm {version}; phần mềm này là {SOFTWARE_VERSION}"
        problems.append(Problem("bundle.version", message, "xác minh bằng đúng phiên bản phần mềm đã tạo gói", Place(name)))
    return problems


def _canonical(content: bytes, parts: Mapping[str, bytes], name: str) -> list[Problem]:
    """A bundle is the very bytes that its parts give; a byte changed between the parts shows here."""
    expected = _zip(parts)
    if expected == content:
        return []
    offset = next((at for at, (one, other) in enumerate(zip(expected, content, strict=False)) if one != other), min(len(expected), len(content)))
    message = f"byte thứ {offset} (phần khung của gói) đã bị thay đổi"
    return [Problem("bundle.changed", message, "lấy lại gói gốc", Place(name, path=f"byte {offset}"))]


def _otherwise_written(
    content: bytes, parts: Mapping[str, bytes], sheet: ScoreSheet, best: Mapping[str, Known], name: str
) -> list[Problem]:
    """Parts that say the same in other bytes (a key twice, another order): readers could differ in what they take them to say."""
    made = _made_parts({part: held for part, held in parts.items() if part.startswith("edition/")}, sheet, best)
    if _zip(made) == content:
        return []
    others = [part for part in (*made, *(part for part in parts if part not in made)) if made.get(part) != parts.get(part)]
    message, remedy = "không đúng từng byte như phần mềm này ghi ra", "lấy lại gói gốc"
    return [Problem("bundle.not_reproduced", f"«{part}» {message}", remedy, Place(name, path=part)) for part in others or [MANIFEST]]


def _unknown(part: str, name: str) -> Problem:
    return Problem("bundle.unknown_part", f"gói chứa «{part}», không thuộc khuôn dạng", "lấy lại gói gốc", Place(name, path=part))


def _changed(part: str, name: str) -> Problem:
    return Problem("bundle.changed", f"«{part}» trong gói đã bị thay đổi", "lấy lại gói gốc", Place(name, path=part))


def _inputs(parts: Mapping[str, bytes], name: str) -> tuple[Edition, MeasurementSet, dict[str, Known]]:
    edition = _edition(parts, name)
    given = measurement_set_from_json(json.loads(parts[MEASUREMENTS]), Place(f"{name}!{MEASUREMENTS}"))
    best = {code: fact_from_json(written) for code, written in json.loads(parts.get(BEST, b"{}")).items()}
    return edition, given, {code: fact for code, fact in best.items() if isinstance(fact, (Share, Rate, Number))}


def _edition(parts: Mapping[str, bytes], name: str) -> Edition:
    settings, _ = read_yaml_bytes(parts["edition/edition.yaml"], name)
    given = settings.plain() if settings is not None else {}
    with tempfile.TemporaryDirectory() as temporary:
        # The folder's two names are checked against the edition's own words, so it is laid out under them.
        folder = Path(temporary) / _plain_name(given["set"]) / _plain_name(given["in_force"]["since"])
        folder.mkdir(parents=True)
        for part, content in parts.items():
            if part.startswith("edition/"):
                (folder / _plain_name(part.removeprefix("edition/"))).write_bytes(content)
        intake = take_in(folder)
    if intake.edition is None:
        raise ProblemsFound(intake.problems)
    return intake.edition


def _plain_name(name: str) -> str:
    if not _PLAIN_NAME.fullmatch(name):
        raise ProblemsFound([Problem("bundle.changed", f"tên tệp «{name}» trong gói không hợp lệ", "lấy lại gói gốc", Place(path=name))])
    return name


def _differences(stored: Any, computed: Any, path: str, place: str) -> list[Problem]:
    if isinstance(stored, dict) and isinstance(computed, dict) and stored.keys() == computed.keys():
        return [problem for key in stored for problem in _differences(stored[key], computed[key], f"{path}.{key}".lstrip("."), place)]
    if isinstance(stored, list) and isinstance(computed, list) and len(stored) == len(computed):
        pairs = zip(stored, computed, strict=True)
        return [problem for at, (one, other) in enumerate(pairs) for problem in _differences(one, other, f"{path}[{at}]", place)]
    if stored == computed:
        return []
    message = f"bảng điểm ghi {stored!r}, tính lại được {computed!r}"
    return [Problem("bundle.not_reproduced", message, "bảng điểm trong gói không do các số liệu này sinh ra", Place(place, path=path))]
