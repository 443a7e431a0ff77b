"""Making a practice's schema from the template: structure, role, seal and proof, in one transaction."""

from django.db import connection, transaction

from nestwork.practices.models import SpareSchema, Template
from nestwork.practices.template import current_template, seal_schema
from nestwork.sealing.describe import describe
from nestwork.sealing.names import TEMPLATE, new_schema_name
from nestwork.sealing.seal import role_sql


class FingerprintError(RuntimeError):
    """A new schema is not like the template; the transaction was undone and nothing is left."""


@transaction.atomic
def make_schema(template: Template) -> str:
    """Make a sealed schema with its role under a new opaque name, prove it equal to the template, return its name."""
    schema = new_schema_name()
    with connection.cursor() as cursor:
        cursor.execute(";\n".join(role_sql(schema)))
        cursor.execute(f'CREATE SCHEMA "{schema}";\n' + template.ddl.replace(TEMPLATE, schema))
    seal_schema(schema)
    found = describe(schema)
    if found.fingerprint != template.fingerprint:
        lines = describe(TEMPLATE).differences(found)[:5]
        raise FingerprintError(f"The new schema is not like the template; nothing was opened: {lines}")
    return schema


def schema_for_practice(template: Template) -> str:
    """Take a ready-made spare, or make a schema now. Inside the caller's transaction."""
    spare = (
        SpareSchema.objects.select_for_update(skip_locked=True)
        .filter(fingerprint=template.fingerprint)
        .order_by("made_at")
        .first()
    )
    if spare is None:
        return make_schema(template)
    schema = spare.schema_name
    spare.delete()
    return schema


def keep_spares(count: int) -> int:
    """Make spare schemas until `count` are ready; return how many were made."""
    template = current_template()
    missing = max(0, count - SpareSchema.objects.filter(fingerprint=template.fingerprint).count())
    for _ in range(missing):
        with transaction.atomic():
            SpareSchema.objects.create(schema_name=make_schema(template), fingerprint=template.fingerprint)
    return missing
