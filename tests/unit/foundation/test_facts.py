"""A share is of something that was counted."""

from __future__ import annotations

from fractions import Fraction

import pytest

from parix.foundation.facts import Share


@pytest.mark.parametrize(("above", "below"), [(0, 0), (4, 0), (1, -2)])
def test_a_share_of_nothing_does_not_exist(above: int, below: int) -> None:
    """It could count as none or as all of it, as whoever divides likes; so nobody can make one."""
    with pytest.raises(ValueError, match="say that nothing arose instead"):
        Share(Fraction(above), Fraction(below))
    assert Share(Fraction(above), Fraction(3)).value == Fraction(above, 3)
