"""The lines of head, title and foot as Decree 30/2020/NĐ-CP Điều 8 and Phụ lục I order them: every layout draws these."""

from __future__ import annotations

import textwrap

from parix.demo_data.papers.records import Paper

NATIONAL, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
SIGNED = "(Đã ký)"
_SUBJECT_WIDTH, _LINE_WIDTH = 34, 56


def number_lines(paper: Paper) -> list[str]:
    """Declarations and lists have no number."""
    return [f"Số: {paper.number_and_symbol}"] if paper.number else []


def date_line(paper: Paper) -> str:
    """Day below ten and month below three with a nought before them, as the decree wants it."""
    month = f"{paper.day.month:02}" if paper.day.month < 3 else str(paper.day.month)
    return f"{paper.place}, ngày {paper.day.day:02} tháng {month} năm {paper.day.year}"


def left_lines(paper: Paper) -> list[str]:
    subject = textwrap.wrap(f"V/v {paper.abstract}", _SUBJECT_WIDTH) if not paper.title else []
    return [*paper.parent, *paper.issuer, *number_lines(paper), *subject]


def right_lines(paper: Paper) -> list[str]:
    return [NATIONAL, MOTTO, date_line(paper)]


def abstract_lines(paper: Paper) -> list[str]:
    """As few lines as hold it, all of about the same length."""
    if not paper.title:
        return []
    count = -(-len(paper.abstract) // _LINE_WIDTH)
    return textwrap.wrap(paper.abstract, -(-len(paper.abstract) // count) + 6)


def annex_line(paper: Paper) -> str:
    named = f"{paper.title.capitalize()} số {paper.number_and_symbol}" if paper.number else paper.title.capitalize()
    return f"(Kèm theo {named} ngày {paper.day:%d/%m/%Y})"


def addressee_lines(paper: Paper) -> list[str]:
    if not paper.addressees:
        return []
    if len(paper.addressees) == 1:
        return [f"Kính gửi: {paper.addressees[0]}."]
    return ["Kính gửi:", *(f"- {name};" for name in paper.addressees[:-1]), f"- {paper.addressees[-1]}."]


def recipient_lines(paper: Paper) -> list[str]:
    if not paper.recipients:
        return []
    return ["Nơi nhận:", *(f"- {name};" for name in paper.recipients[:-1]), f"- {paper.recipients[-1]}."]


def signature_lines(paper: Paper) -> list[str]:
    return [*paper.signing.on_behalf, paper.signing.position, SIGNED, paper.signing.name]
