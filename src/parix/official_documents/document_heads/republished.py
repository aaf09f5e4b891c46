"""A text that tells of a document before it repeats it: the page of a web site that carries a plan.

`Ngày 17/6, Sở … đã ban hành Kế hoạch số 778/KH-… về việc …, cụ thể:` Nothing read this way is sure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parix.official_documents.document_heads.records import DocumentHead, Found, WrittenDate
from parix.official_documents.document_kinds import ALL_KINDS, kind_of_name
from parix.official_documents.letters import UPPER
from parix.official_documents.pages import Page, Span

_REASON = "đọc từ câu dẫn của bài đăng lại văn bản"
_KINDS = "|".join(sorted((kind.name.vi for kind in ALL_KINDS), key=len, reverse=True))
_LEAD = re.compile(
    rf"(?:Ngày\s+(?P<date>\d{{1,2}}/\d{{1,2}}(?:/\d{{4}})?),?\s+)?(?P<issuer>[{UPPER}][^.;:\n]{{3,150}}?)\s+(?:đã\s+|vừa\s+)?(?:ban hành|ký ban hành|có)\s+"
    rf"(?P<kind>{_KINDS})\s+số\s+(?P<number>\d+[a-z]?)/(?P<symbol>[\w.&/-]+?)(?:\s+ngày\s+(?P<dated>\d{{1,2}}/\d{{1,2}}/\d{{4}}))?\s+"
    r"(?:về việc|về|V/v)\s+(?P<abstract>[^\n]{5,600}?),?\s+(?:cụ thể|như sau|với (?:các )?nội dung)[^\n]{0,60}?[:.]"
)
_SEARCHED = 6_000


def read_lead(pages: Sequence[Page]) -> DocumentHead | None:
    """The head that the leading sentence gives, or None."""
    for page in pages[:2]:
        found = _LEAD.search(page.text[:_SEARCHED])
        if found:
            return _head(page, found)
    return None


def _head(page: Page, found: re.Match[str]) -> DocumentHead:
    def item(group: str) -> Found[str]:
        text = found[group]
        return Found(" ".join(text.split()), text, Span(page.number, found.start(group), found.end(group)), False, _REASON)

    kind = kind_of_name(found["kind"])
    assert kind is not None
    dated = "dated" if found["dated"] else "date"
    date = Found(_written(found[dated]), found[dated], Span(page.number, found.start(dated), found.end(dated)), False, _REASON) if found[dated] else None
    return DocumentHead(
        kind=Found(kind, found["kind"], item("kind").span, False, _REASON), number=item("number"), symbol=item("symbol"), date=date,
        issuer=item("issuer"), abstract=item("abstract"),
    )


def _written(text: str) -> WrittenDate:
    day, month, *year = (int(part) for part in text.split("/"))
    return WrittenDate(day, month, year[0] if year else None)


# --- a heading of a list of documents: `Công văn số 972/SNV-CCHC ngày 18/7/2018 V/v …` -------------------------------

_TITLED = "đọc từ tiêu đề bài đăng lại văn bản"
_HEADING = re.compile(
    rf"(?:(?P<kind>{_KINDS})\s+)?[Ss]ố:?\s+(?P<number>\d+[a-z]?)/(?P<symbol>[\w.&/-]+),?\s+[Nn]gày\s+(?P<date>\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}})"
    r"(?:\s+của\s+(?P<issuer>[^,;:]{3,80}?))?,?\s+(?:V/v|[Vv]ề việc|[Vv]ề|v/v)\s+(?P<abstract>[^\n]{5,400})"
)


def completed(head: DocumentHead, pages: Sequence[Page]) -> DocumentHead:
    """What the head leaves open, from the heading above it on the first lines of the page."""
    if not pages:
        return head
    page = pages[0]
    lines = [line for line in re.finditer(r"[^\n]+", page.text[:_SEARCHED]) if line[0].strip()][:3]
    found = next((match for match in (_HEADING.match(page.text, line.start()) for line in lines) if match), None)
    if found is None:
        return head

    def item(group: str) -> Found[str] | None:
        text = found[group]
        return Found(" ".join(text.split()).rstrip("."), text, Span(page.number, found.start(group), found.end(group)), False, _TITLED) if text else None

    day, month, year = (int(part) for part in re.split(r"[/.-]", found["date"]))
    date = Found(WrittenDate(day, month, year), found["date"], Span(page.number, *found.span("date")), False, _TITLED)
    kind = kind_of_name(found["kind"]) if found["kind"] else None
    return replace(
        head, number=item("number"), symbol=head.symbol or item("symbol"), date=head.date or date, issuer=head.issuer or item("issuer"),
        abstract=head.abstract or item("abstract"),
        kind=head.kind or (Found(kind, found["kind"], Span(page.number, *found.span("kind")), False, _TITLED) if kind else None),
    )
