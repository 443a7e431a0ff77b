"""`recount_figures [--practice SLUG] [--quarter 2026-Q3]`: count figures now."""

from dataclasses import replace
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from nestwork.access.readers import Reader, system
from nestwork.practices.active import inside
from nestwork.practices.models import Practice
from nestwork.practices.selectors import open_practices
from reporting.facts.services import recount, recount_history
from reporting.measures.quarters import Quarter


class Command(BaseCommand):
    """Count figures of one practice or all; what differs becomes a new generation, nothing is overwritten."""

    help = "Counts figures from the facts of the registry: every quarter since the first child, or one."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which practice and which quarter; all without."""
        parser.add_argument("--practice", metavar="SLUG", help="The short name of one practice.")
        parser.add_argument("--quarter", metavar="QUARTER", help="One quarter, as in 2026-Q3.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Count practice by practice; each is a transaction of its own."""
        quarter = self._quarter(options["quarter"])
        by = replace(system("figures"), through="command")
        for practice in self._practices(options["practice"]):
            with inside(practice):
                made = self._count(quarter, by)
            self.stdout.write(f"{practice.slug}: {made} quarters differ from what was counted before.")

    def _count(self, quarter: Quarter | None, by: Reader) -> int:
        try:
            return recount(quarter_start=quarter.start, by=by) if quarter else recount_history(by=by)
        except ValueError as error:
            raise CommandError(f"{error} Nothing was counted.") from error

    def _quarter(self, text: str | None) -> Quarter | None:
        try:
            return Quarter.read(text) if text else None
        except ValueError as error:
            raise CommandError(str(error)) from error

    def _practices(self, slug: str | None) -> list[Practice]:
        found = [practice for practice in open_practices() if slug in (None, practice.slug)]
        if slug and not found:
            raise CommandError(f"There is no open practice {slug!r}.")
        return found
