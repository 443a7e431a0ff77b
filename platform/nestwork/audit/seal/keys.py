"""The seal's key. Only the sealer's process and whoever checks the seals are given it."""

from django.conf import settings
from django.core.management.base import CommandError

SHORTEST = 16


def seal_key() -> bytes:
    """The key as bytes; raises CommandError with a sentence when this process was not given one."""
    key = str(getattr(settings, "AUDIT_SEAL_KEY", "") or "")
    if len(key) < SHORTEST:
        raise CommandError(
            "This process has no key for the seals. Run it as the sealer (NESTWORK_PROCESS=sealer) with "
            "NESTWORK_SEAL_KEY set."
        )
    return key.encode()
