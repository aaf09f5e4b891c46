"""Actions on agencies and units: what they write, what they refuse, what the audit trail keeps; Vietnamese order and search."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from parix.foundation import agencies as engine
from parix.foundation.problems import ProblemsFound
from parix.web.audit_trail.models import Entry
from parix.web.organisations.actions import UnitGiven, close_unit, edit_agency, register_agency, register_new_agency, reopen_unit, save_unit, save_units
from parix.web.organisations.actions.successions import record_succession, rename_agency
from parix.web.organisations.models import Agency, Unit
from parix.web.organisations.queries import agencies_within, ids_below, ids_within, ranking_groups
from parix.web.organisations.queries.ordering import vietnamese
from parix.web.organisations.queries.successions import changed_between, predecessors_of, successors_of
from parix.web.organisations.queries.units import unit_serving, units_found, units_of, units_serving
from tests.web.databases import Database

DAY, TODAY = date(2026, 3, 1), date(2026, 11, 23)


def agency(code: str, name: str, parent: Agency | None = None, group: str = "", kind: str = "department") -> Agency:
    return register_agency(given=engine.Agency(code, name, kind, frozenset(), group), parent=parent)


@pytest.fixture
def tree(db: None) -> dict[str, Agency]:
    top = agency("T", "Tỉnh Mẫu", kind="province")
    names = {"T.DN": "Sở Đối ngoại", "T.DT": "Sở Dân tộc", "T.AN": "Sở An ninh", "T.AT": "Sở Ẩm thực"}
    return {"T": top, **{code: agency(code, name, top, "Khối 1" if code < "T.DT" else "Khối 2") for code, name in names.items()}}


def codes_of(problem: pytest.ExceptionInfo[ProblemsFound]) -> list[str]:
    return [one.code for one in problem.value.problems]


def test_registering_twice_changes_only_what_differs(tree: dict[str, Agency]) -> None:
    before = Entry.objects.count()
    assert agency("T.DT", "Sở Dân tộc", tree["T"], "Khối 2").pk == tree["T.DT"].pk
    assert Entry.objects.count() == before
    agency("T.DT", "Sở Dân tộc và Tôn giáo", tree["T"], "Khối 2")
    entry = Entry.objects.first()
    assert entry is not None
    assert (entry.act, entry.before["name"], entry.after["name"], entry.scope) == ("organisations.agency_changed", "Sở Dân tộc", "Sở Dân tộc và Tôn giáo", "T.DT")
    assert set(entry.after) == {"name", "short_name"}


def test_lists_are_in_vietnamese_order_and_found_without_marks(tree: dict[str, Agency]) -> None:
    ids = ids_within([tree["T"].pk])
    assert [one.code for one in agencies_within(ids)] == ["T.AN", "T.AT", "T.DT", "T.DN", "T"]
    assert [one.code for one in agencies_within(ids, "doi NGOAI")] == ["T.DN"]
    assert [one.code for one in agencies_within(ids, "t.d")] == ["T.DT", "T.DN"]
    assert [one.code for one in agencies_within(ids, group="Khối 1")] == ["T.AN", "T.AT", "T.DN"]
    assert ranking_groups(ids) == [("Khối 1", 3), ("Khối 2", 1)]


def test_the_order_is_the_same_in_both_databases(each_database: Database) -> None:
    names = ["Đắk Lắk", "Đà Nẵng", "Dĩ An", "an", "An", "ăn", "ân", "ấn", "ẩn", "Hà Nội", "Hạ Long", "Yên Bái", "y tế", "Bắc", "Bạc", "ô", "o", "ơ", "ư", "u"]
    for number, name in enumerate(names):
        agency(f"X{number}", name)
    expected = [
        "an", "An", "ăn", "ân", "ẩn", "ấn", "Bạc", "Bắc", "Dĩ An", "Đà Nẵng", "Đắk Lắk", "Hạ Long", "Hà Nội", "o", "ô", "ơ", "u", "ư", "y tế", "Yên Bái",
    ]
    assert list(Agency.objects.order_by(vietnamese("name")).values_list("name", flat=True)) == expected


def test_the_tree_is_walked_by_levels(tree: dict[str, Agency]) -> None:
    below = agency("T.DT.1", "Phòng con", tree["T.DT"])
    reached = ids_below([tree["T"].pk, tree["T.DT"].pk])
    assert reached[tree["T.DT"].pk] == {tree["T.DT"].pk, below.pk}
    assert reached[tree["T"].pk] == {one.pk for one in tree.values()} | {below.pk}


def test_a_new_agency_needs_a_free_sound_code(tree: dict[str, Agency]) -> None:
    given = {"name": "Xã Mẫu", "short_name": "", "type_name": "xã", "kind": "commune", "parent": tree["T"], "ranking_group": "", "valid_from": DAY, "by": "system"}
    made = register_new_agency(code="T.XM", **given)
    assert (made.parent, made.valid_from, made.type_name) == (tree["T"], DAY, "xã")
    with pytest.raises(ProblemsFound) as taken:
        register_new_agency(code="t.xm", **given)
    assert codes_of(taken) == ["organisations.code_taken"]
    with pytest.raises(ProblemsFound) as bad:
        register_new_agency(code="a/b", **given)
    assert codes_of(bad) == ["organisations.bad_code"]


def test_an_agency_is_put_right_and_dates_run_forward(tree: dict[str, Agency]) -> None:
    edited = edit_agency(agency=tree["T.DN"], ranking_group="Khối 3", traits=["b", "a", "a"], valid_from=DAY, valid_until=None, by="system")
    assert (edited.ranking_group, edited.traits) == ("Khối 3", ["a", "b"])
    with pytest.raises(ProblemsFound) as backwards:
        edit_agency(agency=tree["T.DN"], ranking_group="", traits=[], valid_from=DAY, valid_until=date(2026, 2, 28), by="system")
    assert codes_of(backwards) == ["organisations.dates_backwards"]


def test_units_get_codes_and_are_refused_together(tree: dict[str, Agency]) -> None:
    own = tree["T.DT"]
    made = save_units(agency=own, given=[UnitGiven("Văn phòng", "office"), UnitGiven("Vụ Pháp chế", "legal"), UnitGiven("Thanh tra", "inspectorate", "TTr")], by="system")
    assert [unit.code for unit in made] == ["VP", "VPC", "TTr"]
    again = save_unit(agency=own, given=UnitGiven("Viện Phim", "public_service"), by="system")
    assert again.code == "VP2"
    with pytest.raises(ProblemsFound) as taken:
        save_units(agency=own, given=[UnitGiven("Mới", "it"), UnitGiven("Trùng", "it", "VP")], by="system")
    assert codes_of(taken) == ["organisations.unit_code_taken"]
    assert Unit.objects.filter(name="Mới").count() == 0
    with pytest.raises(ProblemsFound) as unsound:
        save_unit(agency=own, given=UnitGiven(" ", "kitchen", "a b"), by="system")
    assert codes_of(unsound) == ["organisations.bad_code", "organisations.no_name", "organisations.unknown_kind"]


def test_a_unit_ends_and_starts_again_and_stays_findable(tree: dict[str, Agency]) -> None:
    own = tree["T.DT"]
    unit = save_unit(agency=own, given=UnitGiven("Phòng Địa chính", "professional"), by="system")
    close_unit(unit=unit, last_day=DAY, reason="Quyết định 1", by="system")
    assert list(units_of([own.pk], TODAY)) == []
    assert [one.pk for one in units_found([own.pk], words="dia chinh", state="closed", on=TODAY)] == [unit.pk]
    assert [one.pk for one in units_found([own.pk], state="all", on=TODAY)] == [unit.pk]
    reopen_unit(unit=unit, reason="Quyết định 2", by="system")
    assert [one.pk for one in units_found([own.pk], kind="professional", on=TODAY)] == [unit.pk]
    acts = list(Entry.objects.filter(subject=f"organisations.Unit:{unit.pk}").order_by("sequence").values_list("act", "reason"))
    assert acts == [("organisations.unit_added", ""), ("organisations.unit_closed", "Quyết định 1"), ("organisations.unit_reopened", "Quyết định 2")]


def test_which_unit_leads_such_work(tree: dict[str, Agency]) -> None:
    own, other = tree["T.DT"], tree["T.DN"]
    office, _finance = save_units(agency=own, given=[UnitGiven("Văn phòng", "office", duties=("it",)), UnitGiven("Tài vụ", "finance")], by="system")
    save_unit(agency=other, given=UnitGiven("Văn phòng", "office"), by="system")
    found = unit_serving(own, "it", TODAY)
    assert found is not None and found.pk == office.pk
    many = units_serving([own.pk, other.pk], ["it", "office", "legal"], TODAY)
    assert {key: unit.agency_id for key, unit in many.items()} == {(own.pk, "it"): own.pk, (own.pk, "office"): own.pk, (other.pk, "office"): other.pk}


def test_a_merger_ends_agencies_and_their_units(tree: dict[str, Agency]) -> None:
    one, two = tree["T.DT"], tree["T.DN"]
    save_unit(agency=two, given=UnitGiven("Văn phòng", "office"), by="system")
    given = {"kind": "merger", "on": DAY, "predecessors": [one, two], "successors": [one], "decision": "Nghị quyết 9", "by": "system"}
    made = record_succession(**given)
    two.refresh_from_db()
    one.refresh_from_db()
    assert (one.valid_until, two.valid_until, Unit.objects.get(agency=two).valid_until) == (None, date(2026, 2, 28), date(2026, 2, 28))
    assert record_succession(**given).pk == made.pk  # told twice, it is one
    with pytest.raises(ProblemsFound) as ended:
        record_succession(**{**given, "on": date(2026, 5, 1)})
    assert codes_of(ended) == ["organisations.already_ended"]
    with pytest.raises(ProblemsFound) as unsound:
        record_succession(**{**given, "predecessors": [one], "on": date(2026, 5, 1)})
    assert codes_of(unsound) == ["organisations.unsound_succession"]


def test_a_split_ends_what_is_split_unless_it_goes_on_and_the_parts_begin_with_the_day(tree: dict[str, Agency]) -> None:
    """One that keeps its code stands on both sides; one that does not ends the day before, with its units."""
    kept, gone = tree["T.DT"], tree["T.DN"]
    save_unit(agency=gone, given=UnitGiven("Văn phòng", "office"), by="system")
    parts = [agency(f"T.{code}", f"Sở {code}", tree["T"]) for code in ("P1", "P2", "P3")]
    day_before = date(2026, 2, 28)
    record_succession(kind="split", on=DAY, predecessors=[kept], successors=[kept, parts[0]], decision="Nghị quyết 10", by="system")
    record_succession(kind="split", on=DAY, predecessors=[gone], successors=parts[1:], decision="Nghị quyết 11", by="system")
    days = {one.code: (one.valid_from, one.valid_until) for one in Agency.objects.filter(pk__in=[kept.pk, gone.pk, *(one.pk for one in parts)])}
    assert days == {"T.DT": (None, None), "T.DN": (None, day_before), "T.P1": (DAY, None), "T.P2": (DAY, None), "T.P3": (DAY, None)}
    assert Unit.objects.get(agency=gone).valid_until == day_before
    assert [one.code for one in successors_of(gone, day_before)] == ["T.P2", "T.P3"]
    assert [one.code for one in successors_of(kept, day_before)] == ["T.DT", "T.P1"]
    assert [one.code for one in predecessors_of(parts[2], day_before)] == ["T.DN"]
    assert changed_between(kept, day_before, DAY) and not changed_between(kept, DAY, TODAY)
    entries = Entry.objects.filter(act="organisations.split_recorded").values_list("scope", flat=True)
    assert set(entries) == {"T.DT/T.P1", "T.DN/T.P2/T.P3"}
    for wrong in ({"predecessors": [kept, parts[0]], "successors": [kept]}, {"predecessors": [kept], "successors": [kept]}):
        with pytest.raises(ProblemsFound) as unsound:
            record_succession(kind="split", on=date(2026, 5, 1), decision="x", by="system", **wrong)
        assert codes_of(unsound) == ["organisations.unsound_succession"]


def test_names_are_told_in_order(tree: dict[str, Agency]) -> None:
    own = tree["T.DT"]
    rename_agency(agency=own, name="Sở Dân tộc và Tôn giáo", on=DAY, today=TODAY, decision="NQ 1", by="system")
    assert rename_agency(agency=own, name="Sở Dân tộc và Tôn giáo", short_name="Sở Dân tộc và Tôn giáo", on=DAY, today=TODAY, by="system").name == own.name
    with pytest.raises(ProblemsFound) as earlier:
        rename_agency(agency=own, name="Ban Dân tộc", on=date(2026, 1, 1), today=TODAY, by="system")
    assert codes_of(earlier) == ["organisations.later_name"]


@pytest.mark.parametrize("broken", [
    {"name": ""}, {"kind": "castle"}, {"valid_from": date(2026, 1, 2), "valid_until": date(2026, 1, 1)},
])
def test_the_database_itself_refuses_nonsense(tree: dict[str, Agency], broken: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Agency.objects.filter(pk=tree["T.DT"].pk).update(**broken)
