"""Two departments of one province and a department elsewhere, with somebody in every role; documents that they have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.test import Client

from parix.foundation import agencies as engine
from parix.web.accounts.actions import add_person
from parix.web.accounts.choices import Role
from parix.web.accounts.queries import User
from parix.web.files import jobs
from parix.web.files.actions.receiving import receive_whole
from parix.web.files.actions.registering import register_document
from parix.web.files.models import Document, StoredFile, Upload
from parix.web.organisations.actions import UnitGiven, register_agency, save_unit
from parix.web.organisations.queries import Agency
from tests.unit.official_documents.made_papers import made_paper
from tests.unit.official_documents.paper_layouts import columns_text

NOW = datetime(2026, 11, 3, 2, tzinfo=UTC)
TODAY = date(2026, 11, 3)
POSTS = {
    "staff": ("TC", Role.STAFF), "unit head": ("TC", Role.UNIT_HEAD), "officer": ("TC", Role.REFORM_OFFICER), "director": ("TC", Role.DIRECTOR),
    "officer of another": ("NV", Role.REFORM_OFFICER), "appraiser": ("DEMO", Role.APPRAISER), "council member": ("DEMO", Role.COUNCIL_MEMBER),
    "coordinator": ("DEMO", Role.COORDINATOR), "auditor": ("DEMO", Role.AUDITOR), "administrator": ("DEMO", Role.ADMINISTRATOR),
    "officer elsewhere": ("XA", Role.REFORM_OFFICER),
}


@dataclass
class Office:
    agencies: dict[str, Agency]
    people: dict[str, User]

    @property
    def own(self) -> Agency:
        return self.agencies["TC"]

    def client(self, person: str, **how: Any) -> Client:
        client = Client(**how)
        if person:
            client.force_login(self.people[person], backend="parix.web.project.sign_in.PersonBackend")
        return client

    def document(self, content: bytes | None = None, *, name: str = "kế hoạch.txt", agency: str = "TC", by: str = "officer", read: bool = True) -> Document:
        """A document from a file that was uploaded whole, and read unless told otherwise."""
        data = paper_text(0) if content is None else content
        upload = receive_whole(agency=self.agencies[agency], document=None, name=name, size=len(data), pieces=[data], by=self.people[by], at=NOW)
        assert upload.revision is not None
        if read:
            examine(upload.revision.file)
        return Document.objects.get(pk=upload.revision.document_id)

    def registered(self, number: str = "56", agency: str = "TC", **fields: Any) -> Document:
        given = {
            "kind": "plan", "number": number, "symbol": "KH-STC", "issued_on": date(2026, 1, 26), "in_force_on": None, "received_on": None,
            "issuer": "Sở Tài chính", "abstract": "Cải cách hành chính năm 2026", "link": "", **fields,
        }
        return register_document(agency=self.agencies[agency], given=given, by=self.people["officer"], at=NOW, today=TODAY)


def build_office() -> Office:
    province = register_agency(given=engine.Agency("DEMO", "Tỉnh Mẫu", "province"))
    agencies = {
        "DEMO": province,
        "TC": register_agency(given=engine.Agency("TC", "Sở Tài chính", "department"), parent=province),
        "NV": register_agency(given=engine.Agency("NV", "Sở Nội vụ", "department"), parent=province),
        "XA": register_agency(given=engine.Agency("XA", "Sở ở tỉnh khác", "department")),
    }
    unit = save_unit(agency=agencies["TC"], given=UnitGiven(name="Văn phòng", kind="office"), by="system")
    people = {
        name: add_person(
            username=name.replace(" ", "."), full_name=f"Người {name}", email="", agency=agencies[code], role=role,
            unit=unit if role == Role.UNIT_HEAD else None, fields=("*",) if role == Role.APPRAISER else (),
        )
        for name, (code, role) in POSTS.items()
    }
    people["without role"] = User.objects.create_user("without.role", "", "x", full_name="Người không vai trò")
    return Office(agencies, people)


def paper_text(seed: int) -> bytes:
    return columns_text(made_paper(seed)).encode()


def examine(file: StoredFile) -> None:
    jobs.examine(now=NOW, progress=lambda _count, _of: None, file_id=file.pk)


def uploads() -> list[tuple[str, str, int]]:
    return [(one.original_name, one.state, one.offset) for one in Upload.objects.order_by("started_at", "original_name")]
