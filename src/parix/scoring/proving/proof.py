"""The proof of an edition: problems, which branches its cases reach, and which changed numbers no case notices."""

from __future__ import annotations

from dataclasses import dataclass

from parix.criteria.cases import LeafCase, read_cases
from parix.criteria.editions import Edition, Leaf
from parix.criteria.rule_shapes import Rule
from parix.foundation.problems import Place, Problem, Severity, errors_among
from parix.scoring.proving.mutants import mutants
from parix.scoring.proving.running import LeafRun, agency_case_problems, leaf_case_problems, misfits, run_leaf_case
from parix.scoring.proving.settings import SettingsProof, prove_settings
from parix.scoring.rules.registry import RULES


@dataclass(frozen=True, slots=True)
class LeafProof:
    """Branches and mutants of one leaf under one dated rule."""

    leaf: Leaf
    since: str
    branches: tuple[str, ...]
    reached: frozenset[str]
    mutants: int
    survivors: tuple[str, ...]

    @property
    def unreached(self) -> tuple[str, ...]:
        return tuple(branch for branch in self.branches if branch not in self.reached)


@dataclass(frozen=True, slots=True)
class Proof:
    leaves: tuple[LeafProof, ...]
    settings: SettingsProof
    leaf_cases: int
    agency_cases: int
    total_cases: int
    problems: tuple[Problem, ...]

    @property
    def branches(self) -> tuple[int, int]:
        """Branches and grades reached, of all."""
        grades = self.settings
        reached = sum(len(one.branches) - len(one.unreached) for one in self.leaves) + len(grades.reached.intersection(grades.grades))
        return reached, sum(len(one.branches) for one in self.leaves) + len(grades.grades)

    @property
    def mutants(self) -> tuple[int, int]:
        """Mutants that break a case, of all."""
        every = sum(one.mutants for one in self.leaves) + self.settings.mutants
        return every - sum(len(one.survivors) for one in self.leaves) - len(self.settings.survivors), every

    @property
    def holds(self) -> bool:
        return not errors_among(self.problems)


def prove_edition(edition: Edition) -> Proof:
    """Run the cases beside the edition. In a draft, what is untested is a warning; otherwise it is an error."""
    cases = read_cases(edition)
    problems = list(cases.problems)
    leaves: list[LeafProof] = []
    for leaf in edition.leaves.values():
        own: list[LeafCase] = []
        for case in cases.leaf_cases:
            unfit = misfits(case) if case.leaf.key == leaf.key else []
            problems += unfit
            own += [case] if case.leaf.key == leaf.key and not unfit else []
        for position, dated in enumerate(leaf.rule):
            fitting = [case for case in own if leaf.rule_on(case.on) is dated.rule]
            since = "" if position == 0 and len(leaf.rule) == 1 else dated.since.isoformat()
            proof, more = _prove_leaf(edition, leaf, dated.rule, since, fitting)
            leaves.append(proof)
            problems += more
    problems += [problem for case in cases.agency_cases for problem in agency_case_problems(edition, case)]
    severity: Severity = "warning" if edition.settings.status == "draft" else "error"
    problems += [problem for proof in leaves for problem in _gaps(edition, proof, severity)]
    settings = prove_settings(edition.settings, cases.total_cases, Place(f"{edition.folder}/edition.yaml"), severity)
    problems += settings.problems
    counts = len(cases.leaf_cases), len(cases.agency_cases), len(cases.total_cases)
    return Proof(tuple(leaves), settings, *counts, tuple(problems))


def _prove_leaf(edition: Edition, leaf: Leaf, rule: Rule, since: str, cases: list[LeafCase]) -> tuple[LeafProof, list[Problem]]:
    branches = RULES[rule.kind].branches(rule)
    if leaf.nothing_arose is not None:
        branches = (*branches, "nothing_arose")
    runs = [run_leaf_case(edition, case, leaf, rule) for case in cases]
    problems = [problem for case, run in zip(cases, runs, strict=True) for problem in leaf_case_problems(case, run)]
    survivors: list[str] = []
    count = 0
    for mutant in mutants(leaf, rule):
        count += 1
        if all(_same(case, run_leaf_case(edition, case, mutant.leaf, mutant.rule)) for case in cases):
            survivors.append(mutant.change)
    return LeafProof(leaf, since, branches, frozenset(run.branch for run in runs), count, tuple(survivors)), problems


def _same(case: LeafCase, run: LeafRun) -> bool:
    return case.points == run.points and case.state == run.state


def _gaps(edition: Edition, proof: LeafProof, severity: Severity) -> list[Problem]:
    place = edition.places.get(proof.leaf.key, Place(edition.folder))
    since = f" (từ {proof.since})" if proof.since else ""
    problems = []
    if proof.unreached:
        message = f"tiêu chí {proof.leaf.code}{since}: chưa có ca mẫu cho nhánh {', '.join(proof.unreached)}"
        problems.append(Problem("edition.untested_branch", message, "thêm ca mẫu vào thư mục cases", place, severity))
    if proof.survivors:
        message = f"tiêu chí {proof.leaf.code}{since}: đổi {'; '.join(proof.survivors)} mà không ca mẫu nào phát hiện"
        problems.append(Problem("edition.unguarded_number", message, "thêm ca mẫu ngay tại ngưỡng đó", place, severity))
    return problems
