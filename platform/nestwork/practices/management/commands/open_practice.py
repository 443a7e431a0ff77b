"""`open_practice NAME --slug SLUG`, or `open_practice --reopen SLUG`."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from nestwork.practices import services
from nestwork.practices.hosts import practice_origin
from nestwork.practices.models import Practice
from nestwork.practices.selectors import practice_by_slug


class Command(BaseCommand):
    """Open a practice with its own sealed schema, or open a closed one again."""

    help = "Opens a practice, or reopens a closed one with --reopen SLUG."

    def add_arguments(self, parser: CommandParser) -> None:
        """A name and a short name, or the short name to reopen."""
        parser.add_argument("name", nargs="?", help="The practice's name, for people.")
        parser.add_argument("--slug", help="Short name: the first part of its web address.")
        parser.add_argument("--time-zone", default="America/New_York")
        parser.add_argument("--reopen", metavar="SLUG", help="Open a closed practice again.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and print the address."""
        practice = self._reopen(options["reopen"]) if options["reopen"] else self._open(options)
        self.stdout.write(
            f"{practice.name} is open at {practice_origin(practice)}/ (schema {practice.schema_name})."
        )

    def _open(self, options: dict[str, Any]) -> Practice:
        if not options["name"] or not options["slug"]:
            raise CommandError('Say both: open_practice "Name of the practice" --slug short-name')
        try:
            return services.open_practice(
                name=options["name"], slug=options["slug"], time_zone=options["time_zone"]
            )
        except ValidationError as error:
            raise CommandError(f"Nothing was opened. {' '.join(error.messages)}") from error

    def _reopen(self, slug: str) -> Practice:
        try:
            practice = practice_by_slug(slug)
        except Practice.DoesNotExist as error:
            raise CommandError(f"There is no practice {slug!r}.") from error
        if practice.is_open:
            raise CommandError(f"{practice.name} is open already.")
        return services.reopen_practice(practice=practice)
