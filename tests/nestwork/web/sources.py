"""Where the templates, styles and scripts of all floors lie."""

from pathlib import Path

from nestwork.embedded.places import CLONE

FLOORS = ("platform", "tenants", "network_resources", "reporting")
WEB = CLONE / "platform" / "nestwork" / "web"
STATIC = WEB / "static" / "web"


def templates() -> list[Path]:
    """Every template of the four floors and the demonstration."""
    return sorted(path for floor in FLOORS for path in (CLONE / floor).glob("**/templates/**/*.html"))


def stylesheets() -> list[Path]:
    """Every stylesheet we wrote, sources and served."""
    return sorted([*(WEB / "look" / "css").glob("*.css"), STATIC / "nestwork.css"])


def scripts() -> list[Path]:
    """Every script we wrote."""
    found = [path for floor in FLOORS for path in (CLONE / floor).glob("**/static/**/*.js")]
    return sorted(path for path in found if "vendor" not in path.parts)
