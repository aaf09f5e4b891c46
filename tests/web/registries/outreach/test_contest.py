"""A contest: rules by role and state, one entry a person, fair ranks, the end of the time, what is hidden and erased."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import standing_of
from parix.web.audit_trail.models import Entry as Journal
from parix.web.notices.models import Notice
from parix.web.personal_data.rules.people import masked_name, masked_number, plain_identity, plain_phone
from parix.web.registries.outreach.actions import contests as acts
from parix.web.registries.outreach.actions.entering import AlreadyEntered, NotOpen, enter
from parix.web.registries.outreach.actions.sealing import opened, person_hash, sealed
from parix.web.registries.outreach.choices import ContestState, EntryState, Standing
from parix.web.registries.outreach.models import Contest, Entry
from parix.web.registries.outreach.queries.contests import place_of, places
from parix.web.registries.outreach.rules import (
    is_kept_late,
    may_change_contest,
    may_direct_contest,
    may_see_entrants,
    standing_at,
    words_of_person,
)
from tests.web.registries.outreach.contest_world import CLOSES, OPENS, RIGHT, drafted, entered, freeze_time, given_by, running
from tests.web.registries.registry_world import NOW, POSTS, TODAY, RegistryWorld

KEEPERS = frozenset({"officer", "director"})
SECOND = timedelta(seconds=1)


@pytest.mark.django_db
def test_who_may_do_what_in_which_state(registry_world: RegistryWorld) -> None:
    contest = drafted(registry_world)
    for person in POSTS:
        standing, keeps = standing_of(registry_world.people[person], TODAY), person in KEEPERS
        for state in ContestState:
            contest.state = state
            may = (may_change_contest(standing, contest), may_direct_contest(standing, contest), may_see_entrants(standing, contest))
            expected = (state == ContestState.DRAFTED, state == ContestState.ANNOUNCED, state != ContestState.DRAFTED)
            assert may == tuple(keeps and one for one in expected), (person, state)


@pytest.mark.parametrize(("state", "moment", "standing"), [
    ("drafted", NOW, Standing.DRAFTED), ("annulled", NOW, Standing.ANNULLED), ("announced", OPENS - SECOND, Standing.WAITING),
    ("announced", OPENS, Standing.RUNNING), ("announced", CLOSES - SECOND, Standing.RUNNING), ("announced", CLOSES, Standing.CLOSED),
])
def test_how_a_contest_stands_at_a_moment(state: str, moment: datetime, standing: Standing) -> None:
    assert standing_at(Contest(state=state, opens_at=OPENS, closes_at=CLOSES), moment) == standing


@pytest.mark.parametrize(("form_opened", "sent", "kept"), [
    (CLOSES - SECOND, CLOSES, True), (CLOSES - SECOND, CLOSES + timedelta(minutes=15), True), (CLOSES - SECOND, CLOSES + timedelta(minutes=16), False),
    (CLOSES, CLOSES + SECOND, False), (None, CLOSES + SECOND, False), (OPENS - SECOND, CLOSES + SECOND, False),
])
def test_what_is_kept_although_late(form_opened: datetime | None, sent: datetime, kept: bool) -> None:
    assert is_kept_late(Contest(opens_at=OPENS, closes_at=CLOSES), form_opened, sent) == kept


SAME: Mapping[str, dict[str, str]] = {
    "again": {}, "capitals": {"name": "NGƯỜI DỰ THI 1"}, "without marks": {"name": "nguoi  du thi 1"}, "spaces": {"number": "09 0000.0001"},
    "international": {"number": "+84 900000001"},
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", SAME)
def test_the_same_person_however_written_is_refused(registry_world: RegistryWorld, case: str) -> None:
    contest = running(registry_world)
    first = entered(contest)
    with pytest.raises(AlreadyEntered) as refused:
        entered(contest, at=NOW + timedelta(hours=1), **SAME[case])
    contest.refresh_from_db()
    assert (refused.value.entered_at, contest.entrants, list(contest.entries.all())) == (first.entered_at, 1, [first])
    entered(contest, name="Người Dự Thi 2")  # somebody else of the same household
    assert contest.entries.count() == 2


@pytest.mark.django_db
def test_by_identity_the_name_does_not_matter(registry_world: RegistryWorld) -> None:
    contest = running(registry_world, known_by="identity")
    first = sent(contest, number="079 200 000 001", phone="0912345678")
    assert (first.shown_phone, opened(first.sealed)) == ("*******678", ("Người Dự Thi 1", "079200000001", "0912345678"))
    with pytest.raises(AlreadyEntered):
        sent(contest, number="079200000001", name="Tên Khác")
    with pytest.raises(ProblemsFound) as found:
        sent(contest, number="0912345678")
    assert [problem.code for problem in found.value.problems] == ["outreach.entry_identity"]


def sent(contest: Contest, **changes: Any) -> Entry:
    return enter(contest=contest, given=given_by(1, **changes), opened_form_at=NOW, at=NOW)


WRONG: Mapping[str, tuple[dict[str, Any], str]] = {
    "one word": ({"name": "An"}, "outreach.entry_name"), "phone": ({"number": "12345"}, "outreach.entry_phone"),
    "unanswered": ({"answers": {1: 0, 2: 1}}, "outreach.entry_unanswered"), "no such option": ({"answers": {**RIGHT, 3: 7}}, "outreach.entry_unanswered"),
    "prediction": ({"prediction": 0}, "outreach.entry_prediction"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_with_an_entry_is_named(registry_world: RegistryWorld, case: str) -> None:
    changed, code = WRONG[case]
    with pytest.raises(ProblemsFound) as found:
        sent(running(registry_world), **changed)
    assert ([problem.code for problem in found.value.problems], Entry.objects.count()) == ([code], 0)


@pytest.mark.django_db
def test_ranks_go_by_points_then_prediction_then_time_and_equals_tie(registry_world: RegistryWorld) -> None:
    contest = running(registry_world)
    wrong = {**RIGHT, 1: 2}
    order = [  # number, answers, prediction (six will have entered), second
        (1, RIGHT, 9, 0), (2, RIGHT, 5, 5), (3, RIGHT, 7, 5), (4, RIGHT, 5, 9), (5, wrong, 6, 0), (6, RIGHT, 6, 30),
    ]
    by_number = {number: entered(contest, number, NOW + second * SECOND, answers=answers, prediction=told) for number, answers, told, second in order}
    contest.refresh_from_db()
    rows = places(contest, 0, 10)
    receipts = {entry.receipt: number for number, entry in by_number.items()}
    assert [(row.rank, receipts[row.receipt], row.off, row.is_tied) for row in rows] == [
        (1, 6, 0, False), (2, 2, 1, True), (2, 3, 1, True), (4, 4, 1, False), (5, 1, 3, False), (6, 5, 0, False),
    ]
    for row in rows:
        assert place_of(contest, row.receipt) == row
    assert [row.rank for start in range(6) for row in places(contest, start, start + 1)] == [1, 2, 2, 4, 5, 6]
    assert [row.is_tied for start in range(6) for row in places(contest, start, start + 1)] == [False, True, True, False, False, False]


@pytest.mark.django_db
def test_an_entry_whose_time_ends_while_the_form_is_open_is_kept_and_may_be_counted(registry_world: RegistryWorld) -> None:
    contest = running(registry_world)
    late = entered(contest, at=CLOSES + SECOND, opened=CLOSES - SECOND)
    contest.refresh_from_db()
    assert (late.state, contest.entrants, places(contest, 0, 9), place_of(contest, late.receipt)) == (EntryState.LATE, 0, [], None)
    assert Notice.objects.get(kind="outreach.contest_late").recipient == registry_world.people["officer"]
    with pytest.raises(ProblemsFound):
        acts.admit_late(contest=contest, receipt=late.receipt, reason=" ", by=registry_world.people["officer"], at=CLOSES)
    acts.admit_late(contest=contest, receipt=late.receipt, reason="Mạng chậm", by=registry_world.people["officer"], at=CLOSES)
    contest.refresh_from_db()
    assert (contest.entrants, [row.receipt for row in places(contest, 0, 9)]) == (1, [late.receipt])
    with pytest.raises(NotOpen) as refused:
        entered(contest, 2, at=CLOSES + SECOND, opened=CLOSES)
    assert refused.value.standing == Standing.CLOSED


@pytest.mark.django_db
def test_a_draft_is_complete_before_it_is_announced_and_fixed_after(registry_world: RegistryWorld) -> None:
    officer = registry_world.people["officer"]
    empty = acts.draft_contest(agency=registry_world.own, given=acts.ContestGiven("Trống", "", OPENS, CLOSES, "phone"), by=officer, at=OPENS)
    with pytest.raises(ProblemsFound) as found:
        acts.announce_contest(contest=empty, by=officer, at=CLOSES)
    assert [problem.code for problem in found.value.problems] == ["outreach.no_questions", "outreach.over_already"]
    contest = drafted(registry_world)
    acts.drop_question(contest=contest, number=1, by=officer, at=OPENS)
    assert [(one.number, one.text) for one in contest.questions.all()] == [(1, "Câu hỏi 2?"), (2, "Câu hỏi 3?")]
    acts.announce_contest(contest=contest, by=officer, at=OPENS)
    with pytest.raises(PermissionDenied):
        acts.set_question(contest=contest, number=1, given=acts.QuestionGiven("Khác?", ["A", "B"], 0), by=officer, at=OPENS)


@pytest.mark.django_db
@pytest.mark.parametrize(("options", "correct", "code"), [
    (["A"], 0, "outreach.options"), (list("ABCDEFG"), 0, "outreach.options"), (["A", "A"], 0, "outreach.options_double"), (["A", "B"], 2, "outreach.correct_missing"),
])
def test_a_question_that_cannot_be_answered_is_refused(registry_world: RegistryWorld, options: list[str], correct: int, code: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        acts.set_question(
            contest=drafted(registry_world), number=None, given=acts.QuestionGiven("Câu?", options, correct), by=registry_world.people["officer"], at=OPENS,
        )
    assert [problem.code for problem in found.value.problems] == [code]


@pytest.mark.django_db
def test_names_are_masked_sealed_disclosed_by_name_and_erased_in_time(registry_world: RegistryWorld) -> None:
    contest = running(registry_world, days_kept=30)
    one = entered(contest)
    stored = " ".join(str(value) for value in Entry.objects.values_list().get())
    assert (one.shown_name, one.shown_phone) == ("N. D. T. 1", "*******001")
    assert "0900000001" not in stored and "Người" not in stored
    journal = " ".join(f"{entry.before} {entry.after} {entry.reason}" for entry in Journal.objects.filter(act="outreach.entered"))
    assert "Người" not in journal and "0900000001" not in journal and one.receipt in journal
    names = acts.disclose_entrants(contest=contest, by=registry_world.people["officer"], at=CLOSES)
    assert names == {one.pk: ("Người Dự Thi 1", "0900000001", "0900000001")}
    assert Journal.objects.get(act="outreach.entrants_disclosed").actor == "officer"
    with pytest.raises(PermissionDenied):
        acts.disclose_entrants(contest=contest, by=registry_world.people["staff"], at=CLOSES)
    assert acts.forget_entrants(at=CLOSES + timedelta(days=30)) == 0
    assert acts.forget_entrants(at=CLOSES + timedelta(days=30, seconds=1)) == 1
    assert acts.forget_entrants(at=CLOSES + timedelta(days=31)) == 0
    one.refresh_from_db()
    assert (one.sealed, one.shown_name, one.shown_phone, one.points) == ("", "(đã xoá)", "", 3)
    with pytest.raises(AlreadyEntered):
        entered(contest)  # still known as the same person, although nobody knows who


def test_numbers_and_names_are_written_one_way() -> None:
    assert [plain_phone(text) for text in ("+84 912 345 678", "0912.345.678", "84912345678", "12345", "091234567a")] == ["0912345678"] * 3 + ["", ""]
    assert [plain_identity(text) for text in ("079 200 000 001", "123456789", "12345")] == ["079200000001", "123456789", ""]
    assert (masked_name("Nguyễn Văn An"), masked_name("An"), masked_number("0912345678")) == ("N. V. An", "An", "*******678")
    assert words_of_person("phone", "Đỗ  Văn A", "09") == words_of_person("phone", "do van a", "09") != words_of_person("identity", "do van a", "09")


def test_the_hash_is_bound_to_the_contest_and_the_seal_to_the_key(settings: Any) -> None:
    assert person_hash(1, "a") != person_hash(2, "a")
    locked = sealed("Nguyễn Văn An", "09", "09")
    assert opened(locked) == ("Nguyễn Văn An", "09", "09")
    before = person_hash(1, "a")
    settings.ENTRANTS_KEY = "another"
    assert (opened(locked), opened(""), person_hash(1, "a") == before) == (("", "", ""), ("", "", ""), False)


# --- pages ------------------------------------------------------------------------------------------------------------------


def form_of(number: int = 1, **changes: str) -> dict[str, str]:
    answers = {f"question_{one}": str(answer) for one, answer in RIGHT.items()}
    return {"name": f"Người Dự Thi {number}", "number": f"09{number:08}", "prediction": "10", **answers, **changes}


@pytest.mark.django_db
def test_a_citizen_enters_once_from_a_browser(registry_world: RegistryWorld) -> None:
    contest = running(registry_world)
    address = f"/hoi-thi/{contest.slug}/"
    with freeze_time(NOW):
        visitor = registry_world.client("")
        page = visitor.get(address).content.decode()
        assert "Câu hỏi 1?" in page and "Gửi bài dự thi" in page and "correct" not in page
        wrong = visitor.post(address, form_of(question_2=""))
        assert wrong.status_code == 422 and 'value="Người Dự Thi 1"' in wrong.content.decode()
        answer = visitor.post(address, form_of())
        one = Entry.objects.get()
        assert answer.headers["Location"] == f"{address}bai/{one.receipt}/"
        shown = visitor.get(answer.headers["Location"]).content.decode()
        assert one.receipt in shown and "Hạng lúc này" in shown and "Đáp án" not in shown
        assert "Máy này đã gửi một bài" in visitor.get(address).content.decode()
        again = visitor.post(address, form_of(2))
        assert again.status_code == 409 and "Máy này đã gửi một bài dự thi" in again.content.decode()
        elsewhere = registry_world.client("").post(address, form_of(name="NGUOI DU THI 1"))
        said = elsewhere.content.decode()
        assert elsewhere.status_code == 409 and "Người này đã có bài dự thi, gửi lúc 09:00 ngày 03/11/2026" in said and 'value="NGUOI DU THI 1"' in said
    with freeze_time(CLOSES):
        assert "Đáp án" in visitor.get(f"{address}bai/{one.receipt.lower()}/").content.decode()
    assert Entry.objects.count() == 1


@pytest.mark.django_db
def test_a_shared_machine_may_send_many(registry_world: RegistryWorld) -> None:
    contest = running(registry_world, one_per_browser=False)
    visitor = registry_world.client("")
    with freeze_time(NOW):
        assert [visitor.post(f"/hoi-thi/{contest.slug}/", form_of(number)).status_code for number in (1, 2, 3)] == [302, 302, 302]


@pytest.mark.django_db
def test_the_end_of_the_time_is_said_and_what_was_typed_is_still_there(registry_world: RegistryWorld) -> None:
    contest = running(registry_world)
    address, visitor = f"/hoi-thi/{contest.slug}/", registry_world.client("")
    with freeze_time(CLOSES - SECOND):
        stamp = visitor.get(address).context["form"].initial["opened"]
    with freeze_time(CLOSES + SECOND):
        refused = visitor.post(address, form_of(opened="forged"))
        text = refused.content.decode()
        assert refused.status_code == 409 and "Hội thi đã đóng lúc 09:00 04/11/2026" in text and 'value="Người Dự Thi 1"' in text and "checked" in text
        assert "Gửi bài dự thi" not in text
        kept = visitor.post(address, form_of(opened=stamp), follow=True).content.decode()
    assert "Bài đã được giữ nguyên nhưng chưa được tính" in kept
    assert Entry.objects.get().state == EntryState.LATE


@pytest.mark.django_db
def test_pages_before_after_and_without_a_contest(registry_world: RegistryWorld) -> None:
    contest, draft, visitor = running(registry_world, ranking_is_live=False), drafted(registry_world), registry_world.client("")
    entered(contest)
    address = f"/hoi-thi/{contest.slug}/"
    assert [visitor.get(f"/hoi-thi/{slug}/").status_code for slug in (draft.slug, "khong-co")] == [404, 404]
    with freeze_time(OPENS - SECOND):
        assert "Chưa mở. Mở lúc" in visitor.get(address).content.decode()
        assert "Hội thi chưa mở: mở lúc" in visitor.post(address, form_of(2)).content.decode()
    with freeze_time(NOW):
        assert "N. D. T. 1" not in visitor.get(f"{address}xep-hang/").content.decode()
    with freeze_time(CLOSES):
        text = visitor.get(f"{address}xep-hang/").content.decode()
        assert "N. D. T. 1" in text and "Kết quả cuối cùng" in text and "0900000001" not in text
        receipt = Entry.objects.get().receipt
        assert f"Bài {receipt}: hạng 1, 3 điểm." in visitor.get(f"{address}xep-hang/?ma={receipt.lower()}").content.decode()
    acts.annul_contest(contest=contest, reason="Lộ đề", by=registry_world.people["officer"], at=NOW)
    assert "Lộ đề" in visitor.get(address).content.decode()
    assert visitor.post(address, form_of(3)).status_code == 409


@pytest.mark.django_db
def test_too_many_from_one_network_wait_with_their_answers(registry_world: RegistryWorld, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"contest_entry": "2/m/ip"}
    contest = running(registry_world)
    with freeze_time(NOW):
        codes = [registry_world.client("").post(f"/hoi-thi/{contest.slug}/", form_of(number)) for number in (1, 2, 3)]
    assert [answer.status_code for answer in codes] == [302, 302, 429]
    assert 'value="Người Dự Thi 3"' in codes[2].content.decode()


@pytest.mark.django_db
def test_the_organiser_drafts_announces_extends_and_takes_the_names(registry_world: RegistryWorld) -> None:
    officer, staff = registry_world.client("officer"), registry_world.client("staff")
    with freeze_time(NOW):
        form = {"title": "Hội thi", "opens_at": "03/11/2026 08:00", "closes_at": "05/11/2026 08:00", "known_by": "phone", "days_kept": "60"}
        assert (staff.get("/tuyen-truyen/hoi-thi/soan/").status_code, officer.post("/tuyen-truyen/hoi-thi/soan/", form).status_code) == (403, 302)
        contest = Contest.objects.get()
        page = f"/tuyen-truyen/hoi-thi/{contest.pk}/"
        question = {"text": "Câu?", "options": "Đúng\n\nSai\n", "correct": "3", "points": "2"}
        assert officer.post(f"{page}cau-hoi/", question).status_code == 422
        assert officer.post(f"{page}cau-hoi/", {**question, "correct": "1"}).status_code == 302
        assert contest.questions.get().options == ["Đúng", "Sai"]
        assert officer.post(f"{page}cau-hoi/1/", {**question, "correct": "2"}).status_code == 302
        assert officer.post(f"{page}cong-bo/").status_code == 302
        assert (officer.get(f"{page}sua/").status_code, staff.post(f"{page}gia-han/", {}).status_code) == (403, 403)
        contest.refresh_from_db()
        visitor = registry_world.client("")
        sent = {"name": "Người Dự Thi", "number": "0900000001", "prediction": "3", "question_1": "1"}
        assert visitor.post(f"/hoi-thi/{contest.slug}/", sent).status_code == 302
        shorter = officer.post(f"{page}gia-han/", {"closes_at": "04/11/2026 08:00", "reason": "x"}, follow=True).content.decode()
        assert shorter.count("Giờ đóng mới phải sau 08:00 05/11/2026") == 1
        assert officer.post(f"{page}gia-han/", {"closes_at": "06/11/2026 08:00", "reason": "Theo đề nghị"}).status_code == 302
        text = officer.get(page).content.decode()
        assert "N. D. Thi" in text and "0900000001" not in text and "Công bố</button>" not in text
        code = officer.get(f"{page}ma-qr.svg")
        assert (code.headers["Content-Type"], code.content[:4] in (b"<svg", b"<?xm")) == ("image/svg+xml", True)
        masked, full = staff.get(f"{page}xep-hang/tep/"), officer.post(f"{page}nguoi-du-thi/tep/")
        assert (cells(masked)[1], cells(full)[1], staff.post(f"{page}nguoi-du-thi/tep/").status_code) == ("N. D. Thi", "Người Dự Thi", 403)
        assert registry_world.client("officer of another").get(page).status_code == 404


def cells(answer: Any) -> tuple[Any, ...]:
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    return list(sheet.iter_rows(values_only=True))[1]
