"""The identification method: axes with choices, points, bands and raises, as plain data. Source: domain-facts 1.3."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from network_resources.playbooks.rules.checks import check_method
from network_resources.playbooks.rules.points import points_of
from network_resources.playbooks.rules.text import Text

KIND = "identification_method"


class Operator(StrEnum):
    """How a raise compares the points of an axis; nothing else is ever interpreted."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EQUALS = "equals"

    def holds(self, points: Decimal, given: Decimal) -> bool:
        """Whether `points` of a child stand in this relation to the `given` ones of the method."""
        if self is Operator.AT_LEAST:
            return points >= given
        return points <= given if self is Operator.AT_MOST else points == given


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to an axis and the points it gives."""

    key: str
    points: Decimal
    text: Text


@dataclass(frozen=True, slots=True)
class Axis:
    """One question of the method. `look_back_months` is how far back it asks; None: as things stand."""

    key: str
    title: Text
    help: Text
    look_back_months: int | None
    choices: tuple[Choice, ...]

    def choice(self, key: str) -> Choice | None:
        """The choice of this key, None where there is none."""
        return next((choice for choice in self.choices if choice.key == key), None)

    @property
    def most_points(self) -> Decimal:
        """The points of the choice that gives most."""
        return max(choice.points for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Band:
    """Totals from `from_points` to `to_points` (None: and above), and the need level they suggest."""

    key: str
    title: Text
    from_points: Decimal
    need_level: int
    to_points: Decimal | None = None

    def holds(self, total: Decimal) -> bool:
        """Whether the total falls into this band."""
        return self.from_points <= total and (self.to_points is None or total <= self.to_points)


@dataclass(frozen=True, slots=True)
class Raise:
    """When this axis has at least (at most, exactly) so many points, the need level is at least this."""

    axis: str
    operator: Operator
    points: Decimal
    need_level: int


@dataclass(frozen=True, slots=True)
class Method:
    """A whole identification method. `notes` is what everybody who uses it should know, such as its validation."""

    title: Text
    about: Text
    notes: Text
    axes: tuple[Axis, ...]
    bands: tuple[Band, ...]
    raises: tuple[Raise, ...] = ()

    def axis(self, key: str) -> Axis | None:
        """The axis of this key, None where there is none."""
        return next((axis for axis in self.axes if axis.key == key), None)

    def band(self, key: str) -> Band | None:
        """The band of this key, None where there is none."""
        return next((band for band in self.bands if band.key == key), None)

    @property
    def most_points(self) -> Decimal:
        """The highest total a child can reach."""
        return sum((axis.most_points for axis in self.axes), Decimal(0))


def read_method(content: Mapping[str, Any]) -> Method:
    """Read a method from its JSON content; raises ContentError naming every problem by path."""
    check_method(content)
    return build_method(content)


def build_method(content: Mapping[str, Any]) -> Method:
    """Build the method of content that was checked."""
    return Method(
        title=Text.of(content["title"]),
        about=Text.of(content.get("about")),
        notes=Text.of(content.get("notes")),
        axes=tuple(_axis(axis) for axis in content["axes"]),
        bands=tuple(_band(band) for band in content["bands"]),
        raises=tuple(_raise(one) for one in content.get("raises", ())),
    )


def _axis(axis: Mapping[str, Any]) -> Axis:
    return Axis(
        key=axis["key"],
        title=Text.of(axis["title"]),
        help=Text.of(axis.get("help")),
        look_back_months=int(axis["look_back_months"]) if axis.get("look_back_months") else None,
        choices=tuple(
            Choice(one["key"], points_of(one["points"]), Text.of(one["text"])) for one in axis["choices"]
        ),
    )


def _band(band: Mapping[str, Any]) -> Band:
    top = band.get("to")
    return Band(
        key=band["key"],
        title=Text.of(band["title"]),
        from_points=points_of(band["from"]),
        need_level=int(band["need_level"]),
        to_points=None if top is None else points_of(top),
    )


def _raise(one: Mapping[str, Any]) -> Raise:
    return Raise(one["axis"], Operator(one["operator"]), points_of(one["points"]), int(one["need_level"]))
