"""Reads of the matching queue and of merges. Whoever may not see one side of a pair sees neither."""

import uuid

from django.db.models import Q, QuerySet

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from tenants.patients.models import Child
from tenants.patients.selectors import children_visible_to
from tenants.roster.models import Match, MergeFact
from tenants.roster.rules.states import MatchState, MergeKind


def matches(reader: Reader, state: MatchState = MatchState.WAITING) -> QuerySet[Match]:
    """Pairs in one state whose two sides stand for themselves and may both be seen, most alike first."""
    reader.require(Permission.RESOLVE_MATCHES)
    visible = children_visible_to(reader).values("pk")
    rows = Match.objects.filter(state=state, first__in=visible, second__in=visible)
    return rows.select_related("first", "second").order_by("-score", "found_at", "id")


def waiting_count(reader: Reader) -> int:
    """How many pairs wait."""
    return matches(reader).count()


def match_for(reader: Reader, match_id: uuid.UUID) -> Match:
    """A pair in any state the reader may see both sides of; raises Match.DoesNotExist."""
    reader.require(Permission.RESOLVE_MATCHES)
    visible = children_visible_to(reader).values("pk")
    pairs = Match.objects.filter(first__head_id__in=visible, second__head_id__in=visible)
    return pairs.select_related("first", "second").get(pk=match_id)


def merges(reader: Reader) -> QuerySet[MergeFact]:
    """Merges and unmerges of children the reader may see, newest first."""
    reader.require(Permission.RESOLVE_MATCHES)
    visible = children_visible_to(reader).values("pk")
    rows = MergeFact.objects.filter(survivor__head_id__in=visible, absorbed__head_id__in=visible)
    return rows.select_related("survivor", "absorbed").order_by("-at", "-id")


def merge_for(reader: Reader, merge_id: uuid.UUID) -> MergeFact:
    """One merge; raises MergeFact.DoesNotExist."""
    return merges(reader).get(pk=merge_id)


def merge_history(reader: Reader, child: Child) -> QuerySet[MergeFact]:
    """Merges the child took part in on either side, with what was merged into it, newest first."""
    return merges(reader).filter(
        Q(survivor=child) | Q(absorbed=child) | Q(survivor__head_id=child.pk) | Q(absorbed__head_id=child.pk)
    )


def merges_into(survivor: Child) -> list[MergeFact]:
    """Every merge into this child, taken back or not, oldest first."""
    return list(MergeFact.objects.filter(survivor=survivor, kind=MergeKind.MERGE).order_by("at", "id"))


def is_standing(fact: MergeFact) -> bool:
    """Whether the merge still holds."""
    return fact.kind == MergeKind.MERGE and not MergeFact.objects.filter(undoes=fact).exists()
