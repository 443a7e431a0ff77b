"""How much memory the reading process holds at most, as the kernel counts it from its first instruction on."""

import subprocess
import sys
import threading
from pathlib import Path

from tenants.incoming.rules.readers import FHIR, READERS


def most_of_reader(path: Path) -> float:
    """Megabytes that reading this file takes at most (Linux only; the count of a parent before the start is not in it)."""
    with path.open("rb") as content:
        reader = subprocess.Popen(
            [sys.executable, "-m", READERS[FHIR]],
            stdin=content,
            stdout=subprocess.DEVNULL,
            env={"PYTHONPATH": ":".join(filter(None, sys.path))},
        )
        most = 0.0
        over = threading.Event()
        while not over.wait(0.02):
            most = max(most, _high_water(reader.pid))
            if reader.poll() is not None:
                over.set()
    if reader.returncode:
        raise RuntimeError(f"the reader ended with {reader.returncode}")
    return most


def _high_water(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)
