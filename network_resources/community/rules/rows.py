"""A row as a source wrote it to the values of its table: what is taken, what waits, what it names."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from network_resources.community.rules import hsds
from network_resources.community.rules.problems import Problem, Reason, RefusedError
from network_resources.community.rules.values.reach import split_extension
from network_resources.community.rules.values.reading import read

HOME_BOX = (17.0, 72.0, -180.0, -64.0)  # degrees: south, north, west, east
_SPANS = (
    ("valid_from", "valid_to", Reason.DATES_CROSSED),
    ("minimum_age", "maximum_age", Reason.AGES_CROSSED),
)


@dataclass(slots=True)
class Checked:
    """What became of a row. `values` holds only what was understood; `names` maps a field to (table, source key)."""

    values: dict[str, Any] = field(default_factory=dict)
    names: dict[str, tuple[str, str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def waits_whole(self) -> bool:
        """Whether nothing of the row may be taken."""
        return any(problem.stops for problem in self.problems)

    def leave_out(self, name: str, reason: Reason, detail: str = "", *, stops: bool = False) -> None:
        """A value waits."""
        self.values.pop(name, None)
        self.problems.append(Problem(name, reason, detail, stops))


def check(table: hsds.Table, written: dict[str, str]) -> Checked:
    """Every field of the row; a field that the row does not tell is taken as empty."""
    checked = Checked()
    written = _with_extension(table, written)
    for one in table.fields.values():
        text = written.get(one.name, "").strip()
        if one.kind.startswith("@"):
            _name(checked, table, one, text, written)
        else:
            _value(checked, one, text)
    _crossed(checked)
    if table.name == "location":
        _point(checked, written)
    return checked


def _value(checked: Checked, one: hsds.Field, text: str) -> None:
    try:
        value = read(one.kind, text)
    except RefusedError as refused:
        checked.leave_out(one.name, refused.reason, refused.detail or text[:200], stops=one.stops)
        return
    checked.values[one.name] = value
    if value is None and one.stops:
        checked.leave_out(one.name, Reason.MISSING, stops=True)
    elif value is None and one.wanted:
        checked.leave_out(one.name, Reason.WANTED)


def _name(checked: Checked, table: hsds.Table, one: hsds.Field, text: str, written: dict[str, str]) -> None:
    if not text:
        if one.stops:
            checked.leave_out(one.name, Reason.MISSING, stops=True)
        return
    target = one.names_table
    if not target:  # names a row of the table that the field beside it says
        target = hsds.table_of(written.get(hsds.LINKS[table.name][1], ""))
        if target not in hsds.TABLES:
            return  # the field beside it is what is wrong
    checked.names[one.name] = (target, text)


def _with_extension(table: hsds.Table, written: dict[str, str]) -> dict[str, str]:
    if table.name != "phone" or written.get("extension", "").strip():
        return written
    number, extension = split_extension(written.get("number", ""))
    return {**written, "number": number, "extension": extension} if extension else written


def _crossed(checked: Checked) -> None:
    for low, high, reason in _SPANS:
        first, last = checked.values.get(low), checked.values.get(high)
        if first is not None and last is not None and first > last:
            checked.leave_out(
                low, reason, f"{first.normalize():f}" if isinstance(first, Decimal) else str(first)
            )
            checked.values.pop(high, None)


def _point(checked: Checked, written: dict[str, str]) -> None:
    """Latitude and longitude are one value: both are taken or neither."""
    names = ("latitude", "longitude")
    found = [checked.values.get(name) for name in names]
    wrong = [problem for problem in checked.problems if problem.field in names]
    if _swapped(written):
        checked.problems = [problem for problem in checked.problems if problem not in wrong]
        checked.leave_out("latitude", Reason.SWAPPED, written.get("latitude", ""))
    elif not wrong and found == [0, 0]:
        checked.leave_out("latitude", Reason.NULL_ISLAND, "0, 0")
    elif not wrong and (found[0] is None) != (found[1] is None):
        checked.leave_out(names[found[1] is None], Reason.HALF_A_POINT)
    elif not wrong:
        return
    for name in names:
        checked.values.pop(name, None)


def _swapped(written: dict[str, str]) -> bool:
    """Whether the two lie in the home country only when they are exchanged."""
    try:
        latitude, longitude = float(written.get("latitude", "")), float(written.get("longitude", ""))
    except ValueError:
        return False
    return _at_home(longitude, latitude) and not _at_home(latitude, longitude)


def _at_home(latitude: float, longitude: float) -> bool:
    """Within the box around the United States and their territories in the Caribbean."""
    south, north, west, east = HOME_BOX
    return south <= latitude <= north and west <= longitude <= east
