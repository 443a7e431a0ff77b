"""A patient's identifiers, without those that never enter."""

from tenants.incoming.rules.fhir.node import Node
from tenants.incoming.rules.fhir.values import coding
from tenants.incoming.rules.identifiers import Drops, closed_kind

_LENGTH = 200


def identifiers(node: Node, drops: Drops) -> tuple[tuple[str, str, str], ...]:
    """The patient's numbers as (system, value, kind); those that never enter are counted."""
    kept: dict[tuple[str, str, str], None] = {}
    for one in node.nodes("identifier"):
        system, value, kind = one.text("system"), one.text("value"), _kind(one)
        if not value or one.text("use") == "old":
            continue
        if closed := closed_kind(system, kind, value):
            drops.add(closed)
        elif len(system) <= _LENGTH and len(value) <= _LENGTH:
            kept[system, value, kind] = None
    return tuple(kept)


def _kind(one: Node) -> str:
    said = one.node("type")
    if said is None:
        return ""
    return next(
        (code for system, code, _words in map(coding, said.nodes("coding")) if system == "v2-0203"), ""
    )
