"""The demonstration's web port: bound here and handed over, so nobody takes it in between."""

import socket

from nestwork.embedded.errors import EmbeddedError

FIRST, LAST = 8000, 8019


def bind(wished: str | None) -> socket.socket:
    """Bind the wished port of 127.0.0.1, or the first free one from 8000 to 8019 when none is wished."""
    if wished is None:
        for port in range(FIRST, LAST + 1):
            if found := _bound(port):
                return found
        raise EmbeddedError(
            f"The ports {FIRST} to {LAST} are all taken. Name a free one: NESTWORK_PORT=8100 make demo"
        )
    if not wished.isdecimal() or not 1 <= int(wished) <= 65535:
        raise EmbeddedError(f"NESTWORK_PORT={wished} is not a port number from 1 to 65535.")
    found = _bound(int(wished))
    if found is None:
        raise EmbeddedError(
            f"Port {wished} is taken by another program, or may not be used by this account. "
            "Name another one with NESTWORK_PORT, or none to take the next free one."
        )
    return found


def _bound(port: int) -> socket.socket | None:
    """Bind one port; None when taken. On ::1 somebody else would catch a browser's `*.localhost`, so that counts too."""
    if _somebody_on_ipv6(port):
        return None
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind(("127.0.0.1", port))
        door.listen(128)
    except OSError:
        door.close()
        return None
    return door


def _somebody_on_ipv6(port: int) -> bool:
    try:
        with socket.create_connection(("::1", port), timeout=0.5):
            return True
    except OSError:
        return False
