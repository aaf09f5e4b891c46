"""The next item of a stream is made while the last one is used: two cores, one item more in memory."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
_END = object()


def made_ahead(items: Iterator[T]) -> Iterator[T]:
    """The same items in the same order. `items` runs in a thread of its own, so that it must not use the caller's database connection;
    what it raises is raised here, after the items before it."""
    with ThreadPoolExecutor(1, "ahead") as thread:
        following = thread.submit(next, items, _END)
        while (one := following.result()) is not _END:
            following = thread.submit(next, items, _END)
            yield one  # type: ignore[misc]
