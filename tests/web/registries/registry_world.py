"""A department with two units, another one, and somebody in every role; a confirmed document of its register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.test import Client

from parix.foundation import agencies as engine
from parix.web.accounts.actions import add_person
from parix.web.accounts.choices import Role
from parix.web.accounts.queries import User
from parix.web.files.actions.registering import register_document
from parix.web.files.queries import Document
from parix.web.organisations.actions import UnitGiven, register_agency, save_units
from parix.web.organisations.queries import Agency, Unit

NOW = datetime(2026, 11, 3, 2, tzinfo=UTC)
TODAY = date(2026, 11, 3)
POSTS: dict[str, tuple[str, Role, str]] = {
    "officer": ("TC", Role.REFORM_OFFICER, ""), "director": ("TC", Role.DIRECTOR, ""), "head": ("TC", Role.UNIT_HEAD, "Văn phòng"),
    "staff": ("TC", Role.STAFF, "Văn phòng"), "inspector": ("TC", Role.STAFF, "Thanh tra"), "staff without unit": ("TC", Role.STAFF, ""),
    "officer of another": ("NV", Role.REFORM_OFFICER, ""), "coordinator": ("DEMO", Role.COORDINATOR, ""), "auditor": ("DEMO", Role.AUDITOR, ""),
    "appraiser": ("DEMO", Role.APPRAISER, ""), "administrator": ("DEMO", Role.ADMINISTRATOR, ""), "coordinator elsewhere": ("XA", Role.COORDINATOR, ""),
}


@dataclass
class RegistryWorld:
    agencies: dict[str, Agency]
    units: dict[str, Unit]
    people: dict[str, User]

    @property
    def own(self) -> Agency:
        return self.agencies["TC"]

    @property
    def office(self) -> Unit:
        return self.units["Văn phòng"]

    @property
    def inspectorate(self) -> Unit:
        return self.units["Thanh tra"]

    def client(self, person: str, **how: Any) -> Client:
        client = Client(**how)
        if person:
            client.force_login(self.people[person], backend="parix.web.project.sign_in.PersonBackend")
        return client

    def document(self, number: str = "12", agency: str = "TC", kind: str = "plan") -> Document:
        given = {
            "kind": kind, "number": number, "symbol": "KH-STC", "issued_on": date(2026, 1, 26), "in_force_on": None, "received_on": None,
            "issuer": "Sở Tài chính", "abstract": "Kế hoạch năm 2026", "link": "",
        }
        return register_document(agency=self.agencies[agency], given=given, by=self.people["officer"], at=NOW, today=TODAY)


def build_registry_world() -> RegistryWorld:
    province = register_agency(given=engine.Agency("DEMO", "Tỉnh Mẫu", "province"))
    agencies = {
        "DEMO": province, "XA": register_agency(given=engine.Agency("XA", "Tỉnh Khác", "province")),
        "TC": register_agency(given=engine.Agency("TC", "Sở Tài chính", "department"), parent=province),
        "NV": register_agency(given=engine.Agency("NV", "Sở Nội vụ", "department"), parent=province),
    }
    made = save_units(agency=agencies["TC"], given=[UnitGiven("Văn phòng", "office"), UnitGiven("Thanh tra", "inspectorate")], by="system")
    units = {unit.name: unit for unit in made}
    people = {
        name: add_person(
            username=name.replace(" ", "."), full_name=f"Người {name}", email=f"{name.replace(' ', '.')}@example.com", password="for-tests-only",
            agency=agencies[agency], role=role, unit=units.get(unit), fields=["*"] if role == Role.APPRAISER else [],
        )
        for name, (agency, role, unit) in POSTS.items()
    }
    return RegistryWorld(agencies, units, people)
