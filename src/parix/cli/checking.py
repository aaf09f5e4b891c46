"""`parix check`: is an edition well-formed, sound, proved by its cases, and unchanged since it was frozen?"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from parix.cli.inputs import add_json
from parix.cli.output import console, print_json, print_problems, table
from parix.criteria.editions import Edition
from parix.criteria.freezing import frozen_problems, read_frozen
from parix.criteria.library import FROZEN, edition_folders, find_edition
from parix.foundation.problems import Place, Problem, errors_among
from parix.scoring.proving import Proof, prove_edition


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "check", help="kiểm tra, chứng minh một phiên bản",
        description="Phiên bản có đúng khuôn dạng, hợp lý, được ca mẫu chứng minh và không đổi từ khi đóng băng hay không.",
    )
    parser.add_argument("editions", nargs="*", metavar="BỘ", help="thư mục, bộ/ngày hoặc tên bộ; bỏ trống: mọi phiên bản đi kèm")
    parser.add_argument("--freeze", action="store_true", help="ghi vân tay của các phiên bản đã ban hành, đã chứng minh vào frozen.txt")
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Check each edition. Exit code 0 when all hold, 2 when one could not be read, 1 when one is not proved or frozen."""
    names = arguments.editions or [str(folder) for folder in edition_folders()]
    frozen = read_frozen(FROZEN)
    results: list[dict[str, Any]] = []
    problems: list[Problem] = []
    unreadable = False
    for name in names:
        intake = find_edition(name)
        if intake.edition is None:
            unreadable = True
            problems += intake.problems
            results.append({"edition": name, "holds": False, "problems": [problem.to_json() for problem in intake.problems]})
            continue
        proof = prove_edition(intake.edition)
        found = [*intake.problems, *proof.problems]
        if arguments.freeze and not errors_among(found):
            frozen = _freeze(intake.edition, frozen)
        found += _frozen(intake.edition, frozen)
        problems += found
        results.append(_result(intake.edition, proof, found))
    if arguments.json:
        print_json({"editions": results})
    else:
        _show(results)
        print_problems(problems, as_json=False)
    return 2 if unreadable else 1 if errors_among(problems) else 0


def _frozen(edition: Edition, frozen: dict[str, str]) -> list[Problem]:
    return frozen_problems(edition.name, edition.fingerprint, edition.settings.status, frozen, Place(f"{edition.folder}/edition.yaml"))


def _freeze(edition: Edition, frozen: dict[str, str]) -> dict[str, str]:
    """Side effect: adds a published edition to the list of frozen ones; never changes a line that is there."""
    if edition.settings.status != "published" or edition.name in frozen:
        return frozen
    added = {**frozen, edition.name: edition.fingerprint}
    Path(FROZEN).write_text("".join(f"{fingerprint}  {name}\n" for name, fingerprint in sorted(added.items())), encoding="utf-8")
    return added


def _result(edition: Edition, proof: Proof, problems: list[Problem]) -> dict[str, Any]:
    reached, branches = proof.branches
    killed, mutants = proof.mutants
    return {
        "edition": edition.name, "status": edition.settings.status, "fingerprint": edition.fingerprint,
        "leaves": len(edition.leaves), "leaf_cases": proof.leaf_cases, "agency_cases": proof.agency_cases, "total_cases": proof.total_cases,
        "branches_reached": reached, "branches": branches, "mutants_found": killed, "mutants": mutants,
        "uncovered": [
            {"leaf": one.leaf.code, "key": one.leaf.key, "branches": list(one.unreached), "mutants": list(one.survivors)}
            for one in proof.leaves if one.unreached or one.survivors
        ],
        "holds": not errors_among(problems), "problems": [problem.to_json() for problem in problems],
    }


def _show(results: list[dict[str, Any]]) -> None:
    made = table("Phiên bản bộ chỉ số", [
        ("Phiên bản", "left"), ("Tình trạng", "left"), ("Tiêu chí", "right"), ("Ca mẫu", "right"),
        ("Nhánh có ca mẫu", "right"), ("Số bị đổi được phát hiện", "right"), ("Kết quả", "left"),
    ])
    for one in results:
        if "leaves" not in one:
            made.add_row(one["edition"], "-", "-", "-", "-", "-", "✗ không đọc được")
            continue
        made.add_row(
            one["edition"], one["status"], str(one["leaves"]), str(one["leaf_cases"] + one["agency_cases"] + one["total_cases"]),
            f"{one['branches_reached']}/{one['branches']}", f"{one['mutants_found']}/{one['mutants']}", "✓ đạt" if one["holds"] else "✗ chưa đạt",
        )
    console().print(made)
