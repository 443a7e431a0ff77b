"""`manage.py messages`: collect translatable text into the Spanish catalogue and compile it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from nestwork.web.translation import catalogue
from nestwork.web.translation.collect import collect

SHOWN = 20


class Command(BaseCommand):
    """Bring the Spanish catalogue up to date; with --check only say what is wrong with it."""

    help = "Collects translatable text of all floors into the Spanish catalogue and compiles it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """`--check` writes nothing and fails when anything is missing, unused, untranslated or not compiled."""
        parser.add_argument(
            "--check", action="store_true", help="write nothing, fail when it is not complete"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write, unless only checking; then say how it stands."""
        found = collect()
        if not options["check"]:
            catalogue.write(catalogue.brought_up_to_date(catalogue.read(), found))
        state = catalogue.judge(found)
        for name in ("missing", "unused", "untranslated", "broken"):
            self._say(name, getattr(state, name))
        if not state.is_compiled:
            self.stdout.write("The compiled file differs from the catalogue.")
        if options["check"] and not state.is_good:
            raise CommandError(
                "The Spanish catalogue is not complete: run `make messages` and translate what is empty."
            )
        self.stdout.write(f"{len(found)} messages, {len(state.untranslated)} without Spanish.")

    def _say(self, name: str, texts: list[str]) -> None:
        if texts:
            more = f" and {len(texts) - SHOWN} more" if len(texts) > SHOWN else ""
            self.stdout.write(f"{name}: " + "; ".join(text[:60] for text in texts[:SHOWN]) + more)
