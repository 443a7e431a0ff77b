"""Seal the audit lines of the network and of every practice."""

import signal
import threading
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection

from nestwork.audit.seal.keys import seal_key
from nestwork.audit.seal.sealing import Sealer

EVERY_SECONDS = 60


class Command(BaseCommand):
    """Runs under the login nw_sealer with the seal key, in a process of its own."""

    help = "Seal newly committed audit lines; with --forever once a minute until it is stopped."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare --forever."""
        parser.add_argument("--forever", action="store_true", help="go on, once a minute")

    def handle(self, *_: Any, forever: bool, **__: Any) -> None:
        """Seal once, or each minute until a signal asks to stop."""
        sealer = Sealer(seal_key(), Path(settings.AUDIT_HEADS))
        if not forever:
            sealed = sealer.seal_all()
            self.stdout.write(f"Sealed {sum(sealed.values())} lines in {len(sealed)} chains.")
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        while not stop.is_set():
            begun = time.monotonic()
            try:
                sealer.seal_all()
            except OSError as error:
                self.stderr.write(
                    f"The heads could not be written: {error.strerror}. Trying again in a minute."
                )
            except DatabaseError as error:
                self.stderr.write(
                    f"The database did not answer ({type(error).__name__}). Trying again in a minute."
                )
            finally:
                connection.close()  # a restarted database must not stop the sealer
            stop.wait(max(1.0, EVERY_SECONDS - (time.monotonic() - begun)))
