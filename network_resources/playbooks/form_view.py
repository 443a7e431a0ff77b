"""The form of an identification method as the page draws it: each field with its id, label, value and what is wrong."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from nestwork.web.languages import own_name
from network_resources.playbooks.problem_words import sentence
from network_resources.playbooks.rules.comparison import said
from network_resources.playbooks.rules.problems import Problem
from network_resources.playbooks.rules.text import LANGUAGES

OPERATORS = ("at_least", "at_most", "equals")


@dataclass(frozen=True, slots=True)
class Field:
    """One control. `kind` is text, long, number or select."""

    id: str
    label: str
    value: str
    kind: str = "text"
    options: Sequence[tuple[str, str]] = ()
    errors: Sequence[str] = ()
    lang: str = ""
    most: int = 200


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row of the form: its place for the buttons, its fields, and what is wrong with it as a whole."""

    id: str
    act: str  # what the buttons act on, such as `axes:0:choices:2`
    key: str
    name: str  # how the buttons call it
    fields: Sequence[Field]
    is_first: bool
    is_last: bool
    rows: "Sequence[FormRow]" = ()
    errors: Sequence[str] = ()

    @property
    def is_open(self) -> bool:
        """Whether the row stands open when the page is drawn: it has something to mend."""
        return (
            bool(self.errors)
            or any(one.errors for one in self.fields)
            or any(row.is_open for row in self.rows)
        )


@dataclass(frozen=True, slots=True)
class MethodForm:
    """The whole form."""

    head: Sequence[Field]
    axes: Sequence[FormRow]
    bands: Sequence[FormRow]
    raises: Sequence[FormRow]
    errors: Mapping[str, list[str]] = field(default_factory=dict)


def id_of(path: str) -> str:
    """The id of the field that a problem's path means: `axes[0].title` is `axes-0-title-en`."""
    name = (
        path.removeprefix("content.").replace("[", "-").replace("].", "-").replace("]", "").replace(".", "-")
    )
    return (
        f"{name}-en"
        if name.rsplit("-", 1)[-1] in ("title", "text", "help", "about", "notes")
        else name or "form"
    )


def method_form(content: Mapping[str, Any], problems: Iterable[Problem]) -> MethodForm:
    """The form of the content, with each problem at its field."""
    errors: dict[str, list[str]] = defaultdict(list)
    for problem in problems:
        errors[id_of(problem.path)].append(sentence(problem))
    draw = _Drawing(errors, _axis_options(content))
    return MethodForm(
        head=[
            *draw.texts("title", _("Title"), content.get("title")),
            *draw.texts("about", _("What it is"), content.get("about"), "long"),
            *draw.texts("notes", _("What everybody who uses it should know"), content.get("notes"), "long"),
        ],
        axes=draw.rows("axes", content.get("axes", ()), draw.axis),
        bands=draw.rows("bands", content.get("bands", ()), draw.band),
        raises=draw.rows("raises", content.get("raises", ()), draw.one_raise),
        errors=errors,
    )


def _axis_options(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(axis["key"], axis["title"].get("en") or axis["key"]) for axis in content.get("axes", ())]


@dataclass(frozen=True, slots=True)
class _Drawing:
    errors: Mapping[str, list[str]]
    axes: Sequence[tuple[str, str]]

    def rows(self, name: str, rows: Sequence[Mapping[str, Any]], draw: Any) -> list[FormRow]:
        return [draw(f"{name}-{place}", row, place, len(rows)) for place, row in enumerate(rows)]

    def row(
        self,
        name: str,
        row: Mapping[str, Any],
        place: int,
        of: int,
        called: str,
        fields: list[Field],
        **more: Any,
    ) -> FormRow:
        return FormRow(
            id=name, act=name.replace("-", ":"), key=row.get("key", ""), name=called, fields=fields,
            is_first=place == 0, is_last=place == of - 1, errors=self.errors.get(name, ()), **more,
        )  # fmt: skip

    def axis(self, name: str, axis: Mapping[str, Any], place: int, of: int) -> FormRow:
        fields = [
            *self.texts(f"{name}-title", _("Title"), axis.get("title")),
            *self.texts(f"{name}-help", _("Explanation"), axis.get("help"), "long"),
            self.number(f"{name}-look_back_months", _("Months it looks back"), axis.get("look_back_months")),
        ]
        called = axis["title"].get("en") or _("Axis %(number)s") % {"number": place + 1}
        choices = self.rows(f"{name}-choices", axis.get("choices", ()), self.choice)
        return self.row(name, axis, place, of, called, fields, rows=choices)

    def choice(self, name: str, choice: Mapping[str, Any], place: int, of: int) -> FormRow:
        fields = [
            self.number(f"{name}-points", _("Points"), choice.get("points")),
            *self.texts(f"{name}-text", _("Text"), choice.get("text")),
        ]
        called = choice["text"].get("en") or _("Choice %(number)s") % {"number": place + 1}
        return self.row(name, choice, place, of, called, fields)

    def band(self, name: str, band: Mapping[str, Any], place: int, of: int) -> FormRow:
        fields = [
            *self.texts(f"{name}-title", _("Name"), band.get("title")),
            self.number(f"{name}-from", _("From"), band.get("from")),
            self.number(f"{name}-to", _("To"), band.get("to")),
            self.level(f"{name}-need_level", band.get("need_level")),
        ]
        called = band["title"].get("en") or _("Band %(number)s") % {"number": place + 1}
        return self.row(name, band, place, of, called, fields)

    def one_raise(self, name: str, one: Mapping[str, Any], place: int, of: int) -> FormRow:
        words = {"at_least": _("at least"), "at_most": _("at most"), "equals": _("exactly")}
        operators = [(operator, words[operator]) for operator in OPERATORS]
        fields = [
            self.select(f"{name}-axis", _("When this axis has"), one.get("axis"), [("", "…"), *self.axes]),
            self.select(f"{name}-operator", _("How many"), one.get("operator"), operators),
            self.number(f"{name}-points", _("Points"), one.get("points")),
            self.level(f"{name}-need_level", one.get("need_level"), _("the need level is at least")),
        ]
        return self.row(name, one, place, of, _("Rule %(number)s") % {"number": place + 1}, fields)

    def texts(self, name: str, label: str, text: Mapping[str, str] | None, kind: str = "text") -> list[Field]:
        return [
            Field(
                id=f"{name}-{language}",
                label=label if language == "en" else f"{label} ({own_name(language)})",
                value=(text or {}).get(language, ""),
                kind=kind,
                errors=self.errors.get(f"{name}-{language}", ()),
                lang=language,
                most=1000 if kind == "long" else 200,
            )
            for language in LANGUAGES
        ]

    def number(self, name: str, label: str, value: Any) -> Field:
        return Field(name, label, said(value), "number", errors=self.errors.get(name, ()))

    def select(self, name: str, label: str, value: Any, options: list[tuple[str, str]]) -> Field:
        return Field(name, label, said(value), "select", options, self.errors.get(name, ()))

    def level(self, name: str, value: Any, label: str = "") -> Field:
        levels = [("", "…"), *((str(level), _("Level %(level)s") % {"level": level}) for level in range(5))]
        return self.select(name, label or _("Need level"), value, levels)
