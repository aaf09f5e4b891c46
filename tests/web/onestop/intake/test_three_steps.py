"""A file is read, checked, applied: good rows become dossiers once, whatever is repeated; bad rows are told; nothing is half-applied."""

from __future__ import annotations

from datetime import timedelta

import pytest

from parix.foundation.problems import ProblemsFound
from parix.web.audit_trail.models import Entry
from parix.web.background.models import Run
from parix.web.onestop.dossiers.models import Dossier
from parix.web.onestop.dossiers.rules.applicants import Applicant, open_applicant
from parix.web.onestop.intake.actions.applying import apply, ask_apply
from parix.web.onestop.intake.actions.checking import ask_check, check
from parix.web.onestop.intake.actions.receiving import discard, forget_unapplied
from parix.web.onestop.intake.models import Finding, Import, Source
from parix.web.onestop.intake.queries.kept_files import folder, path_of
from tests.unit.exchange_formats.dossiers.made_exports import HEADS, csv_of, row
from tests.unit.exchange_formats.made_workbooks import workbook
from tests.web.databases import Database
from tests.web.onestop.intake.intake_world import NOW, applied, checked, no_progress, received
from tests.web.onestop.onestop_world import OnestopWorld, build_onestop_world

ROWS = [row(number) for number in range(1, 6)]


def stand() -> list[tuple[object, ...]]:
    return list(Dossier.objects.order_by("code").values_list("code", "state", "due_at", "returned_at", "row_hash", "changed_at"))


@pytest.mark.parametrize(("content", "name"), [(csv_of(ROWS), "ho-so.csv"), (workbook([list(HEADS), *(list(one.values()) for one in ROWS)]), "ho-so.xlsx")])
def test_good_rows_become_dossiers(onestop_world: OnestopWorld, content: bytes, name: str) -> None:
    one = applied(onestop_world, content, name)
    assert (one.state, one.rows, one.bad, one.created, one.changed, one.unchanged) == ("applied", 5, 0, 5, 0, 0)
    made = Dossier.objects.select_related("procedure__procedure").get(code="H38.12-261005-0001")
    assert (made.agency, made.source, made.channel, made.state) == (onestop_world.own, one.source.key, 2, 10)
    assert (made.procedure.procedure.code, f"{made.received_at:%Y-%m-%d %H:%M}", f"{made.due_at:%Y-%m-%d %H:%M}") == ("2.002381", "2026-10-05 01:30", "2026-10-12 10:30")
    assert open_applicant(made.applicant) == Applicant("Nguyễn Văn Đức", "038099001234")
    assert b"Nguy" not in bytes(made.applicant)
    assert not path_of(one.pk).exists()
    assert Entry.objects.filter(act="intake.applied").count() == 1


def test_a_due_time_that_is_not_told_is_counted(onestop_world: OnestopWorld) -> None:
    applied(onestop_world, csv_of([row(1, **{"Ngày hẹn trả": ""}), row(2, **{"Ngày hẹn trả": "", "Ngày tiếp nhận": "05/10/2026 16:00"})]))
    # five working days from Monday; what came after three in the afternoon counts from the next day
    assert [f"{due:%d/%m %H:%M}" for due in Dossier.objects.order_by("code").values_list("due_at", flat=True)] == ["12/10 10:30", "13/10 10:30"]


def test_the_same_file_twice_changes_nothing(each_database: Database) -> None:
    world = build_onestop_world()
    applied(world, csv_of(ROWS))
    before = stand()
    again = applied(world, csv_of(ROWS))
    assert (again.created, again.changed, again.unchanged) == (0, 0, 5)
    assert stand() == before


def test_what_changed_is_brought_up_to_date_and_the_first_promise_stays(each_database: Database) -> None:
    world = build_onestop_world()
    applied(world, csv_of(ROWS))
    first = Dossier.objects.get(code="H38.12-261005-0002").first_due_at
    again = applied(world, csv_of([ROWS[0], {**ROWS[1], "Ngày hẹn trả": "20/10/2026", "Người nộp": "Trần Thị Bình"}, row(9)]))
    assert (again.created, again.changed, again.unchanged) == (1, 1, 1)
    changed = Dossier.objects.get(code="H38.12-261005-0002")
    assert (changed.first_due_at, f"{changed.due_at:%d/%m}", open_applicant(changed.applicant).name) == (first, "20/10", "Trần Thị Bình")


def test_a_mark_that_an_export_does_not_tell_is_not_known_and_stays_what_it_was(each_database: Database) -> None:
    world = build_onestop_world()
    mark, heads = "Kết quả điện tử", [*HEADS, "Kết quả điện tử"]
    codes = {row(number)["Mã hồ sơ"]: number for number in range(1, 5)}

    def held() -> dict[int, bool | None]:
        return {codes[code]: told for code, told in Dossier.objects.values_list("code", "has_electronic_result")}

    applied(world, csv_of([row(1, **{mark: "Có"}), row(2, **{mark: "Không"}), row(3)], heads))
    assert held() == {1: True, 2: False, 3: None}
    assert set(Dossier.objects.values_list("is_synced", "has_apology", "uses_personal_store")) == {(None, None, None)}
    moved = {"Người nộp": "Trần Thị Bình"}
    again = applied(world, csv_of([row(number, **moved) for number in range(1, 5)]))
    assert (again.created, again.changed, held()) == (1, 3, {1: True, 2: False, 3: None, 4: None})
    applied(world, csv_of([row(1, **moved, **{mark: "Không"}), row(2, **moved), row(3, **moved, **{mark: "Có"})], heads))
    assert held() == {1: False, 2: False, 3: True, 4: None}


BAD = [row(1), row(2, **{"Ngày tiếp nhận": "31/02/2026"}), row(3, **{"Người nộp": "=HYPERLINK(1)", "Trạng thái": "lơ lửng"}), row(4)]


def test_bad_rows_are_told_and_the_good_ones_load(onestop_world: OnestopWorld) -> None:
    one = applied(onestop_world, csv_of(BAD))
    assert (one.rows, one.bad, one.created) == (4, 2, 2)
    told = list(Finding.objects.filter(of=one).values_list("row", "column", "code", "value"))
    assert told == [(3, "received_at", "day.impossible", "31/02/2026"), (4, "applicant_name", "cell.formula", ""), (4, "state", "choice.unknown", "lơ lửng")]
    assert sorted(Dossier.objects.values_list("code", flat=True)) == ["H38.12-261005-0001", "H38.12-261005-0004"]


def test_all_or_nothing_takes_nothing_of_a_file_with_a_bad_row(onestop_world: OnestopWorld) -> None:
    one = checked(onestop_world, csv_of(BAD))
    with pytest.raises(ProblemsFound) as refused:
        ask_apply(import_id=one.pk, taking="all_or_nothing", by=onestop_world.people["officer"], at=NOW)
    assert [problem.code for problem in refused.value.problems] == ["intake.bad_rows"]
    assert not Dossier.objects.exists()


def test_all_or_nothing_takes_all(onestop_world: OnestopWorld) -> None:
    assert applied(onestop_world, csv_of(ROWS), taking="all_or_nothing").created == 5


def test_nothing_is_written_before_the_last_step(onestop_world: OnestopWorld) -> None:
    checked(onestop_world, csv_of(ROWS))
    assert not Dossier.objects.exists()


def test_a_procedure_that_was_not_in_force_is_told(onestop_world: OnestopWorld) -> None:
    one = checked(onestop_world, csv_of([row(1, **{"Ngày tiếp nhận": "05/10/2019", "Ngày hẹn trả": "", "Ngày trả kết quả": ""})]))
    assert list(one.findings.values_list("code", flat=True)) == ["procedure.not_then"]


def test_dossiers_of_others_are_never_touched(onestop_world: OnestopWorld) -> None:
    applied(onestop_world, csv_of(ROWS[:1]))
    Dossier.objects.update(source="another")
    one = checked(onestop_world, csv_of([{**ROWS[0], "Trạng thái": "Đang xử lý"}, ROWS[1]]))
    assert list(one.findings.values_list("row", "code")) == [(2, "code.elsewhere")]
    ask_apply(import_id=one.pk, taking="good_rows", by=onestop_world.people["officer"], at=NOW)
    apply(import_id=one.pk, now=NOW, progress=no_progress)
    assert sorted(Dossier.objects.values_list("source", "state")) == sorted([("another", 10), (one.source.key, 10)])


def test_a_file_that_breaks_off_is_refused_with_its_place(onestop_world: OnestopWorld) -> None:
    one = checked(onestop_world, csv_of(ROWS).rstrip()[:-30])
    assert (one.state, [(each["code"], each["line"]) for each in one.problems]) == ("refused", [("export.cut_off", 6)])
    assert not Dossier.objects.exists()


def test_a_file_that_is_no_export_leaves_nothing_behind(onestop_world: OnestopWorld) -> None:
    with pytest.raises(ProblemsFound):
        received(onestop_world, b"a,b\r\n1,2\r\n")
    assert (list(folder().iterdir()), Import.objects.count()) == ([], 0)


def test_the_kept_file_is_sealed_and_so_are_its_samples(onestop_world: OnestopWorld) -> None:
    one = received(onestop_world, csv_of(ROWS))
    assert "Nguyễn Văn Đức".encode() not in path_of(one.pk).read_bytes()
    assert b"038099001234" not in bytes(one.samples)


def test_the_mapping_is_kept_for_the_source(onestop_world: OnestopWorld) -> None:
    strange = csv_of([{**one, "Cột lạ": one["Mã hồ sơ"]} for one in ROWS], heads=("Cột lạ", *HEADS[1:]))
    first = received(onestop_world, strange)
    assert "code" not in first.mapping
    with pytest.raises(ProblemsFound) as refused:
        ask_check(import_id=first.pk, mapping=first.mapping, day_order="day_first", by=onestop_world.people["officer"], at=NOW)
    assert [problem.code for problem in refused.value.problems] == ["intake.mapping_lacks"]
    ask_check(import_id=first.pk, mapping={**first.mapping, "code": "Cột lạ"}, day_order="day_first", by=onestop_world.people["officer"], at=NOW)
    assert received(onestop_world, strange).mapping["code"] == "Cột lạ"
    assert Source.objects.get().mapping["code"] == "Cột lạ"


def test_a_discarded_file_is_gone(onestop_world: OnestopWorld, django_capture_on_commit_callbacks: object) -> None:
    one = checked(onestop_world, csv_of(BAD))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        discard(import_id=one.pk, by=onestop_world.people["officer"], at=NOW)
    one.refresh_from_db()
    assert (one.state, bytes(one.samples), one.findings.count(), path_of(one.pk).exists()) == ("discarded", b"", 0, False)


def test_files_that_nobody_applied_are_forgotten(onestop_world: OnestopWorld) -> None:
    received(onestop_world, csv_of(ROWS))
    assert forget_unapplied(now=NOW + timedelta(days=6)) == 0
    assert forget_unapplied(now=NOW + timedelta(days=8)) == 1


def test_jobs_are_asked_for_once_and_may_run_again(onestop_world: OnestopWorld) -> None:
    one = applied(onestop_world, csv_of(ROWS))
    check(import_id=one.pk, progress=no_progress)
    apply(import_id=one.pk, now=NOW, progress=no_progress)
    assert Dossier.objects.count() == 5
    assert sorted(Run.objects.values_list("job", flat=True))[:2] == ["parix.web.onestop.intake.jobs.apply", "parix.web.onestop.intake.jobs.check"]
