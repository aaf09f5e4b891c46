"""Who somebody is, and who may look after people and units. Predicates over plain values; other rooms' rules build on them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from parix.foundation.problems import Problem
from parix.web.accounts.choices import AGENCY_ROLES, ALL_FIELDS, WIDE_ROLES, Role


@dataclass(frozen=True, slots=True)
class Appraising:
    """The fields that an appraiser appraises, and of which agencies."""

    agencies: frozenset[int]
    fields: frozenset[str]


@dataclass(frozen=True, slots=True)
class Standing:
    """A person's roles of today, worked out once per request. What a role reaches also holds everything below its agency."""

    user_id: int | None = None
    member_of: frozenset[int] = frozenset()  # agencies, in a role that ends at the agency's door
    units: frozenset[int] = frozenset()  # units that the person works in
    heads: frozenset[int] = frozenset()  # units that the person leads
    officer_of: frozenset[int] = frozenset()
    director_of: frozenset[int] = frozenset()
    appraises: tuple[Appraising, ...] = ()
    council_over: frozenset[int] = frozenset()
    coordinates: frozenset[int] = frozenset()
    audits: frozenset[int] = frozenset()
    administers: frozenset[int] = frozenset()
    roles: frozenset[str] = frozenset()


NOBODY = Standing()


def is_member_of(standing: Standing, agency_id: int) -> bool:
    """Works for this agency, in a role that ends at its door."""
    return agency_id in standing.member_of


def is_in_unit(standing: Standing, unit_id: int) -> bool:
    return unit_id in standing.units


def is_head_of(standing: Standing, unit_id: int) -> bool:
    return unit_id in standing.heads


def is_officer_of(standing: Standing, agency_id: int) -> bool:
    """Keeps the agency's score sheet together."""
    return agency_id in standing.officer_of


def is_director_of(standing: Standing, agency_id: int) -> bool:
    return agency_id in standing.director_of


def is_appraiser_of(standing: Standing, agency_id: int, field: str) -> bool:
    return any(agency_id in one.agencies and (field in one.fields or ALL_FIELDS in one.fields) for one in standing.appraises)


def is_appraiser_over(standing: Standing, agency_id: int) -> bool:
    """Appraises at least one field of the agency."""
    return any(agency_id in one.agencies for one in standing.appraises)


def is_council_member_over(standing: Standing, agency_id: int) -> bool:
    return agency_id in standing.council_over


def is_coordinator_over(standing: Standing, agency_id: int) -> bool:
    return agency_id in standing.coordinates


def is_auditor_over(standing: Standing, agency_id: int) -> bool:
    return agency_id in standing.audits


def is_administrator_of(standing: Standing, agency_id: int) -> bool:
    return agency_id in standing.administers


def may_read_about(standing: Standing, agency_id: int) -> bool:
    """May read what is not yet public about the agency. An administrator looks after people, not scores, and may not."""
    return (
        is_member_of(standing, agency_id)
        or is_coordinator_over(standing, agency_id)
        or is_auditor_over(standing, agency_id)
        or is_council_member_over(standing, agency_id)
        or is_appraiser_over(standing, agency_id)
    )


def has_any_role(standing: Standing) -> bool:
    return bool(standing.roles)


def is_wide(role: str) -> bool:
    return role in WIDE_ROLES


def reaches_below(role: str) -> bool:
    return role in WIDE_ROLES or role == Role.ADMINISTRATOR


def may_look_after(standing: Standing, agency_id: int) -> bool:
    """May see and change the agency's people and units. The auditor sees them and changes nothing: `may_see_people_of`."""
    return is_administrator_of(standing, agency_id)


def may_see_people_of(standing: Standing, agency_id: int) -> bool:
    return is_administrator_of(standing, agency_id) or is_auditor_over(standing, agency_id)


def may_change_agency(standing: Standing, agency_id: int, parent_id: int | None) -> bool:
    """Name, ranking group and traits say what an agency is measured by, so they are changed from above, never by itself; at the
    top of a tree there is no above."""
    return is_coordinator_over(standing, agency_id) or is_administrator_of(standing, agency_id if parent_id is None else parent_id)


def may_see_people(standing: Standing) -> bool:
    """Looks after some agency, or audits one."""
    return bool(standing.administers or standing.audits)


def may_grant(standing: Standing, role: str, agency_id: int, *, at_top: bool) -> bool:
    """An administrator gives roles within the own agencies; those that reach over many agencies at the top of the tree alone, so
    that no agency can name its own appraiser."""
    if not is_administrator_of(standing, agency_id):
        return False
    return at_top or not is_wide(role)


def may_edit_person(standing: Standing, agency_ids: Collection[int], *, is_operator: bool) -> bool:
    """Whoever administers every agency where the person holds or held a role: else the administrator of one agency could take
    over somebody's work in another. Operators of the software are out of every administrator's reach."""
    return not is_operator and bool(agency_ids) and all(is_administrator_of(standing, one) for one in agency_ids)


def may_end_membership(standing: Standing, agency_id: int, role: str, *, at_top: bool) -> bool:
    """Ends where it may be given."""
    return may_grant(standing, role, agency_id, at_top=at_top)


def may_deactivate(standing: Standing, user_id: int, agency_ids: Collection[int], *, is_operator: bool) -> bool:
    """Not oneself: somebody has to be left who can undo it."""
    return standing.user_id != user_id and may_edit_person(standing, agency_ids, is_operator=is_operator)


def clashing_roles(role: str, held: Collection[str]) -> frozenset[str]:
    """Roles that one person may not hold beside this one: whoever audits has no part in what is audited.

    That somebody of a scored agency also appraises or sits on the council is usual; recusal is the appraisal's matter.
    """
    others = frozenset(held) - {role}
    return others if role == Role.AUDITOR else others & {Role.AUDITOR}


def needs_unit(role: str) -> bool:
    return role == Role.UNIT_HEAD


def may_name_unit(role: str) -> bool:
    return role in AGENCY_ROLES


def needs_fields(role: str) -> bool:
    return role == Role.APPRAISER


def needs_second_factor(standing: Standing, required_roles: Collection[str]) -> bool:
    """Whether the installation asks a second factor of somebody with these roles."""
    return bool(standing.roles & frozenset(required_roles))


def holds(role: str, agency_ids: Collection[int], reach: Mapping[int, frozenset[int]]) -> frozenset[int]:
    """The agencies that a role held at these agencies covers: itself, and all below where the role reaches so far."""
    if not reaches_below(role):
        return frozenset(agency_ids)
    return frozenset(below for agency_id in agency_ids for below in reach.get(agency_id, frozenset({agency_id})))


def role_problems(
    role: str, *, at_top: bool, unit_agency_id: int | None, agency_id: int, fields: Sequence[str], held: Sequence[str], valid_from: date | None = None,
    valid_until: date | None = None,
) -> list[Problem]:
    """Everything that speaks against holding the role so, beside the roles `held`."""
    problems: list[Problem] = []
    if role not in Role.values:
        return [Problem("accounts.unknown_role", f"không có vai trò «{role}»", "chọn trong danh sách vai trò")]
    label = Role(role).label
    if is_wide(role) and not at_top:
        problems.append(Problem("accounts.role_at_top", f"vai trò {label} chỉ đặt ở cấp tỉnh (bộ)", "chọn cơ quan cấp trên cùng"))
    if needs_unit(role) and unit_agency_id is None:
        problems.append(Problem("accounts.unit_missing", f"vai trò {label} cần một đơn vị", "chọn đơn vị"))
    if unit_agency_id is not None and not may_name_unit(role):
        problems.append(Problem("accounts.unit_not_meant", f"vai trò {label} không gắn với đơn vị", "để trống đơn vị"))
    if unit_agency_id is not None and unit_agency_id != agency_id:
        problems.append(Problem("accounts.unit_elsewhere", "đơn vị này thuộc cơ quan khác", "chọn đơn vị của cơ quan đã chọn"))
    if needs_fields(role) and not fields:
        problems.append(Problem("accounts.fields_missing", f"vai trò {label} cần ít nhất một lĩnh vực", "ghi mã lĩnh vực, hoặc * cho mọi lĩnh vực"))
    if fields and not needs_fields(role):
        problems.append(Problem("accounts.fields_not_meant", f"vai trò {label} không gắn với lĩnh vực", "để trống lĩnh vực"))
    clashing = clashing_roles(role, held)
    if clashing:
        names = ", ".join(sorted(str(Role(one).label) for one in clashing))
        problems.append(Problem("accounts.roles_clash", f"vai trò {label} không đi cùng: {names}", "kiểm toán không kiêm vai trò khác"))
    if valid_from and valid_until and valid_until < valid_from:
        problems.append(Problem("accounts.dates_backwards", "ngày kết thúc trước ngày bắt đầu", "sửa một trong hai ngày"))
    return problems
