"""Score a child's answers by a method: the same answers and version always give the same result."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from network_resources.playbooks.rules.method import Band, Method, Raise


@dataclass(frozen=True, slots=True)
class Score:
    """What a method says: total, its own word for it (band), the need level 0 to 4, and which raises lifted it."""

    total: Decimal
    band: Band
    need_level: int
    raised_by: tuple[Raise, ...] = ()


class AnswersError(ValueError):
    """Answers the method cannot score: axes without an answer, and axes or choices it does not have."""

    def __init__(self, missing: Iterable[str], unknown: Iterable[str]) -> None:
        self.missing = tuple(missing)
        self.unknown = tuple(unknown)
        super().__init__(
            f"missing {', '.join(self.missing) or '-'}; unknown {', '.join(self.unknown) or '-'}"
        )


def score(method: Method, answers: Mapping[str, str]) -> Score:
    """Score the answers (axis key -> choice key); raises AnswersError unless every axis is answered by one of its choices."""
    points = _points(method, answers)
    total = sum(points.values(), Decimal(0))
    band = next(band for band in method.bands if band.holds(total))  # the checks left no total without a band
    raised_by = tuple(
        one
        for one in method.raises
        if one.need_level > band.need_level and one.operator.holds(points[one.axis], one.points)
    )
    level = max((band.need_level, *(one.need_level for one in raised_by)))
    return Score(total, band, level, raised_by)


def _points(method: Method, answers: Mapping[str, str]) -> dict[str, Decimal]:
    missing = [axis.key for axis in method.axes if not answers.get(axis.key)]
    unknown = [key for key in answers if method.axis(key) is None]
    points: dict[str, Decimal] = {}
    for axis in method.axes:
        given = answers.get(axis.key, "")
        choice = axis.choice(given)
        if choice is not None:
            points[axis.key] = choice.points
        elif given:
            unknown.append(f"{axis.key}={given}")
    if missing or unknown:
        raise AnswersError(missing, unknown)
    return points
