"""A program that acts for a person: it carries her token and asks one host over the API."""

import http.client
import json
import time
import uuid
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import expect

from tests.journeys.traveller import Traveller

LONGEST, PAUSE = 90, 0.5  # seconds that a worker may take, and between two questions


@dataclass(frozen=True)
class Answer:
    """What the API said."""

    status: int
    content: bytes

    @property
    def said(self) -> Any:
        """The content as data."""
        return json.loads(self.content)

    def ok(self) -> Any:
        """The content of an answer that is no refusal."""
        assert 200 <= self.status < 300, (self.status, self.content[:600])
        return self.said


@dataclass(frozen=True)
class Program:
    """A token and the host it is used on."""

    port: int
    host: str
    token: str

    def get(self, path: str) -> Answer:
        """Read."""
        return self._ask("GET", path, None, "application/json")

    def post(self, path: str, body: Any = None) -> Answer:
        """Do, once."""
        return self._ask("POST", path, json.dumps(body or {}).encode(), "application/json")

    def patch(self, path: str, body: Any) -> Answer:
        """Change."""
        return self._ask("PATCH", path, json.dumps(body).encode(), "application/json")

    def send(self, path: str, name: str, content: bytes, **fields: str) -> Answer:
        """Send a file as a form does."""
        line = f"--{uuid.uuid4().hex}"
        parts = [
            f'{line}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
            for key, value in fields.items()
        ]
        head = f'{line}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        kind = "Content-Type: application/octet-stream\r\n\r\n"
        body = b"".join([
            "".join(parts).encode(), head.encode(), kind.encode(), content, f"\r\n{line}--\r\n".encode()
        ])  # fmt: skip
        return self._ask("POST", path, body, f"multipart/form-data; boundary={line[2:]}")

    def until(self, path: str, is_so: Callable[[Any], bool]) -> Any:
        """Ask again until a worker has done its part."""
        end = time.monotonic() + LONGEST
        while True:
            said = self.get(path).ok()
            if is_so(said):
                return said
            assert time.monotonic() < end, said
            time.sleep(PAUSE)

    def at(self, host: str) -> "Program":
        """The same token, tried on another host."""
        return Program(self.port, host, self.token)

    def _ask(self, method: str, path: str, body: bytes | None, kind: str) -> Answer:
        heads = {"Host": f"{self.host}:{self.port}", "Content-Type": kind, "Accept": "application/json"}
        heads |= {"Authorization": f"Token {self.token}"} if self.token else {}
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as caller:
            caller.request(method, f"/api/v1/{path}", body=body, headers=heads)
            with caller.getresponse() as answer:
                return Answer(answer.status, answer.read())


def a_token(person: Traveller, port: int, scope: str = "Read and change") -> Program:
    """Make a token on the person's own page of the host she is on, after proving who she is."""
    person.goes_to("/me/tokens/").proves_herself()
    person.page.get_by_label("What it is for").fill("A program of ours")
    person.page.get_by_label(scope).check()
    person.presses("Make the token").look()
    secret = person.main.locator("code").first.inner_text()
    host = person.page.url.split("/")[2].split(":")[0]
    expect(person.main).to_contain_text("it is not shown again")
    return Program(port, host, secret)
