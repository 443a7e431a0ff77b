"""What the ledger keeps of a block: an HMAC over the whole of it, under the release engine's own key.

Never a digest of a single count, and never a plain one: a count of 1 to 10 has ten digests to try (rulings 5).
"""

import hmac
import json
from collections.abc import Mapping
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

_SHORTEST = 16


def release_key() -> bytes:
    """The key; raises ImproperlyConfigured in every process but the release worker."""
    key = str(getattr(settings, "RELEASE_KEY", "") or "")
    if len(key) < _SHORTEST:
        raise ImproperlyConfigured(
            "This process has no key for the ledger of releases. Run it as the release worker"
            " (NESTWORK_PROCESS=release) with NESTWORK_RELEASE_KEY set."
        )
    return key.encode()


def key_name(key: bytes) -> str:
    """What the ledger calls the key, so that a check knows under which one a line was written; tells nothing of it."""
    return hmac.digest(key, b"name of the release key", "sha256").hex()[:16]


def block_digest(
    key: bytes, *, release_id: UUID, practice_id: UUID, generation: UUID, counts: Mapping[str, int]
) -> str:
    """The digest of one practice's block in one release, as 64 hexadecimal digits."""
    block = {
        "release": str(release_id),
        "practice": str(practice_id),
        "generation": str(generation),
        "counts": dict(counts),
    }
    text = json.dumps(block, sort_keys=True, separators=(",", ":"))
    return hmac.digest(key, text.encode(), "sha256").hex()
