"""Documents for the self-assessment of the small world: registered by number, or uploaded and read; and links to leaves."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from parix.web.assessment.actions.evidence import EvidenceGiven, add_evidence
from parix.web.assessment.models import EvidenceLink
from parix.web.assessment.queries.evidence import BriefRow, evidence_by_leaf, evidence_for_checks
from parix.web.files import jobs
from parix.web.files.actions.receiving import receive_whole
from parix.web.files.actions.registering import confirm_document, register_document
from parix.web.files.queries import Document, document_by_id
from tests.web.assessment.self_world import LEAF, SelfWorld
from tests.web.worlds import AT, OWN

DAY = date(2026, 5, 20)
TEXT = """SỞ KHOA HỌC VÀ CÔNG NGHỆ
Số: 12/BC-SKHCN
Tỉnh Mẫu, ngày 20 tháng 5 năm 2026
BÁO CÁO
Kết quả cải cách hành chính
Đã hoàn thành 9 trên 10 nhiệm vụ của kế hoạch.
"""
FIELDS: dict[str, Any] = {
    "kind": "report", "number": "12", "symbol": "BC-SKHCN", "issued_on": DAY, "in_force_on": None, "received_on": None,
    "issuer": "Sở Khoa học và Công nghệ", "abstract": "Kết quả cải cách hành chính", "link": "",
}


def registered(world: SelfWorld, agency: str = OWN, **fields: Any) -> Document:
    """By number and date, without a file."""
    made = register_document(agency=world.world.agencies[agency], given={**FIELDS, **fields}, by=world.world.people["officer"], at=AT, today=AT.date())
    return whole(made)


def uploaded(world: SelfWorld, text: str | bytes = TEXT, *, agency: str = OWN, confirmed: bool = True, read: bool = True, document: Document | None = None, **fields: Any) -> Document:
    """From a file of plain text, read, and confirmed by a person unless told otherwise."""
    by, content = world.world.people["officer"], text if isinstance(text, bytes) else text.encode()
    upload = receive_whole(agency=world.world.agencies[agency], document=document, name="báo cáo.txt", size=len(content), pieces=[content], by=by, at=AT)
    assert upload.revision is not None
    if read:
        jobs.examine(now=AT, progress=lambda _count, _of: None, file_id=upload.revision.file_id)
    made = whole(upload.revision.document)
    if confirmed:
        confirm_document(document=made, given={**FIELDS, **fields}, by=by, at=AT, today=AT.date())
    return whole(made)


def whole(document: Document) -> Document:
    found = document_by_id(document.pk)
    assert found is not None
    return found


def link(world: SelfWorld, document: Document, who: str = "officer", leaf: str | list[str] = LEAF, at: datetime = AT, **given: Any) -> EvidenceLink:
    """The first of the links that the action made."""
    keys = [leaf] if isinstance(leaf, str) else leaf
    said = EvidenceGiven(**given) if given else None
    return add_evidence(participation=world.own, leaf_keys=keys, documents=[document], given=said, by=world.world.people[who], at=at)[0]


def the_checks_see_what_pages_show(world: SelfWorld) -> None:
    """Of every leaf: the brief rows that checks look at are the whole rows, as far as they go."""
    whole, brief = evidence_by_leaf(world.own), evidence_for_checks(world.own)
    shown = {key: [BriefRow(*(getattr(row, name) for name in BriefRow._fields)) for row in one.rows] for key, one in whole.items()}
    assert {key: (one.state, one.answers, list(one.brief)) for key, one in brief.items()} == {
        key: (one.state, one.answers, shown[key]) for key, one in whole.items()
    }
