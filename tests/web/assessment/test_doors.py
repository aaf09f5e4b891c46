"""Who may open which page, as a table: every kind of person, every stage of a round, every address, guessed ones too."""

from __future__ import annotations

import pytest
from django.urls import reverse

from parix.web.accounts.rules import NOBODY, Standing
from parix.web.assessment.choices import Stage
from parix.web.assessment.rules import may_open_round, may_publish_round, may_score_round, may_see_ranking, may_see_sheet
from tests.web.worlds import OTHER, OWN, World

PEOPLE = ("", "without role", "officer", "director", "officer of another", "coordinator", "auditor", "coordinator elsewhere")
LEAF = "dossiers_on_time"

# 200 shown, 302 asked to sign in, 403 refused, 404 as if it were not there
INSIDE_OPEN_SHEET = {
    "": 302, "without role": 403, "officer": 200, "director": 200, "officer of another": 403, "coordinator": 200, "auditor": 200,
    "coordinator elsewhere": 403,
}
INSIDE_OPEN_RANKING = {**INSIDE_OPEN_SHEET, "officer of another": 200}
INSIDE_PUBLISHED = dict.fromkeys(PEOPLE, 200) | {"": 302}
PORTAL_PUBLISHED = dict.fromkeys(PEOPLE, 200)
PORTAL_OPEN = dict.fromkeys(PEOPLE, 404)

SHEET_PAGES = ("sheet", "sheet_json", "compare", "leaf")
RANKING_PAGES = ("ranking", "ranking_csv", "ranking_xlsx")


def address(room: str, page: str, slug: str, agency: str = OWN, leaf: str = LEAF) -> str:
    if page.startswith("ranking_"):
        return reverse(f"{room}:ranking_file", args=[slug, page.partition("_")[2]])
    if page == "ranking":
        return reverse(f"{room}:ranking", args=[slug])
    return reverse(f"{room}:{page}", args=[slug, agency, leaf] if page == "leaf" else [slug, agency])


TABLE = [
    *((f"assessment {page} open", "assessment", page, "open", INSIDE_OPEN_SHEET) for page in SHEET_PAGES),
    *((f"assessment {page} open", "assessment", page, "open", INSIDE_OPEN_RANKING) for page in RANKING_PAGES),
    *((f"assessment {page} published", "assessment", page, "published", INSIDE_PUBLISHED) for page in (*SHEET_PAGES, *RANKING_PAGES)),
    *((f"portal {page} open", "portal", page, "open", PORTAL_OPEN) for page in (*SHEET_PAGES, *RANKING_PAGES)),
    *((f"portal {page} published", "portal", page, "published", PORTAL_PUBLISHED) for page in (*SHEET_PAGES, *RANKING_PAGES)),
]


def test_every_person_at_every_door(world: World) -> None:
    slugs = {"open": world.open.slug, "published": world.published.slug}
    answers = {
        (name, person): world.client(person).get(address(room, page, slugs[stage])).status_code
        for name, room, page, stage, _expected in TABLE for person in PEOPLE
    }
    expected = {(name, person): status for name, _room, _page, _stage, statuses in TABLE for person, status in statuses.items()}
    assert answers == expected


@pytest.mark.parametrize("path", [
    "/cham-diem/khong-co/", "/cham-diem/{open}/DEMO.KHONG/", "/cham-diem/{open}/{own}/tieu-chi/khong_co/", "/cham-diem/{open}/bang-xep-hang.exe",
    "/cham-diem/{open}/..%2f..%2fetc/", "/cong-khai/khong-co/", "/cong-khai/{published}/DEMO.KHONG/", "/cong-khai/{published}/{own}/tieu-chi/khong_co/",
    "/cong-khai/{published}/bang-xep-hang.exe", "/admin/", "/tai-khoan/signup/", "/tai-khoan/dang-ky/",
])
def test_guessed_addresses_are_not_there(world: World, path: str) -> None:
    own = path.format(open=world.open.slug, published=world.published.slug, own=OWN)
    assert world.client("coordinator").get(own).status_code == 404


def test_nothing_changes_by_get_and_posts_are_refused(world: World) -> None:
    pages = [address("assessment", page, world.open.slug) for page in (*SHEET_PAGES, *RANKING_PAGES)]
    assert {path: world.client("coordinator").post(path).status_code for path in pages} == dict.fromkeys(pages, 405)


def test_an_agency_outside_the_round_is_not_there(world: World) -> None:
    path = address("assessment", "sheet", world.open.slug, agency=world.province.code)
    assert world.client("coordinator").get(path).status_code == 404


def test_somebody_who_left_is_asked_to_sign_in(world: World) -> None:
    client = world.client("officer")
    person = world.people["officer"]
    person.is_active = False
    person.save(update_fields=["is_active"])
    assert client.get(address("assessment", "sheet", world.open.slug)).status_code == 302


class _Round:
    def __init__(self, stage: Stage) -> None:
        self.is_published = stage == Stage.PUBLISHED
        self.province_id = 1


OPEN, PUBLISHED = _Round(Stage.SELF_ASSESSMENT), _Round(Stage.PUBLISHED)
STANDINGS = {
    "nobody": NOBODY,
    "own": Standing(1, member_of=frozenset({10})),
    "another": Standing(2, member_of=frozenset({11})),
    "coordinator": Standing(3, coordinates=frozenset({1, 10, 11})),
    "auditor": Standing(4, audits=frozenset({1, 10, 11})),
    "elsewhere": Standing(5, coordinates=frozenset({2, 20})),
}


@pytest.mark.parametrize(("rule", "expected"), [
    ("sheet open", {"own", "coordinator", "auditor"}),
    ("sheet published", set(STANDINGS)),
    ("ranking open", {"own", "another", "coordinator", "auditor"}),
    ("ranking published", set(STANDINGS)),
    ("open a round", {"coordinator"}),
    ("score open", {"coordinator"}),
    ("score published", set()),
    ("publish open", {"coordinator"}),
])
def test_the_predicates_as_a_table(rule: str, expected: set[str]) -> None:
    asked = {
        "sheet open": lambda standing: may_see_sheet(standing, OPEN, 10),
        "sheet published": lambda standing: may_see_sheet(standing, PUBLISHED, 10),
        "ranking open": lambda standing: may_see_ranking(standing, OPEN, {10, 11}),
        "ranking published": lambda standing: may_see_ranking(standing, PUBLISHED, {10, 11}),
        "open a round": lambda standing: may_open_round(standing, 1),
        "score open": lambda standing: may_score_round(standing, OPEN),
        "score published": lambda standing: may_score_round(standing, PUBLISHED),
        "publish open": lambda standing: may_publish_round(standing, OPEN),
    }[rule]
    assert {name for name, standing in STANDINGS.items() if asked(standing)} == expected


def test_the_other_officer_sees_the_own_sheet(world: World) -> None:
    assert world.client("officer of another").get(address("assessment", "sheet", world.open.slug, agency=OTHER)).status_code == 200
