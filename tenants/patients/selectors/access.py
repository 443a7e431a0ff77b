"""Grants, blocks and broken glass, for those who keep them."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from nestwork.access.readers import Reader
from tenants.patients.models import Block, BreakGlass, Child, ChildUserObjectPermission
from tenants.patients.models.child import OPEN_CHILD, person_of


def grants_of(child: Child) -> list[uuid.UUID]:
    """People who hold a grant for the child or for what was merged into it; either opens the child."""
    rows = ChildUserObjectPermission.objects.filter(
        content_object__head_id=child.head_id, permission__codename=OPEN_CHILD
    )
    return list(rows.order_by("user_id").values_list("user_id", flat=True).distinct())


def blocks_of(child: Child) -> QuerySet[Block]:
    """Standing blocks of the child and of what was merged into it."""
    return Block.objects.standing().filter(child__head_id=child.head_id).order_by("set_at")


def block_for(child: Child, block_id: uuid.UUID) -> Block:
    """A standing block of this child; Block.DoesNotExist otherwise."""
    return blocks_of(child).get(pk=block_id)


def open_glass(reader: Reader, child: Child) -> BreakGlass | None:
    """The reader's broken glass for this child, while it is open."""
    if reader.person_id is None:
        return None
    rows = BreakGlass.objects.filter(
        child__head_id=child.head_id, person_id=reader.person_id, open_until__gt=timezone.now()
    )
    return rows.order_by("-open_until").first()


def openings_to_review(reader: Reader) -> QuerySet[BreakGlass]:
    """Broken glass that nobody reviewed yet and that the reader may judge, oldest first.

    Not the reader's own, and nothing about a child the reader is blocked from.
    """
    rows = BreakGlass.objects.filter(review__isnull=True).exclude(child__head_id__in=_blocked(reader))
    return rows.exclude(person_id=person_of(reader)).order_by("review_due_on", "opened_at")


def opening_to_review(reader: Reader, opening_id: uuid.UUID) -> BreakGlass:
    """One broken glass the reader may judge; BreakGlass.DoesNotExist otherwise."""
    return openings_to_review(reader).get(pk=opening_id)


def openings_reviewed(reader: Reader) -> QuerySet[BreakGlass]:
    """Broken glass that was judged, latest first, without children the reader is blocked from."""
    rows = BreakGlass.objects.filter(review__isnull=False).exclude(child__head_id__in=_blocked(reader))
    return rows.select_related("review").order_by("-opened_at")


def _blocked(reader: Reader) -> QuerySet[Any, Any]:
    return Block.objects.standing().filter(person_id=person_of(reader)).values("child__head_id")
