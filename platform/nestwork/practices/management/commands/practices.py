"""`practices`: the list of practices with the state of their schemas."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from nestwork.practices.models import Practice, SpareSchema
from nestwork.practices.selectors import practices
from nestwork.practices.template import StaleTemplateError, current_template
from nestwork.sealing.describe import describe


class Command(BaseCommand):
    """List practices: short name, state, schema, whether the schema is current, name."""

    help = "Lists the practices and the state of their schemas."

    def add_arguments(self, parser: CommandParser) -> None:
        """--verify reads each schema instead of trusting what was noted when it was last changed."""
        parser.add_argument("--verify", action="store_true", help="Read every schema now (slower).")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line each."""
        try:
            wanted = current_template().fingerprint
        except StaleTemplateError:
            wanted = ""  # newer migrations wait: every practice is behind
        for practice in practices():
            state = self._state(practice, wanted, verify=options["verify"])
            self.stdout.write(
                f"{practice.slug:<24} {practice.state:<7} {practice.schema_name}  {state:<10} {practice.name}"
            )
        spares = SpareSchema.objects.filter(fingerprint=wanted).count()
        self.stdout.write(f"{spares} spare schemas are ready.")

    def _state(self, practice: Practice, wanted: str, *, verify: bool) -> str:
        if verify:
            with transaction.atomic():
                found = describe(practice.schema_name).fingerprint
            if found != practice.fingerprint:
                return "DIFFERENT"  # changed by hand: not what opening or migrating left
        return "current" if practice.fingerprint == wanted else "behind"
