"""Starting, watching and ending server processes, so that none outlives the one who started it."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from nestwork.embedded.accounts import Account

PR_SET_PDEATHSIG = 1
LINUX = sys.platform.startswith("linux")
_LIBC = ctypes.CDLL(None, use_errno=True) if LINUX else None


def end_with_parent(wanted: signal.Signals) -> Callable[[], None]:
    """Return a `preexec_fn`: the kernel sends the child this signal when its parent ends, however it ends.

    It must run after the change of user, which clears the wish; `Popen` calls it in that order.
    """
    parent = os.getpid()

    def wish() -> None:
        if _LIBC is None:
            return
        _LIBC.prctl(PR_SET_PDEATHSIG, int(wanted), 0, 0, 0)
        if os.getppid() != parent:
            os.kill(os.getpid(), wanted)  # the parent went away before the wish was heard

    return wish


def start_server(
    command: list[str], *, account: Account | None, log: Path, death: signal.Signals
) -> subprocess.Popen[bytes]:
    """Start a server in a session of its own, writing to `log`, ending with this process."""
    as_account = account.popen_arguments() if account else {"cwd": "/"}
    with log.open("ab") as lines:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=lines,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=end_with_parent(death),  # noqa: PLW1509 - started from the main thread only
            env=plain_environment(),
            **as_account,
        )


def plain_environment() -> dict[str, str]:
    """Return the environment of a server: no PG* or locale variable of the person's shell reaches it."""
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "TZ": "UTC"}


def stop(process: subprocess.Popen[bytes], wanted: signal.Signals, *, patience: float) -> None:
    """Ask a process to end, wait `patience` seconds, then kill it."""
    if process.poll() is None:
        process.send_signal(wanted)
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_for(condition: Callable[[], bool], *, seconds: float, while_alive: subprocess.Popen[bytes]) -> bool:
    """Wait until the condition holds; False when the process ended or the time is over."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        if while_alive.poll() is not None:
            return False
        time.sleep(0.02)
    return False


def living_in(folder: Path, program: str) -> Iterator[int]:
    """Yield the ids of processes of this program whose working folder is `folder` (Linux only)."""
    if not LINUX:
        return
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            here = (entry / "cwd").readlink()
            runs = (entry / "exe").readlink().name.removesuffix(" (deleted)")
        except OSError:
            continue  # ended meanwhile, a zombie, or somebody else's
        if here == folder and runs == program:
            yield int(entry.name)


def end_leftovers(folder: Path, program: str, wanted: signal.Signals, *, patience: float = 10) -> None:
    """End processes of an earlier run that still live in `folder`. Call only while holding the lock."""
    end = time.monotonic() + patience
    asked: set[int] = set()
    while left := set(living_in(folder, program)):
        late = time.monotonic() > end
        for pid in left if late else left - asked:
            _signal(pid, signal.SIGKILL if late else wanted)
        asked |= left
        time.sleep(0.05)


def _signal(pid: int, wanted: signal.Signals) -> None:
    try:
        os.kill(pid, wanted)
    except ProcessLookupError:
        return
