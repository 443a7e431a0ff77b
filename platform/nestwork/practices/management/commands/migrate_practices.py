"""`migrate_practices`: every practice to the code's migrations, one line each."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nestwork.practices.migrating import Outcome
from nestwork.practices.services import migrate_practices


class Command(BaseCommand):
    """Migrate every practice; a failing one is reported and left as it was, the others go on."""

    help = "Migrates every practice and spare schema. Run `migrate` for the shared schema first."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it; exits non-zero when a practice stayed behind. It can be run again at any time."""
        outcomes = migrate_practices(self._say)
        if not outcomes:
            self.stdout.write("There is no practice yet.")
            return
        failed = [outcome for outcome in outcomes if outcome.problem]
        changed = sum(outcome.changed for outcome in outcomes)
        current = len(outcomes) - changed - len(failed)
        self.stdout.write(f"{changed} migrated, {current} were current, {len(failed)} stayed behind.")
        if failed:
            names = ", ".join(outcome.place.name for outcome in failed)
            raise CommandError(f"These stayed as they were: {names}. Mend the cause and run it again.")

    def _say(self, outcome: Outcome) -> None:
        word = (
            f"FAILED: {outcome.problem}" if outcome.problem else "migrated" if outcome.changed else "current"
        )
        self.stdout.write(f"{outcome.place.name}: {word}")
