"""The tables that are sealed: one chain a practice, one for the network."""

from dataclasses import dataclass

from psycopg import sql

from nestwork.practices.models import Practice

_LINE = (
    "id",
    "at",
    "person_id",
    "role",
    "action",
    "subject",
    "subject_id",
    "purpose",
    "through",
    "detail",
    "request_id",
)
PRACTICE_COLUMNS = (*_LINE, "child_id", "shown")
NETWORK_COLUMNS = (*_LINE, "practice_id")


@dataclass(frozen=True, slots=True)
class Chain:
    """Where a chain's lines and seals stand. `key` is in every seal, so no chain passes for another."""

    key: str
    schema: str
    name: str
    columns: tuple[str, ...]
    event_table: str
    seal_table: str

    @property
    def events(self) -> sql.Identifier:
        """The lines' table, qualified."""
        return sql.Identifier(self.schema, self.event_table)

    @property
    def seals(self) -> sql.Identifier:
        """The seals' table, qualified."""
        return sql.Identifier(self.schema, self.seal_table)


NETWORK = Chain(
    "network", "public", "the network", NETWORK_COLUMNS, "network_audit_event", "network_audit_seal"
)


def chain_of(practice: Practice) -> Chain:
    """The chain of one practice."""
    schema = practice.schema_name
    return Chain(schema, schema, practice.name, PRACTICE_COLUMNS, "audit_event", "audit_seal")


def all_chains() -> list[Chain]:
    """The network's chain and every practice's, closed ones too: their lines are still kept."""
    practices = Practice.objects.exclude(schema_name="public").order_by("schema_name")
    return [NETWORK, *(chain_of(practice) for practice in practices)]
