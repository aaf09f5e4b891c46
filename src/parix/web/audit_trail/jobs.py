"""The nightly walk along the chain."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from parix.foundation.problems import Place, Problem, ProblemsFound
from parix.web.audit_trail.queries.verification import verify


def verify_chain(*, now: datetime, progress: Callable[[int, int], None]) -> None:
    """Fails, and so shows in the ledger, when the chain is broken."""
    verdict = verify()
    if verdict.broken is not None:
        place = Place(path=f"audit_trail.Entry:{verdict.broken.sequence}")
        remedy = "giữ nguyên cơ sở dữ liệu và đối chiếu với bản sao lưu"
        raise ProblemsFound([Problem(f"audit.{verdict.broken.kind}", "chuỗi băm của nhật ký bị đứt", remedy, place)])
    progress(verdict.entries, verdict.entries)
