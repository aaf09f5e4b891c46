"""How long a periodic report takes to become DOCX, PDF and workbook: every section of the outline, its appendices, four times over."""

from __future__ import annotations

from datetime import date

from benchmarks.figures import Figure
from benchmarks.timing import Timing, processor_seconds, repeated
from parix.official_documents.composing.outlines import outlines
from parix.official_documents.composing.sentences import read
from parix.official_documents.writing.portable import pdf_of
from parix.official_documents.writing.records import Annex, Block, Heading, Paper, Signing, Table
from parix.official_documents.writing.word import docx_of
from parix.official_documents.writing.workbook import workbook_of

TIMES, GOAL = 4, 5.0


def long_report() -> Paper:
    outline = outlines().document("periodic_report")
    assert outline is not None
    values = dict.fromkeys(outlines().names, "1.234")
    blocks: list[Block] = []
    for section in outline.sections * TIMES:
        blocks.append(Heading(f"{section.key}. {section.title}"))
        blocks += [" ".join(one.said for one in paragraph) for paragraph in read(section.text, values, {})]
    rows = tuple((row.number, row.title, "hồ sơ", "1.234", "1.230", "") for appendix in outline.appendices for row in appendix.rows) * TIMES
    columns = ("STT", "Chỉ tiêu thống kê", "Đơn vị tính", "Kết quả", "Cùng kỳ năm trước", "Ghi chú")
    blocks += [Annex("PHỤ LỤC"), Table(columns, rows, (9, 39, 13, 12, 13, 14), "clcrrl")]
    return Paper(
        "report", "BÁO CÁO", "01", "BC-SM", "Tỉnh Mẫu", date.fromordinal(738_000), ("UBND TỈNH MẪU",), ("SỞ MẪU",), outline.abstract, tuple(blocks),
        Signing("GIÁM ĐỐC", "Nguyễn Văn Mẫu"), recipients=outline.recipients,
    )


def measure(runs: int) -> list[Figure]:
    paper = long_report()
    pages = max(pdf_of(paper).page_of.values())

    def written() -> None:
        docx_of(paper)
        pdf_of(paper)

    spent = Timing(tuple(processor_seconds(written) for _ in range(runs)))
    return [
        Figure("a report", "DOCX and PDF, processor", spent, "s", GOAL, remark=f"{pages} pages"),
        Figure("a report", "DOCX and PDF, clock", repeated(written, runs), "s", GOAL),
        Figure("a report", "appendices as a workbook, clock", repeated(lambda: workbook_of(paper), runs), "s"),
    ]
