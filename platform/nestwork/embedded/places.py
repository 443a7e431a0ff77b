"""Where the embedded servers keep their files, so that no folder that is not ours is ever opened to others."""

import hashlib
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from nestwork.embedded.accounts import Account, server_account
from nestwork.embedded.errors import EmbeddedError

CLONE = Path(__file__).resolve().parents[3]
OUTSIDE = Path("/var/lib/nestwork")
LONGEST_SOCKET_PATH = 107  # bytes, the kernel's limit for a socket's path, the end mark taken off
LONGEST_SOCKET_NAME = "/.s.PGSQL.5432.lock"
PLAIN_PATH = re.compile(r"[A-Za-z0-9_./-]+")
ROOM_NEEDED = 500 * 1024 * 1024  # bytes free before a first start


@dataclass(frozen=True)
class Places:
    """Folders of one pair of servers.

    `home` is what the person named (lock, keys, demo.json); `room` holds the servers' data and may stand elsewhere when
    their account cannot enter home; `run` holds the sockets.
    """

    home: Path
    room: Path
    run: Path
    account: Account | None

    @property
    def postgresql(self) -> Path:
        """Return the data folder of PostgreSQL."""
        return self.room / "postgresql"

    @property
    def valkey(self) -> Path:
        """Return the data folder of Valkey."""
        return self.room / "valkey"

    @property
    def valkey_socket(self) -> Path:
        """Return the socket Valkey listens on."""
        return self.run / "valkey.sock"

    def make(self) -> None:
        """Make the folders that are missing, for the servers' account alone; refuse a run folder of somebody else."""
        if self.room != self.home:
            OUTSIDE.mkdir(mode=0o755, parents=True, exist_ok=True)
            self.room.mkdir(mode=0o711, exist_ok=True)
            (self.room / "belongs-to").write_text(f"{self.home}\n")
        if not self.postgresql.exists() and shutil.disk_usage(self.room).free < ROOM_NEEDED:
            raise EmbeddedError(f"Less than 500 MB are free for {self.room}. Make room there and try again.")
        self.run.mkdir(mode=0o700, exist_ok=True)
        self._refuse_strangers(self.run)
        self.valkey.mkdir(mode=0o700, exist_ok=True)
        for folder in (self.run, self.valkey):
            self.give(folder)

    def give(self, path: Path) -> None:
        """Hand a file or folder to the servers' account."""
        if self.account is not None:
            os.chown(path, self.account.uid, self.account.gid)

    def _refuse_strangers(self, folder: Path) -> None:
        ours = {os.geteuid()} | ({self.account.uid} if self.account else set())
        if folder.is_symlink() or not folder.is_dir() or folder.lstat().st_uid not in ours:
            raise EmbeddedError(
                f"{folder} belongs to somebody else, so no sockets are made there. Remove it first."
            )


def named_home() -> Path:
    """Return the demonstration's home: NESTWORK_HOME, else `.nestwork` in the clone."""
    named = os.environ.get("NESTWORK_HOME")
    return Path(named).expanduser().absolute() if named else CLONE / ".nestwork"


def make_home(home: Path) -> None:
    """Make the home folder; under root others may pass through it (not look), so the servers' account can."""
    home.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)


def find_places(home: Path) -> Places:
    """Decide where the servers of this home live. Makes home itself and nothing else."""
    home = home.absolute()
    try:
        make_home(home)
    except OSError as error:
        raise EmbeddedError(
            f"The folder {home} cannot be made or written: {error.strerror}. Name another one with NESTWORK_HOME."
        ) from error
    account = server_account()
    room = home if account is None or account.can_enter(home) else OUTSIDE / short_name(home)
    return Places(home=home, room=room, run=socket_folder(room, account), account=account)


def short_name(path: Path) -> str:
    """Return twelve letters that stand for a path."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def socket_folder(room: Path, account: Account | None) -> Path:
    """Return `room/run`, or a short plain path when a socket's path would be too long or hold odd characters."""
    run = room / "run"
    short_enough = len(os.fsencode(run)) + len(LONGEST_SOCKET_NAME) <= LONGEST_SOCKET_PATH
    if short_enough and PLAIN_PATH.fullmatch(str(run)):
        return run
    uid = account.uid if account else os.geteuid()
    return Path(tempfile.gettempdir()) / f"nestwork-{uid}-{short_name(room)}"
