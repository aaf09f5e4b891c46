"""Files excepted from a house rule: rule -> path -> the reason. Meant to stay empty; a stale line fails."""

from __future__ import annotations

EXCEPTIONS: dict[str, dict[str, str]] = {}
