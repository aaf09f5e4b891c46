"""The meaning of each indicator in plain Python, row by row: written from the texts of decisions and circulars, not from the formulas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from parix.foundation.periods import Period

Row = Mapping[str, Any]
TAKEN_IN = {2, 4, 5, 6, 8, 9, 10}
Counted = tuple[int, ...]


@dataclass(frozen=True)
class Meaning:
    """`amount` of a row that counts: 1 or 0 for a share, else days or points. `day` puts it into a period; None: it is asked what stands
    at the end of the period; "open": whether it was open in it. `each`: rows of one value are judged together, all or nothing. `needs` names
    what must be known of a row: one of which it is not is set aside and counted apart."""

    counts: Callable[[Row, date], bool]
    amount: Callable[[Row, date], int]
    day: str | None = "received_on"
    each: str = ""
    in_levels: bool = False
    needs: tuple[str, ...] = ()


def taken_in(row: Row) -> bool:
    return row["state"] in TAKEN_IN


def kept(done: date | None, by: date, on: date) -> bool:
    """Done by the day; or not done, and the day is not past."""
    return done <= by if done is not None and done <= on else on <= by


def late(row: Row, on: date) -> bool:
    return row["supplements"] > 1 or not kept(row["finished_on"], row["due_on"], on)


def has_term(row: Row, _on: date) -> bool:
    return taken_in(row) and row["due_on"] is not None


def settled(row: Row, on: date) -> bool:
    return taken_in(row) and row["finished_on"] is not None and row["finished_on"] <= on


def settled_with_term(row: Row, on: date) -> bool:
    return settled(row, on) and row["due_on"] is not None


def closed(row: Row, on: date) -> bool:
    return row["closed_on"] is not None and row["closed_on"] <= on


def answered_in_time(row: Row, on: date) -> bool:
    by = "turn_down_by" if closed(row, on) and row["outcome"] in (2, 3) else "answer_by"
    return kept(row["closed_on"], row[by], on)


def clocks_kept(row: Row, on: date) -> bool:
    asked_late = row["asked_on"] is not None and row["asked_on"] <= on and row["asked_on"] > row["ask_by"]
    published_late = row["publish_by"] is not None and not kept(row["published_on"], row["publish_by"], on)
    return answered_in_time(row, on) and not asked_late and not published_late


def _any(_row: Row, _on: date) -> bool:
    return True


def _of_those_taken_in(flag: str) -> Meaning:
    return Meaning(lambda row, on: taken_in(row), lambda row, on: int(row[flag]), needs=(flag,))


def _stands(flag: str, counts: Callable[[Row], bool] = lambda row: True, needs: tuple[str, ...] = ()) -> Meaning:
    return Meaning(lambda row, on: counts(row), lambda row, on: int(row[flag]), None, needs=needs)


def _rated(question: str) -> Meaning:
    return Meaning(lambda row, on: row[question] is not None, lambda row, on: row[question], "rated_on", in_levels=True)


def _of_feedback(reached: Callable[[Row, date], bool]) -> Meaning:
    return Meaning(_any, lambda row, on: int(reached(row, on)))


def _points(difference: int) -> int:
    return 2 if difference < 0 else 1 if difference == 0 else 0


MEANINGS: dict[str, Meaning] = {
    "dossiers_synced": _of_those_taken_in("is_synced"),
    "dossiers_on_schedule": Meaning(has_term, lambda row, on: int(not late(row, on))),
    "days_to_settle": Meaning(settled, lambda row, on: (row["finished_on"] - row["received_on"]).days - row["waited_days"], "finished_on"),
    "dossiers_online": Meaning(
        lambda row, on: taken_in(row), lambda row, on: int(row["channel"] == 2 and row["has_electronic_result"]), needs=("has_electronic_result",),
    ),
    "payments_online": Meaning(lambda row, on: taken_in(row) and row["fee"] != 0, lambda row, on: int(row["fee"] == 2)),
    "results_electronic": Meaning(settled, lambda row, on: int(row["has_electronic_result"]), "finished_on", needs=("has_electronic_result",)),
    "dossiers_digitised": _of_those_taken_in("has_digitised_paper"),
    "data_reused": _of_those_taken_in("reuses_data"),
    "personal_store_connected": _of_those_taken_in("uses_personal_store"),
    "population_data_used": _of_those_taken_in("uses_population_data"),
    "dossiers_satisfied": Meaning(has_term, lambda row, on: int(not (row["is_disliked"] or row["has_feedback"] or late(row, on)))),
    "dossiers_on_time": Meaning(settled_with_term, lambda row, on: int(row["finished_on"] <= row["due_on"]), "finished_on"),
    "apologies_sent": Meaning(
        lambda row, on: has_term(row, on) and not kept(row["finished_on"], row["due_on"], on), lambda row, on: int(row["has_apology"]),
        needs=("has_apology",),
    ),
    "dossiers_filed_online": Meaning(lambda row, on: taken_in(row), lambda row, on: int(row["channel"] == 2)),
    "dossiers_online_end_to_end": Meaning(lambda row, on: taken_in(row) and row["online_level"] == 4, lambda row, on: int(row["channel"] == 2)),
    "dossiers_on_schedule_handled": Meaning(has_term, lambda row, on: int(not late(row, on)), "open"),
    "results_electronic_handled": Meaning(
        lambda row, on: taken_in(row), lambda row, on: int(settled(row, on) and row["has_electronic_result"]), "open", needs=("has_electronic_result",),
    ),
    "online_on_schedule": Meaning(lambda row, on: has_term(row, on) and row["channel"] == 2, lambda row, on: int(not late(row, on))),
    "total_time": Meaning(settled_with_term, lambda row, on: _points((row["finished_on"] - row["due_on"]).days), "finished_on", in_levels=True),
    "agency_time": Meaning(
        lambda row, on: settled(row, on) and row["stage_points"] is not None, lambda row, on: row["stage_points"], "finished_on", in_levels=True,
    ),
    "contacts_needed": Meaning(
        settled, lambda row, on: 2 if row["is_submitters_fault"] else max(0, 2 - row["supplements"]), "finished_on", in_levels=True,
    ),
    "procedures_published_complete": _stands("is_complete", lambda row: row["is_published"]),
    "procedures_online": Meaning(_any, lambda row, on: int(row["online_level"] in (3, 4)), None),
    "online_services_used": _stands("has_online_dossier", lambda row: row["online_level"] in (3, 4)),
    "payments_integrated": _stands("has_online_payment", lambda row: row["has_fee"]),
    "payments_used": _stands("has_paid_online", lambda row: row["has_fee"]),
    "population_data_procedures": _stands(
        "is_population_data_connected", lambda row: row["needs_population_data"] is not False, needs=("needs_population_data", "is_population_data_connected"),
    ),
    "procedures_published": _stands("is_published"),
    "procedures_one_stop": _stands("is_one_stop", needs=("is_one_stop",)),
    "settled_at_counter": _stands(
        "is_settled_at_counter", lambda row: row["is_one_stop"] is not False, needs=("is_one_stop", "is_settled_at_counter"),
    ),
    "procedures_promulgated_on_time": Meaning(
        _any, lambda row, on: int(kept(row["promulgated_on"], row["promulgate_by"], on)), "promulgate_by", each="procedure",
    ),
    "procedures_published_on_time": Meaning(_any, lambda row, on: int(kept(row["published_on"], row["publish_by"], on)), "publish_by", each="procedure"),
    "procedures_promulgated_and_published": Meaning(
        _any, lambda row, on: int(
            kept(row["promulgated_on"], row["promulgate_by"], on) and (row["publish_by"] is None or kept(row["published_on"], row["publish_by"], on))
        ), "promulgate_by", each="procedure",
    ),
    "feedback_about_rules": _of_feedback(lambda row, on: row["about"] == 1),
    "feedback_on_time": _of_feedback(clocks_kept),
    "feedback_satisfied": _of_feedback(lambda row, on: clocks_kept(row, on) and not row["is_disliked"] and not row["is_raised_again"]),
    "feedback_handled": _of_feedback(closed),
    "feedback_handled_on_time": _of_feedback(answered_in_time),
    "agencies_contacted": _rated("agencies_contacted"),
    "publicity": _rated("publicity"),
    "attitude": _rated("attitude"),
    "electronic_certified_copies": Meaning(
        _any, lambda row, on: int(row["certified_copies_since"] is not None and row["certified_copies_since"] <= on), None,
    ),
}


def belongs(row: Row, meaning: Meaning, within: Period, on: date) -> bool:
    end = min(within.end, on)
    if meaning.day is None:
        return bool(row["in_force_since"] <= end and (row["in_force_until"] is None or row["in_force_until"] > end))
    if meaning.day == "open":
        return bool(row["received_on"] <= end and (row["finished_on"] is None or row["finished_on"] >= within.start))
    return row[meaning.day] is not None and within.start <= row[meaning.day] <= end


def counted(rows: Iterable[Row], key: str, within: Period, on: date) -> Counted:
    """Of how many how many, in one period, all agencies together; last, where something must be known, how many it is not known of."""
    meaning = MEANINGS[key]
    mine = [row for row in rows if belongs(row, meaning, within, on) and meaning.counts(row, on)]
    if meaning.needs:
        amounts = [meaning.amount(row, on) for row in mine if all(row[name] is not None for name in meaning.needs)]
        return len(amounts), sum(amounts), len(mine) - len(amounts)
    if meaning.each:
        judged: dict[Any, list[int]] = defaultdict(list)
        for row in mine:
            judged[row[meaning.each]].append(meaning.amount(row, on))
        return len(judged), sum(all(amounts) for amounts in judged.values())
    amounts = [meaning.amount(row, on) for row in mine]
    return (len(amounts), sum(amounts), amounts.count(2)) if meaning.in_levels else (len(amounts), sum(amounts))
