"""An identification method as people read it, and a trial score in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network_resources.playbooks.rules.method import Axis, Band, Method, Operator, Raise, read_method
from network_resources.playbooks.rules.problems import ContentError
from network_resources.playbooks.rules.scoring import Score

SENTENCES: dict[Operator, Promise] = {
    Operator.AT_LEAST: gettext_lazy("At least %(points)s points in “%(axis)s”: the need level is at least %(level)s."),
    Operator.AT_MOST: gettext_lazy("At most %(points)s points in “%(axis)s”: the need level is at least %(level)s."),
    Operator.EQUALS: gettext_lazy("Exactly %(points)s points in “%(axis)s”: the need level is at least %(level)s."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShownBand:
    """A band with its range in words."""

    band: Band
    span: str


@dataclass(frozen=True, slots=True)
class ShownMethod:
    """A method for the page; `method` is None while the draft cannot be read as one."""

    method: Method | None
    bands: list[ShownBand]
    raises: list[str]
    most: str


def show_method(content: Mapping[str, Any]) -> ShownMethod:
    """The content as people read it."""
    try:
        method = read_method(content)
    except ContentError:
        return ShownMethod(None, [], [], "")
    bands = [ShownBand(band, span(band)) for band in method.bands]
    return ShownMethod(
        method, bands, [raise_words(method, one) for one in method.raises], plain(method.most_points)
    )


def span(band: Band) -> str:
    """A band's totals: `7 to 10`, `11 and above`, `0`."""
    first = plain(band.from_points)
    if band.to_points is None:
        return _("%(first)s and above") % {"first": first}
    if band.to_points == band.from_points:
        return first
    return _("%(first)s to %(last)s") % {"first": first, "last": plain(band.to_points)}


def raise_words(method: Method, one: Raise) -> str:
    """A raise as a sentence."""
    axis: Axis | None = method.axis(one.axis)
    values = {
        "points": plain(one.points),
        "axis": axis.title.said() if axis else one.axis,
        "level": one.need_level,
    }
    return str(SENTENCES[one.operator]) % values


def score_words(method: Method, score: Score) -> str:
    """What a score means, in one sentence; it suggests, a physician confirms."""
    words = _("%(total)s points: %(band)s. Suggests need level %(level)s.") % {
        "total": plain(score.total),
        "band": score.band.title.said(),
        "level": score.need_level,
    }
    return " ".join([words, *(raise_words(method, one) for one in score.raised_by)])


def plain(number: Decimal) -> str:
    """A number without needless zeros."""
    return f"{number:f}"
