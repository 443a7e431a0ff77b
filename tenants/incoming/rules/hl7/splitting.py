"""A file of HL7 v2 messages to messages: byte order mark, line ends of every kind, the frame of a listener, batches."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from nestwork.uploads import limits
from nestwork.uploads.encoding import find_encoding
from nestwork.uploads.faults import BrokenFileError, Fault

_SEGMENT = re.compile(r"[A-Z][A-Z0-9]{2}(?=[^A-Za-z0-9\s]|$)")
_FRAME = "\x0b\x1c\x00"  # around each message when a listener wrote the file
_ENVELOPE = frozenset({"FHS", "BHS", "BTS", "FTS"})
MESSAGE_SEGMENTS = 5_000


@dataclass(slots=True)
class RawMessage:
    """The segments of one message, with the place where it stands in the file."""

    number: int
    line: int
    segments: list[str]

    @property
    def text(self) -> str:
        """As the standard writes it: segments end with CR."""
        return "\r".join(self.segments)

    def place(self, segment: int = 0) -> str:
        """Where somebody finds it again: the message and the line of its segment."""
        return f"message {self.number}, line {self.line + segment}"


@dataclass(slots=True)
class Counted:
    """What the envelope says about how many messages there should be (BTS-1)."""

    said: list[int] = field(default_factory=list)


def messages(file: BinaryIO, counted: Counted) -> Iterator[RawMessage]:
    """Every message of the file in its order; raises BrokenFileError for a file that is no HL7.

    A line that begins no segment goes on with the one before: some senders write line ends into a text.
    """
    encoding = find_encoding(file)
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline=None)
    number, current = 0, None
    for line_number, written in enumerate(text, start=1):
        line = written.strip(_FRAME + "\n\r\ufeff")
        if len(line) > limits.CELL_LETTERS * 10:
            raise BrokenFileError(Fault.CELL_TOO_LONG, line_number)
        name = line[:3] if _SEGMENT.match(line) else ""
        if name == "MSH":
            if current:
                yield current
            number += 1
            current = _started(number, line_number, line)
        elif name in _ENVELOPE:
            if current:
                yield current
            current = None
            _count(name, line, counted)
        elif current is None:
            if line.strip():
                raise BrokenFileError(Fault.NO_MESSAGES, line_number)
        else:
            _add(current, line, name, line_number)
    if current:
        yield current
    if not number:
        raise BrokenFileError(Fault.NO_MESSAGES if text.tell() else Fault.EMPTY_FILE, 1)


def _started(number: int, line_number: int, line: str) -> RawMessage:
    if number > limits.ROWS:
        raise BrokenFileError(Fault.TOO_MANY_ROWS, line_number)
    return RawMessage(number, line_number, [line])


def _add(current: RawMessage, line: str, name: str, line_number: int) -> None:
    if name:
        current.segments.append(line)
    elif line.strip():
        current.segments[-1] += f" {line.strip()}"
    if len(current.segments) > MESSAGE_SEGMENTS:
        raise BrokenFileError(Fault.TOO_MANY_ROWS, line_number)


def _count(name: str, line: str, counted: Counted) -> None:
    told = re.match(r"BTS.(\d+)", line)
    if name == "BTS" and told:
        counted.said.append(int(told[1]))
