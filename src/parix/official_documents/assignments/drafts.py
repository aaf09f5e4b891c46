"""An assignment while it is being read: labels that stand further down may still name its lead and its term."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from dataclasses import field as made_field

from parix.official_documents.assignments.due_dates import Calendar, terms_in
from parix.official_documents.assignments.labels import Labelled, Role
from parix.official_documents.assignments.mentions import mentions
from parix.official_documents.assignments.records import Assignment, Due, Recurrence
from parix.official_documents.assignments.recurrences import recurrence_in
from parix.official_documents.document_bodies.passages import Passage
from parix.official_documents.document_heads.records import Found
from parix.official_documents.unit_names.unit_lists import Listed, units_in

Units = tuple[Found[str], ...]


@dataclass(eq=False)
class Draft:
    passage: Passage
    section: str = ""
    field: str = ""
    lead: Units = ()
    support: Units = ()
    follow_up: Units = ()
    due: Found[Due] | None = None
    recurrence: Found[Recurrence] | None = None
    product: Found[str] | None = None
    reasons: list[str] = made_field(default_factory=list)
    is_labelled: bool = False

    def finished(self) -> Assignment:
        units = [*self.lead, *self.support]
        doubts = [*self.reasons, *(unit.reason for unit in units if not unit.is_sure)]
        if self.due is not None and not self.due.is_sure:
            doubts.append(self.due.reason)
        reason = "; ".join(dict.fromkeys(doubts))
        return Assignment(
            self.passage.text, self.passage.span(), self.section, self.field, self.lead, self.support, self.follow_up, self.due, self.recurrence, self.product,
            not reason, reason,
        )


def terms_of(
    passage: Passage, calendar: Calendar, taken: Sequence[tuple[int, int]], *, in_cell: bool = False,
) -> tuple[Found[Due] | None, Found[Recurrence] | None, bool]:
    """The term, what recurs, and whether several terms are written."""
    again = recurrence_in(passage, in_cell=in_cell)
    terms = [due for _at, due in terms_in(passage, calendar, taken, in_cell=in_cell)]
    if again is not None:
        terms = [due for due in terms if not (due.span.start < again[0].span.end and again[0].span.start < due.span.end)]
        if again[0].value == "regular":
            terms = [due for due in terms if due.value.kind != "year"]
        return again[1] or (terms[0] if terms else None), again[0], False
    return (terms[0] if terms else None), None, len({term.value.date for term in terms}) > 1


def apply_labels(drafts: Iterable[Draft], labels: Sequence[Labelled], calendar: Calendar) -> None:
    """What a block of labels says holds for every draft before it; a sentence's own words go before it."""
    lead, support, follow_up, has_exception = _units_of(labels)
    product = next((_found(label.value) for label in labels if label.role == "product"), None)
    due, recurrence = None, None
    for label in labels:
        if label.role == "due" and due is None and recurrence is None:
            due, recurrence, _several = terms_of(label.value, calendar, (), in_cell=True)
            if due is None and recurrence is None and label.value.text:
                due = Found(Due("event", counted_from=label.value.text), label.value.text, label.value.span())
    for draft in drafts:
        if draft.is_labelled or not labels:
            continue
        draft.is_labelled = True
        draft.lead = draft.lead or lead
        draft.support = draft.support or tuple(unit for unit in support if unit.value not in {one.value for one in draft.lead})
        draft.follow_up = draft.follow_up or follow_up
        draft.due = due or draft.due
        draft.recurrence = recurrence or draft.recurrence
        draft.product = draft.product or product
        if has_exception and draft.lead is lead:
            draft.reasons.append("trách nhiệm có ngoại lệ trong ngoặc")


def _units_of(labels: Sequence[Labelled]) -> tuple[Units, Units, Units, bool]:
    """Lead, support and follow-up. `chủ trì theo dõi` leads unless others are named as carrying out."""
    listed = [pair for label in labels for pair in _roles_in(label)]
    by_role = {role: tuple(unit for given, units in listed if given == role for unit in units.units) for role in ("lead", "lead_follow", "follow", "support")}
    has_exception = any(units.has_exception for role, units in listed if role in ("lead", "lead_follow"))
    if by_role["lead"]:
        return by_role["lead"], by_role["support"], (*by_role["lead_follow"], *by_role["follow"]), has_exception
    if by_role["lead_follow"]:
        return by_role["lead_follow"], by_role["support"], by_role["follow"], has_exception
    if by_role["follow"] and by_role["support"]:
        return by_role["follow"], by_role["support"], (), has_exception
    return (), by_role["support"], by_role["follow"], has_exception


def _roles_in(label: Labelled) -> list[tuple[Role, Listed]]:
    """`Đơn vị thực hiện: A chủ trì, B phối hợp`: the value itself says who does what."""
    told = mentions(label.value, 0, len(label.value)) if label.role in ("lead", "support") else []
    return [(mention.role, mention.listed) for mention in told] or [(label.role, units_in(label.value))]


def _found(value: Passage) -> Found[str]:
    return Found(value.text, value.text, value.span())
