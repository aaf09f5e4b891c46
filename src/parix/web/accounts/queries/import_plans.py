"""What applying a workbook would do: units and people to add or change, roles to give, and every reason why it may not be applied.

Reads only; asked once for the preview and again, inside the transaction, before anything is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from parix.exchange_formats.people_table import PeopleTable, PersonRow
from parix.foundation.folding import folded
from parix.foundation.nearest import did_you_mean
from parix.foundation.problems import Problem, by_place, errors_among
from parix.web.accounts.choices import AGENCY_ROLES, ROLE_WORDS, Role
from parix.web.accounts.models import Membership, User
from parix.web.accounts.queries.field_keys import field_key, known_fields
from parix.web.accounts.queries.import_units import ListedAgencies, PlacedUnit, UnitPlan, UnitsRead, place_of
from parix.web.accounts.rules import Standing, may_edit_person, may_grant, role_problems
from parix.web.organisations.queries import Agency
from parix.web.organisations.rules import is_top

# What a row asks for: role, agency, unit, fields.
Wanted = tuple[Role, Agency, PlacedUnit | None, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Grant:
    """A role to give. `moved_from` is the role at another unit that ends, `changes` the one whose fields change."""

    role: str
    label: str
    agency: Agency
    unit: PlacedUnit | None
    fields: tuple[str, ...]
    moved_from: Membership | None = None
    changes: Membership | None = None


@dataclass(slots=True)
class PersonPlan:
    """One person, however many rows speak of them. `changed` names the columns that will differ."""

    username: str
    full_name: str
    email: str
    position: str
    user: User | None
    rows: list[PersonRow] = field(default_factory=list)
    changed: tuple[str, ...] = ()
    grants: list[Grant] = field(default_factory=list)
    kept: int = 0

    @property
    def is_new(self) -> bool:
        return self.user is None

    @property
    def is_unchanged(self) -> bool:
        return self.user is not None and not self.changed and not self.grants


@dataclass(frozen=True, slots=True)
class ImportPlan:
    units: tuple[UnitPlan, ...]
    people: tuple[PersonPlan, ...]
    problems: tuple[Problem, ...]

    @property
    def may_be_applied(self) -> bool:
        return not errors_among(self.problems) and bool(self.units or self.people)

    @property
    def changes_anything(self) -> bool:
        return bool(self.new_people or self.changed_people or any(not one.is_unchanged for one in self.units))

    @property
    def new_people(self) -> list[PersonPlan]:
        return [one for one in self.people if one.is_new]

    @property
    def changed_people(self) -> list[PersonPlan]:
        return [one for one in self.people if not one.is_new and not one.is_unchanged]

    @property
    def unchanged_people(self) -> list[PersonPlan]:
        return [one for one in self.people if one.is_unchanged]


def plan_import(table: PeopleTable, agency: Agency, agencies: Iterable[Agency], standing: Standing, on: date) -> ImportPlan:
    """What the rows would do for somebody of this standing; `agencies` are those that a row may name. A fixed number of queries."""
    problems = list(table.problems)
    listed = ListedAgencies(agency, agencies, problems)
    units = UnitsRead(table.units, listed, problems, on)
    people = _PeopleRead(table.people, listed, units, standing, problems, on)
    return ImportPlan(tuple(units.plans), tuple(people.plans()), tuple(by_place(problems)))


def username_for(full_name: str, email: str) -> str:
    """A user name made of the address, else of the given name and the initials before it: Nguyễn Văn An is an.nv."""
    if email:
        kept = "".join(sign if sign.isalnum() or sign in "._-" else "." for sign in folded(email.partition("@")[0]) if sign.isascii())
        if len(kept.strip(".-_")) > 2:
            return kept.strip(".-_")[:60]
    words = ["".join(sign for sign in word if sign.isascii() and sign.isalnum()) for word in folded(full_name).split()]
    *before, given = [word for word in words if word] or ["nguoi.dung"]
    return ".".join(filter(None, (given, "".join(word[0] for word in before))))[:60]


class _PeopleRead:
    """The rows of people against the people who are there."""

    def __init__(
        self, rows: tuple[PersonRow, ...], listed: ListedAgencies, units: UnitsRead, standing: Standing, problems: list[Problem], on: date,
    ) -> None:
        self._rows, self._listed, self._units, self._standing, self._problems, self._on = rows, listed, units, standing, problems, on
        names = {row.username or username_for(row.full_name, row.email) for row in rows}
        emails = {row.email for row in rows if row.email}
        found = list(chain(User.objects.filter(username__in=names), User.objects.filter(email__in=emails)))
        self._by_name = {user.username: user for user in found}
        self._by_email = {user.email.lower(): user for user in found if user.email}
        self._ever: dict[int, set[int]] = {}
        self._held: dict[int, list[Membership]] = {}
        for one in Membership.objects.filter(user__in={user.pk for user in found}).select_related("agency", "unit"):
            self._ever.setdefault(one.user_id, set()).add(one.agency_id)
            if one.valid_until is None or one.valid_until >= on:
                self._held.setdefault(one.user_id, []).append(one)

    def plans(self) -> list[PersonPlan]:
        plans: dict[str, PersonPlan] = {}
        for row in self._rows:
            plan = self._person(row, plans)
            if plan is not None:
                plan.rows.append(row)
        for plan in plans.values():
            named = [self._wanted(row) for row in plan.rows]
            for row, wanted in zip(plan.rows, named, strict=True):
                for role in wanted:
                    self._grant(plan, row, role, {one for many in named for one in many})
        return list(plans.values())

    def _person(self, row: PersonRow, plans: dict[str, PersonPlan]) -> PersonPlan | None:
        """The plan that the row belongs to, with the columns of the person."""
        named, addressed = self._by_name.get(row.username), self._by_email.get(row.email)
        if row.username and addressed is not None and addressed.username != row.username:
            message, remedy = f"thư điện tử «{row.email}» đã thuộc một tài khoản khác", "kiểm tra thư điện tử hoặc tên đăng nhập"
            self._say(row, "email", "people.email_taken", message, remedy)
            return None
        username = row.username or (addressed.username if addressed else username_for(row.full_name, row.email))
        user = named or addressed or self._by_name.get(username)
        known = plans.get(username)
        if known is not None:
            same = folded(known.full_name) == folded(row.full_name) and (not row.email or not known.email or row.email == known.email)
            if not same:
                message = f"hai người khác nhau cùng tên đăng nhập «{username}»"
                self._say(row, "full_name", "people.two_people", message, "ghi tên đăng nhập riêng cho từng người")
            return known if same else None
        if any(row.email and row.email == one.email for one in plans.values()):
            self._say(row, "email", "people.email_twice", f"thư điện tử «{row.email}» ghi cho hai người trong tệp", "mỗi người một địa chỉ")
            return None
        if user is not None and not self._is_meant(row, user):
            return None
        plan = PersonPlan(username, row.full_name, row.email or (user.email if user else ""), row.position or (user.position if user else ""), user)
        if user is not None:
            plan.changed = tuple(name for name in ("full_name", "email", "position") if getattr(user, name) != getattr(plan, name))
        plans[username] = plan
        return plan

    def _is_meant(self, row: PersonRow, user: User) -> bool:
        """Whether the row may speak of this person, who is there already."""
        if not may_edit_person(self._standing, self._ever.get(user.pk, ()), is_operator=user.is_superuser or user.is_staff):
            column = "username" if row.username else "email" if row.email else "full_name"
            message = f"tài khoản «{user.username}» không thuộc phạm vi quản trị của bạn"
            self._say(row, column, "people.not_yours", message, "nhờ quản trị của tỉnh, hoặc ghi tên đăng nhập khác")
            return False
        if not user.is_active:
            message = f"tài khoản «{user.username}» đang ngừng hoạt động"
            self._say(row, "full_name", "people.inactive", message, "kích hoạt lại tài khoản trước, hoặc xoá dòng này")
            return False
        if not row.username and not row.email and folded(user.full_name) != folded(row.full_name):
            self._say(row, "full_name", "people.username_needed", f"tên đăng nhập «{user.username}» đã có người khác", "ghi cột Tên đăng nhập cho người này")
            return False
        return True

    def _wanted(self, row: PersonRow) -> list[Wanted]:
        """The roles that the row names, with everything it names resolved; nothing when something is not known."""
        agency = self._listed.named(row, row.agency)
        if agency is None:
            return []
        roles = [self._role(row, words) for words in self._role_words(row)]
        unit = self._units.named(row, agency, row.unit) if row.unit else None
        fields = [self._field(row, words) for words in row.fields]
        if None in roles or None in fields or (row.unit and unit is None):
            return []
        meant = tuple(sorted({one for one in fields if one}))
        return [(role, agency, unit if role in AGENCY_ROLES else None, meant if role == Role.APPRAISER else ()) for role in roles if role is not None]

    def _role_words(self, row: PersonRow) -> list[str]:
        if self._known_role(row.role) is not None:
            return [row.role]
        return [part.strip() for part in row.role.split(";") if part.strip()] or [""]

    def _known_role(self, words: str) -> Role | None:
        plain = folded(words)
        if not plain:
            return Role.STAFF
        return next((role for role in Role if plain in (role.value, folded(str(role.label)))), ROLE_WORDS.get(plain))

    def _role(self, row: PersonRow, words: str) -> Role | None:
        role = self._known_role(words)
        if role is None:
            self._say(row, "role", "people.unknown_role", f"không có vai trò «{words}»", did_you_mean(words, [str(one.label) for one in Role]))
        return role

    def _field(self, row: PersonRow, words: str) -> str | None:
        key = field_key(words)
        if key is None:
            remedy = did_you_mean(words, [title.vi for title in known_fields().values()])
            self._say(row, "fields", "people.unknown_field", f"không có lĩnh vực «{words}»", remedy)
        return key

    def _grant(self, plan: PersonPlan, row: PersonRow, wanted: Wanted, all_wanted: set[Wanted]) -> None:
        role, agency, unit, fields = wanted
        held = self._held.get(plan.user.pk, []) if plan.user else []
        beside = {one.role for one in held} | {one[0].value for one in all_wanted}
        found = role_problems(
            role, at_top=is_top(agency.parent_id), unit_agency_id=unit.agency_id if unit else None, agency_id=agency.pk, fields=fields,
            held=sorted(beside - {role.value}),
        )
        for problem in found:
            self._problems.append(problem.at(place_of(row, "unit" if "unit" in problem.code else "fields" if "fields" in problem.code else "role")))
        if found:
            return
        if not may_grant(self._standing, role, agency.pk, at_top=is_top(agency.parent_id)):
            self._say(row, "role", "people.role_not_yours", f"bạn không được giao vai trò {role.label}", "nhờ quản trị của tỉnh")
            return
        same = [one for one in held if one.role == role and one.agency_id == agency.pk]
        exact = next((one for one in same if one.unit_id == (unit.unit_id if unit else None) and not (unit and unit.unit_id is None)), None)
        if exact is not None and tuple(sorted(exact.fields)) == fields:
            plan.kept += 1
            return
        if any((one.role, one.agency.pk, one.unit) == (role, agency.pk, unit) for one in plan.grants):
            return
        kept = {(one[0], one[1].pk, one[2].unit_id if one[2] else None) for one in all_wanted}
        moved = next((one for one in same if role in AGENCY_ROLES and exact is None and (role, agency.pk, one.unit_id) not in kept), None)
        plan.grants.append(Grant(role, str(role.label), agency, unit, fields, moved, exact))

    def _say(self, row: PersonRow, column: str, code: str, message: str, remedy: str) -> None:
        self._problems.append(Problem(code, message, remedy, place_of(row, column)))
