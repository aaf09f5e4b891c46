"""The shipped lists in the database: provinces before and after the day, names that held on a day, and no second load."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from parix.foundation.agency_lists import SHIPPED, AgencyList, read_agency_list
from parix.web.audit_trail.queries.verification import verify
from parix.web.organisations.actions.code_lists import load_agency_list
from parix.web.organisations.actions.successions import bring_names_up_to_date, rename_agency
from parix.web.organisations.models import Agency, Designation, Succession
from parix.web.organisations.queries import agencies_on, agency_by_code, designation_on, designations_on, names_over_time
from parix.web.organisations.queries.successions import changed_between, predecessors_of, steps_of, successors_of

pytestmark = pytest.mark.django_db
BEFORE, AFTER, TODAY = date(2025, 6, 30), date(2025, 7, 1), date(2026, 11, 23)


def listed(name: str) -> AgencyList:
    found, problems = read_agency_list(SHIPPED / f"{name}.yaml")
    assert found is not None and problems == []
    return found


@pytest.fixture
def provinces() -> dict[str, Agency]:
    return {agency.code: agency for agency in load_agency_list(listed=listed("provinces"), today=TODAY, by="system")}


def codes(agencies: list[Agency]) -> list[str]:
    return [agency.code for agency in agencies]


def test_as_of_a_day(provinces: dict[str, Agency]) -> None:
    assert (agencies_on(BEFORE).count(), agencies_on(AFTER).count()) == (63, 34)
    assert not agencies_on(AFTER).filter(code="H22").exists()


def test_who_carries_on_and_who_was_before(provinces: dict[str, Agency]) -> None:
    gone, stays, alone = provinces["H22"], provinces["H60"], provinces["H14"]
    assert codes(successors_of(gone, after=BEFORE)) == ["H60"]
    assert codes(successors_of(gone, after=date(2024, 1, 1), until=date(2025, 1, 1))) == ["H22"]
    assert codes(successors_of(stays, after=BEFORE)) == ["H60"]
    assert codes(predecessors_of(stays, before=BEFORE)) == ["H22", "H60"]
    assert codes(predecessors_of(stays, before=AFTER)) == ["H60"]
    assert codes(predecessors_of(alone, before=BEFORE)) == ["H14"]
    # every province of today carries on exactly the sixty-three
    carried = [code for agency in agencies_on(AFTER) for code in codes(predecessors_of(agency, before=BEFORE))]
    assert sorted(carried) == sorted(agencies_on(BEFORE).values_list("code", flat=True))


def test_what_is_not_comparable(provinces: dict[str, Agency]) -> None:
    assert changed_between(provinces["H60"], BEFORE, AFTER) is True
    assert changed_between(provinces["H60"], AFTER, TODAY) is False
    assert changed_between(provinces["H14"], BEFORE, AFTER) is False
    # a new name is no other territory
    assert changed_between(provinces["H57"], date(2024, 12, 31), date(2025, 1, 1)) is False


def test_name_and_type_of_a_day(provinces: dict[str, Agency]) -> None:
    city = provinces["H57"]
    assert designation_on(city, date(2024, 12, 31)) == ("Thừa Thiên Huế", "Thừa Thiên Huế", "tỉnh")
    assert designation_on(city, date(2025, 1, 1)) == ("Huế", "Huế", "thành phố trực thuộc trung ương")
    assert designation_on(provinces["H49"], date(2026, 9, 30))[2] == "tỉnh"
    assert designation_on(provinces["H49"], date(2026, 10, 1))[2] == "thành phố trực thuộc trung ương"
    assert designation_on(provinces["H14"], date(2000, 1, 1)) == ("Cao Bằng", "Cao Bằng", "tỉnh")
    assert (city.name, [one.name for one in names_over_time(city)]) == ("Huế", ["Huế", "Thừa Thiên Huế"])
    many = designations_on([city.pk, provinces["H14"].pk], date(2024, 12, 31))
    assert {pk: names[0] for pk, names in many.items()} == {city.pk: "Thừa Thiên Huế", provinces["H14"].pk: "Cao Bằng"}


def test_the_steps_name_their_legal_act(provinces: dict[str, Agency]) -> None:
    step = steps_of([provinces["H22"].pk])[0]
    assert (step.kind, step.on, step.predecessors, step.successors) == ("merger", AFTER, ("H22", "H60"), ("H60",))
    assert "202/2025/QH15" in step.decision


def test_a_second_load_changes_nothing(provinces: dict[str, Agency]) -> None:
    counts = [model.objects.count() for model in (Agency, Designation, Succession)]
    entries = verify().entries
    load_agency_list(listed=listed("provinces"), today=TODAY, by="system")
    assert [model.objects.count() for model in (Agency, Designation, Succession)] == counts
    assert (verify().entries, verify().broken) == (entries, None)


def test_one_province_comes_with_those_it_was_merged_with() -> None:
    loaded = load_agency_list(listed=listed("provinces"), only=["H60"], today=TODAY, by="system")
    assert codes(loaded) == ["H22", "H60"]
    assert Agency.objects.count() == 2


def test_a_name_still_to_come_follows_on_its_day(provinces: dict[str, Agency]) -> None:
    agency = provinces["H14"]
    on = date(2027, 1, 1)
    rename_agency(agency=agency, name="Cao Bằng Mới", on=on, today=TODAY, decision="Nghị quyết 1", by="system")
    assert (agency.name, designation_on(agency, on)[0]) == ("Cao Bằng", "Cao Bằng Mới")
    assert bring_names_up_to_date(today=date(2026, 12, 31)) == 0
    assert bring_names_up_to_date(today=on) == 1
    found = agency_by_code("H14")
    assert found is not None
    assert (found.name, found.folded_name) == ("Cao Bằng Mới", "cao bang moi")


def test_the_command_says_what_it_did() -> None:
    out = StringIO()
    call_command("load_agencies", "provinces", only=["H60"], stdout=out)
    assert "2 cơ quan, 1 còn hoạt động" in out.getvalue()
    with pytest.raises(CommandError, match="không có mã H99"):
        call_command("load_agencies", "provinces", only=["H99"])
    with pytest.raises(CommandError, match="không đọc được tệp"):
        call_command("load_agencies", "no-such-list")
