"""One embedded Valkey: broker of the background work and cache, reached through a socket only."""

import signal
import socket
import subprocess

from nestwork.embedded.errors import EmbeddedError
from nestwork.embedded.places import Places
from nestwork.embedded.postgres import last_complaint
from nestwork.embedded.processes import end_leftovers, start_server, stop, wait_for
from nestwork.embedded.programs import Programs

DATABASES = 4096  # each test run takes one of its own


class Valkey:
    """A Valkey server of one home. The caller holds the home's lock from `start` to `stop`."""

    def __init__(self, places: Places, programs: Programs, *, fast: bool) -> None:
        self.places = places
        self.programs = programs
        self.fast = fast
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Sweep what a crash left, start, wait until the socket answers."""
        end_leftovers(self.places.valkey, "valkey-server", signal.SIGTERM)
        self.places.valkey_socket.unlink(missing_ok=True)
        log = self.places.room / "valkey.log"
        self.process = start_server(
            self.command(), account=self.places.account, log=log, death=signal.SIGTERM
        )
        if not wait_for(self._is_ready, seconds=60, while_alive=self.process):
            self.stop()
            raise EmbeddedError(f"Valkey did not start. {last_complaint(log)} Its log is {log}.")

    def stop(self) -> None:
        """End; Valkey writes its append-only file first."""
        if self.process is not None:
            stop(self.process, signal.SIGTERM, patience=10)

    def command(self) -> list[str]:
        """Return the command line. Tests keep nothing on disk; the demonstration keeps its queue."""
        options = {
            "--port": "0",
            "--unixsocket": str(self.places.valkey_socket),
            "--unixsocketperm": "700",
            "--dir": str(self.places.valkey),
            "--appendonly": "no" if self.fast else "yes",
            "--save": "",
            "--maxmemory-policy": "noeviction",  # a broker must not forget
            "--databases": str(DATABASES if self.fast else 16),
        }
        return [str(self.programs.valkey), *(part for pair in options.items() for part in pair)]

    def _is_ready(self) -> bool:
        return answers(str(self.places.valkey_socket))


def answers(path: str) -> bool:
    """Tell whether a Valkey at this socket answers a ping; while it loads its file it does not."""
    try:
        with socket.socket(socket.AF_UNIX) as door:
            door.settimeout(2)
            door.connect(path)
            door.sendall(b"PING\r\n")
            return door.recv(16).startswith(b"+PONG")
    except OSError:
        return False
