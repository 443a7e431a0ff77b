"""Files of the home that only its owner may read: keys, and where the servers are."""

import json
import os
import secrets
from pathlib import Path
from typing import Any


def write_private(path: Path, text: str) -> None:
    """Write a file nobody else may read; the whole file or nothing, also when interrupted."""
    half = path.with_name(f".{path.name}-new")
    half.unlink(missing_ok=True)
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    half.rename(path)


def ensure_keys(home: Path) -> None:
    """Make the keys of signatures, seals and releases once, and the folder of letters, whose links let people in."""
    (home / "mail").mkdir(mode=0o700, exist_ok=True)
    for name in ("secret.key", "seal.key", "release.key"):
        if not (home / name).exists():
            write_private(home / name, secrets.token_urlsafe(48))


def write_run(home: Path, **facts: Any) -> None:
    """Write run.json, by which the demonstration's settings find the running servers."""
    write_private(home / "run.json", json.dumps(facts))
