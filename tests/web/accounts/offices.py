"""Two provinces, two departments with units, and somebody in every role; no rounds, so that it costs nothing."""

from __future__ import annotations

from dataclasses import dataclass

from django.test import Client

from parix.foundation import agencies as engine
from parix.web.accounts.actions import add_person
from parix.web.accounts.choices import Role
from parix.web.accounts.queries import User
from parix.web.organisations.actions import UnitGiven, register_agency, save_units
from parix.web.organisations.queries import Agency, Unit

PASSWORD = "for-tests-only"
TOP, OWN, OTHER, ELSEWHERE = "T", "T.KH", "T.NV", "XA"


@dataclass
class Offices:
    agencies: dict[str, Agency]
    units: dict[str, Unit]
    people: dict[str, User]

    def client(self, person: str) -> Client:
        """Signed in as the person; an empty name is a visitor."""
        client = Client()
        if person:
            client.force_login(self.people[person], backend="parix.web.project.sign_in.PersonBackend")
        return client


def build_offices(colleagues: int = 0) -> Offices:
    """`colleagues` more people work in the office of the own department."""
    top, elsewhere = (register_agency(given=engine.Agency(code, name, "province")) for code, name in ((TOP, "Tỉnh Mẫu"), (ELSEWHERE, "Tỉnh Khác")))
    own = register_agency(given=engine.Agency(OWN, "Sở Khoa học và Công nghệ", "department"), short_name="KH", parent=top)
    other = register_agency(given=engine.Agency(OTHER, "Sở Nội vụ", "department"), short_name="NV", parent=top)
    units = save_units(agency=own, given=[UnitGiven("Văn phòng", "office"), UnitGiven("Thanh tra", "inspectorate", "TTR")], by="system")
    units += save_units(agency=other, given=[UnitGiven("Văn phòng", "office")], by="system")
    by_name = {"office": units[0], "inspectorate": units[1], "office of another": units[2]}
    posts: dict[str, tuple[Agency, Role, Unit | None]] = {
        "staff": (own, Role.STAFF, units[0]), "head": (own, Role.UNIT_HEAD, units[0]), "officer": (own, Role.REFORM_OFFICER, None),
        "director": (own, Role.DIRECTOR, None), "administrator": (own, Role.ADMINISTRATOR, None),
        "staff of another": (other, Role.STAFF, units[2]), "administrator of another": (other, Role.ADMINISTRATOR, None),
        "council member": (top, Role.COUNCIL_MEMBER, None), "coordinator": (top, Role.COORDINATOR, None), "auditor": (top, Role.AUDITOR, None),
        "province administrator": (top, Role.ADMINISTRATOR, None), "administrator elsewhere": (elsewhere, Role.ADMINISTRATOR, None),
    }
    people = {name: add(name, agency, role, unit) for name, (agency, role, unit) in posts.items()}
    people["appraiser"] = add("appraiser", top, Role.APPRAISER, None, ("institutions", "procedures"))
    people["without role"] = User.objects.create_user("without.role", "without@example.com", PASSWORD, full_name="Người không vai trò")
    people["operator"] = User.objects.create_superuser("operator", "operator@example.com", PASSWORD, full_name="Người vận hành")
    for number in range(colleagues):
        add(f"colleague {number:03}", own, Role.STAFF, units[0])
    return Offices({TOP: top, OWN: own, OTHER: other, ELSEWHERE: elsewhere}, by_name, people)


def add(name: str, agency: Agency, role: Role, unit: Unit | None = None, fields: tuple[str, ...] = ()) -> User:
    username = name.replace(" ", ".")
    return add_person(
        username=username, full_name=f"Người {name}", email=f"{username}@example.com", password=PASSWORD, agency=agency, role=role, unit=unit, fields=fields,
    )
