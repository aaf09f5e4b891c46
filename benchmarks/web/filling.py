"""`python -m benchmarks.web.filling`: fills the database that the settings name and measures inside the process what needs no server.

Prints one JSON object: how many queries a save takes, how long re-scoring takes. Tells the visitors where to go. With `--onward` the
round of a filled database goes on to its appraisal, and nothing is printed.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

import django

from benchmarks.web.seventy_leaves import make_known, write_edition


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    for size in ("agencies", "papers", "communes", "runs"):
        parser.add_argument(f"--{size}", type=int)
    parser.add_argument("--onward", action="store_true")
    asked = parser.parse_args(arguments)
    editions = Path(os.environ["PARIX_BENCH_EDITIONS"])
    if not asked.onward:
        write_edition(editions)
    make_known(editions)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parix.web.project.settings")
    django.setup()
    # After the settings are there.
    if asked.onward:
        __import__("benchmarks.web.province", fromlist=["go_on_to_appraisal"]).go_on_to_appraisal()
        return 0
    inside = __import__("benchmarks.web.inside", fromlist=["measured"])
    print(json.dumps(inside.measured(asked, Path(os.environ["PARIX_BENCH_TOLD"]))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
