"""Where the servers live: never a folder opened to others, never a socket path the kernel refuses."""

import os
from pathlib import Path

import pytest

from nestwork.embedded import places
from nestwork.embedded.accounts import Account, server_account
from nestwork.embedded.errors import EmbeddedError
from nestwork.embedded.places import LONGEST_SOCKET_PATH, find_places, named_home, socket_folder


def test_the_home_is_the_clones_own_folder_unless_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NESTWORK_HOME", raising=False)
    assert named_home() == places.CLONE / ".nestwork"
    monkeypatch.setenv("NESTWORK_HOME", "somewhere")
    assert named_home() == Path.cwd() / "somewhere"


def test_a_plain_short_path_keeps_its_sockets_in_the_room() -> None:
    assert socket_folder(Path("/srv/nestwork"), None) == Path("/srv/nestwork/run")


@pytest.mark.parametrize(
    "room",
    ["/srv/Kinder ärzte", "/srv/it's", "/srv/$HOME", "/srv/“curly”", "/srv/" + "é" * 50, "/srv/" + "a" * 90],
)
def test_an_odd_or_long_path_gets_a_short_plain_socket_folder(room: str) -> None:
    folder = socket_folder(Path(room), None)
    assert places.PLAIN_PATH.fullmatch(str(folder))
    assert len(os.fsencode(folder)) + len("/.s.PGSQL.5432.lock") <= LONGEST_SOCKET_PATH
    assert folder != socket_folder(Path(room + "2"), None)


def test_a_home_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EmbeddedError, match=r"cannot be made or written.*NESTWORK_HOME"):
        find_places(tmp_path / "file" / "home")


def test_a_socket_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "run").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(EmbeddedError, match="belongs to somebody else"):
        places.Places(tmp_path, tmp_path, tmp_path / "run", server_account()).make()


def test_an_ordinary_user_needs_no_other_account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert server_account() is None


def test_root_picks_the_first_account_that_exists_and_is_not_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setenv("NESTWORK_SERVER_USER", "no-such-account")
    monkeypatch.setenv("SUDO_USER", "root")
    account = server_account()
    assert account is not None
    assert account.uid != 0


def test_without_any_account_root_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(name: str) -> None:
        raise KeyError(name)

    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr("nestwork.embedded.accounts.pwd.getpwnam", unknown)
    with pytest.raises(EmbeddedError, match="NESTWORK_SERVER_USER"):
        server_account()


def test_a_home_only_its_owner_may_enter_sends_the_data_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = Account("stranger", 65534, 65534)
    monkeypatch.setattr(places, "server_account", lambda: account)
    monkeypatch.setattr(Account, "can_enter", lambda self, folder: False)
    found = find_places(tmp_path / "home")
    assert found.room.parent == places.OUTSIDE
    assert found.room != find_places(tmp_path / "other").room
    assert found.home == tmp_path / "home"
