"""The program that reads HL7 v2 immunization messages in the limited process."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO

from nestwork.uploads.child import serve
from tenants.incoming.rules.hl7.doses import orders, read_dose
from tenants.incoming.rules.hl7.parts import Segment, UnreadableMessageError, named, split
from tenants.incoming.rules.hl7.people import number_of, read_contacts, read_patient
from tenants.incoming.rules.hl7.splitting import Counted, RawMessage, messages
from tenants.incoming.rules.identifiers import Drops
from tenants.incoming.rules.shapes import (
    IncomingDropped,
    IncomingEnd,
    IncomingFile,
    IncomingPatient,
    IncomingProblem,
    IncomingSkipped,
    Shape,
    Why,
    as_line,
)

_READ = frozenset({"MSH", "PID", "PD1", "NK1", "ORC", "RXA", "RXR"})


class Reading:
    """One pass over a file: what was skipped is counted, what was dropped too."""

    def __init__(self) -> None:
        self.skipped: Counter[tuple[str, str]] = Counter()
        self.drops = Drops()
        self.count = 0

    def shapes(self, file: BinaryIO) -> Iterator[Shape]:
        """Everything the file says. Messages are taken by their time (MSH-7), so that what was said last counts."""
        counted = Counted()
        found = list(messages(file, counted))
        yield IncomingFile(format="vxu", details={"messages": str(len(found))})
        seen: set[tuple[str, str, str, str]] = set()
        for raw in sorted(found, key=_time):
            self.count += 1
            yield from self._message(raw, seen)
        for said in counted.said:
            if said != len(found) and len(counted.said) == 1:
                yield IncomingProblem(place="BTS", resource="BTS", why=Why.NOT_UNDERSTOOD, detail="BTS-1")
        for (resource, why), times in sorted(self.skipped.items()):
            yield IncomingSkipped(resource=resource, why=why, count=times)
        for kind, times in sorted(self.drops.counts.items()):
            yield IncomingDropped(kind=kind, count=times)
        yield IncomingEnd(records=self.count)

    def _message(self, raw: RawMessage, seen: set[tuple[str, str, str, str]]) -> Iterator[Shape]:
        try:
            segments = split(raw)
            kind, control = _header(segments[0], raw)
            if control in seen:
                self.skipped["message sent twice", Why.UNUSED_TYPE] += 1
            elif kind.split("^")[0] != "VXU":  # MSH-9 decides, whatever EVN or the file's name says
                self.skipped[kind, Why.UNUSED_TYPE] += 1
            else:
                seen.add(control)
                yield from self._vxu(raw, segments)
        except UnreadableMessageError as wrong:
            yield IncomingProblem(
                place=raw.place(wrong.segment), resource=wrong.field[:3], why=Why.NOT_UNDERSTOOD,
                detail=wrong.field,
            )  # fmt: skip

    def _vxu(self, raw: RawMessage, segments: list[Segment]) -> Iterator[Shape]:
        pid = next(named(segments, "PID"), None)
        if pid is None:
            raise UnreadableMessageError("PID")
        place = raw.place(pid.at)
        patient = number = ""
        for shape in read_patient(pid, place, self.drops):
            if isinstance(shape, IncomingPatient):
                patient, number = shape.key, number_of(shape.identifiers)
            yield from self._kept(shape)
        yield from read_contacts(named(segments, "NK1"), patient, number, place)
        for one in segments:
            if one.name not in _READ:
                self.skipped[one.name, Why.UNUSED_TYPE] += 1
        for order in orders(segments):
            for at, rxa in enumerate(order.rxa):
                yield from self._kept(read_dose(order, at, patient, number, raw.place(rxa.at)))

    def _kept(self, shape: Shape) -> Iterator[Shape]:
        """Skips are counted to the end; everything else is said at once."""
        if isinstance(shape, IncomingSkipped):
            self.skipped[shape.resource, shape.why] += shape.count
        else:
            yield shape


def _header(header: Segment, raw: RawMessage) -> tuple[str, tuple[str, str, str, str]]:
    """What the message is (MSH-9), and what makes it one: sender, control number (MSH-10) and its whole text."""
    kind = "^".join(filter(None, (header.part(9)[1].upper(), header.part(9)[2].upper())))
    if not kind:
        raise UnreadableMessageError("MSH-9")
    return kind, (header.text(3), header.text(4), header.text(10), raw.text)


def _time(raw: RawMessage) -> str:
    """MSH-7 as fourteen digits; a message without a time keeps its place among those of no time."""
    header = raw.segments[0]
    fields = header.split(header[3]) if len(header) > 3 else []
    told = fields[6] if len(fields) > 6 else ""
    return "".join(letter for letter in told[:14] if letter.isdigit()).ljust(14, "0")


def vxu_lines(file: BinaryIO) -> Iterator[dict[str, Any]]:
    """The file's shapes as lines."""
    for shape in Reading().shapes(file):
        yield as_line(shape)


if __name__ == "__main__":
    serve(vxu_lines)
