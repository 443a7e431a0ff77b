"""deploy/find-python with made-up Pythons on PATH: it runs each and says one sentence per cause."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from nestwork.embedded.places import CLONE

Find = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an empty folder that will be all of PATH."""
    path = tmp_path / "bin with space"
    path.mkdir()
    return path


@pytest.fixture
def find(folder: Path, tmp_path: Path) -> Find:
    """Return a function that runs the finder with nothing but `folder` on PATH."""

    def run(**more: str) -> "subprocess.CompletedProcess[str]":
        environment = {"PATH": str(folder), "HOME": str(tmp_path), **more}
        return subprocess.run(
            [shutil.which("sh") or "/bin/sh", str(CLONE / "deploy" / "find-python")],
            env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    return run


def put(
    path: Path, *, version: str = "3.13.0", new: bool = True, venv: bool = True, broken: bool = False
) -> Path:
    """Write a program that answers the finder's questions as a Python of this kind would."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        "#!/bin/sh\n"
        + ("exit 127\n" if broken else "")
        + 'case "$*" in\n'
        + f"*version_info*) exit {0 if new else 1};;\n*ensurepip*) exit {0 if venv else 1};;\n"
        + f'*sys.executable*) echo "{path}";;\n--version) echo "Python {version}";;\nesac\n'
    )
    path.chmod(0o755)
    return path


def test_this_computers_own_python_is_found() -> None:
    found = subprocess.run(
        ["sh", str(CLONE / "deploy" / "find-python")],
        env={**os.environ, "PYTHON": sys.executable}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert found.stdout.strip() == sys.executable


def test_the_preferred_version_comes_first(folder: Path, find: Find) -> None:
    put(folder / "python3.14")
    wanted = put(folder / "python3.13")
    put(folder / "python3")
    assert find().stdout.strip() == str(wanted)


def test_a_switched_off_shim_is_not_trusted(folder: Path, find: Find) -> None:
    put(folder / "python3.13", broken=True)
    wanted = put(folder / "python3.12")
    assert find().stdout.strip() == str(wanted)


def test_an_old_default_does_not_hide_pyenvs_versions(folder: Path, find: Find, tmp_path: Path) -> None:
    put(folder / "python3", version="3.11.2", new=False)
    wanted = put(tmp_path / ".pyenv" / "versions" / "3.13.5" / "bin" / "python3")
    assert find().stdout.strip() == str(wanted)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (None, "No Python was found. Nestwork needs Python 3.12 or newer"),
        ({"version": "3.11.2", "new": False}, "the python3 here is Python 3.11.2"),
        ({"venv": False}, "apt-get install python3-venv"),
    ],
)
def test_each_cause_has_its_own_sentence(
    folder: Path, find: Find, kind: dict[str, object] | None, sentence: str
) -> None:
    if kind is not None:
        put(folder / "python3", **kind)  # type: ignore[arg-type]  # the table above
    done = find()
    assert done.returncode == 1
    assert done.stdout == ""
    assert sentence in done.stderr


def test_a_named_python_that_does_not_do_is_refused_not_replaced(folder: Path, find: Find) -> None:
    put(folder / "python3.13")
    old = put(folder / "old", new=False)
    done = find(PYTHON=str(old))
    assert done.returncode == 1
    assert f"PYTHON={old} is not a Python 3.12 or newer with the venv module." in done.stderr


def test_it_works_without_a_home(folder: Path, find: Find) -> None:
    wanted = put(folder / "python3")
    environment = {"PATH": str(folder)}
    done = subprocess.run(
        [shutil.which("sh") or "/bin/sh", str(CLONE / "deploy" / "find-python")],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == str(wanted)
