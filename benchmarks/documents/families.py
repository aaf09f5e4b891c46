"""Families of documents: how each kind is laid out in words, and what is true of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from benchmarks.documents import reported
from benchmarks.documents.banks import ROMAN, Bank, Labels, Term, drawn_cell_term, drawn_term
from benchmarks.documents.offices import NAMES, Office
from benchmarks.documents.truth import MadeDocument, TableBlock, TrueAssignment, TrueHead

NATIONAL, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"


@dataclass
class Writing:
    """A document while it is written."""

    bank: Bank
    office: Office
    draw: Random
    signed: date
    blocks: list[str | TableBlock] = field(default_factory=list)
    assignments: list[TrueAssignment] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    planted: list[str] = field(default_factory=list)

    @property
    def year(self) -> int:
        """The year that the work is for."""
        return self.signed.year + 1 if self.signed.month == 12 else self.signed.year

    def filled(self, template: str, **more: str) -> str:
        values = {
            "y": self.year, "b": self.year - 1, "n": self.draw.randint(100, 4900), "d": f"{self.signed.day:02d}", "m": self.signed.month, "chief": self.office.chief, "code": self.office.code,
            "name": self.office.name, "everyone": self.office.everyone[0],
        }
        return template.format(**{**values, **more})

    def say(self, *lines: str) -> None:
        self.blocks += lines

    def tasks(self, count: int) -> list[str]:
        return [self.filled(task) for task in self.draw.sample(self.bank.tasks, count)]

    def lead(self) -> str:
        return self.draw.choice((*self.office.units, *self.office.units, self.office.everyone[-1]))

    def others(self, lead: str) -> tuple[str, ...]:
        left = [unit for unit in self.office.units if unit != lead]
        return tuple(self.draw.sample(left, self.draw.choice((1, 1, 2))))

    def ordered(self, prefix: str = "") -> None:
        """One sentence that orders, as a block of its own."""
        text, one = self.order()
        self.say(prefix + text)
        self.assignments.append(one)

    def order(self) -> tuple[str, TrueAssignment]:
        task = self.tasks(1)[0]
        lead = self.lead()
        term = drawn_term(self.bank, self.draw, self.year, self.signed)
        if self.draw.random() < 0.5 and lead in self.office.units:
            support = self.others(lead)
            text = self.draw.choice(self.bank.orders_with).format(lead=lead, support=_list(support), task=task, due=term[0])
            extra = ("các cơ quan liên quan",) if "và các cơ quan liên quan" in text else ()
            return capital(text), _true(text, (lead,), (*support, *extra), term)
        text = self.draw.choice(self.bank.orders_alone).format(lead=lead, task=task, due=term[0])
        return capital(text), _true(text, (lead,), (), term)


def _true(text: str, lead: tuple[str, ...], support: tuple[str, ...], term: Term) -> TrueAssignment:
    return TrueAssignment(capital(text), lead, support, term[1], term[2])


def _list(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} và {names[-1]}"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


# --- families -----------------------------------------------------------------------------------------------------------


def conclusion(writing: Writing) -> None:
    """Numbered points behind a lead-in; the first one only praises."""
    writing.say(*(writing.filled(line) for line in writing.bank.telling[:2]), writing.filled(writing.draw.choice(writing.bank.lead_ins)))
    writing.say(f"1. {writing.draw.choice(writing.bank.praise)}")
    for number in range(2, 2 + writing.draw.randint(4, 7)):
        writing.ordered(f"{number}. ")


def notice_of_meeting(writing: Writing) -> None:
    """Roman parts: what was discussed, what is ordered; topics as headings."""
    writing.say(writing.filled(writing.bank.telling[0]), writing.filled(writing.draw.choice(writing.bank.lead_ins)))
    writing.say("I. ĐÁNH GIÁ CHUNG", writing.bank.telling[2], "II. NHIỆM VỤ TRỌNG TÂM THỜI GIAN TỚI")
    for number, name in enumerate(writing.draw.sample(writing.bank.fields, 3), 1):
        writing.say(f"{number}. {name}")
        for _turn in range(2):
            writing.ordered("- ")


def dispatch(writing: Writing) -> None:
    writing.say(*(writing.filled(line) for line in writing.bank.urging))
    for number in range(1, 1 + writing.draw.randint(3, 5)):
        writing.ordered(f"{number}. ")


def plan_with_table(writing: Writing) -> None:
    writing.say("I. MỤC ĐÍCH, YÊU CẦU", *(f"- {line}" for line in writing.bank.purposes), "II. NỘI DUNG THỰC HIỆN", "Các nhiệm vụ cụ thể theo bảng sau:")
    head = writing.draw.choice(writing.bank.table_heads)
    rows: list[tuple[str, ...]] = [head]
    number = 0
    for part, name in enumerate(writing.draw.sample(writing.bank.fields, 3)):
        rows.append((ROMAN[part], name, "", "", "", ""))
        for task in writing.tasks(writing.draw.randint(2, 3)):
            number += 1
            lead = writing.draw.choice(writing.office.units)
            support = writing.others(lead) if writing.draw.random() < 0.7 else (capital(writing.office.everyone[0]),)
            text, due, recurrence = drawn_cell_term(writing.bank, writing.draw, writing.year)
            rows.append((str(number), capital(task), lead, "; ".join(support), text, writing.draw.choice(writing.bank.results)))
            writing.assignments.append(TrueAssignment(capital(task), (lead,), support, due, recurrence))
    writing.blocks.append(TableBlock(tuple(rows), (8, 46, 26, 30, 22, 20)))
    writing.say("III. TỔ CHỨC THỰC HIỆN")
    for number in range(1, 3):
        writing.ordered(f"{number}. ")


def plan_with_blocks(writing: Writing) -> None:
    """Tasks below each field, then a block that says who is responsible."""
    labels: Labels = writing.draw.choice(writing.bank.labels)
    writing.say("I. MỤC ĐÍCH", *(f"- {line}" for line in writing.bank.purposes[:2]), "II. NHIỆM VỤ, GIẢI PHÁP")
    for number, name in enumerate(writing.draw.sample(writing.bank.fields, 3), 1):
        writing.say(f"{number}. {name}")
        tasks = [f"{capital(task)}." for task in writing.tasks(2)]
        lead = writing.draw.choice(writing.office.units)
        support = writing.others(lead) if writing.draw.random() < 0.5 else (capital(writing.office.everyone[0]),)
        text, due, recurrence = drawn_cell_term(writing.bank, writing.draw, writing.year)
        if labels.block:
            writing.say("a) Nhiệm vụ, giải pháp", *(f"- {task}" for task in tasks), f"b) {labels.block}")
        else:
            writing.say(*(f"- {task}" for task in tasks))
        writing.say(f"- {labels.lead}: {lead}.", f"- {labels.support}: {'; '.join(support)}.", f"- {labels.due}: {text}.")
        writing.assignments += [TrueAssignment(task, (lead,), support, due, recurrence) for task in tasks]


def plan_by_units(writing: Writing) -> None:
    """Part III: each unit a heading, its tasks below."""
    writing.say("I. MỤC ĐÍCH, YÊU CẦU", *(f"{number}. {line}" for number, line in enumerate(writing.bank.purposes, 1)), "II. TỔ CHỨC THỰC HIỆN")
    for number, unit in enumerate(writing.draw.sample(writing.office.units, 3), 1):
        writing.say(f"{number}. {unit}")
        for task in writing.tasks(2):
            term = drawn_term(writing.bank, writing.draw, writing.year, writing.signed)
            text = f"{capital(task)}{term[0]}."
            writing.say(f"- {text}")
            writing.assignments.append(TrueAssignment(text, (unit,), (), term[1], term[2]))


def plan_inline(writing: Writing) -> None:
    """Who and when in brackets behind each task."""
    labels: Labels = writing.draw.choice(writing.bank.labels)
    writing.say("I. MỤC TIÊU", f"- {writing.bank.purposes[0]}", "II. NỘI DUNG, NHIỆM VỤ TRỌNG TÂM")
    for number, task in enumerate(writing.tasks(5), 1):
        lead = writing.draw.choice(writing.office.units)
        support = writing.others(lead)
        text, due, recurrence = drawn_cell_term(writing.bank, writing.draw, writing.year)
        writing.say(f"{number}. {capital(task)}. {labels.lead}: {lead}; {_small(labels.support)}: {', '.join(support)}; {_small(labels.due)}: {text}.")
        writing.assignments.append(TrueAssignment(capital(task), (lead,), support, due, recurrence))


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def decision(writing: Writing) -> None:
    writing.say(f"Điều 1. Ban hành kèm theo Quyết định này Kế hoạch {writing.filled(writing.draw.choice(writing.bank.subjects))}.")
    text, one = writing.order()
    writing.say(f"Điều 2. {text}")
    writing.assignments.append(one)
    writing.say("Điều 3. Quyết định này có hiệu lực thi hành kể từ ngày ký.", f"Chánh Văn phòng, Trưởng {writing.office.everyone[0]} và các cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./.")


def instruction(writing: Writing) -> None:
    writing.say(writing.bank.telling[2], writing.filled("Để khắc phục tình trạng trên, {chief} yêu cầu:"))
    for number in range(1, 1 + writing.draw.randint(3, 5)):
        writing.ordered(f"{number}. ")


def programme(writing: Writing) -> None:
    writing.say("I. MỤC ĐÍCH, YÊU CẦU", *(f"- {line}" for line in writing.bank.purposes[:2]), "II. NỘI DUNG CHƯƠNG TRÌNH")
    for number, name in enumerate(writing.draw.sample(writing.bank.fields, 3), 1):
        writing.say(f"{number}. {name}")
        for letter in "ab":
            writing.ordered(f"{letter}) ")


def invitation(writing: Writing) -> None:
    day = writing.filled("{d}/{m}/{y}")
    writing.say(
        f"{writing.office.name} trân trọng kính mời các đồng chí dự họp về {writing.filled(writing.draw.choice(writing.bank.subjects))}.", f"1. Thời gian: 14 giờ 00, ngày {day}.",
        "2. Địa điểm: Phòng họp tầng 2.", "3. Thành phần: Lãnh đạo các phòng, đơn vị.",
    )
    writing.ordered("4. ")


def submission(writing: Writing) -> None:
    """Asks a superior; orders nobody."""
    writing.say(writing.bank.telling[2], f"{writing.office.name} đã xây dựng dự thảo Kế hoạch {writing.filled(writing.draw.choice(writing.bank.subjects))}.", writing.filled(writing.draw.choice(writing.bank.requests)))


def run_on_notice(writing: Writing) -> None:
    """Orders sentence by sentence in one paragraph."""
    writing.say(writing.filled(writing.draw.choice(writing.bank.lead_ins)))
    sentences = []
    before = ""
    while len(sentences) < 4:
        text, one = writing.order()
        if one.lead[0].lower() != before:
            sentences.append(text)
            writing.assignments.append(one)
            before = one.lead[0].lower()
    writing.say(" ".join(sentences))


def report(writing: Writing, title: str) -> None:
    tellers = reported.BANKS[writing.bank.name]
    chosen = writing.draw.sample(tellers, 6)
    bad = writing.draw.randrange(len(chosen)) if writing.draw.random() < 0.5 else -1
    writing.say("I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH")
    for place, teller in enumerate(chosen):
        if place == 1:
            writing.say("II. KẾT QUẢ THỰC HIỆN")
        told = teller(writing.draw, writing.office, place == bad)
        if place:
            writing.say(f"{place}. {writing.bank.fields[place]}")
        writing.say(*told.lines)
        writing.figures += told.figures
        writing.planted += [told.planted] if told.planted else []
    writing.say("III. ĐÁNH GIÁ CHUNG", f"- {writing.bank.telling[2]}", f"IV. PHƯƠNG HƯỚNG, NHIỆM VỤ {title}")
    for task in writing.tasks(3):
        writing.say(f"- {capital(task)}.")
        writing.assignments.append(TrueAssignment(f"{capital(task)}."))


FAMILIES: tuple[tuple[str, str, str, str, Callable[[Writing], None]], ...] = (
    ("conclusion", "KẾT LUẬN", "KL", "của {chief} tại cuộc họp về {subject}", conclusion), ("notice", "THÔNG BÁO", "TB", "Kết luận của {chief} tại cuộc họp giao ban về {subject}", notice_of_meeting),
    ("dispatch", "", "", "{subject}", dispatch), ("plan", "KẾ HOẠCH", "KH", "Thực hiện {subject}", plan_with_table), ("plan", "KẾ HOẠCH", "KH", "{Subject}", plan_with_blocks),
    ("plan", "KẾ HOẠCH", "KH", "Triển khai {subject}", plan_by_units), ("plan", "KẾ HOẠCH", "KH", "Công tác {subject}", plan_inline), ("decision", "QUYẾT ĐỊNH", "QĐ", "Về việc ban hành Kế hoạch {subject}", decision),
    ("instruction", "CHỈ THỊ", "CT", "Về việc {subject}", instruction), ("programme", "CHƯƠNG TRÌNH", "CTr", "Công tác {subject}", programme), ("invitation", "GIẤY MỜI", "GM", "Họp về {subject}", invitation),
    ("submission", "TỜ TRÌNH", "TTr", "Về việc phê duyệt Kế hoạch {subject}", submission), ("notice", "THÔNG BÁO", "TB", "Ý kiến chỉ đạo của {chief} về {subject}", run_on_notice),
    ("report", "BÁO CÁO", "BC", "Kết quả công tác cải cách hành chính quý III năm {y}", lambda writing: report(writing, "QUÝ IV")),
    ("report", "BÁO CÁO", "BC", "Tình hình thực hiện nhiệm vụ 6 tháng đầu năm {y}", lambda writing: report(writing, "6 THÁNG CUỐI NĂM")),
    ("report", "BÁO CÁO", "BC", "Công tác cải cách hành chính năm {y}", lambda writing: report(writing, "THỜI GIAN TỚI")),
)


# --- families that only the later banks have - ---------------------------------------------------------------------------


def letter_in_one_paragraph(writing: Writing) -> None:
    """A dispatch without points: one sentence of reasons, one order, one term."""
    text, one = writing.order()
    writing.say(writing.filled(writing.bank.urging[0]), text)
    writing.assignments.append(one)


def tasks_below_units(writing: Writing) -> None:
    """Units lettered, their tasks with plus signs."""
    writing.say("1. Yêu cầu chung", f"{writing.bank.purposes[0]}", "2. Phân công nhiệm vụ")
    for letter, unit in zip("abc", writing.draw.sample(writing.office.units, 3), strict=True):
        writing.say(f"{letter}) {unit}:")
        for task in writing.tasks(2):
            term = drawn_term(writing.bank, writing.draw, writing.year, writing.signed)
            text = f"{capital(task)}{term[0]};"
            writing.say(f"+ {text}")
            writing.assignments.append(TrueAssignment(text, (unit,), (), term[1], term[2]))


def annex_table(writing: Writing) -> None:
    """A short plan whose annex says who does what, without a column for support."""
    writing.say("I. NỘI DUNG", f"- {writing.bank.purposes[2]}", "II. DANH MỤC NHIỆM VỤ")
    head = writing.draw.choice(writing.bank.table_heads)
    rows: list[tuple[str, ...]] = [(head[0], head[1], head[2], head[4])]
    for number, task in enumerate(writing.tasks(5), 1):
        lead = writing.draw.choice(writing.office.units)
        text, due, recurrence = drawn_cell_term(writing.bank, writing.draw, writing.year)
        rows.append((str(number), capital(task), lead, text))
        writing.assignments.append(TrueAssignment(capital(task), (lead,), (), due, recurrence))
    writing.blocks.append(TableBlock(tuple(rows), (8, 70, 45, 35)))


MORE_FAMILIES: tuple[tuple[str, str, str, str, Callable[[Writing], None]], ...] = (
    ("dispatch", "", "", "{subject}", letter_in_one_paragraph), ("notice", "THÔNG BÁO", "TB", "Phân công nhiệm vụ {subject}", tasks_below_units), ("plan", "KẾ HOẠCH", "KH", "{Subject}", annex_table),
)


# --- families that only the fourth bank has - ---------------------------------------------------------------------------


def duties_below_units(writing: Writing) -> None:
    """Units numbered 2.1, 2.2; what each leads with whom stands in the points below, which do not name it again."""
    writing.say(*(writing.filled(line) for line in writing.bank.telling[:2]), writing.filled(writing.draw.choice(writing.bank.lead_ins)))
    writing.say(f"1. {writing.draw.choice(writing.bank.praise)}", "2. Nhiệm vụ trong thời gian tới:")
    for number, unit in enumerate(writing.draw.sample(writing.office.units, 3), 1):
        writing.say(f"2.{number}. {unit}:")
        for task in writing.tasks(2):
            term = drawn_term(writing.bank, writing.draw, writing.year, writing.signed)
            support = writing.others(unit) if writing.draw.random() < 0.6 else ()
            text = f"Chủ trì, phối hợp với {_list(support)} {task}{term[0]}." if support else f"{capital(task)}{term[0]}."
            writing.say(f"- {text}")
            writing.assignments.append(TrueAssignment(text, (unit,), support, term[1], term[2]))


def terms_before_units(writing: Writing) -> None:
    """A table whose term stands before those who lead and support, closed by a column of remarks."""
    writing.say("I. YÊU CẦU", f"- {writing.bank.purposes[0]}", "II. PHÂN CÔNG NHIỆM VỤ")
    head = writing.draw.choice(writing.bank.table_heads)
    rows: list[tuple[str, ...]] = [(head[0], head[1], head[4], head[2], head[3], "Ghi chú")]
    for number, task in enumerate(writing.tasks(5), 1):
        lead = writing.draw.choice(writing.office.units)
        support = writing.others(lead)
        text, due, recurrence = drawn_cell_term(writing.bank, writing.draw, writing.year)
        rows.append((str(number), capital(task), text, lead, ", ".join(support), ""))
        writing.assignments.append(TrueAssignment(capital(task), (lead,), support, due, recurrence))
    writing.blocks.append(TableBlock(tuple(rows), (8, 50, 24, 30, 34, 14)))


FOURTH_FAMILIES: tuple[tuple[str, str, str, str, Callable[[Writing], None]], ...] = (
    ("notice", "THÔNG BÁO", "TB", "Kết luận của {chief} về {subject}", duties_below_units), ("plan", "KẾ HOẠCH", "KH", "Tổ chức {subject}", terms_before_units),
)


def made_document(bank: Bank, offices: Sequence[Office], seed: int) -> MadeDocument:
    draw = Random(f"{bank.name} {seed}")
    more = {"seen last": MORE_FAMILIES, "seen fourth": (*MORE_FAMILIES, *FOURTH_FAMILIES)}
    families = (*FAMILIES, *more.get(bank.name, ()))
    kind, title, letters, abstract, write = families[seed % len(families)]
    office = offices[(seed // len(families) + seed) % len(offices)]
    signed = date(draw.choice((2023, 2024, 2025, 2026)), draw.choice((1, 2, 3, 5, 7, 9, 12)), draw.randint(2, 27))
    writing = Writing(bank, office, draw, signed)
    subject = writing.filled(draw.choice(bank.subjects))
    about = abstract.format(subject=subject, Subject=capital(subject), chief=office.chief, y=writing.year)
    if kind != "dispatch" or draw.random() < 0.5:
        writing.say(*(writing.filled(line) for line in draw.sample(bank.recitals, 2 if kind in ("decision", "plan") else 1)))
    write(writing)
    names = {"plan": "Kế hoạch", "conclusion": "Kết luận", "notice": "Thông báo"}
    if kind in names:
        writing.say(draw.choice(bank.closings).format(this=f"{names[kind]} {subject}"))
    number = f"{draw.choice((draw.randint(1, 99), draw.randint(100, 4000))):02d}"
    symbol = f"{letters}-{office.code}" if letters else f"{office.code}-VP"
    return _laid(writing, bank, seed, kind, title, about, number, symbol, write.__name__)


def _laid(writing: Writing, bank: Bank, seed: int, kind: str, title: str, about: str, number: str, symbol: str, family: str) -> MadeDocument:
    office, draw, signed = writing.office, writing.draw, writing.signed
    place = f"{office.place}, ngày {signed.day:02d} tháng {signed.month:02d} năm {signed.year}" if signed.month < 3 else f"{office.place}, ngày {signed.day:02d} tháng {signed.month} năm {signed.year}"
    by_deputy = draw.random() < 0.4
    name = draw.choice(NAMES)
    signing = [*([office.in_name_of] if office.in_name_of else []), *([f"KT. {office.head}"] if by_deputy else []), office.deputy if by_deputy else office.head]
    left = [*office.parent, *office.own, f"Số: {number}/{symbol}", *(_wrapped(f"V/v {about}", 40) if kind == "dispatch" else [])]
    dear = [f"Kính gửi: {capital(office.everyone[0])}."] if kind == "dispatch" else ["Kính gửi: Ủy ban nhân dân tỉnh."] if kind == "submission" else []
    heading = [*([title, *_wrapped(about, 60)] if title else []), *([f"{office.head} {' '.join(office.own)}"] if kind == "decision" else []), *dear]
    blocks = list(writing.blocks)
    if kind == "decision":
        at = next(place for place, block in enumerate(blocks) if isinstance(block, str) and block.startswith("Điều 1"))
        blocks.insert(at, "QUYẾT ĐỊNH:")
    if isinstance(blocks[-1], str) and not blocks[-1].endswith("./."):
        blocks[-1] = blocks[-1].rstrip(".") + "./."
    return MadeDocument(
        f"{bank.name.replace(' ', '_')}_{seed:03d}", family, TrueHead(kind, number, symbol, signed, " ".join(office.own), office.deputy if by_deputy else office.head, name),
        left, [NATIONAL, MOTTO, place], heading, blocks, ["Nơi nhận:", "- Như trên;", "- Lãnh đạo cơ quan (b/c);", "- Lưu: VT."], [*signing, "", name],
        writing.assignments, writing.figures, writing.planted,
    )


def _wrapped(text: str, width: int) -> list[str]:
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + len(word) + 1 > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line]


def documents(bank: Bank, offices: Sequence[Office], count: int) -> Iterator[MadeDocument]:
    for seed in range(count):
        yield made_document(bank, offices, seed)


