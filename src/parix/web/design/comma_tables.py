"""Cells of comma-separated files that people open in an office program."""

from __future__ import annotations

# What office programs would read as a formula, and run.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def inert(text: str) -> str:
    """The same text, marked as text where a program would calculate."""
    return f"'{text}" if text.startswith(_FORMULA) else text
