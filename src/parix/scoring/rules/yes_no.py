"""Yes or no: full points when the answer is the wanted one, else zero.

Source: the wordings "Đạt: 1; không đạt: 0", "Không vượt: 3; vượt: 0" of the sets.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from parix.criteria.editions import MeasureUse
from parix.criteria.rule_shapes import YesNoRule
from parix.foundation.facts import YesNo
from parix.foundation.lazy_modules import lazy_module
from parix.foundation.phrases import Phrase, phrase
from parix.scoring.outcomes import Account, Facts, Gain, Scored

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    np = lazy_module("numpy")

Uses = Mapping[str, MeasureUse]


def branches(rule: YesNoRule) -> tuple[str, ...]:
    return ("full", "none")


def exact(rule: YesNoRule, facts: Facts, maximum: Fraction) -> Scored:
    fact = facts["answer"]
    assert isinstance(fact, YesNo)
    return Scored(maximum, "full") if fact.answer == (rule.full_when == "yes") else Scored(Fraction(0), "none")


def array(rule: YesNoRule, columns: Mapping[str, NDArray[np.float64]], maximum: float) -> NDArray[np.float64]:
    """`columns["answer"]`: 1 for yes, 0 for no, NaN for not known; points of the same shape."""
    answer = columns["answer"]
    return answer * maximum if rule.full_when == "yes" else (1.0 - answer) * maximum


def bounds(rule: YesNoRule, known: Facts, maximum: Fraction) -> tuple[Fraction, Fraction]:
    return Fraction(0), maximum


def sentence(rule: YesNoRule, maximum: Fraction, uses: Uses) -> Phrase:
    if rule.full_when == "yes":
        return phrase("Có {item}: {max} điểm; không: 0", "{item}: {max} points; none: 0", item=uses["answer"].item, max=maximum)
    return phrase("Không có {item}: {max} điểm; có: 0", "No {item}: {max} points; any: 0", item=uses["answer"].item, max=maximum)


def account(rule: YesNoRule, facts: Facts, maximum: Fraction, scored: Scored, uses: Uses) -> Account:
    item, wanted = uses["answer"].item, rule.full_when == "yes"
    if scored.branch == "full":
        applied = phrase("Có {item} nên được đủ {max} điểm", "{item}: all {max} points", item=item, max=maximum) if wanted else phrase(
            "Không có {item} nên được đủ {max} điểm", "No {item}: all {max} points", item=item, max=maximum)
        return Account(applied, None, ())
    changed: Facts = {**facts, "answer": YesNo(wanted)}
    if wanted:
        applied = phrase("Không có {item} nên được 0 điểm", "No {item}: 0 points", item=item)
        change = phrase("hoàn thành {item}", "achieve {item}", item=item)
    else:
        applied = phrase("Có {item} nên được 0 điểm", "{item}: 0 points", item=item)
        change = phrase("khắc phục để không còn {item}", "remedy so that there is no {item}", item=item)
    gains = (Gain(change, maximum, changed),) if maximum else ()
    return Account(applied, phrase("Điều kiện duy nhất chưa đạt", "The one condition is not met"), gains)
