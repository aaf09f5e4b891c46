"""The papers that a made-up department has of one assessed year: what its measurements say, told the way offices tell it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from parix.demo_data.made_up_agencies import FOLLOWED, Department, department_of
from parix.demo_data.papers.offices import PLACE, PROVINCE_NAME, SAMPLE, SIGNED, Office, committee, office_of
from parix.demo_data.papers.scripts import Annexed, Script, Span, Tabled, Titled, scripts
from parix.demo_data.papers.tables import TableGiven, table_of
from parix.demo_data.papers.wordings import Facts, codes_in, counted, filled, words_of
from parix.foundation.facts import Fact, NothingArose, NotKnown, Share
from parix.foundation.measurements import MeasurementSet
from parix.official_documents.document_kinds import KIND_BY_CODE
from parix.official_documents.writing.records import Annex, Block, Heading, Paper

# How fast the numbers of a register rise in a year, by kind of paper.
_NUMBERS_A_DAY = {"plan": 0.2, "report": 0.7, "decision": 0.9, "minutes": 0.1, "notice": 0.3, "submission": 0.3, "letter": 0.05}
_QUOTED = 160


@dataclass(frozen=True, slots=True)
class Proof:
    """The measure that a paper is evidence of, the words to point at, and the block that they stand in (None: no such words)."""

    code: str
    quote: str = ""
    block: int | None = None


@dataclass(frozen=True, slots=True)
class MadePaper:
    """`form` is the form of file, `none` for what is registered without one; `unit` is the kind of the unit that keeps it."""

    key: str
    paper: Paper
    form: str
    unit: str
    proofs: tuple[Proof, ...]
    link: str = ""

    @property
    def file_name(self) -> str:
        return f"{self.paper.day:%Y-%m-%d}_{self.key}"


def papers_of_year(given: MeasurementSet, seed: int) -> tuple[MadePaper, ...]:
    """In the order of their days. Facts that are not known are told nowhere; what no paper would say has no paper."""
    department = department_of(given.agency)
    facts = {one.code: one.fact for one in given.measurements if one.period == given.period}
    found: list[MadePaper] = []
    for script in scripts().papers:
        if script.every or department == FOLLOWED:
            found += _of_script(script, department, facts, given.period.start.year, seed)
    return tuple(_numbered(sorted(found, key=lambda one: (one.paper.day, one.key))))


def _numbered(papers: Sequence[MadePaper]) -> Iterator[MadePaper]:
    """Each register counts upwards, and no number is given twice."""
    last: dict[str, int] = {}
    for one in papers:
        if not one.paper.symbol:
            yield one
            continue
        usual = 1 + round(_NUMBERS_A_DAY.get(one.paper.kind, 0.3) * one.paper.day.timetuple().tm_yday)
        number = last[one.paper.symbol] = max(usual, last.get(one.paper.symbol, 0) + 1)
        yield replace(one, paper=replace(one.paper, number=f"{number:02}"))


def _of_script(script: Script, department: Department, facts: Facts, year: int, seed: int) -> Iterator[MadePaper]:
    proven = [code for code in script.proves if not isinstance(facts.get(code), NotKnown | NothingArose | None)]
    if not proven or any(not words_of(facts.get(code)) & set(words) for code, words in script.needs.items()):
        return
    times = min(script.most, counted(facts.get(script.times))) if script.times else 1
    for place in range(1, times + 1):
        draws = Random(f"{seed}|{department.short}|{year}|{script.key}|{place}")
        yield _made(script, department, facts, year, place, times, draws, proven, str(seed))


def _made(
    script: Script, department: Department, facts: Facts, year: int, place: int, times: int, draws: Random, proven: Sequence[str], seed: str,
) -> MadePaper:
    office = committee() if script.issuer == "province" else office_of(department)
    day = _day(script, facts, year, place, times, draws)
    names = {
        "year": str(year), "next": str(year + 1), "department": department.name, "province": PROVINCE_NAME, "place": str(place),
        "initiative": scripts().initiatives[(place - 1) % len(scripts().initiatives)],
    }
    told = list(_told(script, names, TableGiven(department, facts, draws)))
    kind = KIND_BY_CODE.get(script.kind)
    paper = Paper(
        kind=script.kind, title=script.title or (kind.name.vi.upper() if kind else ""), number="", symbol=_symbol(script, office), place=PLACE, day=day,
        parent=office.parent, issuer=office.own, abstract=filled(script.abstract, names, facts) or script.abstract,
        blocks=tuple(block for block, _codes in told), signing=office.signing(script.signed, seed),
        addressees=_filled_all(script.addressees, names, facts), recipients=_filled_all(script.recipients, names, facts),
        authority=office.authority if script.kind == "decision" else "", page_note=SAMPLE, signed=SIGNED,
    )
    return MadePaper(
        f"{script.key}_{place}" if times > 1 else script.key, paper, script.file, script.unit,
        tuple(_proof(code, told) for code in proven), script.link,
    )


def _told(script: Script, names: Mapping[str, str], given: TableGiven) -> Iterator[tuple[Block, frozenset[str]]]:
    """The blocks with the measures that each names; passages with an unknown figure and empty tables fall away."""
    for passage in script.body:
        if isinstance(passage, Titled):
            yield Heading(filled(passage.heading, names, given.facts) or passage.heading, passage.centred), frozenset()
        elif isinstance(passage, Annexed):
            yield Annex(passage.annex), frozenset()
        elif isinstance(passage, Tabled):
            table = table_of(passage.table, given)
            if table is not None:
                yield table, frozenset()
        else:
            text = filled(passage, names, given.facts)
            if text is not None:
                yield text, codes_in(passage)


def _proof(code: str, told: Sequence[tuple[Block, frozenset[str]]]) -> Proof:
    for at, (block, codes) in enumerate(told):
        if code in codes and isinstance(block, str):
            return Proof(code, block[:_QUOTED].rpartition(" ")[0] if len(block) > _QUOTED else block.rstrip("."), at)
    return Proof(code)


def _day(script: Script, facts: Facts, year: int, place: int, times: int, draws: Random) -> date:
    """On a working day of the span; where a fact counts several, one after the other."""
    first, last = (date(year, month, day) for month, day in _span(script, facts))
    room = (last - first).days // times
    day = first + timedelta(days=room * (place - 1) + draws.randint(0, max(0, room - 1)))
    return day if day.weekday() < 5 else day - timedelta(days=day.weekday() - 4) if (day - first).days >= 2 else day + timedelta(days=7 - day.weekday())


def _span(script: Script, facts: Facts) -> Span:
    if script.late is None:
        return script.on
    beyond = script.late_beyond
    of_beyond: Fact | None = facts.get(beyond.code) if beyond else None
    is_late = any(words_of(facts.get(code)) & set(words) for code, words in script.late_when.items())
    is_late = is_late or (beyond is not None and isinstance(of_beyond, Share) and beyond.place > of_beyond.numerator)
    return script.late if is_late else script.on


def _symbol(script: Script, office: Office) -> str:
    """Papers without a kind of their own (lists, extracts, declarations) have none."""
    kind = KIND_BY_CODE.get(script.kind)
    if kind is None:
        return ""
    return f"{kind.abbreviation}-{office.letters}" if kind.abbreviation else office.letters


def _filled_all(lines: Sequence[str], names: Mapping[str, str], facts: Facts) -> tuple[str, ...]:
    return tuple(text for line in lines if (text := filled(line, names, facts)))
