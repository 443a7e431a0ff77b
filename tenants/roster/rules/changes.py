"""What an import may change on a child it brought before: only what the file changed and no person edited since."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tenants.roster.rules.fields import Field
from tenants.roster.rules.rows import Value


@dataclass(frozen=True, slots=True)
class Kept:
    """A value a person wrote later than the roster; the file's new value was not taken."""

    field: Field
    in_file: Value
    on_record: Value


@dataclass(slots=True)
class Changes:
    """Fields to write, and fields where a person's edit stands."""

    update: dict[Field, Value] = field(default_factory=dict)
    kept: list[Kept] = field(default_factory=list)


# What stands on a child nobody has said anything about.
UNSAID: Mapping[Field, Value] = {Field.SEX: "unknown", Field.PAYER_KIND: "unknown"}
# The same for a child this source brought, which nobody was asked about in the source's earlier files.
UNSAID_BY_SOURCE: Mapping[Field, Value] = {**UNSAID, Field.LANGUAGE: "en", Field.NEEDS_INTERPRETER: False}


def plan_changes(
    *,
    last: Mapping[Field, Value],
    now: Mapping[Field, Value],
    current: Mapping[Field, Value],
    unsaid: Mapping[Field, Value] = UNSAID,
) -> Changes:
    """Compare the last file, this file and the record.

    A field the file did not change is left alone, so the same file twice changes nothing. A field the file changed
    is written when the record still says what the last file said (or nothing); otherwise a person has edited it
    and that edit stands, with a line in the report. A blank cell says nothing and clears nothing.
    """
    changes = Changes()
    for name, value in now.items():
        if last.get(name) == value or current.get(name) == value:
            continue
        if current.get(name, "") in ("", last.get(name, unsaid.get(name, ""))):
            changes.update[name] = value
        else:
            changes.kept.append(Kept(name, value, current[name]))
    return changes


def too_many_leave(*, leaving: int, on_roster: int) -> bool:
    """Whether so many would leave (more than one in five) that somebody has to say yes to it on its own."""
    return leaving * 5 > on_roster
