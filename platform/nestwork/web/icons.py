"""The icons of the sprite."""

from pathlib import Path

ICONS = frozenset(
    (Path(__file__).resolve().parent / "look" / "icons.txt").read_text(encoding="utf-8").split()
)
