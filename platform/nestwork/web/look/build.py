"""Writes what browsers fetch from its sources: one stylesheet from look/css, one sprite from chosen Lucide icons.

    python -m nestwork.web.look.build                              the stylesheet
    python -m nestwork.web.look.build --lucide path/to/lucide-static    the sprite as well

The results are committed, so an installation needs neither this script nor the icon package.
"""

import argparse
import re
from pathlib import Path

HERE = Path(__file__).resolve().parent
STATIC = HERE.parent / "static" / "web"
STYLESHEET = STATIC / "nestwork.css"
SPRITE = STATIC / "icons.svg"
ORDER = ("tokens", "base", "shell", "parts", "forms", "work", "find", "standards", "guide", "narrow", "print")

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LIGHT_DARK = re.compile(r"light-dark\(\s*([^,()]+(?:\([^()]*\))?)\s*,\s*[^()]+(?:\([^()]*\))?\s*\)")
_DECLARATION = re.compile(r"(--[\w-]+):\s*([^;]*light-dark[^;]*);")
_BLOCK = re.compile(r"([^{}]+)\{([^{}]*)\}")
_DRAWING = re.compile(r"<svg[^>]*>(.*?)</svg>", re.DOTALL)


def stylesheet() -> str:
    """The served stylesheet: the sources in order, without comments, with light colours for old browsers."""
    sources = [(HERE / "css" / f"{name}.css").read_text(encoding="utf-8") for name in ORDER]
    sources.insert(1, _light_fallback())
    lines = (line.strip() for line in _COMMENT.sub("", "\n".join(sources)).splitlines())
    return "\n".join(line for line in lines if line) + "\n"


def _light_fallback() -> str:
    """The light half of every token, for a browser that does not know light-dark()."""
    rules = []
    for selector, body in _BLOCK.findall(
        _COMMENT.sub("", (HERE / "css" / "tokens.css").read_text(encoding="utf-8"))
    ):
        declared = [f"{name}:{_LIGHT_DARK.sub(r'\1', value)}" for name, value in _DECLARATION.findall(body)]
        if declared:
            rules.append(f"{selector.strip()}{{{';'.join(declared)}}}")
    return f"@supports not (color:light-dark(#000,#fff)){{{''.join(rules)}}}"


def icon_names() -> list[str]:
    """The icons this product uses, sorted."""
    return sorted(set((HERE / "icons.txt").read_text(encoding="utf-8").split()))


def sprite(lucide: Path) -> str:
    """One SVG with a <symbol> per icon, read from an unpacked lucide-static package."""
    symbols = [_symbol(name, lucide / "icons" / f"{name}.svg") for name in icon_names()]
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def _symbol(name: str, file: Path) -> str:
    drawing = _DRAWING.search(file.read_text(encoding="utf-8"))
    if drawing is None:
        raise ValueError(f"{file} holds no drawing")
    shapes = re.sub(r"\s+", " ", drawing.group(1)).replace("> <", "><").replace(" />", "/>").strip()
    return f'<symbol id="{name}" viewBox="0 0 24 24">{shapes}</symbol>'


def main() -> None:
    """Write the stylesheet, and the sprite when the icon package is named."""
    parser = argparse.ArgumentParser(
        description="Writes the served stylesheet and icon sprite from their sources."
    )
    parser.add_argument("--lucide", type=Path, help="folder of an unpacked lucide-static package")
    lucide: Path | None = parser.parse_args().lucide
    STYLESHEET.write_text(stylesheet(), encoding="utf-8")
    if lucide is not None:
        SPRITE.write_text(sprite(lucide), encoding="utf-8")


if __name__ == "__main__":
    main()
