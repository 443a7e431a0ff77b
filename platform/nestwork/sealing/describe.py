"""Describes a schema as SQL from PostgreSQL's own catalog: the template's text, and every practice's fingerprint.

One description serves both: replayed under another name it makes a practice, hashed it tells whether two schemas are
alike in tables, columns, constraints, indexes, functions, triggers, applied migrations and rights. What it cannot
carry (views, types, free sequences, row-level security) it refuses, so nothing is ever left out silently.
Reads go along pg_depend from the schema, so their cost does not grow with the number of practices.
"""

import difflib
import hashlib
import re
from dataclasses import dataclass
from typing import Any

from django.db import connection

from nestwork.sealing.backend.rooms import checked
from nestwork.sealing.connections import sealed_connection
from nestwork.sealing.names import OWNER

MARK = "<practice>"  # stands for the schema's and role's name


class UnknownObjectError(RuntimeError):
    """The schema holds a kind of object that the description cannot carry."""


@dataclass(frozen=True, slots=True)
class Description:
    """A schema in words: `structure` can be replayed, `rights` cannot but counts for the fingerprint."""

    structure: str
    rights: str
    migrations: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """Everything described, without the schema's name."""
        return "\n".join([self.structure, self.rights, *(f"{app}.{name}" for app, name in self.migrations)])

    @property
    def fingerprint(self) -> str:
        """SHA-256 of everything described."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def differences(self, other: "Description") -> list[str]:
        """Lines that stand in one of the two only, marked - for this one and + for the other."""
        lines = difflib.unified_diff(self.text.splitlines(), other.text.splitlines(), lineterm="", n=0)
        return [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]

    def replay(self, schema: str) -> str:
        """SQL that makes this structure under another name, migration rows included."""
        name = checked(schema)
        rows = ", ".join(f"('{app}', '{migration}', now())" for app, migration in self.migrations)
        recorded = (
            f'INSERT INTO "{name}".django_migrations (app, name, applied) VALUES {rows};'  # noqa: S608 - checked names
            if rows
            else ""
        )
        return f"SET LOCAL check_function_bodies = off;\n{self.structure.replace(MARK, name)}\n{recorded}"


def tables_of(schema: str) -> set[str]:
    """Names of the tables that stand in a schema."""
    return {table for _, table in _rows(_TABLES, [checked(schema)])}


def sequences_of(schema: str) -> set[str]:
    """Names of the sequences that stand in a schema."""
    return set(_lines(_SEQUENCES, [checked(schema)]))


def describe(schema: str) -> Description:
    """Describe a schema; runs as owner inside a transaction and puts the search path back."""
    standing = sealed_connection().standing()
    sealed_connection().bare_path()
    try:
        return _describe(checked(schema))
    finally:
        sealed_connection().stand(standing)


def _describe(schema: str) -> Description:
    tables = _tables(schema)
    oids = list(tables)
    structure = [
        *_create_tables(oids),
        *_lines(_CONSTRAINTS, [oids, ["p", "u", "c", "x"]]),
        *_lines(_INDEXES, [oids]),
        *_lines(_CONSTRAINTS, [oids, ["f"]]),
        *_lines(_FUNCTIONS, [schema]),
        *_lines(_TRIGGERS, [oids]),
    ]
    rights = [*_lines(_TABLE_RIGHTS, [oids, OWNER]), *_lines(_FUNCTION_RIGHTS, [schema, OWNER])]
    return Description(
        structure=_unnamed(schema, "".join(f"{line};\n" for line in structure)),
        rights=_unnamed(schema, "\n".join(rights)),
        migrations=_migrations(schema) if "django_migrations" in tables.values() else (),
    )


def _unnamed(schema: str, text: str) -> str:
    return _LIST.sub(_as_printed_again, re.sub(rf"\b{schema}\b", MARK, text))


# PostgreSQL prints `state IN ('a', 'b')` in one way when it was typed and in another when its own print was read back.
_WORD = r"'(?:[^']|'')*'::character varying"
_LIST = re.compile(rf"\(ARRAY\[({_WORD}(?:, {_WORD})*)\]\)::text\[\]")


def _as_printed_again(found: re.Match[str]) -> str:
    return f"ARRAY[{', '.join(f'({word})::text' for word in re.findall(_WORD, found[1]))}]"


def _rows(query: str, parameters: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return list(cursor.fetchall())


def _lines(query: str, parameters: list[Any]) -> list[str]:
    return [line for (line,) in _rows(query, parameters)]


def _migrations(schema: str) -> tuple[tuple[str, str], ...]:
    return tuple(_rows(f'SELECT DISTINCT app, name FROM "{schema}".django_migrations ORDER BY app, name', []))  # noqa: S608 - a checked name


def _tables(schema: str) -> dict[int, str]:
    """Object ids and names of the schema's tables; refuses every other kind of object."""
    refused = _lines(_REFUSED, [schema, schema, schema])
    if refused:
        raise UnknownObjectError(f"{schema} holds what a practice's description cannot carry: {refused}")
    return dict(_rows(_TABLES, [schema]))


def _create_tables(oids: list[int]) -> list[str]:
    columns: dict[str, list[str]] = {}
    for table, column in _rows(_COLUMNS, [oids]):
        columns.setdefault(table, []).append(column)
    return [f"CREATE TABLE {table} (\n  {',\n  '.join(parts)}\n)" for table, parts in columns.items()]


_IN_SCHEMA = """
FROM pg_catalog.pg_depend d JOIN pg_catalog.{catalog} o ON o.oid = d.objid
WHERE d.classid = '{catalog}'::regclass AND d.refclassid = 'pg_namespace'::regclass
  AND d.refobjid = %s::regnamespace AND d.deptype = 'n'
"""
_OF_CLASS = _IN_SCHEMA.format(catalog="pg_class")
_OF_PROC = _IN_SCHEMA.format(catalog="pg_proc")
_OF_TYPE = _IN_SCHEMA.format(catalog="pg_type")

_TABLES = f"SELECT o.oid::bigint, o.relname {_OF_CLASS} AND o.relkind = 'r' ORDER BY o.relname"

_SEQUENCES = f"SELECT o.relname::text {_OF_CLASS} AND o.relkind = 'S'"

_REFUSED = f"""
SELECT o.relname || ' (' || o.relkind::text || ')' {_OF_CLASS} AND (
    o.relkind NOT IN ('r', 'S') OR o.relrowsecurity
    OR (o.relkind = 'S' AND NOT EXISTS (SELECT FROM pg_depend i WHERE i.classid = 'pg_class'::regclass
        AND i.objid = o.oid AND i.deptype = 'i')))
UNION ALL SELECT o.typname || ' (type)' {_OF_TYPE}
UNION ALL SELECT o.proname || ' (aggregate)' {_OF_PROC} AND o.prokind NOT IN ('f', 'p')
"""  # noqa: S608 - our own words

_COLUMNS = """
SELECT a.attrelid::regclass::text,
    quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
    || CASE WHEN a.attcollation <> t.typcollation THEN ' COLLATE ' || a.attcollation::regcollation::text ELSE '' END
    || CASE WHEN a.attgenerated <> '' THEN ' GENERATED ALWAYS AS (' || pg_get_expr(e.adbin, e.adrelid) || ')'
            || CASE a.attgenerated WHEN 's' THEN ' STORED' ELSE ' VIRTUAL' END
            WHEN e.adbin IS NOT NULL THEN ' DEFAULT ' || pg_get_expr(e.adbin, e.adrelid) ELSE '' END
    || CASE a.attidentity WHEN 'd' THEN ' GENERATED BY DEFAULT AS IDENTITY'
            WHEN 'a' THEN ' GENERATED ALWAYS AS IDENTITY' ELSE '' END
    || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_attrdef e ON e.adrelid = a.attrelid AND e.adnum = a.attnum
WHERE a.attrelid = ANY(%s::oid[]) AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY c.relname, a.attnum
"""

_CONSTRAINTS = """
SELECT format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid))
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
WHERE k.conrelid = ANY(%s::oid[]) AND k.contype::text = ANY(%s)
ORDER BY c.relname, k.conname
"""

_INDEXES = """
SELECT pg_get_indexdef(i.indexrelid)
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE i.indrelid = ANY(%s::oid[])
  AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = i.indrelid AND k.conindid = i.indexrelid
    AND k.contype IN ('p', 'u', 'x'))
ORDER BY c.relname
"""

_FUNCTIONS = f"SELECT pg_get_functiondef(o.oid) {_OF_PROC} ORDER BY o.oid::regprocedure::text"

_TRIGGERS = """
SELECT pg_get_triggerdef(t.oid) || CASE t.tgenabled WHEN 'O' THEN ''
    ELSE format('; ALTER TABLE %%s %%s TRIGGER %%I', t.tgrelid::regclass,
        CASE t.tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE REPLICA' END,
        t.tgname) END
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE t.tgrelid = ANY(%s::oid[]) AND NOT t.tgisinternal
ORDER BY c.relname, t.tgname
"""

_GRANTEE = "CASE acl.grantee WHEN 0 THEN 'PUBLIC' ELSE acl.grantee::regrole::text END"

_TABLE_RIGHTS = f"""
SELECT format('%%s: %%s %%s', c.oid::regclass, {_GRANTEE}, acl.privilege_type)
FROM pg_class c CROSS JOIN LATERAL aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) acl
WHERE c.oid = ANY(%s::oid[]) AND acl.grantee <> %s::regrole
ORDER BY 1
"""  # noqa: S608 - our own words

_FUNCTION_RIGHTS = f"""
SELECT format('%%s: %%s %%s', o.oid::regprocedure, {_GRANTEE}, acl.privilege_type)
{_OF_PROC.replace("WHERE", "CROSS JOIN LATERAL aclexplode(coalesce(o.proacl, acldefault('f', o.proowner))) acl WHERE")}
  AND acl.grantee <> %s::regrole
ORDER BY 1
"""
