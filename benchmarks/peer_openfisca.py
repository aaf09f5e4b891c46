"""Run by the peer's own Python, not by parix: OpenFisca-Core computing step rules that come in as data.

Called with a folder that holds `rules.json` and `inputs.npz`. Writes `points.npz` once, then answers each line `run` with
the seconds of a fresh simulation: `calculating` alone, and `all` with its inputs set. Imports nothing of parix.
"""

import json
import sys
import time
from pathlib import Path

import numpy
from openfisca_core import entities, periods
from openfisca_core.parameters import ParameterNode
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

YEAR = "2023"


def _parameters(rules):
    """Edges and points as dated parameters, the way OpenFisca keeps what law changes."""

    def dated(number):
        return {"values": {"2000-01-01": {"value": number}}}

    return {
        rule["key"]: {
            "lowest": dated(rule["lowest"]),
            **{f"edge_{place}": dated(step["edge"]) for place, step in enumerate(rule["steps"])},
            **{f"points_{place}": dated(step["points"]) for place, step in enumerate(rule["steps"])},
        }
        for rule in rules
    }


def _value(rule, entity):
    return type(f"{rule['key']}_value", (Variable,), {"value_type": float, "entity": entity, "definition_period": periods.DateUnit.YEAR})


def _points(rule, entity):
    def formula(agency, period, parameters):
        value = agency(f"{rule['key']}_value", period)
        given = parameters(period)[rule["key"]]
        reached, points = [], []
        for place, step in enumerate(rule["steps"]):
            edge = given[f"edge_{place}"]
            reached.append(value >= edge if step["included"] else value > edge)
            points.append(given[f"points_{place}"])
        return numpy.select(reached, points, given["lowest"])

    body = {"value_type": float, "entity": entity, "definition_period": periods.DateUnit.YEAR, "formula": formula}
    return type(f"{rule['key']}_points", (Variable,), body)


def _system(rules):
    agency = entities.build_entity(key="agency", plural="agencies", label="A scored agency", is_person=True)
    system = TaxBenefitSystem([agency])
    system.parameters = ParameterNode("", data=_parameters(rules))
    for rule in rules:
        system.add_variable(_value(rule, agency))
        system.add_variable(_points(rule, agency))
    return system


def _simulation(system, inputs, count):
    simulation = SimulationBuilder().build_default_simulation(system, count)
    for key, values in inputs.items():
        simulation.set_input(f"{key}_value", YEAR, values)
    return simulation


def main(folder):
    rules = json.loads((folder / "rules.json").read_text())
    inputs = dict(numpy.load(folder / "inputs.npz"))
    count = len(next(iter(inputs.values())))
    system = _system(rules)
    simulation = _simulation(system, inputs, count)
    numpy.savez(folder / "points.npz", **{rule["key"]: simulation.calculate(f"{rule['key']}_points", YEAR) for rule in rules})
    print("ready", flush=True)
    for line in sys.stdin:
        if line.strip() != "run":
            break
        begun = time.process_time()
        simulation = _simulation(system, inputs, count)
        set_up = time.process_time()
        for rule in rules:
            simulation.calculate(f"{rule['key']}_points", YEAR)
        done = time.process_time()
        print(json.dumps({"calculating": done - set_up, "all": done - begun}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
