"""Say whether the audit still is what was sealed."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from nestwork.audit.seal.chains import Chain, all_chains, chain_of
from nestwork.audit.seal.heads import read
from nestwork.audit.seal.keys import seal_key
from nestwork.audit.seal.verifying import findings
from nestwork.practices.models import Practice

SHOWN = 50  # findings printed for one chain


class Command(BaseCommand):
    """Ends with 0 when every line and seal fits, with 1 when anything does not."""

    help = "Find audit lines that were changed, removed, put in another order or put in later."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare --practice."""
        parser.add_argument("--practice", metavar="SLUG", help="one practice only")

    def handle(self, *_: Any, practice: str | None, **__: Any) -> None:
        """Check each chain and print what does not fit."""
        key, heads = seal_key(), read(Path(settings.AUDIT_HEADS))
        broken = 0
        for chain in self._chains(practice):
            found = list(findings(chain, key, heads))
            broken += len(found)
            self.stdout.write(f"{chain.name}: " + (f"{len(found)} findings" if found else "intact"))
            for sentence in found[:SHOWN]:
                self.stdout.write(f"  {sentence}")
            if len(found) > SHOWN:
                self.stdout.write(f"  ... and {len(found) - SHOWN} more.")
        if broken:
            raise CommandError(f"The audit is not intact: {broken} findings.", returncode=1)

    def _chains(self, slug: str | None) -> list[Chain]:
        if slug is None:
            return all_chains()
        practice = Practice.objects.filter(slug=slug).first()
        if practice is None:
            raise CommandError(f"There is no practice with the slug {slug}.")
        return [chain_of(practice)]
