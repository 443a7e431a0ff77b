"""`open_archive FILE --to TAR`: decrypt the archive of a closed practice into an ordinary tar file."""

import getpass
import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from nestwork.practices.archive import ArchiveError, open_archive


class Command(BaseCommand):
    """Decrypt an archive; what is written is readable by its writer only."""

    help = "Decrypts an archive written by close_practice --export into a tar file."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Which archive, and where the tar file shall go."""
        parser.add_argument("archive", type=Path)
        parser.add_argument("--to", type=Path, required=True, metavar="TAR")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the tar file, or nothing."""
        target: Path = options["to"]
        passphrase = os.environ.get("NESTWORK_EXPORT_PASSPHRASE") or getpass.getpass("Pass phrase: ")
        try:
            descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError as error:
            raise CommandError(f"{target} exists already. Nothing was written.") from error
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.writelines(open_archive(options["archive"], passphrase))
        except (ArchiveError, OSError, ValueError) as error:
            target.unlink()
            raise CommandError(f"Nothing was written. {error}") from error
        self.stdout.write(f"{target} holds the practice's tables. Delete it when you are done.")
