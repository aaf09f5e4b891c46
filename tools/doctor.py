"""Says what this machine lacks that only apt can give, with the exact command. Standard library only.

    python3 tools/doctor.py               everything, for people
    python3 tools/doctor.py python        what the set-up itself needs; exit code 1 when it is missing
    python3 tools/doctor.py --packages    the missing packages on one line, for .ci/run
"""

import importlib.util
import shutil
import sys
from collections import namedtuple
from pathlib import Path

LEAST_PYTHON = (3, 11)
CROSCORE = Path("/usr/share/fonts/truetype/croscore")

Need = namedtuple("Need", "package group why present")


def has_venv():
    return all(importlib.util.find_spec(name) is not None for name in ("venv", "ensurepip"))


def chromium():
    """Where Debian's browser is, or None."""
    return shutil.which("chromium")


def tesseract_reads_vietnamese():
    return any(Path("/usr/share/tesseract-ocr").glob("*/tessdata/vie.traineddata"))


def office_part(name):
    """Whether LibreOffice is there with the part that this library is of."""
    return shutil.which("soffice") is not None and Path("/usr/lib/libreoffice/program", name).exists()


def token_module():
    """Where SoftHSM's PKCS#11 library is, or None."""
    found = [path for pattern in ("softhsm/libsofthsm2.so", "*/softhsm/libsofthsm2.so") for path in Path("/usr/lib").glob(pattern)]
    return found[0] if found else None


NEEDS = (
    Need("python3-venv", "python", "makes the virtual environment that everything is installed into", has_venv),
    Need("chromium", "journeys", "the browser that the journeys in tests/ drive", lambda: chromium() is not None),
    Need("fonts-croscore", "journeys", "type with the metrics of Times New Roman and all Vietnamese letters", CROSCORE.is_dir),
    Need("tesseract-ocr", "scans", "reads scanned documents", lambda: shutil.which("tesseract") is not None),
    Need("tesseract-ocr-vie", "scans", "reads scanned documents in Vietnamese", tesseract_reads_vietnamese),
    Need("libreoffice-writer-nogui", "office", "opens the documents that are written, as offices do", lambda: office_part("libswlo.so")),
    Need("libreoffice-calc-nogui", "office", "opens the workbooks that are written, as offices do", lambda: office_part("libsclo.so")),
    Need("openjdk-17-jre-headless", "spark", "runs Apache Spark, on which the indicators are tried too", lambda: shutil.which("java") is not None),
    Need("softhsm2", "tokens", "a token in software, for the tests of signing with one", lambda: token_module() is not None),
)


def missing(group=None):
    return [need for need in NEEDS if group in (None, need.group) and not need.present()]


def apt_command(needs):
    return "apt-get install " + " ".join(need.package for need in needs)


def main(arguments):
    if sys.version_info < LEAST_PYTHON:
        print("parix needs Python {}.{} or newer; {} is {}.{}.".format(*LEAST_PYTHON, sys.executable, *sys.version_info[:2]))
        print("Name another one: make demo PYTHON=/path/to/python3.11")
        return 1
    if arguments == ["--packages"]:
        print(" ".join(need.package for need in missing()))
        return 0
    lacking = missing(arguments[0] if arguments else None)
    for need in lacking:
        print(f"missing: {need.package} ({need.why})")
    if lacking:
        print(f"as root: {apt_command(lacking)}")
    elif not arguments:
        print("nothing is missing")
    return 1 if lacking and arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
