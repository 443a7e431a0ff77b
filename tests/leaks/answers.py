"""What a host answered, without what differs by chance, so that two answers can be compared."""

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

_BY_CHANCE = (
    re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"'),
    re.compile(r"challenge=[0-9a-f]{64}"),
    re.compile(r'"request_id":\s*"[^"]*"'),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, where it sends the person, and the text."""

    status: int
    location: str
    text: str

    @property
    def lets_in(self) -> bool:
        """Whether the person got in: a page, a form to mend, or a redirect that is not to a door."""
        if self.status in {301, 302, 303}:
            return not any(door in self.location for door in ("/enter/", "/accounts/", "/step-up/", "/to/"))
        return self.status in {200, 201, 202, 204, 400, 409, 410, 415, 422}


def answer_of(response: Any, *asked: UUID | str) -> Answer:
    """Read a response; the ids that were asked for are blotted out, as they always differ."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    text = content.decode("utf-8", "replace")
    location = response.headers.get("Location", "")
    for part in asked:
        text, location = text.replace(str(part), "~"), location.replace(str(part), "~")
    for chance in _BY_CHANCE:
        text, location = chance.sub("~", text), chance.sub("~", location)
    return Answer(response.status_code, location, text)
