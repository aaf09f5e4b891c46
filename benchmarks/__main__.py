"""Runs the benchmarks one after the other and prints their figures: `python -m benchmarks [--smoke] [--json] [--only NAME]`."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from benchmarks import array_form, command_start, draws, due_dates, editions_in, exact_form, explanations, peer
from benchmarks.figures import Figure, LeftOut, print_table
from benchmarks.sizes import FULL, SMOKE, Sizes
from parix.foundation.version import SOFTWARE_VERSION

BENCHMARKS: Mapping[str, Callable[[Sizes], Sequence[Figure | LeftOut]]] = {
    "exact": exact_form.measure, "explanations": explanations.measure, "array": array_form.measure, "draws": draws.measure,
    "peer": peer.measure, "command": command_start.measure, "editions": editions_in.measure,
    "due dates": due_dates.measure,
}


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="small sizes; goals are not judged")
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.add_argument("--only", action="append", choices=list(BENCHMARKS), help="one benchmark (may be repeated)")
    asked = parser.parse_args(arguments)
    sizes = SMOKE if asked.smoke else FULL
    figures: list[Figure] = []
    left_out: list[LeftOut] = []
    for name in asked.only or BENCHMARKS:
        print(f"measuring: {name}", file=sys.stderr, flush=True)
        for found in BENCHMARKS[name](sizes):
            if isinstance(found, LeftOut):
                left_out.append(found)
            else:
                figures.append(found)
    if asked.json:
        shown = {
            "machine": _machine(), "judged": sizes.judged, "figures": [figure.to_json() for figure in figures],
            "left_out": [{"group": one.group, "reason": one.reason} for one in left_out],
        }
        print(json.dumps(shown, ensure_ascii=False, indent=1))
    else:
        print_table(figures, left_out, judged=sizes.judged)
        print(", ".join(f"{key} {value}" for key, value in _machine().items()))
        if sizes.judged and os.getloadavg()[0] > (os.cpu_count() or 1):
            print("other work ran on this machine: more was waiting than it has cores, so times by the wall's clock are too long")
    return 0


def _machine() -> dict[str, object]:
    return {
        "parix": SOFTWARE_VERSION, "python": platform.python_version(), "numpy": np.__version__, "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1), "machine": platform.machine(),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
