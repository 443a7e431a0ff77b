"""Points as exact numbers."""

import math
from collections.abc import Iterable
from decimal import Decimal

STEP = 100  # points have at most two decimals: a hundredth is the smallest step


def points_of(number: float) -> Decimal:
    """A JSON number as exact points: 0.1 is a tenth, not the nearest binary fraction."""
    return Decimal(str(number)).quantize(Decimal("0.01")).normalize() + Decimal(0)


def is_exact(number: float) -> bool:
    """Whether the number has at most two decimals."""
    return math.isfinite(number) and Decimal(str(number)) * STEP % 1 == 0


def steps_of(number: float) -> int:
    """The number in hundredths."""
    return int(Decimal(str(number)) * STEP)


def reachable(axes: Iterable[Iterable[int]]) -> int:
    """Every total that one choice of each axis can add up to, as the set bits of a number (bit n: n hundredths).

    A bit set keeps the largest method allowed (12 axes of 12 choices) at a few hundred shifts.
    """
    totals = 1
    for choices in axes:
        added = 0
        for points in set(choices):
            added |= totals << points
        totals = added
    return totals


def lowest(bits: int) -> int:
    """The lowest set bit: the smallest total of the set."""
    return (bits & -bits).bit_length() - 1
