"""`deploy/environment` where the packages cannot be had: plain sentences, nothing half made."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from nestwork.embedded.places import CLONE

UNREACHABLE = "http://127.0.0.1:9/simple"  # the port of "discard", where nobody listens


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """Return a clone's files that decide about its environment, under a path with a space and an accent."""
    there = tmp_path / "été à côté"
    for name in ("deploy", "requirements"):
        shutil.copytree(CLONE / name, there / name)
    shutil.copy(CLONE / ".python-version", there)
    return there


@pytest.mark.prove
def test_without_a_package_index_it_says_so_and_leaves_no_mark(clone: Path) -> None:
    environment = {
        "HOME": str(clone), "PATH": os.environ["PATH"], "PYTHON": sys.executable, "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": UNREACHABLE, "UV_INDEX_URL": UNREACHABLE, "PIP_RETRIES": "0", "UV_HTTP_RETRIES": "0",
    }  # fmt: skip
    done = subprocess.run(
        ["sh", "deploy/environment", "local"],
        cwd=clone, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "the package index was not reached" in done.stderr
    assert "run make again" in done.stderr
    assert not (clone / ".venv" / "has-local").exists()
