"""The served style: fresh, logical, light enough, and readable in both schemes."""

import gzip
import re
from pathlib import Path

import django_htmx
import pytest
from django.test import RequestFactory

from nestwork.web.look import build
from nestwork.web.styleguide import views
from tests.nestwork.web import sources

TEXT = 7.0  # WCAG 2.2 AAA for running text
CONTROL = 3.0  # WCAG 2.2 AA for borders of controls

PHYSICAL = re.compile(
    r"(?<![\w-])(?:left|right|top|bottom|(?:margin|padding|border)-(?:left|right|top|bottom)|float:\s*(?:left|right)"
    r"|(?:min-|max-)?(?:width|height))\s*:|text-align:\s*(?:left|right)"
)

ON_PLAIN = [(ink, on) for ink in ("ink", "ink-2", "brand") for on in ("paper", "surface", "tint")]
ON_OTHERS = [
    ("ink", "sunken"),
    ("ink-2", "sunken"),
    ("brand-ink", "brand"),
    ("surface", "ink"),
    ("surface", "late"),
    ("late", "surface"),
    ("on-ring", "ring"),
]
STATES = [(state, f"{state}-b") for state in ("late", "soon", "ok", "info", "hosp")]
INK_ON_STATES = [("ink", f"{state}-b") for state in ("late", "soon", "ok", "info")]


def tokens(scheme: int, room: str = "practice") -> dict[str, str]:
    """The colours of one scheme (0 light, 1 dark) in one room."""
    css = (sources.WEB / "look" / "css" / "tokens.css").read_text()
    found: dict[str, str] = {}
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)):
        if ":root" not in selector and f".room-{room}" not in selector:
            continue
        for name, light, dark in re.findall(r"--([\w-]+):light-dark\((#\w{6}),(#\w{6})\)", body):
            found[name] = (light, dark)[scheme]
        found.update(re.findall(r"--([\w-]+):(#\w{6})", body))
    return found


def luminance(colour: str) -> float:
    """Relative luminance of #RRGGBB (WCAG 2.2)."""
    shares = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The ratio of the lighter to the darker colour."""
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_text_reaches_aaa_on_everything_it_stands_on(scheme: int) -> None:
    colours = tokens(scheme)
    pairs = ON_PLAIN + ON_OTHERS + STATES + INK_ON_STATES
    weak = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < TEXT} == {}


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_borders_of_controls_can_be_seen(scheme: int) -> None:
    colours = tokens(scheme)
    for under in ("surface", "paper"):
        assert contrast(colours["edge"], colours[under]) >= CONTROL


@pytest.mark.parametrize("room", ["practice", "state", "network"])
@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_each_room_has_its_own_bar_with_readable_words(room: str, scheme: int) -> None:
    colours = tokens(scheme, room)
    others = {tokens(scheme, other)["bar"] for other in ("practice", "state", "network")}
    assert len(others) == 3
    assert contrast(colours["on-bar"], colours["bar"]) >= TEXT
    assert contrast(colours["on-bar-2"], colours["bar"]) >= TEXT
    assert contrast(colours["on-bar-2"], colours["bar-2"]) >= 4.5


def test_the_served_file_is_made_from_its_sources() -> None:
    assert build.STYLESHEET.read_text(encoding="utf-8") == build.stylesheet(), (
        "run: python -m nestwork.web.look.build"
    )


def test_old_browsers_get_every_colour_of_the_light_scheme() -> None:
    served = build.stylesheet()
    fallback = served.split("@supports not (color:light-dark(#000,#fff))", 1)[1].split("\n", 1)[0]
    assert set(re.findall(r"--([\w-]+):light-dark", served)) == set(re.findall(r"--([\w-]+):", fallback))
    assert "light-dark" not in fallback


@pytest.mark.parametrize("path", sources.stylesheets(), ids=lambda path: path.name)
def test_only_logical_properties(path: Path) -> None:
    css = re.sub(r"/\*.*?\*/|@media[^{]*|@supports[^{]*", "", path.read_text(), flags=re.DOTALL)
    assert PHYSICAL.findall(css) == []


def test_the_scan_finds_physical_properties() -> None:
    for bad in ("margin-left:1px", "left:0", "text-align: right", "width:2px", "max-height: 3px"):
        assert PHYSICAL.search(f"a{{{bad}}}"), bad
    assert not PHYSICAL.search(
        "a{margin-inline-start:1px;inline-size:2px;border-block-end-width:2px;stroke-width:2}"
    )


def test_our_script_stays_small() -> None:
    assert len(gzip.compress((sources.STATIC / "nestwork.js").read_bytes())) < 6 * 1024


@pytest.mark.parametrize("page", [views.today, views.child, views.listing], ids=lambda page: page.__name__)
def test_a_first_page_is_under_a_hundred_kilobytes_compressed(page, rf: RequestFactory, settings) -> None:
    settings.ROOT_URLCONF = "tests.nestwork.web.addresses"
    htmx = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-4.min.js"
    files = [
        build.STYLESHEET,
        build.SPRITE,
        sources.STATIC / "nestwork.js",
        sources.STATIC / "img" / "nest.svg",
        htmx,
    ]
    packed = [gzip.compress(file.read_bytes()) for file in files]
    font = (sources.STATIC / "vendor" / "public-sans" / "latin.woff2").read_bytes()
    total = len(gzip.compress(page(rf.get("/")).content)) + len(font) + sum(map(len, packed))
    assert total < 100 * 1024
