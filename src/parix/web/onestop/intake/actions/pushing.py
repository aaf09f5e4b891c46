"""Messages of the dossier-sync format, pushed: judged like rows of a file, written whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from parix.exchange_formats.dossiers.columns import BY_TAG
from parix.exchange_formats.dossiers.findings import Findings
from parix.exchange_formats.dossiers.moments_array import read_moment
from parix.exchange_formats.dossiers.readings import Batch, read_batch
from parix.exchange_formats.dossiers.sync_messages import MessageFile, Step, open_messages
from parix.exchange_formats.dossiers.whole_file import WholeFile
from parix.foundation.problems import ProblemsFound
from parix.web.audit_trail.actions import record
from parix.web.onestop.dossiers.actions.loading import StepRow, add_steps, known_codes, load, owned_by_others, prepare
from parix.web.onestop.intake.actions import subject_of
from parix.web.onestop.intake.models import Source
from parix.web.onestop.intake.queries import label_of
from parix.web.onestop.intake.queries.facts import facts_of, known_of
from parix.web.onestop.intake.rules.resolving import Facts, kept, resolve

ADD, UPDATE, PROGRESS = "add", "update", "progress"
OK, EXISTS, BAD = "0", "3", "-1"
MOST_DOSSIERS, MOST_STEPS, MOST_TOLD = 1_000, 10, 100


@dataclass(frozen=True, slots=True)
class Answer:
    """`details` name what is wrong by dossier and tag; personal values stand in none."""

    code: str
    message: str
    details: tuple[dict[str, Any], ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {"error_code": self.code, "message": self.message, **({"details": list(self.details)} if self.details else {})}


def push(*, source: Source, call: str, content: bytes, at: datetime) -> Answer:
    """Side effects: dossiers or their events, an entry in the journal, the time of the source's last push."""
    try:
        messages = open_messages("bản tin", content)
    except ProblemsFound as refused:
        problem = refused.problems[0]
        return Answer(BAD, f"{problem.place}: {problem.message}; {problem.remedy}")
    return _steps(source, messages, at) if call == PROGRESS else _dossiers(source, messages, call, at)


def _dossiers(source: Source, messages: MessageFile, call: str, at: datetime) -> Answer:
    if not messages.records or len(messages.records) > MOST_DOSSIERS:
        return Answer(BAD, f"mỗi bản tin từ 1 đến {MOST_DOSSIERS} hồ sơ")
    facts = facts_of(source.agency, at)
    batch, findings, columns = _judged(source, messages, facts, at)
    codes = batch.columns["code"].to_pylist()
    if findings.kept_out().size:
        return Answer(BAD, "bản tin có lỗi, chưa ghi gì", _told(findings, codes))
    with transaction.atomic():
        there = known_codes(codes)
        if call == ADD and there:
            return Answer(EXISTS, f"hồ sơ đã có: {', '.join(sorted(there)[:20])}; dùng lời gọi cập nhật")
        if call != ADD and len(there) < len(set(codes)):
            return Answer(BAD, f"chưa có hồ sơ: {', '.join(sorted(set(codes) - there)[:20])}; dùng lời gọi thêm")
        loaded = load(prepare(source=source.key, agency_id=source.agency_id, columns=columns, at=at))
        if loaded.created or loaded.changed:
            after = {"created": loaded.created, "changed": loaded.changed, "unchanged": loaded.unchanged}
            record(act="intake.pushed", subject=subject_of(source), by="system", after=after, scope=source.agency.code, at=at)
        Source.objects.filter(pk=source.pk).update(pushed_at=at)
    return Answer(OK, f"đã ghi: thêm {loaded.created}, sửa {loaded.changed}, giữ nguyên {loaded.unchanged}")


def _judged(source: Source, messages: MessageFile, facts: Facts, at: datetime) -> tuple[Batch, Findings, Any]:
    (raw,) = messages.batches({BY_TAG[tag].name: tag for tag in messages.head.names}, MOST_DOSSIERS)
    batch = read_batch(raw, known_of(facts, at, "day_first"))
    resolved, whole = resolve(batch, facts), WholeFile()
    whole.add(batch)
    findings = Findings([*batch.findings.parts, *resolved.findings.parts, *whole.findings().parts])
    codes = batch.columns["code"].to_pylist()
    owned = owned_by_others(source=source.key, codes=codes)
    findings.add("code.elsewhere", "code", [key for key, code in zip(batch.keys.tolist(), codes, strict=True) if code in owned])
    return batch, findings, kept(resolved, findings.kept_out())


def _told(findings: Findings, codes: list[str]) -> tuple[dict[str, Any], ...]:
    told: list[dict[str, Any]] = []
    for found in findings:
        if found.is_error and len(told) < MOST_TOLD:
            told.append({
                "position": found.row, "MaHoSo": codes[found.row - 1], "column": label_of(found.column), "code": found.code, "message": found.message,
                "remedy": found.remedy,
            })
    return tuple(told)


def _steps(source: Source, messages: MessageFile, at: datetime) -> Answer:
    if not messages.steps or len(messages.steps) > MOST_STEPS:
        return Answer(BAD, f"mỗi bản tin từ 1 đến {MOST_STEPS} bước xử lý")
    rows, wrong = [], []
    for position, step in enumerate(messages.steps, 1):
        seconds, fault = read_moment(" ".join(step.texts.get("ThoiDiemXuLy", "").split()))
        if seconds is None:
            wrong.append({"position": position, "MaHoSo": step.code, "column": "ThoiDiemXuLy", "code": fault or "day.unreadable"})
        else:
            rows.append(StepRow(step.code.strip().upper(), step.texts.get("TrangThai", "").strip(), _moment(seconds), _note(step)))
    if wrong:
        return Answer(BAD, "bản tin có lỗi, chưa ghi gì", tuple(wrong))
    with transaction.atomic():
        missing = add_steps(source=source.key, rows=rows, at=at)
        if missing:
            transaction.set_rollback(True)
            return Answer(BAD, f"chưa có hồ sơ của nguồn này: {', '.join(missing[:20])}")
        record(act="intake.pushed", subject=subject_of(source), by="system", after={"steps": len(rows)}, scope=source.agency.code, at=at)
        Source.objects.filter(pk=source.pk).update(pushed_at=at)
    return Answer(OK, f"đã ghi {len(rows)} bước xử lý")


def _moment(seconds: int) -> datetime:
    """Of the office's clock."""
    return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=timezone.get_default_timezone())


def _note(step: Step) -> str:
    """What was done, and where; the official's name is not for whoever reads the dossier."""
    return " · ".join(part for part in (step.texts.get("NoiDungXuLy", "").strip(), step.texts.get("PhongBanXuLy", "").strip()) if part)[:1_000]
