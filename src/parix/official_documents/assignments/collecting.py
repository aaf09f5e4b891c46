"""The way in: the outline of the body to its assignments."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from parix.official_documents.assignments import contexts
from parix.official_documents.assignments.contexts import Context
from parix.official_documents.assignments.drafts import Draft, Units, apply_labels, terms_of
from parix.official_documents.assignments.due_dates import Calendar
from parix.official_documents.assignments.fields import field_named
from parix.official_documents.assignments.labels import Labelled, is_labelled, labels_in
from parix.official_documents.assignments.orders import Order, merged, orders_in
from parix.official_documents.assignments.records import Assignment, Due, Recurrence
from parix.official_documents.assignments.table_assignments import assignments_of_table
from parix.official_documents.cited_documents.citing import citations_in
from parix.official_documents.document_bodies.outline import Node
from parix.official_documents.document_bodies.passages import Passage
from parix.official_documents.document_heads.records import Found
from parix.official_documents.pages import flat

# Kinds that order; in others only what stands under a heading of tasks counts.
_ORDERING = frozenset({
    "conclusion", "notice", "plan", "dispatch", "decision", "instruction", "programme", "guidance", "invitation", "telegram", "scheme", "option_plan",
    "resolution", "regulation",
})
_REPORTING = frozenset({"report"})
_RESPONSIBILITY = re.compile(
    r"(?:trach nhiem|phan cong|don vi|co quan)(?: (?:to chuc|trien khai|thuc hien|nhiem vu|trach nhiem|chu tri|va|phoi hop))*\s*:?$|to chuc thuc hien\s*:?$"
)
_TASK_LABEL = re.compile(
    r"(?:ten )?(?:noi dung|nhiem vu|cong viec|hoat dong)(?: (?:cu the|thuc hien|cong viec|nhiem vu|trien khai|can thuc hien))?\s*:\s+(?=\S.{11})"
)
_HANDED_IN = re.compile(r"(?:bao cao|ket qua|van ban|noi dung|danh sach|ho so|y kien|so lieu)[^.;:]{0,70}?(?<![a-z])(?:gui|nop)(?! kem)(?: ve| den| cho)?\s")
_GENERIC = re.compile(
    r"(?:(?:noi dung|nhiem vu|giai phap|trach nhiem|to chuc|thuc hien|trien khai|va|cac|cu the|trong tam|chu yeu|thoi gian|phan cong)[\s,;]*)+$"
)


@dataclass(frozen=True)
class Frame:
    """What holds for the words below a heading or lead-in."""

    context: Context | None = None
    section: str = ""
    field: str = ""
    lead: Units = ()
    support: Units = ()
    due: Found[Due] | None = None
    recurrence: Found[Recurrence] | None = None
    under_units: bool = False
    is_strong: bool = False


def assignments_in(root: Node, kind: str, calendar: Calendar, issuer: str = "", addressees: Units = ()) -> tuple[Assignment, ...]:
    """`kind`: code of the document's kind, "" when it is none; `issuer` is not taken for one of those it orders."""
    reader = _Reader(kind, calendar, flat(issuer), addressees)
    drafts = reader.below(root, Frame(context="tasks" if kind == "telegram" else None))
    return tuple(draft.finished() for draft in drafts)


class _Reader:
    def __init__(self, kind: str, calendar: Calendar, issuer: str, addressees: Units) -> None:
        self.kind = kind
        self.calendar = calendar
        self.issuer = issuer
        self.addressees = addressees

    def below(self, parent: Node, frame: Frame) -> list[Draft]:
        """The drafts of all children; a run of labels closes those that stand before it, unmarked labels only the last task."""
        done: list[Draft] = []
        open_: list[Draft] = []
        last: list[Draft] = []
        labels: list[Labelled] = []
        is_bare = False
        for child in parent.children:
            own = self._labels_of(child)
            if own:
                is_bare = child.marker is None and (is_bare or not labels)
                labels += own
                continue
            if labels:
                apply_labels(last if is_bare else open_, labels, self.calendar)
                done, open_, labels, is_bare = done + open_, [], [], False
            last = self._drafts(child, frame)
            open_ += last
        apply_labels(last if is_bare else open_, labels, self.calendar)
        return done + open_

    def _labels_of(self, node: Node) -> list[Labelled]:
        """The labels of a line, or of a block headed `Trách nhiệm thực hiện`."""
        if node.table is not None:
            return []
        if is_labelled(node.passage) and not self._has_tasks_below(node):
            return [*labels_in(node.passage), *(label for child in node.below() for label in labels_in(child.passage))]
        if _RESPONSIBILITY.match(node.flat.strip(" .:*")) and node.children and is_labelled(node.children[0].passage) and not self._has_tasks_below(node):
            return [label for child in node.below() for label in labels_in(child.passage)]
        return []

    @staticmethod
    def _has_tasks_below(node: Node) -> bool:
        return any(child.marker is not None and not is_labelled(child.passage) and len(child.passage) > 60 for child in node.children)

    # --- one node ----------------------------------------------------------------------------------------------------

    def _drafts(self, node: Node, frame: Frame) -> list[Draft]:
        if node.table is not None:
            if frame.context == "aside":
                return []
            return list(assignments_of_table(node.table, self.calendar, frame.section, frame.field))
        named = _TASK_LABEL.match(node.flat)
        if named and frame.context != "aside":
            return self._named_task(node, node.passage.part(named.end()), frame)
        content = [child for child in node.children if not self._labels_of(child)]
        labels = [label for child in node.children for label in self._labels_of(child)]
        if content and self._is_above_tasks(node, content, frame):
            return self.below(node, self._frame_of(node, frame))
        drafts = self._own_drafts(node, content, frame)
        if not drafts and content:
            return self.below(node, self._frame_of(node, frame))
        apply_labels(drafts, labels, self.calendar)
        return drafts

    def _named_task(self, node: Node, named: Passage, frame: Frame) -> list[Draft]:
        """`Nội dung: …`, `Nhiệm vụ: …`: said to be one, whatever it begins with."""
        passage, inline = _without_labels(named)
        order = merged(orders_in(passage))
        due, recurrence, _several = terms_of(passage, self.calendar, _taken(passage))
        lead = order.lead if order.lead and not self._is_only_issuer(order) else frame.lead
        support = order.support or frame.support
        drafts = [Draft(passage, frame.section or node.label, frame.field, lead, support, (), due or frame.due, recurrence or frame.recurrence)]
        apply_labels(drafts, [*inline, *(label for child in node.children for label in self._labels_of(child))], self.calendar)
        return drafts

    def _is_above_tasks(self, node: Node, content: Sequence[Node], frame: Frame) -> bool:
        """Whether the children are tasks of their own, rather than details of this one."""
        if node.is_capital or any(child.table is not None or _TASK_LABEL.match(child.flat) for child in content):
            return True
        if contexts.units_headed(node) is not None or (contexts.of_heading(node) is not None and node.is_open and len(node.passage) < 160):
            return True
        tasks = sum(
            contexts.begins_with_a_verb(child.passage) or bool(child.children) or any(order.is_explicit for order in orders_in(child.passage))
            for child in content
        )
        if node.is_open and not node.leads and len(node.passage) < 160:
            return tasks > 0 or not contexts.begins_with_a_verb(node.passage)
        return node.leads and tasks * 2 >= len(content)

    def _frame_of(self, node: Node, frame: Frame) -> Frame:
        is_heading = (node.is_open and not node.leads and len(node.passage) < 220) or node.is_capital
        context = self._context_of(node, is_heading)
        if context == "aside" and frame.under_units:
            context = None
        is_strong = frame.is_strong if context is None else context == "tasks" and contexts.names_tasks(node)
        own = replace(frame, context=context or frame.context, is_strong=is_strong)
        field = field_named(node.flat) if len(node.passage) < 200 else ""
        if (node.marker is not None and not node.marker.is_bullet) or node.is_capital:
            is_generic = bool(_GENERIC.match(node.flat.strip(" .:*")))
            section = frame.section if is_generic and frame.section else f"{node.label} {node.text}".strip(" :*")
            own = replace(own, section=" ".join(section.split())[:200])
        own = replace(own, field=field or frame.field)
        return self._with_actors(node, own)

    def _context_of(self, node: Node, is_heading: bool) -> Context | None:
        if self.kind in _REPORTING:
            return "tasks" if contexts.looks_ahead(node) else "aside" if node.is_capital or node.style == "roman" else None
        context = contexts.of_heading(node) if is_heading or len(node.passage) < 100 else None
        return contexts.of_lead_in(node) if context is None and node.leads else context

    def _with_actors(self, node: Node, frame: Frame) -> Frame:
        if contexts.units_headed(node) is not None:
            context: Context = "aside" if frame.context == "aside" else "tasks"
            return replace(frame, lead=_units_of_heading(node), support=(), under_units=True, context=context)
        if not node.leads and not node.is_open:
            return frame
        orders = [order for order in orders_in(node.passage) if order.is_explicit and not order.is_upward]
        order = merged(orders) if orders else None
        if order is None or self._is_issuer(order.lead):
            if node.leads and self.kind == "dispatch" and frame.context == "tasks" and re.search(r"(?:de nghi|yeu cau)", node.flat):
                return replace(frame, lead=tuple(unit.doubted("theo nơi gửi đến") for unit in self.addressees))
            return frame
        due, recurrence, _several = terms_of(node.passage, self.calendar, _taken(node.passage)) if node.leads else (None, None, False)
        return replace(
            frame, lead=order.lead or frame.lead, support=order.support or frame.support, due=due or frame.due, recurrence=recurrence or frame.recurrence,
            context="tasks" if frame.context is None and node.leads else frame.context,
        )

    def _is_issuer(self, units: Units) -> bool:
        if not units:
            return False
        name = flat(units[0].value)
        is_own = bool(self.issuer) and (name in self.issuer or (name.startswith(self.issuer) and len(self.issuer.split()) > 2))
        return is_own or name in (
            "so", "giam doc so", "lanh dao so", "chu tich ubnd tinh", "ubnd tinh", "uy ban nhan dan tinh",
        )

    # --- the words of one node -----------------------------------------------------------------------------------------

    def _own_drafts(self, node: Node, content: Collection[Node], frame: Frame) -> list[Draft]:
        if frame.context == "aside" and not frame.under_units:
            return []
        passage, inline = _without_labels(node.passage)
        handing_in = self._handing_in(passage, frame)
        if handing_in:
            return handing_in
        if contexts.closes(passage.flat):
            return self._closing_order(passage, node, frame)
        if not passage.text or contexts.recites(passage) or contexts.opens_a_meeting(passage) or (contexts.tells(passage) and not _asks(passage)):
            return []
        groups = self._groups(passage, frame)
        drafts = [draft for draft in (self._draft(passage, group, node, frame) for group in groups) if draft is not None]
        if drafts and inline:
            apply_labels(drafts, inline, self.calendar)
        return drafts

    def _handing_in(self, passage: Passage, frame: Frame) -> list[Draft]:
        """`Báo cáo gửi về … trước ngày …`, behind what a dispatch asks for: the task of those it is sent to."""
        if self.kind != "dispatch" or not _HANDED_IN.match(passage.flat):
            return []
        due, recurrence, _several = terms_of(passage, self.calendar, _taken(passage))
        if due is None and recurrence is None:
            return []
        lead = frame.lead or tuple(unit.doubted("theo nơi gửi đến") for unit in self.addressees)
        return [Draft(passage, frame.section, frame.field, lead, (), (), due, recurrence)]

    def _closing_order(self, passage: Passage, node: Node, frame: Frame) -> list[Draft]:
        """`Trên đây là …; yêu cầu các phòng … cung cấp … trước ngày …`: the order alone, and not a sure one without a term."""
        order = re.search(r"(?<![a-z])(?:yeu cau|de nghi)\s", passage.flat)
        if order is None or self.kind in _REPORTING or not passage.flat.startswith("tren day la"):
            return []
        words = passage.part(order.start())
        orders = [one for one in orders_in(words) if one.lead and not one.is_upward]
        due, recurrence, _several = terms_of(words, self.calendar, _taken(words))
        if not orders or self._is_only_issuer(orders[0]) or not contexts.asks_for_more(words.flat):
            return []
        draft = Draft(words, frame.section, frame.field, orders[0].lead, orders[0].support, (), due, recurrence)
        draft.reasons += [] if due or recurrence else ["câu kết của văn bản"]
        return [draft]

    def _groups(self, passage: Passage, frame: Frame) -> list[list[Order]]:
        """Sentences that belong to one assignment: a new lead begins a new one."""
        groups: list[list[Order]] = []
        for order in orders_in(passage):
            words = passage.part(order.start, order.end).flat
            if contexts.says_who_answers(words) or (groups and contexts.closes(words)):
                continue
            named = order.lead and order.is_explicit and not order.only_supports
            before = next((one.lead for one in reversed(groups[-1]) if one.lead), ()) if groups else ()
            is_new = named and bool(before) and {
                unit.value.lower() for unit in order.lead
            } != {unit.value.lower() for unit in before} and _opens_sentence(passage, order)
            if not groups or is_new:
                groups.append([order])
            else:
                groups[-1].append(order)
        return groups

    def _draft(self, passage: Passage, group: Sequence[Order], node: Node, frame: Frame) -> Draft | None:
        order = merged(list(group))
        words = passage.part(order.start, order.end)
        if all(one.is_upward for one in group) or contexts.closes(words.flat) or not self._is_task(words, order, node, frame):
            return None
        due, recurrence, several = terms_of(words, self.calendar, _taken(words))
        lead = order.lead if order.lead and not self._is_only_issuer(order) else frame.lead
        draft = Draft(
            words, frame.section or node.label, frame.field or field_named(words.flat[:200]), lead, order.support or frame.support, (), due or frame.due,
            recurrence or (frame.recurrence if due is None else None),
        )
        draft.reasons += [order.reason] if order.reason else []
        draft.reasons += ["có nhiều thời hạn"] if several else []
        if self.kind in _REPORTING:
            draft.reasons.append("nhiệm vụ tự đề ra trong báo cáo")
        return draft

    def _is_only_issuer(self, order: Order) -> bool:
        return self._is_issuer(order.lead) and len(order.lead) == 1

    def _is_task(self, words: Passage, order: Order, node: Node, frame: Frame) -> bool:
        is_order = order.is_explicit and bool(order.lead) and not self._is_only_issuer(order)
        if len(words) < 12 or node.leads:
            return False
        if frame.context == "tasks" or frame.under_units:
            if self.kind == "minutes":
                return is_order or contexts.begins_with_a_verb(words)
            is_told = contexts.is_principle(words) or contexts.tells_what_was(words)
            is_listed = (node.marker is not None and frame.is_strong) or (bool(frame.lead) and len(words) > 30)
            return is_order or frame.under_units or contexts.begins_with_a_verb(words) or (is_listed and not is_told)
        return is_order and self.kind in _ORDERING


def _units_of_heading(node: Node) -> Units:
    listed = contexts.units_headed(node)
    return listed.units if listed else ()


def _opens_sentence(passage: Passage, order: Order) -> bool:
    """Behind a full stop, or behind a semicolon with a word that orders or leads."""
    before = passage.text[: order.start].rstrip()
    if not before.endswith(";"):
        return True
    return bool(re.match(
        r"(?:dong thoi,? )?(?:giao|yeu cau|de nghi|phan cong)\s|[^,;.]{3,80}?\s(?:chu tri|chiu trach nhiem|co trach nhiem)",
        passage.flat[order.start :]))


def _asks(passage: Passage) -> bool:
    """Closing words that ask for something to be handed in: `…; yêu cầu các phòng … cung cấp … trước ngày …`."""
    return any(order.is_explicit and order.lead and not order.is_upward for order in orders_in(passage)) and not passage.flat.startswith((
        "noi nhan",
        "cuoc hop", "hoi nghi", "tham du"))


def _without_labels(passage: Passage) -> tuple[Passage, list[Labelled]]:
    """The words before the first label, and the labels."""
    labels = labels_in(passage)
    if not labels or labels[0].start < 8 or not any(label.role in ("lead", "lead_follow", "support") for label in labels):
        return passage, []
    text = passage.text[: labels[0].start].rstrip(" (-–+;,.[")
    return passage.part(0, len(text)), labels


def _taken(passage: Passage) -> list[tuple[int, int]]:
    return [(place.start, place.end) for place in citations_in(passage)]
