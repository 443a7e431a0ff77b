"""Who may see which child and which fact: the questions every other room and the audit page ask."""

import uuid

from nestwork.access.readers import Reader
from tenants.patients.facts import labels_outright
from tenants.patients.models import Block, Child
from tenants.patients.models.child import person_of
from tenants.patients.rules import Sensitivity

__all__ = ["Sensitivity", "hidden_children", "may_open", "may_read_label"]


def may_open(reader: Reader, child_id: uuid.UUID) -> bool:
    """Whether the reader may open the child: the same answer for a blocked child and for none at all."""
    return Child.objects.visible_to(reader).filter(pk=child_id).exists()


def hidden_children(reader: Reader) -> set[uuid.UUID]:
    """Children this person must not find anywhere, the audit page included, with everything merged into them."""
    if reader.is_system:
        return set()
    heads = Block.objects.standing().filter(person_id=person_of(reader)).values("child__head_id")
    return set(Child.objects.filter(head_id__in=heads).values_list("pk", flat=True))


def may_read_label(reader: Reader, label: Sensitivity) -> bool:
    """Whether the reader reads this label in any child it may open; decides which labels a form offers."""
    return label in labels_outright(reader)
