"""Which account of this computer runs the embedded servers. PostgreSQL refuses to run as root."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nestwork.embedded.errors import EmbeddedError


@dataclass(frozen=True)
class Account:
    """An account that is not root; the servers and their files belong to it."""

    name: str
    uid: int
    gid: int

    def popen_arguments(self) -> dict[str, Any]:
        """Return what makes `subprocess` start a program as this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": [], "cwd": "/"}

    def can_enter(self, folder: Path) -> bool:
        """Try, as this account, whether the folder and each folder above it may be entered."""
        return self._can(["/bin/sh", "-c", 'test -x "$1"', "sh", str(folder)])

    def can_run(self, program: Path) -> bool:
        """Try, as this account, whether the program starts and answers its version."""
        return self._can([str(program), "--version"])

    def _can(self, command: list[str]) -> bool:
        try:
            done = subprocess.run(command, capture_output=True, check=False, **self.popen_arguments())
        except FileNotFoundError:
            return False
        except PermissionError as error:
            if error.filename == command[0]:
                return False  # the account may not reach the program itself
            raise EmbeddedError(
                f"This process is root but may not become the account {self.name}, which would run PostgreSQL. "
                "Start as an ordinary user, or give the container the SETUID and SETGID capabilities."
            ) from error
        return done.returncode == 0


def server_account() -> Account | None:
    """Return the account for the servers, or None when an ordinary user runs them under its own name.

    Root looks for NESTWORK_SERVER_USER, SUDO_USER, "nestwork" and "nobody", in this order. A bare number is not
    enough: initdb wants the account to have a name in the system's list.
    """
    if os.geteuid() != 0:
        return None
    wished = [os.environ.get("NESTWORK_SERVER_USER"), os.environ.get("SUDO_USER"), "nestwork", "nobody"]
    for name in filter(None, wished):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    raise EmbeddedError(
        "PostgreSQL does not run as root, and this computer has neither an account 'nestwork' nor 'nobody'. "
        "Name one that exists with NESTWORK_SERVER_USER=name."
    )


def own_name() -> str:
    """Return the name of the account this process runs as."""
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError as error:
        raise EmbeddedError(
            f"The user number {os.geteuid()} has no name on this computer; PostgreSQL needs one. "
            "Run as an account that is listed in /etc/passwd."
        ) from error
