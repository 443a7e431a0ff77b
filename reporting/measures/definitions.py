"""Every measure in force, as plain data. A change of any part of one is a new version beside the old."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Words = str | Promise


class Reach(StrEnum):
    """Which quarters a change can move: a mark names the quarter in which the change takes effect."""

    ONWARD = "onward"  # that quarter and every later one: who stands on the registry there stands until told otherwise
    EVERY = "every"  # any quarter: a birth date or a merge changes the past too


@dataclass(frozen=True, slots=True)
class Stratum:
    """One column of a measure."""

    key: str
    title: Words


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted, of whom, when, and who says so. `version` grows with any change of the meaning."""

    key: str
    version: int
    title: Words
    population: Words
    window: Words
    exclusions: tuple[Words, ...]
    source: Words
    strata: tuple[Stratum, ...]
    youngest: int  # age in whole years on the day counted
    oldest: int
    moved_by: Mapping[str, Reach]  # rooms whose changes move it

    @property
    def label(self) -> str:
        """Key and version, as a release and an export name it."""
        return f"{self.key} v{self.version}"

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its strata, in the order they are shown."""
        return tuple(stratum.key for stratum in self.strata)


CHILDREN_BY_NEED_LEVEL = Measure(
    key="children_by_need_level",
    version=1,
    title=_("Children on the registry by need level"),
    population=_("Children and young people of 0 to 21 years who stand on the practice's registry."),
    window=_(
        "On the last day of the calendar quarter; while the quarter runs, today. A change entered later for an"
        " earlier day counts from that day."
    ),
    exclusions=(
        _("A child who died before that day is not counted."),
        _("Two records that were found to be one child count once."),
        _("A proposed level does not count before a physician confirms it."),
    ),
    source=_(
        "Nestwork's own measure. Ages 0 to 21 follow the network's rule for measures; need levels 0 to 4 are those"
        " of the adopted method, confirmed by a physician."
    ),
    strata=(
        Stratum("0", _("Level 0")),
        Stratum("1", _("Level 1")),
        Stratum("2", _("Level 2")),
        Stratum("3", _("Level 3")),
        Stratum("4", _("Level 4")),
        Stratum("none", _("No confirmed level")),
    ),
    youngest=0,
    oldest=21,
    moved_by={"registry": Reach.ONWARD, "patients": Reach.EVERY},
)

MEASURES: tuple[Measure, ...] = (CHILDREN_BY_NEED_LEVEL,)


def measure_of(key: str, version: int) -> Measure:
    """The measure of that key and version; raises LookupError."""
    for measure in MEASURES:
        if (measure.key, measure.version) == (key, version):
            return measure
    raise LookupError(f"no measure {key} v{version}")
