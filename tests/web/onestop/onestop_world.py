"""A province with two departments, one with a one-stop unit, and somebody in every role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.test import Client

from parix.foundation import agencies as engine
from parix.web.accounts.actions import add_person
from parix.web.accounts.choices import Role
from parix.web.accounts.queries import User
from parix.web.onestop.procedures.actions import ProcedureGiven, VersionGiven, add_procedure
from parix.web.onestop.procedures.queries.catalogue import Procedure
from parix.web.organisations.actions import UnitGiven, register_agency, save_units
from parix.web.organisations.queries import Agency, Unit

NOW = datetime(2026, 11, 3, 2, tzinfo=UTC)
TODAY = date(2026, 11, 3)
POSTS: dict[str, tuple[str, Role, str]] = {
    "officer": ("KHCN", Role.REFORM_OFFICER, ""), "director": ("KHCN", Role.DIRECTOR, ""), "head": ("KHCN", Role.UNIT_HEAD, "Phòng Quản lý"),
    "staff": ("KHCN", Role.STAFF, "Phòng Quản lý"), "counter": ("KHCN", Role.STAFF, "Bộ phận Một cửa"), "staff without unit": ("KHCN", Role.STAFF, ""),
    "officer of another": ("NV", Role.REFORM_OFFICER, ""), "coordinator": ("DEMO", Role.COORDINATOR, ""), "auditor": ("DEMO", Role.AUDITOR, ""),
    "appraiser": ("DEMO", Role.APPRAISER, ""), "administrator": ("DEMO", Role.ADMINISTRATOR, ""), "coordinator elsewhere": ("XA", Role.COORDINATOR, ""),
}


@dataclass
class OnestopWorld:
    agencies: dict[str, Agency]
    units: dict[str, Unit]
    people: dict[str, User]

    @property
    def own(self) -> Agency:
        return self.agencies["KHCN"]

    def client(self, person: str, **how: Any) -> Client:
        client = Client(**how)
        if person:
            client.force_login(self.people[person], backend="parix.web.project.sign_in.PersonBackend")
        return client

    def procedure(self, name: str = "Thủ tục mẫu", who: str = "officer", agency: str = "KHCN", first: dict[str, Any] | None = None, **given: Any) -> Procedure:
        whole = ProcedureGiven(**{"field": "An toàn bức xạ", "first": VersionGiven(**{"name": name, **(first or {})}), **given})
        return add_procedure(agency=self.agencies[agency], given=whole, by=self.people[who], at=NOW)


def build_onestop_world() -> OnestopWorld:
    province = register_agency(given=engine.Agency("DEMO", "Tỉnh Mẫu", "province"))
    elsewhere = register_agency(given=engine.Agency("XA", "Tỉnh Khác", "province"))
    agencies = {
        "DEMO": province, "XA": elsewhere,
        "KHCN": register_agency(given=engine.Agency("KHCN", "Sở Khoa học và Công nghệ", "department"), short_name="SKHCN", parent=province),
        "NV": register_agency(given=engine.Agency("NV", "Sở Nội vụ", "department"), parent=province),
    }
    made = save_units(agency=agencies["KHCN"], given=[UnitGiven("Bộ phận Một cửa", "one_stop"), UnitGiven("Phòng Quản lý", "professional")], by="system")
    units = {unit.name: unit for unit in made}
    people = {
        name: add_person(
            username=name.replace(" ", "."), full_name=f"Người {name}", email=f"{name.replace(' ', '.')}@example.com", password="for-tests-only",
            agency=agencies[agency], role=role, unit=units.get(unit), fields=["*"] if role == Role.APPRAISER else [],
        )
        for name, (agency, role, unit) in POSTS.items()
    }
    return OnestopWorld(agencies, units, people)
