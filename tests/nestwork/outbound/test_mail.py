"""Mail goes out by SMTP, waits for the commit, and stays on this computer in the demonstration."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings

from nestwork.outbound.mail import MailNotSentError, send, send_after_commit

SMTP = "django.core.mail.backends.smtp.EmailBackend"


class SmallMailServer:
    """Speaks just enough SMTP to take one message after the other; `refuses` makes it turn them away."""

    def __init__(self, *, refuses: bool = False) -> None:
        self.received: list[str] = []
        self.refuses = refuses
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.door.getsockname()[1]
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def close(self) -> None:
        self.door.shutdown(socket.SHUT_RDWR)
        self.door.close()
        self.thread.join()

    def _serve(self) -> None:
        while True:
            try:
                caller, _ = self.door.accept()
            except OSError:
                return
            with caller, caller.makefile("rwb", buffering=0) as line:
                self._talk(line)

    def _talk(self, line: "socket.SocketIO") -> None:
        line.write(b"220 ready\r\n")
        while command := line.readline():
            word = command[:4].upper()
            if word == b"DATA":
                line.write(b"354 go on\r\n")
                text = b""
                while (part := line.readline()) != b".\r\n":
                    text += part
                self.received.append(text.decode())
            if word == b"RCPT" and self.refuses:
                line.write(b"550 no such mailbox\r\n")
            elif word == b"QUIT":
                line.write(b"221 bye\r\n")
                return
            else:
                line.write(b"250 fine\r\n")


def mail_through(port: int) -> override_settings:
    """SMTP settings as in production, to a server on this computer."""
    options = {"host": "127.0.0.1", "port": port, "timeout": 5}
    return override_settings(MAILERS={"default": {"BACKEND": SMTP, "OPTIONS": options}})


@pytest.fixture
def mail_server() -> Iterator[SmallMailServer]:
    server = SmallMailServer()
    with mail_through(server.port):
        yield server
    server.close()


def test_a_message_arrives_at_the_mail_server(mail_server: SmallMailServer) -> None:
    send(to="ana@example.org", subject="You are invited", text="Sign in to read more.")
    (message,) = mail_server.received
    assert "To: ana@example.org" in message
    assert "Subject: You are invited" in message
    assert "Sign in to read more." in message


def test_a_message_that_the_server_refuses_is_said_not_to_be_sent(caplog: pytest.LogCaptureFixture) -> None:
    server = SmallMailServer(refuses=True)
    with (
        mail_through(server.port),
        pytest.raises(MailNotSentError),
    ):
        send(to="nobody@example.org", subject="x", text="y")
    server.close()
    assert server.received == []
    assert "nobody@example.org" not in caplog.text


def test_no_mail_server_at_all_is_said_too() -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    with (
        mail_through(port),
        pytest.raises(MailNotSentError),
    ):
        send(to="ana@example.org", subject="x", text="y")


def test_nobody_smuggles_a_second_header_into_a_subject(mail_server: SmallMailServer) -> None:
    with pytest.raises(ValueError, match="linefeed"):
        send(to="ana@example.org", subject="x\nBcc: eve@example.org", text="y")
    assert mail_server.received == []


@transaction.atomic
def send_and_fail() -> None:
    send_after_commit(to="ana@example.org", subject="never", text="y")
    raise ZeroDivisionError


@pytest.mark.django_db(transaction=True)
def test_a_message_waits_for_the_commit_and_dies_with_a_rollback(mail_server: SmallMailServer) -> None:
    with pytest.raises(ZeroDivisionError):
        send_and_fail()
    with transaction.atomic():
        send_after_commit(to="ana@example.org", subject="after the commit", text="y")
        assert mail_server.received == []
    assert ["after the commit" in message for message in mail_server.received] == [True]


@pytest.mark.django_db(transaction=True)
def test_a_failure_after_the_commit_is_told_to_the_caller() -> None:
    told: list[bool] = []
    server = SmallMailServer(refuses=True)
    with mail_through(server.port):
        send_after_commit(to="nobody@example.org", subject="x", text="y", failed=lambda: told.append(True))
    server.close()
    assert told == [True]


def test_in_the_demonstration_mail_is_a_file_in_the_home(tmp_path: Path) -> None:
    files = {
        "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "OPTIONS": {"file_path": tmp_path},
    }
    with override_settings(MAILERS={"default": files}):
        send(to="ana@example.org", subject="You are invited", text="Sign in to read more.")
    (file,) = tmp_path.iterdir()
    assert "To: ana@example.org" in file.read_text()
