"""Profiles that come with Nestwork, as data: a vendor's shape of columns, written by us."""

import json
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).resolve().parent.parent / "profiles_shipped"


def shipped_profiles() -> list[str]:
    """Names of the profiles that come with Nestwork."""
    return sorted(path.stem for path in _FOLDER.glob("*.json"))


def shipped_profile(name: str) -> Any:
    """The content of one; raises LookupError for a name that is none of them."""
    if name not in shipped_profiles():
        raise LookupError(name)
    return json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
