"""`python -m benchmarks.web.filling`: fills the database that the settings name and measures inside the process what needs no server.

Prints one JSON object: how many queries a save takes, how long re-scoring takes. Tells the visitors where to go.
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
    parser.add_argument("--agencies", type=int, required=True)
    parser.add_argument("--papers", type=int, required=True)
    parser.add_argument("--communes", type=int, required=True)
    parser.add_argument("--runs", type=int, required=True)
    asked = parser.parse_args(arguments)
    editions = Path(os.environ["PARIX_BENCH_EDITIONS"])
    write_edition(editions)
    make_known(editions)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parix.web.project.settings")
    django.setup()
    inside = __import__("benchmarks.web.inside", fromlist=["measured"])  # after the settings are there
    print(json.dumps(inside.measured(asked, Path(os.environ["PARIX_BENCH_TOLD"]))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
