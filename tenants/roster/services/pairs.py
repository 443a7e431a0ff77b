"""Put pairs that look alike into the matching queue. Nothing is merged here."""

import uuid
from collections.abc import Sequence
from dataclasses import asdict

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.practices import clock
from tenants.patients.models import Block, Child
from tenants.roster.models import Match
from tenants.roster.rules.matching.compare import Comparison
from tenants.roster.rules.matching.person import Person
from tenants.worklist import selectors as worklist
from tenants.worklist import services as worklist_verbs
from tenants.worklist.models import Item
from tenants.worklist.rules import Kind

SOURCE = "roster.match"


def queue_pairs(found: Sequence[tuple[Child, list[tuple[Person, Comparison]]]], *, by: Reader) -> list[Match]:
    """One waiting pair for each child that looks like a new one; a pair decided before is not asked about again."""
    ids = {uuid.UUID(person.key) for _child, alike in found for person, _comparison in alike}
    if not ids:
        return []
    others = {child.pk: child for child in Child.objects.not_merged().filter(pk__in=ids)}
    pairs = [
        _pair(older=others[uuid.UUID(person.key)], newer=child, found=comparison)
        for child, alike in found
        for person, comparison in alike
        if uuid.UUID(person.key) in others and uuid.UUID(person.key) != child.pk
    ]
    known = _known_pairs(pairs)
    new = [pair for pair in pairs if frozenset((pair.first_id, pair.second_id)) not in known]
    Match.objects.bulk_create(new)
    _ask(new, by)
    return new


def _pair(*, older: Child, newer: Child, found: Comparison) -> Match:
    return Match(
        first=older,
        second=newer,
        verdict=found.verdict,
        score=found.score,
        points=[asdict(point) for point in found.points],
        maybe_twins=found.maybe_twins,
    )


def _known_pairs(pairs: Sequence[Match]) -> set[frozenset[uuid.UUID]]:
    sides = {side for pair in pairs for side in (pair.first_id, pair.second_id)}
    rows = Match.objects.filter(first__in=sides, second__in=sides).values_list("first_id", "second_id")
    return {frozenset(row) for row in rows}


def _ask(matches: Sequence[Match], by: Reader) -> None:
    """An item for the coordinator each, unless it would tell somebody of a child they may not know of."""
    heads = {side.head_id for match in matches for side in (match.first, match.second)}
    blocked = set(
        Block.objects.standing().filter(child__head_id__in=heads).values_list("child__head_id", flat=True)
    )
    open_pairs = [match for match in matches if _may_be_told(match, blocked)]
    if by.may(Permission.LOG_WORK):
        worklist_verbs.push_many(by=by, items=[_item(match, by) for match in open_pairs])


def _may_be_told(match: Match, blocked: set[uuid.UUID]) -> bool:
    sides = (match.first, match.second)
    return not any(side.head_id in blocked or side.is_confidential or side.has_died for side in sides)


def _item(match: Match, by: Reader) -> Item:
    return Item(
        child=match.second,
        kind=Kind.MATCH_REVIEW,
        due_on=clock.today(),
        owner_id=match.second.coordinator_id,
        source=SOURCE,
        source_id=match.pk,
        recorded_by_id=by.person_id,
    )


def close_items(match: Match, *, by: Reader) -> list[str]:
    """Take the pair's open item off the list; its ids, to put it back when the decision is taken back."""
    closed = []
    for item in worklist.items_from(SOURCE, match.pk):
        if item.is_open:
            worklist_verbs.close(item=item, by=by)
            closed.append(str(item.pk))
    return closed
