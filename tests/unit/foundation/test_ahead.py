"""Items made ahead come in their order, what is raised comes after them; cycles are sought as before when the block has ended."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest

from parix.foundation.ahead import made_ahead
from parix.foundation.collecting_rarely import cycles_sought_rarely


def test_items_keep_their_order_and_are_made_in_another_thread() -> None:
    makers = set()

    def items() -> Iterator[int]:
        for number in range(5):
            makers.add(threading.get_ident())
            yield number

    assert list(made_ahead(items())) == [0, 1, 2, 3, 4]
    assert makers.isdisjoint({threading.get_ident()}) and list(made_ahead(iter(()))) == []


def test_what_stops_the_stream_is_raised_after_the_items_before_it() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise ValueError("broken further on")

    taken = []
    with pytest.raises(ValueError, match="broken further on"):
        for one in made_ahead(items()):
            taken.append(one)
    assert taken == [1]


def test_one_item_is_made_while_the_last_is_used() -> None:
    second = threading.Event()

    def items() -> Iterator[int]:
        yield 1
        second.set()
        yield 2

    stream = made_ahead(items())
    assert next(stream) == 1 and second.wait(timeout=10) and next(stream) == 2


def test_the_search_for_cycles_is_as_before_after_the_block() -> None:
    before = gc.get_threshold()
    with pytest.raises(KeyError), cycles_sought_rarely():
        assert gc.get_threshold()[0] == 1_000_000
        raise KeyError
    assert gc.get_threshold() == before
