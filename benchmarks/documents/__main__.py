"""How well documents are read, and how fast they are written: `python -m benchmarks.documents [--smoke] [--json] [--layout NAME]`; `make bench-documents` runs it whole."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence

from benchmarks.documents import at_hand, offices, seen_fourth, seen_last, seen_later, speed, writing
from benchmarks.documents.comparing import Score, compare
from benchmarks.documents.families import documents
from benchmarks.documents.layouts import LAYOUTS
from benchmarks.figures import Figure, LeftOut, print_table
from benchmarks.timing import Timing
from parix.official_documents.document_reading import read_document
from tools import doctor

BANKS = ((at_hand.BANK, offices.AT_HAND), (seen_later.BANK, offices.SEEN_LATER), (seen_last.BANK, offices.SEEN_LAST), (seen_fourth.BANK, offices.SEEN_FOURTH))
DOCUMENTS, SMOKE = 60, 4
SCANNED, SMOKE_SCANNED = 20, 1
_ALLOWED_ON_SCANS = 5.0  # points below the typed text


def main(arguments: Sequence[str]) -> int:
    """Exit code 1 when a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.documents", description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="a few documents; goals are not judged")
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.add_argument("--layout", action="append", choices=list(LAYOUTS), help="one layout (may be repeated)")
    parser.add_argument("--misses", action="store_true", help="each disagreement, on standard error")
    asked = parser.parse_args(arguments)
    figures: list[Figure] = []
    left_out: list[LeftOut] = []
    for layout in asked.layout or LAYOUTS:
        if layout == "scan" and doctor.missing("scans"):
            left_out.append(LeftOut("scan", f"as root: {doctor.apt_command(doctor.missing('scans'))}"))
            continue
        for bank, issuers in BANKS:
            print(f"measuring: {bank.name}, {layout}", file=sys.stderr, flush=True)
            score = _score(bank, issuers, layout, smoke=asked.smoke)
            figures += _figures(score, f"{bank.name}, {layout}", scanned=layout == "scan")
            if asked.misses:
                print("\n".join(score.misses), file=sys.stderr)
    figures += speed.measure(runs=1 if asked.smoke else 3)
    figures += writing.measure(runs=1 if asked.smoke else 3)
    if asked.json:
        print(json.dumps({"figures": [one.to_json() for one in figures], "left_out": [vars(one) for one in left_out]}, ensure_ascii=False, indent=1))
    else:
        print_table(figures, left_out, judged=not asked.smoke)
        if os.getloadavg()[0] > (os.cpu_count() or 1):
            print("other work ran on this machine, so times by the wall's clock are too long")
    return int(not asked.smoke and any(one.met is False for one in figures))


def _score(bank: at_hand.Bank, issuers: Sequence[offices.Office], layout: str, *, smoke: bool) -> Score:
    score = Score()
    count = (SMOKE_SCANNED if smoke else SCANNED) if layout == "scan" else SMOKE if smoke else DOCUMENTS
    for made in documents(bank, issuers, count):
        compare(score, made, read_document(LAYOUTS[layout](made)), layout)
    return score


def _figures(score: Score, group: str, *, scanned: bool) -> Iterator[Figure]:
    less = _ALLOWED_ON_SCANS if scanned else 0.0
    told = (
        ("heads all right", score.heads, 98.0, f"{score.heads_right} of {score.documents} documents"),
        ("assignments F1", score.assignments_f1 * 100, 95.0, f"{score.found} of {score.true} found, {score.read} read"),
        ("lead right", score.share(score.leads), 95.0, "of assignments found"), ("support right", score.share(score.supports), 95.0, "of assignments found"),
        ("due right", score.share(score.dues), 95.0, "of assignments found"), ("figures F1", score.figures_f1 * 100, 97.0, f"{score.figures_true} figures in reports"),
    )
    for name, value, goal, remark in told:
        yield Figure(group, name, Timing((value,)), "%", goal - less, "at_least", remark)
    found = score.planted_found / score.planted * 100 if score.planted else 100.0
    yield Figure(group, "planted contradictions found", Timing((found,)), "%", 100.0 - less, "at_least", f"{score.planted_found} of {score.planted}")
    yield Figure(group, "false alarms", Timing((float(score.false_alarms),)), "", 0.5 if not scanned else None, "at_most", f"on {score.clean} clean documents and beside planted ones")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
