"""What a seal is computed over. Format 1: one JSON text a line, every column, keys sorted, times in UTC."""

import hmac
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

FIRST = "0" * 64  # what the first seal has in place of a head before it


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"a column of the type {type(value).__name__} cannot be sealed")


def canonical(line: Mapping[str, Any]) -> bytes:
    """The line as bytes that are the same on every server and in every time zone."""
    return json.dumps(
        line, default=_plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()


def line_digest(key: bytes, chain: str, line: Mapping[str, Any]) -> str:
    """HMAC-SHA256 over one line, bound to its chain."""
    return hmac.digest(key, b"line\0" + chain.encode() + b"\0" + canonical(line), "sha256").hex()


def seal_head(
    key: bytes,
    *,
    chain: str,
    number: int,
    sealed_at: datetime,
    covers_until: datetime,
    previous: str,
    ids: Sequence[UUID],
    digests: Sequence[str],
) -> str:
    """HMAC-SHA256 over the seal's number, times, the head before it and its lines in their order."""
    content = [1, chain, number, sealed_at, covers_until, previous, list(ids), list(digests)]
    text = json.dumps(content, default=_plain, separators=(",", ":"))
    return hmac.digest(key, b"seal\0" + text.encode(), "sha256").hex()
