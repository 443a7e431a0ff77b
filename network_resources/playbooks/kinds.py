"""The kinds of standards. A room registers its kind at start; the engine stores, versions and publishes all alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from network_resources.playbooks import editing
from network_resources.playbooks.form_view import method_form
from network_resources.playbooks.method_view import show_method
from network_resources.playbooks.rules.checks import SCHEMA, method_problems
from network_resources.playbooks.rules.comparison import Change, method_changes
from network_resources.playbooks.rules.method import KIND
from network_resources.playbooks.rules.problems import ContentError, Problem
from network_resources.playbooks.rules.schemas import schema
from network_resources.playbooks.rules.text import Text

type Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of content is checked, compared, drawn and edited. `reader` and `editor` name its templates."""

    key: str
    label: str | Promise
    schema: Callable[[], dict[str, Any]]
    problems: Callable[[Any], list[Problem]]
    changes: Callable[[Content, Content], list[Change]]
    blank: Callable[[], dict[str, Any]]
    reader: str  # template that draws the content; gets `shown`
    show: Callable[[Content], object]
    editor: str  # template of the form; gets `rows`
    read_form: Callable[[Mapping[str, str]], dict[str, Any]]
    apply: Callable[[dict[str, Any], str], dict[str, Any]]  # one act of the form's buttons
    form: Callable[[Content, list[Problem]], object]


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Add a kind; a second one under the same key replaces the first."""
    _kinds[kind.key] = kind


def kinds() -> list[Kind]:
    """Every kind, by its words."""
    return sorted(_kinds.values(), key=lambda kind: str(kind.label))


def kind_of(key: str) -> Kind:
    """The kind of this key; raises ContentError for one nobody registered."""
    if key not in _kinds:
        raise ContentError([Problem("kind", "unknown_kind", {"key": key[:40]})])
    return _kinds[key]


def title_of(content: Content) -> str:
    """The title of a standard's content, which every kind has, in the reader's language."""
    return Text.of(content.get("title")).said() or str(_("Without a title"))


register(
    Kind(
        key=KIND,
        label=_("Identification method"),
        schema=lambda: schema(SCHEMA),
        problems=method_problems,
        changes=method_changes,
        blank=lambda: {"title": {"en": ""}, "axes": [], "bands": []},
        reader="playbooks/_method.html",
        show=show_method,
        editor="playbooks/_method_form.html",
        read_form=editing.read_form,
        apply=editing.apply,
        form=method_form,
    )
)
