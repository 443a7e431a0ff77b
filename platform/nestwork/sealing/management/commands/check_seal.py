"""`check_seal`: try every hardening on the server in use and name what is missing."""

import os
from typing import Any

import psycopg
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from nestwork.sealing import probes
from nestwork.sealing.names import STATE, WEB


class Command(BaseCommand):
    """Send every statement the seal must refuse, as the web login under a network role."""

    help = "Tries every hardening on the server in use; exits non-zero and names what is missing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each gap; DATABASE_WEB_URL is used where the web login needs its own password."""
        with self._web() as web:
            version = web.info.server_version
            gaps = probes.missing(web.pgconn, role=STATE)
        for probe in gaps:
            self.stdout.write(f"MISSING: {probe.closes}: {probe.statement}")
        tried = len(probes.PROBES)
        self.stdout.write(f"PostgreSQL {version // 10000}: {tried - len(gaps)} of {tried} hardenings hold.")
        if gaps:
            raise CommandError(
                "Run nestwork.sealing.bootstrap as superuser; docs/threat-model.md says what leaks."
            )

    def _web(self) -> psycopg.Connection[Any]:
        url = os.environ.get("DATABASE_WEB_URL")
        try:
            if url:
                return psycopg.connect(url)
            entry = {**connection.get_connection_params(), "user": WEB}
            entry.pop("cursor_factory", None)
            entry.pop("context", None)
            return psycopg.connect(**entry)
        except psycopg.OperationalError as error:
            raise CommandError(f"The web login could not connect: {error}") from error
