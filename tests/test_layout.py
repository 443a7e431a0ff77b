"""The house as a place to find things: no drawer without a name, no file too long to read, nothing that should not be here."""

import platform
import re
import subprocess
from pathlib import Path

import pytest

from nestwork.embedded.places import CLONE

LONGEST = 300  # lines; a file longer than this holds two subjects
# Longer files with their reason; the list may only shrink.
LONG_FILES: dict[str, str] = {}
FLOORS = ("platform", "tenants", "network_resources", "reporting", "tests", "benchmarks", "deploy")
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "base_utils"}


def tracked() -> list[Path]:
    """Return every file git keeps or would keep, and that is still there."""
    listed = subprocess.run(
        ["git", "-C", str(CLONE), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True, text=True, check=True,
    ).stdout.split("\0")  # fmt: skip
    return [CLONE / name for name in listed if name and (CLONE / name).is_file()]


def python_files() -> list[Path]:
    """Return our own Python files, without migrations."""
    return [
        path
        for path in tracked()
        if path.suffix == ".py"
        and path.relative_to(CLONE).parts[0] in FLOORS
        and "migrations" not in path.parts
    ]


def name(path: Path) -> str:
    """Return a path as it stands in the repository."""
    return path.relative_to(CLONE).as_posix()


def test_platform_is_a_folder_and_never_a_package() -> None:
    assert not (CLONE / "platform" / "__init__.py").exists()
    assert list((CLONE / "platform").glob("*.py")) == []
    assert platform.python_version()  # the standard library's module answers, not our folder


def test_no_drawer_without_a_subject() -> None:
    drawers = [name(path) for path in python_files() if path.stem in DRAWERS or DRAWERS & set(path.parts)]
    assert drawers == []


def test_no_file_is_too_long_to_read() -> None:
    long = {name(path) for path in python_files() if len(path.read_text().splitlines()) > LONGEST}
    assert long == set(LONG_FILES)


def test_every_module_says_what_it_is() -> None:
    silent = [
        name(path)
        for path in python_files()
        if path.name != "apps.py"
        and path.read_text().strip()
        and not re.match(r'(#!.*\n)?(r|)"""', path.read_text())
    ]
    assert silent == []


@pytest.mark.parametrize("word", ["T" + "ODO", "FIX" + "ME", "X" * 3 + ":"])
def test_nothing_is_left_for_later(word: str) -> None:
    left = [
        name(path)
        for path in tracked()
        if path.suffix in {".py", ".html", ".js", ".css"}
        and "vendor" not in path.parts
        and word in path.read_text(errors="replace")
    ]
    assert left == []


def test_no_path_of_a_computer_is_in_a_file() -> None:
    machine = re.compile(r"/(?:root|home/\w+|Users/\w+)/")
    own = {"tests/test_layout.py"}
    found = [
        name(path)
        for path in tracked()
        if path.suffix in {".py", ".toml", ".txt", ".md", ".yml", ".sh", ".html", ""}
        and name(path) not in own
        and machine.search(path.read_text(errors="replace"))
    ]
    assert found == []


def test_every_folder_of_code_explains_itself() -> None:
    packages = [path for path in tracked() if path.name == "__init__.py" and "tests" not in path.parts]
    rooms = [path for path in packages if path.parent.parent.name in ("nestwork", "tenants")]
    silent = [name(path) for path in rooms if not path.read_text().startswith('"""')]
    assert silent == []
