"""Put pairs that look alike into the matching queue. Nothing is merged here."""

import uuid
from dataclasses import asdict

from django.utils.translation import gettext as _

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.practices import clock
from tenants.patients.models import Block, Child
from tenants.roster.models import Match
from tenants.roster.rules.matching.compare import Comparison
from tenants.roster.rules.matching.person import Person
from tenants.worklist import selectors as worklist
from tenants.worklist import services as worklist_verbs
from tenants.worklist.rules import Kind

SOURCE = "roster.match"


def queue_pairs(child: Child, alike: list[tuple[Person, Comparison]], *, by: Reader) -> list[Match]:
    """One waiting pair for each child that looks like this one; a pair decided before is not asked about again."""
    queued = []
    for person, found in alike:
        other = Child.objects.not_merged().filter(pk=uuid.UUID(person.key)).first()
        if other is not None and other.pk != child.pk:
            match, is_new = _pair(older=other, newer=child, found=found)
            queued += [match] if is_new else []
            if is_new:
                _ask(match, by)
    return queued


def _pair(*, older: Child, newer: Child, found: Comparison) -> tuple[Match, bool]:
    turned = Match.objects.filter(first=newer, second=older).first()
    if turned is not None:
        return turned, False
    return Match.objects.get_or_create(
        first=older,
        second=newer,
        defaults={
            "verdict": found.verdict,
            "score": found.score,
            "points": [asdict(point) for point in found.points],
            "maybe_twins": found.maybe_twins,
        },
    )


def _ask(match: Match, by: Reader) -> None:
    """An item for the coordinator, unless it would tell somebody of a child they may not know of."""
    sides = (match.first, match.second)
    hidden = Block.objects.standing().filter(child__head_id__in=[side.head_id for side in sides]).exists()
    if (
        hidden
        or any(side.is_confidential or side.has_died for side in sides)
        or not by.may(Permission.LOG_WORK)
    ):
        return
    worklist_verbs.push(
        by=by,
        child=match.second,
        kind=Kind.MATCH_REVIEW,
        title=_("Recorded twice?"),
        why=_("Another record looks like this child. Compare the two and decide."),
        due_on=clock.today(),
        owner_id=match.second.coordinator_id,
        source=SOURCE,
        source_id=match.pk,
    )


def close_items(match: Match, *, by: Reader) -> list[str]:
    """Take the pair's open item off the list; its ids, to put it back when the decision is taken back."""
    closed = []
    for item in worklist.items_from(SOURCE, match.pk):
        if item.is_open:
            worklist_verbs.close(item=item, by=by)
            closed.append(str(item.pk))
    return closed
