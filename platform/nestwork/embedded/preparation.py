"""What has to be true before the demonstration's pages open: database, tables, static files, made-up practices.

Each step is a management command in a process of its own. What was done is remembered beside the data, so a second
start skips what has not changed.
"""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nestwork.embedded.errors import EmbeddedError
from nestwork.embedded.places import CLONE
from nestwork.embedded.postgres import SUPERUSER
from nestwork.embedded.processes import end_with_parent
from nestwork.embedded.servers import Servers
from nestwork.embedded.supervisor import how
from nestwork.embedded.terminal import Terminal

DATABASE = "nestwork"
# Files that decide how the tables look, how the static files look, and what the made-up network shows.
TABLES = (
    "platform/**/migrations/*.py",
    "platform/**/*.sql",
    "tenants/**/migrations/*.py",
    "tenants/**/*.sql",
    "network_resources/**/migrations/*.py",
    "network_resources/**/*.sql",
    "reporting/**/migrations/*.py",
    "reporting/**/*.sql",
    "platform/nestwork/sealing/**/*.py",
    "requirements/base.txt",
)
STATIC = ("platform/nestwork/**/static/**/*", "tenants/**/static/**/*", "requirements/base.txt")
STORY = ("platform/demonstration/**/*.py", "platform/demonstration/**/*.json")

# Files of packages that no page uses; the image leaves them out too.
NOT_SERVED = (
    "rest_framework",
    "guardian",
    "drf_spectacular_sidecar/redoc/*",
    "django_htmx/ext/*",
    "htmx-2*",
    "htmax-*",
)


@dataclass
class Preparation:
    """Runs the steps for one home; `environment` names it to the children."""

    home: Path
    servers: Servers
    terminal: Terminal
    environment: dict[str, str] = field(default_factory=dict)

    def prepare_server(self) -> None:
        """Make logins, the hardened base and the database, as the superuser (the only time it is used)."""
        address = f"postgresql:///postgres?host={self.servers.socket_dir}&user={SUPERUSER}"
        self._run(
            "database",
            [sys.executable, "-m", "nestwork.sealing.bootstrap", "--database", DATABASE],
            quiet=True,
            NESTWORK_SUPERUSER_URL=address,
        )

    def migrate(self) -> None:
        """Bring the shared tables and every practice to the state of this clone's migrations."""
        if self._unchanged("tables", fingerprint(TABLES)):
            return
        self._manage("migrate", "--noinput", "--verbosity=0")
        self._manage("migrate_practices")
        self._remember("tables", fingerprint(TABLES))

    def collect_static(self) -> None:
        """Put style, script, icons and fonts where the web process serves them, compressed."""
        print_of_files = fingerprint(STATIC)
        if (self.home / "static").is_dir() and self._unchanged("static", print_of_files):
            return
        left_out = [f"--ignore={pattern}" for pattern in NOT_SERVED]
        self._manage("collectstatic", "--noinput", "--clear", "--verbosity=0", *left_out)
        self._remember("static", print_of_files)

    def demonstrate(self, *, practices: int, children: int | None, base_url: str) -> None:
        """Open the made-up practices with their people and children, and write demo.json.

        A newer clone tells more of the story: its steps are taken in a network that an older one has opened.
        """
        wished = f"{practices} {children} {base_url} {fingerprint(STORY)}"
        if (self.home / "demo.json").exists() and self._unchanged("network", wished):
            return
        each = [] if children is None else [f"--children={children}"]
        self._manage("demonstrate", f"--practices={practices}", *each, f"--base-url={base_url}")
        self._remember("network", wished)

    def _manage(self, *arguments: str) -> None:
        self._run(arguments[0], [sys.executable, str(CLONE / "manage.py"), *arguments])

    def _run(self, name: str, command: Sequence[str], *, quiet: bool = False, **more: str) -> None:
        """Run one command, showing its lines; a failure shows them all and is said in a sentence."""
        lines: list[str] = []
        process = subprocess.Popen(
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=end_with_parent(signal.SIGTERM),  # noqa: PLW1509 - started from the main thread only
            env={**os.environ, **self.environment, "PYTHONUNBUFFERED": "1", **more},
        )
        try:
            self._follow(process, lines, quiet=quiet)
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
        if process.returncode != 0:
            self.terminal.say()
            for line in lines[-25:] if quiet else ():  # otherwise they were shown as they came
                self.terminal.line(name[:7], line)
            raise EmbeddedError(
                f"The step {name} ended {how(process.returncode)}; its last lines stand above."
            )

    def _follow(self, process: subprocess.Popen[bytes], lines: list[str], *, quiet: bool) -> None:
        if process.stdout is None:
            raise RuntimeError("the child is started with a pipe")
        os.set_blocking(process.stdout.fileno(), False)
        rest = b""
        while True:
            ended = process.poll() is not None
            text = process.stdout.read() or b""
            *whole, rest = (rest + text).split(b"\n")
            for line in whole:
                lines.append(line.decode(errors="replace").rstrip())
                if not quiet and lines[-1]:
                    self.terminal.detail(lines[-1])
            if ended and not text:
                return
            self.terminal.still()
            time.sleep(0.05)

    @property
    def _memory(self) -> Path:
        return self.servers.places.room / "prepared.json"

    def _known(self) -> dict[str, str]:
        return json.loads(self._memory.read_text()) if self._memory.exists() else {}

    def _unchanged(self, step: str, state: str) -> bool:
        return self._known().get(step) == state

    def _remember(self, step: str, state: str) -> None:
        self._memory.write_text(json.dumps({**self._known(), step: state}))


def fingerprint(patterns: Sequence[str]) -> str:
    """Return a digest of the files of these patterns."""
    digest = hashlib.sha256()
    for pattern in patterns:
        for path in sorted(CLONE.glob(pattern)):
            if path.is_file():
                digest.update(f"{path.relative_to(CLONE)}\0".encode() + path.read_bytes())
    return digest.hexdigest()
