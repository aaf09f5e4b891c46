"""A document as its page shows it: sections as sentences with figures, what waits for somebody, who may do what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from parix.official_documents.composing.figure_values import FigureValue, change_shown
from parix.official_documents.composing.outlines import Outline, outlines
from parix.official_documents.composing.sentences import Sentence, names_in, paragraphs_of, read
from parix.official_documents.writing.records import Paper
from parix.web.accounts.rules import Standing
from parix.web.organisations.queries import Unit
from parix.web.organisations.queries.units import units_of
from parix.web.reports import rules
from parix.web.reports.models import Comment as Comment
from parix.web.reports.models import Report as Report
from parix.web.reports.models import Section as Section
from parix.web.reports.queries.composing import paper_of
from parix.web.reports.queries.figures import Figures, figures_of


@dataclass(frozen=True, slots=True)
class SectionView:
    row: Section
    paragraphs: list[list[Sentence]]
    comments: tuple[Comment, ...]
    may_write: bool
    is_empty_below: bool = False

    @property
    def depth(self) -> int:
        return self.row.key.count(".") + 1 if self.row.title else 0

    @property
    def is_heading_alone(self) -> bool:
        """A title over sections of its own."""
        return bool(self.row.title) and not self.row.text and not self.is_empty_below

    @property
    def sentences(self) -> Iterator[Sentence]:
        return (sentence for paragraph in self.paragraphs for sentence in paragraph)

    @property
    def left_behind(self) -> list[Sentence]:
        return [one for one in self.sentences if one.is_left_behind]

    @property
    def open_comments(self) -> int:
        return sum(one.settled_at is None for one in self.comments)


@dataclass(frozen=True)
class DraftPage:
    report: Report
    outline: Outline
    figures: Figures
    sections: tuple[SectionView, ...]
    may_edit: bool
    may_comment: bool
    may_settle: bool
    may_submit: bool
    may_decide: bool
    units: tuple[Unit, ...]

    @property
    def season(self) -> str:
        season = outlines().season(self.report.season)
        return season.name if season else ""

    @property
    def due(self) -> date | None:
        season = outlines().season(self.report.season)
        return season.due(self.report.year) if season else None

    @cached_property
    def left_behind(self) -> list[tuple[SectionView, Sentence]]:
        return [(section, sentence) for section in self.sections for sentence in section.left_behind]

    @cached_property
    def missing(self) -> list[tuple[SectionView, Sentence]]:
        return [(section, sentence) for section in self.sections for sentence in section.sentences if sentence.missing]

    @property
    def open_comments(self) -> int:
        return sum(section.open_comments for section in self.sections)

    @property
    def unwritten(self) -> list[SectionView]:
        return [section for section in self.sections if not section.row.text and not section.is_heading_alone]

    def section(self, key: str) -> SectionView | None:
        return next((one for one in self.sections if one.row.key == key), None)

    def paper(self, today: date) -> Paper:
        return paper_of(self.report, [one.row for one in self.sections], self.figures, today)


@dataclass(frozen=True, slots=True)
class FigureRow:
    """`in_sections` are those whose texts say the figure."""

    key: str
    now: FigureValue
    before: FigureValue | None
    change: str
    in_sections: tuple[SectionView, ...]


def report_by_id(report_id: int) -> Report | None:
    beside = ("agency", "agency__parent", "number", "number__series", "drafted_by", "submitted_by", "issued_by")
    return Report.objects.select_related(*beside).filter(pk=report_id).first()


def draft_page(report: Report, standing: Standing) -> DraftPage:
    """About a dozen queries, however long the document is."""
    outline = outlines().document(report.form)
    assert outline is not None
    rows = list(report.sections.select_related("unit", "saved_by"))
    figures = figures_of(report, [row.text for row in rows])
    comments = _comments(report)
    values = figures.by_name
    views = []
    for place, row in enumerate(rows):
        has_children = place + 1 < len(rows) and rows[place + 1].key.startswith(f"{row.key}.")
        seen = {} if report.is_issued else row.seen
        views.append(SectionView(row, read(row.text, values, seen), comments.get(row.pk, ()), rules.may_write(standing, report, row), not has_children))
    may_edit = rules.may_edit(standing, report)
    return DraftPage(
        report, outline, figures, tuple(views), may_edit, rules.may_comment(standing, report), rules.may_settle(standing, report),
        rules.may_submit(standing, report), rules.may_decide(standing, report), tuple(units_of([report.agency_id], report.period_end)) if may_edit else (),
    )


def _comments(report: Report) -> Mapping[int, tuple[Comment, ...]]:
    found: dict[int, list[Comment]] = defaultdict(list)
    for one in Comment.objects.filter(section__report=report).select_related("made_by", "settled_by"):
        found[one.section_id].append(one)
    return {section: tuple(rows) for section, rows in found.items()}


def figure_rows(page: DraftPage) -> list[FigureRow]:
    """Every figure of the document in the order of the outlines, known ones and those that nobody has."""
    saying: dict[str, list[SectionView]] = defaultdict(list)
    for section in page.sections:
        for name in dict.fromkeys(one.partition(".")[0] for one in names_in(section.row.text)):
            saying[name].append(section)
    return [
        FigureRow(key, now, page.figures.before.get(key), change_shown(now, page.figures.before.get(key)), tuple(saying[key]))
        for key, now in page.figures.now.items()
    ]


def is_written(text: str) -> bool:
    return bool(paragraphs_of(text))
