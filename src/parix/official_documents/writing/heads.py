"""The lines of head, title and foot as Decree 30/2020/NĐ-CP Điều 8 and Phụ lục I order them: every layout draws these."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from parix.official_documents.writing.records import Paper

NATIONAL, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
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


def ended(text: str) -> str:
    """A document's last paragraph, with the sign that nothing follows."""
    return f"{text.rstrip('.;/ ')}./."


def annex_line(paper: Paper) -> str:
    """What the annex belongs to; number and day are blank until they are given."""
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
    signed = [paper.signed] if paper.signed else []
    return [*paper.signing.on_behalf, paper.signing.position, *signed, paper.signing.name]


@dataclass(frozen=True, slots=True)
class PaperLines:
    """Everything around the text of a paper, line by line: what a layout draws, and what a template has names for."""

    parent: tuple[str, ...]
    issuer: tuple[str, ...]
    number: tuple[str, ...]
    subject: tuple[str, ...]
    day: str
    title: str
    abstract: tuple[str, ...]
    authority: str
    addressees: tuple[str, ...]
    recipients: tuple[str, ...]
    above_signature: tuple[str, ...]
    signed: str
    name: str
    code: str = ""
    code_note: str = ""


def lines_of(paper: Paper) -> PaperLines:
    own = len(paper.parent) + len(paper.issuer) + len(number_lines(paper))
    return PaperLines(
        paper.parent, paper.issuer, tuple(number_lines(paper)), tuple(left_lines(paper)[own:]), date_line(paper), paper.title, tuple(abstract_lines(paper)),
        paper.authority, tuple(addressee_lines(paper)), tuple(recipient_lines(paper)), (*paper.signing.on_behalf, paper.signing.position), paper.signed,
        paper.signing.name, paper.code, paper.code_note,
    )
