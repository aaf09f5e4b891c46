"""What keeps a document from being issued, and what should be looked at: figures that nobody has, sentences left behind by a figure
that changed, figures that contradict each other in the composed text, and figures of which a register says something else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from parix.foundation.problems import Place, Problem
from parix.official_documents.document_reading import read_document
from parix.official_documents.writing.records import Paper
from parix.official_documents.writing.word import docx_of
from parix.web.reports.queries.drafts import DraftPage
from parix.web.reports.queries.figures.registered import differing

_SHOWN = 120


@dataclass(frozen=True, slots=True)
class Checks:
    """`hindering` must be mended; `doubts` are mended, or stand with a reason."""

    hindering: tuple[Problem, ...]
    doubts: tuple[Problem, ...]

    @property
    def is_clean(self) -> bool:
        return not self.hindering and not self.doubts


def checks_of(page: DraftPage, today: date) -> Checks:
    return Checks(tuple(_hindering(page)), (*contradictions_of(page.paper(today)), *_other_sources(page, today)))


def contradictions_of(paper: Paper) -> tuple[Problem, ...]:
    """The document is read as a stranger would read it; what its figures say against each other."""
    return tuple(one for one in read_document(docx_of(paper).data).problems if one.code.startswith("figures."))


def _other_sources(page: DraftPage, today: date) -> Iterator[Problem]:
    """Of a document that is still being written: what is issued keeps its figures."""
    if page.report.is_issued:
        return
    for one in differing(page.report, page.figures.now.values(), today):
        said = f"«{one.used.label}» trong văn bản là {one.used.shown} ({one.used.source})"
        yield Problem(
            "reports.two_sources", f"{said}; {one.counted.source} đếm được {one.counted.shown}",
            "xem hai nguồn, sửa nguồn sai, hoặc ghi lý do khi trình", Place(path=one.used.key),
        )


def _hindering(page: DraftPage) -> Iterator[Problem]:
    for section, sentence in page.missing:
        names = ", ".join(sentence.missing)
        yield Problem(
            "reports.figure_missing", f"«{sentence.written[:_SHOWN]}» cần số liệu chưa có: {names}",
            "bổ sung số đo, nhập tay kèm nguồn, hoặc bỏ câu này", Place(path=section.row.key),
        )
    for section, sentence in page.left_behind:
        changes = "; ".join(f"{one.name} từ {one.before or '…'} thành {one.now or '…'}" for one in sentence.changes)
        yield Problem(
            "reports.sentence_left_behind", f"«{sentence.said[:_SHOWN]}» chưa được đọc lại sau khi số đổi ({changes})",
            "đọc lại câu, sửa chữ quanh con số nếu cần, rồi bấm «Đã đọc lại»", Place(path=section.row.key),
        )
    if not page.report.signer_name:
        yield Problem("reports.signer_missing", "chưa ghi người ký", "ghi họ tên người ký ở phần thể thức", Place(path="signer_name"))
    if not any(section.row.text for section in page.sections):
        yield Problem("reports.nothing_written", "văn bản chưa có nội dung", "viết ít nhất một phần")
