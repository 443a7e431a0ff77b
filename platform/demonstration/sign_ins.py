"""The file that tells how to sign in to the demonstration."""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from demonstration.rows.staff import SignIn


def read(file: Path) -> dict[str, Any] | None:
    """What the file says, or None when it is not there or was cut short."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return None
    return content if isinstance(content, dict) and "people" in content else None


def write(file: Path, *, network: str, practices: Iterable[dict[str, str]], people: Iterable[SignIn]) -> None:
    """Write the file whole and readable by its owner alone (mode 600)."""
    content = {
        "network": network,
        "practices": list(practices),
        "people": [
            {"email": one.email, "password": one.password, "role": one.role, "practice": one.practice}
            for one in people
        ],
    }
    new = file.with_suffix(".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        json.dump(content, out, indent=2, ensure_ascii=False)
    new.replace(file)
