"""A demonstration started as `make demo` starts it: a process of its own with real servers, web, worker and sealer."""

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from nestwork.embedded.processes import end_with_parent


class Demo:
    """One running `python -m nestwork.embedded demo` and what it has said."""

    def __init__(self, home: Path, *arguments: str, **environment: str) -> None:
        self.home = home
        self.said = ""
        self.listener: threading.Thread | None = None
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("NESTWORK", "DJANGO"))
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "nestwork.embedded", "demo", *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
            preexec_fn=end_with_parent(signal.SIGTERM),  # noqa: PLW1509 - started from the main thread only
            env={**kept, "NESTWORK_HOME": str(home), **environment},
        )  # fmt: skip

    def wait_for(self, words: str) -> None:
        """Read lines until one holds these words; fails when the demonstration ends before."""
        assert self.process.stdout
        for line in self.process.stdout:
            self.said += line
            if words in line:
                return
        pytest.fail(f"{words!r} was never said:\n{self.said}")

    def ready(self) -> "Demo":
        """Wait for the last line of the sign-ins."""
        self.wait_for("Ctrl-C stops everything")
        return self

    def listen(self) -> "Demo":
        """Go on reading what it says: one that nobody reads stands still when its pipe is full."""
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()
        return self

    def _listen(self) -> None:
        assert self.process.stdout
        with self.process.stdout as words:
            for line in words:
                self.said += line

    @property
    def port(self) -> int:
        """Return the port its pages are on."""
        return int(json.loads((self.home / "run.json").read_text())["port"])

    @property
    def sheet(self) -> dict[str, Any]:
        """Return addresses and sign-ins as written to demo.json."""
        return dict(json.loads((self.home / "demo.json").read_text()))

    def page(self, host: str = "localhost", path: str = "/") -> int:
        """Ask for a page and return the answer's status."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as caller:
            caller.request("GET", path, headers={"Host": f"{host}:{self.port}"})
            with caller.getresponse() as answer:
                return answer.status

    def stop(self, wanted: signal.Signals = signal.SIGINT) -> int:
        """Send a signal to the launcher alone and return its exit code."""
        self.process.send_signal(wanted)
        if self.listener:
            self.process.wait(timeout=60)
            self.listener.join()
            return self.process.returncode
        self.said += self.process.communicate(timeout=60)[0]
        return self.process.returncode
