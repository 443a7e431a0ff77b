"""`close_practice SLUG [--export FILE]`: nobody enters any more; the schema stays."""

import getpass
import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from nestwork.practices import services
from nestwork.practices.archive import ArchiveError
from nestwork.practices.models import Practice
from nestwork.practices.selectors import practice_by_slug

PASSPHRASE = "NESTWORK_EXPORT_PASSPHRASE"  # noqa: S105 - the name of a variable


class Command(BaseCommand):
    """Close a practice; with --export also write an encrypted archive of it."""

    help = "Closes a practice: ends its sessions, tokens and jobs, takes its role from every process."

    def add_arguments(self, parser: CommandParser) -> None:
        """The short name, and where an archive shall go."""
        parser.add_argument("slug")
        parser.add_argument("--export", type=Path, metavar="FILE", help="Write an encrypted archive first.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Close it and say how it is opened again."""
        export: Path | None = options["export"]
        try:
            practice = practice_by_slug(options["slug"])
        except Practice.DoesNotExist as error:
            raise CommandError(f"There is no practice {options['slug']!r}.") from error
        if not practice.is_open:
            raise CommandError(f"{practice.name} is closed already.")
        try:
            services.close_practice(
                practice=practice, export=export, passphrase=self._passphrase() if export else ""
            )
        except (ArchiveError, OSError) as error:
            raise CommandError(f"{practice.name} stays open. {error}") from error
        if export:
            self.stdout.write(f"The archive is {export}. Without its pass phrase nobody can read it.")
        self.stdout.write(
            f"{practice.name} is closed. Its data stays; reopen it with: "
            f"manage.py open_practice --reopen {practice.slug}"
        )

    def _passphrase(self) -> str:
        given = os.environ.get(PASSPHRASE)
        if given:
            return given
        typed = getpass.getpass("Pass phrase for the archive: ")
        if typed != getpass.getpass("The same again: "):
            raise CommandError("The two were not the same. Nothing was changed.")
        return typed
