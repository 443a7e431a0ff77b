"""`migrate` for the shared schema: Django's own command, then the rights, in the same go.

Practices are migrated by `migrate_practices`. It stands before django-tenants' command of the same name.
"""

from typing import Any

from django.core.management.commands.migrate import Command as DjangoMigrate

from nestwork.sealing.connections import sealed_connection
from nestwork.sealing.grants import apply_rights
from nestwork.sealing.memberships import ensure_memberships


class Command(DjangoMigrate):
    """Migrate the shared schema and give its rights again; without its rights a table serves nobody."""

    help = "Migrates the shared schema and gives its rights. Practices: migrate_practices."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run Django's migrate at the door, then the rights; a server prepared by an older version is refused first."""
        sealed_connection().set_schema_to_public()
        ensure_memberships()
        super().handle(*args, **options)
        if not (options["plan"] or options["check_unapplied"]):
            apply_rights()
