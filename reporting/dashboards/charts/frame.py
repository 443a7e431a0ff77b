"""The paper of a chart: its size, the field inside the labels, and where a value and a column stand."""

from dataclasses import dataclass

_STEPS = (1, 2, 4, 5, 10)


@dataclass(frozen=True, slots=True)
class Frame:
    """A drawing of width by height units; the field lies inside the margins. The origin is the upper corner."""

    width: int
    height: int
    left: int = 0
    right: int = 0
    top: int = 0
    bottom: int = 0

    @property
    def base(self) -> int:
        """Where value zero stands."""
        return self.height - self.bottom

    @property
    def field_height(self) -> int:
        """From zero to the top of the scale."""
        return self.base - self.top

    @property
    def field_end(self) -> int:
        """Where the field ends on the line."""
        return self.width - self.right

    def columns(self, count: int) -> list[tuple[float, float]]:
        """Start and width of `count` equal columns with a gap of a quarter between them."""
        step = (self.field_end - self.left) / count
        return [
            (round(self.left + step * (place + 0.125), 1), round(step * 0.75, 1)) for place in range(count)
        ]


@dataclass(frozen=True, slots=True)
class Scale:
    """From zero to a round number at or above the largest value."""

    frame: Frame
    top: int

    @classmethod
    def holding(cls, frame: Frame, largest: int) -> "Scale":
        """The scale whose top is 1, 2, 4, 5 or 10 times a power of ten, and not below the largest value."""
        power = 1
        while True:
            for step in _STEPS:
                if step * power >= largest:
                    return cls(frame, step * power)
            power *= 10

    def at(self, value: float) -> float:
        """Where a value stands; a value outside the scale raises ValueError."""
        if not 0 <= value <= self.top:
            raise ValueError(f"{value} lies outside 0 to {self.top}")
        return round(self.frame.base - self.frame.field_height * value / self.top, 1)
