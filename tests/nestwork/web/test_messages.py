"""The tool that collects translatable text finds all of it and keeps what was translated."""

import gettext
import re
from pathlib import Path

import pytest
from babel.messages import Catalog

from nestwork.web.translation import catalogue
from nestwork.web.translation.collect import KEYWORDS, collect, sources

PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
title = _("Care plan")
many = ngettext("%(n)d child", "%(n)d children", 2)
verb = pgettext("button", "Close")
"""
TEMPLATE = """{% extends "web/page.html" %}
  {% block heading %}{% translate "Family and team" %}{% endblock %}
      <a title="{% translate 'Open' context 'verb' %}">(</a>
    {% blocktranslate count n=n trimmed %}
        {{ n }} visit's plan
    {% plural %}
        {{ n }} visits
    {% endblocktranslate %}
{% blocktranslate with name=x.y %}Hello, {{ name }}{% endblocktranslate %}
{% include "web/parts/note.html" with text=_("Said through a filter") %}
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    room = tmp_path / "tenants" / "room"
    (room / "templates" / "room").mkdir(parents=True)
    (room / "migrations").mkdir()
    (room / "words.py").write_text(PYTHON)
    (room / "migrations" / "0001.py").write_text('_("Never shown")')
    (room / "templates" / "room" / "page.html").write_text(TEMPLATE)
    return tmp_path


def ids(found: Catalog) -> set[object]:
    return {(message.id, message.context) for message in found if message.id}


def test_python_and_templates_are_read_and_migrations_are_not(tree: Path) -> None:
    assert ids(collect(tree)) == {
        ("Care plan", None),
        (("%(n)d child", "%(n)d children"), None),
        ("Close", "button"),
        ("Family and team", None),
        ("Open", "verb"),
        (("%(n)s visit's plan", "%(n)s visits"), None),
        ("Hello, %(name)s", None),
        ("Said through a filter", None),
    }


def written(tree: Path, **spanish: str) -> Path:
    po = tree / "es" / "django.po"
    found = collect(tree)
    kept = catalogue.read(po)
    for message in found:
        if message.id == "Care plan" and "care_plan" in spanish:
            kept.add(message.id, spanish["care_plan"])
    catalogue.write(catalogue.brought_up_to_date(kept, found), po)
    return po


def test_a_translation_survives_and_reaches_the_compiled_file(tree: Path) -> None:
    po = written(tree, care_plan="Plan de cuidados")
    written(tree)
    with po.with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Care plan") == "Plan de cuidados"


def test_writing_twice_writes_the_same_bytes(tree: Path) -> None:
    first = written(tree, care_plan="Plan de cuidados").read_bytes()
    assert written(tree).read_bytes() == first


def test_judging_names_each_fault(tree: Path) -> None:
    po = written(tree, care_plan="Plan de cuidados")
    page = tree / "tenants" / "room" / "templates" / "room" / "page.html"
    page.write_text('{% translate "New words" %}')
    state = catalogue.judge(collect(tree), po)
    assert state.missing == ["New words"]
    assert "Family and team" in state.unused
    assert "Care plan" not in state.untranslated
    assert "Close" in state.untranslated
    assert state.is_compiled
    assert not state.is_good


def test_a_lost_placeholder_and_a_stale_compiled_file_are_faults(tree: Path) -> None:
    po = written(tree)
    po.write_text(
        po.read_text().replace('msgid "Hello, %(name)s"\nmsgstr ""', 'msgid "Hello, %(name)s"\nmsgstr "Hola"')
    )
    state = catalogue.judge(collect(tree), po)
    assert state.broken == ["Hello, %(name)s"]
    assert not state.is_compiled


def test_our_own_floors_hold_messages_and_every_one_is_collected_once() -> None:
    found = collect()
    assert ("Skip to the main part", None) in ids(found)
    assert len(ids(found)) == len(found)


def test_nobody_calls_a_translation_by_a_name_that_is_not_collected() -> None:
    renamed = re.compile(r"\bn?p?n?gettext(?:_lazy|_noop)? as (\w+)")
    called = {
        (path.name, name)
        for path in sources()
        for name in renamed.findall(path.read_text(encoding="utf-8"))
        if name not in KEYWORDS
    }
    assert called == set()
