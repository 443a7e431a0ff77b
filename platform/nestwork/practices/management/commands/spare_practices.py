"""`spare_practices --keep N`: ready-made schemas, so that opening a practice is an INSERT."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from nestwork.practices.opening import keep_spares


class Command(BaseCommand):
    """Make spare schemas until the wanted number is ready."""

    help = "Keeps ready-made, sealed schemas for the next practices."

    def add_arguments(self, parser: CommandParser) -> None:
        """How many shall be ready."""
        parser.add_argument("--keep", type=int, default=3, metavar="N")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make what is missing."""
        made = keep_spares(options["keep"])
        self.stdout.write(f"{made} made; {options['keep']} are ready.")
