"""A declared figure that a register contradicts: 28 of 28 procedures declared, where the database of procedures has 30.

Declared against registered, over the measurement waist: the waist holds one current measurement for each agency, period and code,
so what a register says of a thing that people declare stands beside it, not in its place. It has the declared code and one more
word, the register's own: `procedures.published.database` stands beside `procedures.published`. Only sources of the kinds in
`FED_BY` count. A share is compared with a share in both numbers, a bare number with what the share is counted out of.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from parix.foundation.facts import Number, Share
from parix.foundation.measurement_files import fact_from_json
from parix.foundation.numbers import shown
from parix.foundation.phrases import Text
from parix.foundation.problems import Place, Problem, ProblemsFound
from parix.web.assessment.queries.drafts import Draft

CODE = "readiness.against_register"
TITLE = Text("Số khai khác với số trong cơ sở dữ liệu", "A declared figure that a register contradicts")


def found(draft: Draft) -> Iterator[Problem]:
    for one in draft.claimed:
        for role, use in one.asked.measures.items():
            declared = _fact(one.facts.get(role))
            for beside in draft.registered:
                if declared is None or beside.code.rpartition(".")[0] != use.code:
                    continue
                difference = _difference(declared, _fact(beside.fact))
                if difference is not None:
                    stated, held = difference
                    message = f"tiêu chí {one.leaf.code} khai {stated}, nhưng {beside.source} có {held}"
                    yield Problem(CODE, message, "kiểm tra lại hai con số, sửa hoặc giải trình", Place(path=one.leaf.key), "warning")


def _difference(declared: Share | Number, registered: Share | Number | None) -> tuple[str, str] | None:
    """What is declared and what is registered, as people write them; None when they agree or cannot be compared."""
    if isinstance(registered, Number):
        number = declared.denominator if isinstance(declared, Share) else declared.value
        if number == registered.value:
            return None
        return _shown(declared), shown(registered.value, "vi")
    if isinstance(registered, Share) and isinstance(declared, Share):
        same = (declared.numerator, declared.denominator) == (registered.numerator, registered.denominator)
        return None if same else (_shown(declared), _shown(registered))
    return None


def _shown(fact: Share | Number) -> str:
    parts: tuple[Fraction, ...] = (fact.numerator, fact.denominator) if isinstance(fact, Share) else (fact.value,)
    return "/".join(shown(part, "vi") for part in parts)


def _fact(written: Any) -> Share | Number | None:
    if not written:
        return None
    try:
        fact = fact_from_json(written)
    except ProblemsFound:
        return None
    return fact if isinstance(fact, Share | Number) else None
