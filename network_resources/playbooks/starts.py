"""Where a draft comes from: our own starter library, a file, the last version, or an empty sheet."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from network_resources.playbooks.kinds import kind_of
from network_resources.playbooks.models import PlaybookVersion
from network_resources.playbooks.rules.problems import ContentError
from network_resources.playbooks.rules.reading import check_size, read_json
from network_resources.playbooks.rules.schemas import schema_problems
from network_resources.playbooks.rules.states import Verification

SEEDS = Path(__file__).parent / "seeds"
FILE_SCHEMA = "playbook_file"


@dataclass(frozen=True, slots=True)
class Given:
    """What a draft begins with. `key` names a new standard and is nothing for the next version of one."""

    kind: str
    content: dict[str, Any]
    key: str = ""
    source_note: str = ""
    licence: str = ""
    verification: str = Verification.UNVERIFIED
    item_text_allowed: bool = True


def seed_names() -> list[str]:
    """The names of the starter library."""
    return sorted(file.stem for file in SEEDS.glob("*.json"))


def from_seed(name: str) -> Given:
    """One standard of the starter library; raises KeyError for a name it does not have."""
    if name not in seed_names():
        raise KeyError(name)
    return from_file((SEEDS / f"{name}.json").read_bytes())


def from_file(sent: bytes) -> Given:
    """A standard from its file; raises ContentError saying every problem of the file or its content."""
    return from_data(read_json(sent))


def from_data(data: Any) -> Given:
    """The same from data already read; raises ContentError."""
    check_size(data)
    problems = schema_problems(FILE_SCHEMA, data)
    if problems:
        raise ContentError(problems)
    found = [
        replace(problem, path=f"content.{problem.path}" if problem.path else "content")
        for problem in kind_of(data["kind"]).problems(data["content"])
    ]
    if found:
        raise ContentError(found)
    return Given(**{name: data[name] for name in Given.__slots__ if name in data})


def from_version(version: PlaybookVersion) -> Given:
    """What the version says, for the next one. Nobody has read the next one yet, so it begins unverified."""
    return Given(
        kind=version.playbook.kind,
        content=version.content,
        source_note=version.source_note,
        licence=version.licence,
        item_text_allowed=version.item_text_allowed,
    )


def empty(kind: str) -> Given:
    """An empty sheet of the kind; raises ContentError for a kind nobody registered."""
    return Given(kind=kind, content=kind_of(kind).blank())


def as_data(version: PlaybookVersion) -> Mapping[str, Any]:
    """The version as data of a file; from_data reads it again."""
    return {
        "nestwork": "standard",
        "format": 1,
        "key": version.playbook.key,
        "kind": version.playbook.kind,
        "number": version.number,
        "what_changed": version.what_changed,
        "source_note": version.source_note,
        "licence": version.licence,
        "verification": version.verification,
        "item_text_allowed": version.item_text_allowed,
        "content": version.content,
    }


def as_file(version: PlaybookVersion) -> bytes:
    """The version as a file people keep and send."""
    return json.dumps(as_data(version), indent=2, ensure_ascii=False).encode() + b"\n"
