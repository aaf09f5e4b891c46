"""What is measured without a server: queries of a save with the new totals and rank, and the computing of a whole province."""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.web.province import Filled, fill, sign_in_all
from benchmarks.web.seventy_leaves import BENCH_SET
from parix.demo_data.measuring import measurement_sets
from parix.foundation.agencies import Agency
from parix.foundation.periods import Period
from parix.scoring.groups import ranked, score_group
from parix.web.assessment.models import Claim
from parix.web.assessment.scoring_runs import edition_chosen


def measured(asked: argparse.Namespace, told: Path) -> Mapping[str, object]:
    call_command("migrate", verbosity=0)
    filled = fill(asked.agencies, asked.papers)
    sign_in_all(filled, told)
    queries, refused = _save_queries(filled)
    return {
        "leaves": len(edition_chosen(BENCH_SET)[0].leaves), "save_queries": queries, "refused": refused,
        "rescoring": _rescoring(asked.agencies, asked.communes, asked.runs),
    }


def _save_queries(filled: Filled) -> tuple[list[int], int]:
    """Of every leaf of one agency once, as the page's script sends it; the session's own queries are counted too."""
    code, officer = next(iter(filled.officers.items()))
    client = Client(headers={"HX-Request": "true", "Host": "127.0.0.1"})
    client.force_login(officer, backend="parix.web.project.sign_in.PersonBackend")
    counts, refused = [], 0
    for claim in Claim.objects.filter(participation__round=filled.round, participation__agency__code=code):
        form = {"version": claim.version, "explanation": "Báo cáo số 13/BC-MẪU", "state": "draft", **_answers(claim.facts)}
        with CaptureQueriesContext(connection) as seen:
            answer = client.post(f"/cham-diem/{filled.round.slug}/{code}/tu-danh-gia/tieu-chi/{claim.leaf_key}/", form)
        counts.append(len(seen))
        refused += answer.status_code != 200
    return counts, refused


def _answers(facts: Mapping[str, Mapping[str, object]]) -> dict[str, object]:
    """The facts as the form's fields name them."""
    fields: dict[str, object] = {}
    for role, fact in facts.items():
        form, value = next(iter(fact.items()))
        if form == "share" and "/" in str(value):
            fields[f"numerator:{role}"], fields[f"denominator:{role}"] = str(value).split("/")
        else:
            fields[f"{form}:{role}"] = value
    return fields


def _rescoring(departments: int, communes: int, runs: int) -> list[float]:
    """Milliseconds of the processor for all sheets and ranks of the province, as a round computes them."""
    edition = edition_chosen(BENCH_SET)[0]
    agencies = [Agency(f"DEMO.R{number:03}", f"Cơ quan mẫu {number}", "department") for number in range(departments + communes)]
    sets = measurement_sets(edition, agencies, Period.of_year(timezone.now().year), 11)
    spent = []
    for _run in range(runs + 1):
        fresh = [replace(one) for one in sets]
        gc.collect()
        begun = time.process_time()
        ranked(score_group(edition, fresh, explain=False))
        spent.append((time.process_time() - begun) * 1000)
    return spent[1:]
