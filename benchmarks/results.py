"""What a measure gives back."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

FEWEST_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Result:
    """A figure against its limit, with everything needed to doubt it."""

    figure: float
    limit: float
    higher_is_better: bool
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def is_met(self) -> bool:
        """Whether the promise holds."""
        return self.figure >= self.limit if self.higher_is_better else self.figure <= self.limit


def median(rounds: Sequence[float]) -> float:
    """The median of at least five rounds; fewer prove nothing."""
    if len(rounds) < FEWEST_ROUNDS:
        raise ValueError(f"{len(rounds)} rounds are too few: at least {FEWEST_ROUNDS}")
    return statistics.median(rounds)
