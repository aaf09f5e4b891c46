"""A fact in words for people: `28/30 (93,33 %)`, `12`, `có`, `A: 30, B: 5`."""

from __future__ import annotations

from parix.foundation.facts import (
    Answers,
    Conditions,
    Fact,
    Level,
    NotApplicable,
    NothingArose,
    Number,
    Rate,
    Share,
    YesNo,
)
from parix.foundation.phrases import Percent, Phrase, phrase

_YES, _NO = phrase("có", "yes"), phrase("không", "no")


def fact_words(fact: Fact) -> Phrase:
    if isinstance(fact, Share):
        return phrase("{a}/{b} ({share})", "{a}/{b} ({share})", a=fact.numerator, b=fact.denominator, share=Percent(fact.value))
    if isinstance(fact, Rate):
        return phrase("{share} (nguồn chỉ ghi tỷ lệ)", "{share} (the source prints the rate only)", share=Percent(fact.value))
    if isinstance(fact, Number):
        return phrase("{n}", "{n}", n=fact.value)
    if isinstance(fact, YesNo):
        return _YES if fact.answer else _NO
    if isinstance(fact, Level):
        return phrase("mức «{level}»", "level “{level}”", level=fact.key)
    if isinstance(fact, Conditions):
        return phrase(
            "{list}", "{list}", list=tuple(phrase("{name}: {met}", "{name}: {met}", name=name, met=_YES if met else _NO) for name, met in fact.met.items())
        )
    if isinstance(fact, Answers):
        counts = tuple(phrase("{option}: {n}", "{option}: {n}", option=option, n=count) for option, count in fact.counts.items())
        return phrase("{n} phiếu ({counts})", "{n} answers ({counts})", n=fact.total, counts=counts)
    if isinstance(fact, NothingArose):
        return phrase("không phát sinh ({why})", "nothing arose ({why})", why=fact.reason)
    if isinstance(fact, NotApplicable):
        return phrase("không áp dụng, {who}: {why}", "not applicable, {who}: {why}", who=fact.decided_by, why=fact.reason)
    return phrase("chưa biết ({why})", "not known ({why})", why=fact.reason)
