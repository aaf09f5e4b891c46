"""OpenFisca-Core beside the array form: the same step rules of the department set, the same units, in the same run."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from benchmarks.array_form import ResultsDiffer
from benchmarks.figures import Figure, LeftOut, one
from benchmarks.sizes import Sizes
from benchmarks.subjects import SEED, edition, period
from benchmarks.timing import Timing, processor_seconds
from parix.criteria.rule_shapes import StepsRule
from parix.scoring.rules import steps

GROUP = "step rules, peer OpenFisca-Core"
PYTHON = Path(__file__).parents[1] / ".venv-peer" / "bin" / "python"
SCRIPT = Path(__file__).with_name("peer_openfisca.py")

Inputs = dict[str, NDArray[np.float64]]


def measure(sizes: Sizes) -> Sequence[Figure | LeftOut]:
    if not PYTHON.exists():
        return [LeftOut(GROUP, ".venv-peer is missing; make .venv-peer/done installs OpenFisca-Core there, make bench does it itself")]
    rules, maxima = _step_rules()
    inputs = _inputs(rules, sizes.peer_units)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "rules.json").write_text(json.dumps([_as_data(key, rule) for key, rule in rules.items()]))
        np.savez(folder / "inputs.npz", allow_pickle=False, **inputs)
        with subprocess.Popen([str(PYTHON), str(SCRIPT), name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as peer:
            assert peer.stdin is not None and peer.stdout is not None
            if peer.stdout.readline().strip() != "ready":
                return [LeftOut(GROUP, f"{SCRIPT.name} did not start; its error is above")]
            own = _points(rules, maxima, inputs)
            theirs = dict(np.load(folder / "points.npz"))
            differing = [key for key in own if not np.array_equal(own[key], theirs[key].astype(np.float64))]
            if differing:
                raise ResultsDiffer(f"OpenFisca-Core and parix differ in {', '.join(differing)}")
            pairs = [(processor_seconds(lambda: _points(rules, maxima, inputs)), _run(peer.stdin, peer.stdout)) for _ in range(sizes.runs + 1)][1:]
    return _figures(len(rules), sizes.peer_units, pairs)


def _figures(rules: int, units: int, pairs: Sequence[tuple[float, dict[str, float]]]) -> list[Figure]:
    ours, calculating, whole = (
        Timing(tuple(values)) for values in zip(*((own, peer["calculating"], peer["all"]) for own, peer in pairs), strict=True)
    )
    ratio = Timing(tuple(b / a for a, b in zip(ours.values, calculating.values, strict=True)))
    return [
        Figure(GROUP, f"parix array form, {units:,} units", ours.times(1000), "ms", remark=f"{rules} step rules, double precision; inputs prepared"),
        Figure(GROUP, f"OpenFisca-Core, {units:,} units", calculating.times(1000), "ms", remark="same rules as dated parameters, single precision"),
        Figure(GROUP, "OpenFisca-Core, inputs set too", whole.times(1000), "ms"),
        Figure(GROUP, "OpenFisca-Core / parix", ratio, "times", remark="in pairs, calculating only, processor time of both"),
        one(GROUP, "results compared equal", float(rules * units), "points", "every unit and rule, before any time is taken"),
    ]


def _step_rules() -> tuple[dict[str, StepsRule], dict[str, float]]:
    rules: dict[str, StepsRule] = {}
    for leaf in edition().leaves.values():
        rule = leaf.rule_on(period().end)
        if isinstance(rule, StepsRule):
            rules[leaf.key] = rule
    return rules, {key: float(edition().leaves[key].max_points) for key in rules}


def _inputs(rules: dict[str, StepsRule], units: int) -> Inputs:
    """Counts over counts, many of them just at an edge: where the two could differ if they ever did."""
    random = np.random.default_rng(SEED)
    inputs: Inputs = {}
    for key, rule in rules.items():
        whole = random.integers(1, 400, units)
        inputs[key] = random.integers(0, whole + 1) / whole if rule.of == "share" else random.integers(0, 4, units).astype(np.float64)
    return inputs


def _points(rules: dict[str, StepsRule], maxima: dict[str, float], inputs: Inputs) -> Inputs:
    return {key: steps.array(rule, {"value": inputs[key]}, maxima[key]) for key, rule in rules.items()}


def _as_data(key: str, rule: StepsRule) -> dict[str, object]:
    """Highest edge first, as the peer's `select` takes the first that holds."""
    edged = [(step.at_least if step.at_least is not None else step.above, step) for step in rule.steps]
    falling = sorted(((edge, step) for edge, step in edged if edge is not None), key=lambda pair: -pair[0])
    lowest = next(step for edge, step in edged if edge is None)
    return {
        "key": key, "lowest": float(lowest.points),
        "steps": [{"edge": float(edge), "included": step.at_least is not None, "points": float(step.points)} for edge, step in falling],
    }


def _run(to_peer: IO[str], from_peer: IO[str]) -> dict[str, float]:
    to_peer.write("run\n")
    to_peer.flush()
    answer: dict[str, float] = json.loads(from_peer.readline())
    return answer
