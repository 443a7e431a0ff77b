"""One embedded PostgreSQL: made by initdb, reached through a socket only, ended with its starter."""

import shutil
import signal
import subprocess
from pathlib import Path

from nestwork.embedded.accounts import own_name
from nestwork.embedded.errors import EmbeddedError
from nestwork.embedded.places import Places
from nestwork.embedded.processes import end_leftovers, plain_environment, start_server, stop, wait_for
from nestwork.embedded.programs import Programs, fit_for_initdb

SUPERUSER = "nestwork"  # prepares the base database; no process of the application signs in with it
LOGINS = ("nw_owner", "nw_web", "nw_worker", "nw_release", "nw_sealer")
SOCKET = ".s.PGSQL.5432"
START_SECONDS = 120  # recovery after a crash may take long
INITDB = (
    f"--username={SUPERUSER}",
    "--encoding=UTF8",
    "--locale=C.UTF-8",
    "--locale-provider=builtin",
    "--builtin-locale=PG_UNICODE_FAST",
    "--auth=peer",
    "--no-instructions",
)
# Nothing typed about a child may reach the server's log: no statements, no parameters, no details of a conflict.
ALWAYS = {
    "listen_addresses": "''",
    "max_connections": "200",
    "max_locks_per_transaction": "512",  # a migration of many practices locks many tables
    "TimeZone": "UTC",
    "log_timezone": "UTC",
    "log_statement": "none",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_error_verbosity": "terse",
}
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_wal_size": "4GB"}


class Postgres:
    """A PostgreSQL server of one home. The caller holds the home's lock from `start` to `stop`."""

    def __init__(self, places: Places, programs: Programs, *, fast: bool) -> None:
        self.places = places
        self.programs = programs
        self.fast = fast
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Make the data folder when missing, sweep what a crash left, start, wait until it takes connections."""
        data = self.places.postgresql
        if not data.exists():
            self._make(data)
        self._sweep(data)
        self._write_access(data)
        log = self.places.room / "postgresql.log"
        self.process = start_server(
            self.command(data), account=self.places.account, log=log, death=signal.SIGINT
        )
        if not wait_for(self._is_ready, seconds=START_SECONDS, while_alive=self.process):
            self.stop()
            raise EmbeddedError(f"PostgreSQL did not start. {last_complaint(log)} Its log is {log}.")

    def stop(self) -> None:
        """End with a fast stop (SIGINT); SIGTERM would wait for every client."""
        if self.process is not None:
            stop(self.process, signal.SIGINT, patience=20)

    def command(self, data: Path) -> list[str]:
        """Return the command line; every option stands here and none in postgresql.conf."""
        options = {**ALWAYS, **(FAST if self.fast else {})}
        options["unix_socket_directories"] = f'"{self.places.run}"'  # a list, so a path wants its own quotes
        given = [part for name, value in options.items() for part in ("-c", f"{name}={value.strip(chr(39))}")]
        return [str(self.programs.postgres), "-D", str(data), *given]

    def _make(self, data: Path) -> None:
        """Run initdb beside the final place and rename: a cut-off initdb never looks like a data folder."""
        half = data.with_name(".postgresql-new")
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(mode=0o700)
        self.places.give(half)
        account = self.places.account
        with fit_for_initdb(self.programs, self.places) as programs:
            done = subprocess.run(
                [str(programs.initdb), *INITDB, "-D", str(half)],
                capture_output=True,
                text=True,
                check=False,
                env=plain_environment(),
                **(account.popen_arguments() if account else {"cwd": "/"}),
            )
        if done.returncode != 0:
            shutil.rmtree(half, ignore_errors=True)
            raise EmbeddedError(f"PostgreSQL's data folder could not be made. {complaint(done.stderr)}")
        half.rename(data)

    def _sweep(self, data: Path) -> None:
        """Remove what a killed server left; safe only because the lock says that no server of ours runs."""
        end_leftovers(data, "postgres", signal.SIGINT)
        for path in (data / "postmaster.pid", self.places.run / SOCKET, self.places.run / f"{SOCKET}.lock"):
            path.unlink(missing_ok=True)

    def _write_access(self, data: Path) -> None:
        """Say who may sign in: the kernel names the caller (peer), no password exists, no network port is open."""
        callers = sorted({own_name(), "root", *([self.places.account.name] if self.places.account else [])})
        logins = (SUPERUSER, *LOGINS)
        lines = [f'nestwork "{caller}" {login}' for caller in callers for login in logins]
        for name, text in (
            ("pg_hba.conf", "local all all peer map=nestwork\n"),
            ("pg_ident.conf", "\n".join(lines) + "\n"),
        ):
            (data / name).write_text(text)
            self.places.give(data / name)

    def _is_ready(self) -> bool:
        """Line 8 of postmaster.pid says `ready`, and line 1 is our own child: a stale file also says ready."""
        try:
            lines = (self.places.postgresql / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        ours = self.process is not None and bool(lines) and lines[0] == str(self.process.pid)
        return ours and len(lines) >= 8 and lines[7].strip() == "ready"


def complaint(text: str) -> str:
    """Return the line of a server's output that tells a person what is wrong."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    marks = ("FATAL", "could not", "PANIC", "error:")
    telling = [line for line in lines if any(mark in line for mark in marks)]
    return (telling or lines or ["It gave no reason."])[0 if telling else -1]


def last_complaint(log: Path) -> str:
    """Return the telling line of the end of a log file."""
    return complaint("\n".join(log.read_text(errors="replace").splitlines()[-15:]) if log.exists() else "")
