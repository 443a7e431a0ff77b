"""Check lines against seals and seals against the file of heads; say in plain words what does not fit."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hmac import compare_digest
from uuid import UUID

from nestwork.audit.seal.chains import Chain
from nestwork.audit.seal.digests import FIRST, line_digest, seal_head
from nestwork.audit.seal.heads import Head
from nestwork.audit.seal.reading import LATEST_COMMIT, Seal, all_ids, lines_by_id, seals

SEALED_WITHIN = timedelta(minutes=10)  # the sealer runs each minute; ten allow for a restart


def findings(chain: Chain, key: bytes, heads: list[Head]) -> Iterator[str]:
    """Every sentence about something that does not fit in this chain; nothing when all is well."""
    noted = {head.number: head.head for head in heads if head.chain == chain.key}
    sealed: dict[UUID, int] = {}
    last: Seal | None = None
    for seal in seals(chain):
        yield from _chain_findings(chain, key, seal, last)
        yield from _head_findings(seal, noted)
        yield from _line_findings(chain, key, seal, sealed)
        last = seal
    yield from _missing_seals(last.number if last else 0, noted)
    yield from _unsealed_findings(chain, sealed, last)


def _chain_findings(chain: Chain, key: bytes, seal: Seal, before: Seal | None) -> Iterator[str]:
    number, previous = (before.number + 1, before.head) if before else (1, FIRST)
    if seal.number != number:
        yield f"Seals {number} to {seal.number - 1} were removed."
    elif seal.previous != previous:
        yield f"Seal {seal.number} does not follow seal {number - 1}: the chain was rewritten or put in another order."
    head = seal_head(
        key,
        chain=chain.key,
        number=seal.number,
        sealed_at=seal.sealed_at,
        covers_until=seal.covers_until,
        previous=seal.previous,
        ids=seal.event_ids,
        digests=seal.event_digests,
    )
    if not compare_digest(head, seal.head):
        yield f"Seal {seal.number} is broken: its lines or their order are not what was sealed, or the key is another."


def _head_findings(seal: Seal, noted: dict[int, str]) -> Iterator[str]:
    head = noted.get(seal.number)
    if head is not None and head != seal.head:
        yield f"Seal {seal.number} differs from the file of heads: the chain was made anew."
    elif head is None and any(number > seal.number for number in noted):
        yield f"Seal {seal.number} is not in the file of heads, though later seals are."


def _missing_seals(newest: int, noted: dict[int, str]) -> Iterator[str]:
    missing = sorted(number for number in noted if number > newest)
    if missing:
        yield f"Seals {missing[0]} to {missing[-1]} stand in the file of heads but were removed from the database."


def _line_findings(chain: Chain, key: bytes, seal: Seal, sealed: dict[UUID, int]) -> Iterator[str]:
    lines = lines_by_id(chain, seal.event_ids)
    for line_id, digest in zip(seal.event_ids, seal.event_digests, strict=False):
        if line_id in sealed:
            yield f"Line {line_id} is under seal {sealed[line_id]} and again under seal {seal.number}."
        sealed[line_id] = seal.number
        line = lines.get(line_id)
        if line is None:
            yield f"Line {line_id} was removed after it was sealed (seal {seal.number}, {_time(seal.sealed_at)})."
        elif not compare_digest(line_digest(key, chain.key, line), digest):
            yield f"Line {line_id} was changed after it was sealed (seal {seal.number}, {_time(seal.sealed_at)})."


def _unsealed_findings(chain: Chain, sealed: dict[UUID, int], last: Seal | None) -> Iterator[str]:
    now = datetime.now(UTC)
    for line_id, at in all_ids(chain).items():
        if line_id in sealed:
            continue
        if last is not None and at < last.covers_until - LATEST_COMMIT:
            yield f"Line {line_id} is dated {_time(at)}, but was put in after that time had been sealed."
        elif at > now + SEALED_WITHIN:
            yield f"Line {line_id} is dated {_time(at)}, which is in the future."
        elif at < now - SEALED_WITHIN:
            yield f"Line {line_id} of {_time(at)} has no seal: the sealer does not run, or the line was put in later."


def _time(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
