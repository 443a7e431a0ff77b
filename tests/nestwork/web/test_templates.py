"""Every template keeps to what the strict CSP, the phone and a person without script need."""

import re
from pathlib import Path

import pytest

from nestwork.embedded.places import CLONE
from nestwork.web.icons import ICONS
from nestwork.web.templatetags.parts import TAG_KINDS
from tests.nestwork.web import sources

FORBIDDEN = {
    "inline style": r"""<[^>]*\sstyle\s*=""",
    "a <style> element": r"<style\b",
    "an event attribute": r"""<[^>{]*\son[a-z]+\s*=\s*["']""",
    "hx-on": r"\bhx-on\b",
    "an inline script": r"<script\b(?![^>]*\bsrc=)",
    "a script in another tag": r"javascript:",
    "computed hx-vals": r"""hx-(vals|headers)\s*=\s*["']js:""",
    "a trigger filter": r"""hx-trigger\s*=\s*["'][^"']*\[""",
    "an address outside": r"""\b(?:src|href|action|hx-get|hx-post)\s*=\s*["'](?:https?:)?//""",
    "a link that does nothing": r"""href\s*=\s*["']#["']""",
}
# The hand-over posts a single-use token to another host, which is exempt and checks that token instead.
CARRIES_ITS_OWN_TOKEN = {"hand_over.html"}
LITERAL_ICON = re.compile(r"""{%\s*icon\s+["']([\w-]+)["']""")
LITERAL_TAG = re.compile(r"""{%\s*tag\s+["']([\w-]+)["']""")


def relative(path: Path) -> str:
    return path.relative_to(CLONE).as_posix()


@pytest.mark.parametrize("name", FORBIDDEN)
def test_no_template_contains(name: str) -> None:
    rule = re.compile(FORBIDDEN[name], re.IGNORECASE)
    assert [relative(path) for path in sources.templates() if rule.search(path.read_text())] == []


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("inline style", '<p class="a" style="color:red">'),
        ("an event attribute", '<a href="x" onclick="go()">'),
        ("an inline script", "<script>go()</script>"),
        ("a trigger filter", '<a hx-trigger="click[ctrlKey]">'),
        ("an address outside", '<img src="//elsewhere.example/a.png">'),
        ("hx-on", '<a hx-on:click="go()">'),
    ],
)
def test_the_scan_finds_what_it_looks_for(name: str, bad: str) -> None:
    assert re.search(FORBIDDEN[name], bad, re.IGNORECASE)


def test_every_icon_named_in_a_template_is_in_the_sprite() -> None:
    sprite = (sources.STATIC / "icons.svg").read_text()
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', sprite))
    named = {name for path in sources.templates() for name in LITERAL_ICON.findall(path.read_text())}
    assert named - drawn == set()
    assert drawn == ICONS


def test_every_tag_kind_named_in_a_template_exists() -> None:
    named = {name for path in sources.templates() for name in LITERAL_TAG.findall(path.read_text())}
    assert named - TAG_KINDS == set()


def test_every_posting_form_carries_the_token() -> None:
    posting = re.compile(r"""<form\b[^>]*method=["']post["'][^>]*>(.*?)</form>""", re.IGNORECASE | re.DOTALL)
    without = [
        relative(path)
        for path in sources.templates()
        if path.name not in CARRIES_ITS_OWN_TOKEN
        and any("csrf_token" not in form for form in posting.findall(path.read_text()))
    ]
    assert without == []
