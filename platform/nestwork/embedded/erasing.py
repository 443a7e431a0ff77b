"""Forgetting what the servers of a home keep: for `make demo-reset` and `make clean`."""

import shutil
from pathlib import Path

from nestwork.embedded.errors import AlreadyRunningError, EmbeddedError
from nestwork.embedded.locks import held_alone
from nestwork.embedded.places import OUTSIDE, Places, find_places

DATA = (
    "postgresql",
    ".postgresql-new",
    "valkey",
    "prepared.json",
    "postgresql.log",
    "valkey.log",
    "belongs-to",
)
OWN = (
    "secret.key", "seal.key", "release.key", "run.json", "demo.json", "audit-heads", "mail", "files", "static",
)  # fmt: skip
CLOCK = "beat-schedule*"  # one file, a pair, or one with its log and index: each Python its own way


def reset(home: Path) -> None:
    """Forget the data and keys of a home; programs copied for the servers stay. Refused while it runs."""
    places = find_places(home)
    try:
        with held_alone(places.home / "lock"):
            _forget(places)
    except AlreadyRunningError as error:
        raise EmbeddedError(
            f"The demonstration in {home} is running. Stop it with Ctrl-C first; nothing was removed."
        ) from error


def remove(home: Path) -> None:
    """Remove everything a home made, wherever it stands."""
    if not home.is_dir():
        return
    reset(home)
    places = find_places(home)
    if places.room != places.home and places.room.parent == OUTSIDE:
        shutil.rmtree(places.room, ignore_errors=True)
    if places.home.name in (".nestwork", "test"):
        shutil.rmtree(places.home, ignore_errors=True)


def _forget(places: Places) -> None:
    shutil.rmtree(places.run, ignore_errors=True)
    for path in [
        *(places.room / name for name in DATA),
        *(places.home / name for name in OWN),
        *places.home.glob(CLOCK),
    ]:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
