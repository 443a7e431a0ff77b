"""Say whether the ledger of released figures still is what was written."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from reporting.disclosure.engine.ledger import faults


class Command(BaseCommand):
    """Ends with 0 when chain and digests fit, with 1 when anything does not. Runs as the release worker."""

    help = "Check the ledger of released figures: its chain, and the practices' frozen counts behind it."
    requires_system_checks: list[str] = []

    def handle(self, *_: Any, **__: Any) -> None:
        """Check and print what does not fit."""
        try:
            found = list(faults())
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        for sentence in found:
            self.stdout.write(f"  {sentence}")
        if found:
            raise CommandError(f"The ledger is not intact: {len(found)} findings.", returncode=1)
        self.stdout.write("The ledger of released figures is intact.")
