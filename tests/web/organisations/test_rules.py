"""Predicates over days, codes and kinds, as tables."""

from __future__ import annotations

from datetime import date

import pytest

from parix.criteria.intake import take_in
from parix.criteria.library import edition_folders
from parix.web.organisations.choices import Kind, UnitKind
from parix.web.organisations.rules import is_code, is_in_force, is_top, serving, unit_kind_of

FIRST, LAST = date(2025, 7, 1), date(2026, 6, 30)


@pytest.mark.parametrize(("valid_from", "valid_until", "on", "expected"), [
    (None, None, FIRST, True), (FIRST, None, FIRST, True), (FIRST, None, date(2025, 6, 30), False), (None, LAST, LAST, True),
    (None, LAST, date(2026, 7, 1), False), (FIRST, LAST, date(2026, 1, 1), True), (FIRST, FIRST, FIRST, True),
])
def test_both_days_are_included(valid_from: date | None, valid_until: date | None, on: date, expected: bool) -> None:
    assert is_in_force(valid_from, valid_until, on) is expected


@pytest.mark.parametrize(("text", "expected"), [
    ("H01", True), ("H01.05", True), ("KH-CN_2", True), ("V", True), ("Đ1", True), ("", False), ("a b", False), ("a/b", False), (".a", False), ("a.", False),
    ("x" * 40, True), ("x" * 41, False), ("../a", False), ("a\n", False),
])
def test_codes_fit_into_addresses(text: str, expected: bool) -> None:
    assert is_code(text) is expected


def test_what_stands_at_the_top() -> None:
    assert [is_top(parent) for parent in (None, 7)] == [True, False]


UNITS = [(1, "office", ["one_stop", "it"]), (2, "finance", []), (3, "professional", []), (4, "professional", []), (5, "inspectorate", ["it"])]


@pytest.mark.parametrize(("lead", "unit"), [
    ("office", 1), ("finance", 2), ("one_stop", 1), ("professional", None), ("it", None), ("legal", None), ("inspectorate", 5),
])
def test_a_unit_serves_by_kind_then_by_duty_and_never_by_guess(lead: str, unit: int | None) -> None:
    assert serving(UNITS, lead) == unit


def test_one_of_the_kind_goes_before_duties() -> None:
    assert serving([(1, "office", ["it"]), (2, "it", [])], "it") == 2


@pytest.mark.parametrize(("words", "kind"), [
    ("Văn phòng", UnitKind.OFFICE), ("VAN PHONG SO", UnitKind.OFFICE), ("Thanh tra Sở", UnitKind.INSPECTORATE), ("Phòng Kế hoạch - Tài chính", UnitKind.FINANCE),
    ("Chi cục Tiêu chuẩn Đo lường Chất lượng", UnitKind.STANDARDS), ("Chi cục Thủy lợi", UnitKind.SUB_DEPARTMENT), ("Trung tâm Chuyển đổi số", UnitKind.PUBLIC_SERVICE),
    ("Bộ phận Một cửa", UnitKind.ONE_STOP), ("Trung tâm Phục vụ hành chính công", UnitKind.ONE_STOP), ("Phòng Tổ chức cán bộ", UnitKind.PERSONNEL),
    ("Phòng Pháp chế", UnitKind.LEGAL), ("Phòng Quản lý công nghệ", UnitKind.PROFESSIONAL), ("professional", UnitKind.PROFESSIONAL), ("Tổ xe", None), ("", None),
])
def test_the_kind_of_a_unit_by_its_words(words: str, kind: UnitKind | None) -> None:
    assert unit_kind_of(words) == kind


def test_every_lead_of_the_shipped_editions_is_a_kind_of_unit() -> None:
    leads = {
        lead for folder in edition_folders() if (edition := take_in(folder).edition) for placed in edition.placed_leaves
        for lead in (placed.leaf.lead, *placed.leaf.supporting) if lead
    }
    assert leads - set(UnitKind.values) == set()


def test_kinds_of_agency_are_those_of_the_editions() -> None:
    kinds = {kind for folder in edition_folders() if (edition := take_in(folder).edition) for kind in edition.settings.applies_to}
    assert kinds - set(Kind.values) == {"unit"}  # one set grades the units of an agency
