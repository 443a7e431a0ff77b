"""The web port: the next free one, or a sentence when a wished one is taken."""

import socket

import pytest

from nestwork.embedded import ports
from nestwork.embedded.errors import EmbeddedError


def port_of(door: socket.socket) -> int:
    """Return the number a socket is bound to."""
    return int(door.getsockname()[1])


def test_a_wished_port_is_bound_on_this_computer_only() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = port_of(probe)
    with ports.bind(str(free)) as door:
        assert door.getsockname() == ("127.0.0.1", free)


def test_a_wished_port_that_is_taken_is_a_sentence() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as other,
        pytest.raises(EmbeddedError, match=f"Port {port_of(other)} is taken"),
    ):
        ports.bind(str(port_of(other)))


@pytest.mark.parametrize("wished", ["eighty", "0", "70000", "-1", "80 "])
def test_what_is_no_port_is_a_sentence(wished: str) -> None:
    with pytest.raises(EmbeddedError, match="is not a port number"):
        ports.bind(wished)


def test_without_a_wish_the_next_free_one_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        monkeypatch.setattr(ports, "FIRST", port_of(other))
        monkeypatch.setattr(ports, "LAST", port_of(other) + 50)
        with ports.bind(None) as door:
            assert port_of(other) < port_of(door) <= port_of(other) + 50


def test_all_taken_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        monkeypatch.setattr(ports, "FIRST", port_of(other))
        monkeypatch.setattr(ports, "LAST", port_of(other))
        with pytest.raises(EmbeddedError, match="NESTWORK_PORT"):
            ports.bind(None)


def test_a_program_on_the_other_loopback_would_catch_the_browser_so_its_port_counts_as_taken() -> None:
    try:
        other = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        return  # a computer without IPv6 has no such program
    with other, pytest.raises(EmbeddedError, match="is taken"):
        ports.bind(str(port_of(other)))
