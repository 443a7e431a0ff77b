"""What the audit page asks about children, answered for one reader at a time."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from nestwork.access.readers import Reader
from tenants.patients.models import Child
from tenants.patients.selectors import children_visible_to, search
from tenants.patients.visibility import hidden_children


class AuditDirectory:
    """Children for the audit page: a blocked child is as if it were not there."""

    def ids_of(self, reader: Reader, child_id: UUID) -> Collection[UUID]:
        """The child and everything merged into it; nothing for a blocked or unknown child."""
        head = Child.objects.filter(pk=child_id).values("head_id")
        family = set(Child.objects.filter(head_id__in=head).values_list("pk", flat=True))
        return family - hidden_children(reader)

    def hidden(self, reader: Reader) -> Collection[UUID]:
        """Children that must not be found by this reader anywhere."""
        return hidden_children(reader)

    def names(self, reader: Reader, ids: Collection[UUID]) -> Mapping[UUID, str]:
        """Names of the children the reader may open; a merged child carries the survivor's."""
        if not ids:
            return {}
        heads = dict(Child.objects.filter(pk__in=ids).values_list("pk", "head_id"))
        named = {
            child.pk: child.display_name
            for child in children_visible_to(reader).filter(pk__in=set(heads.values()))
        }
        return {child_id: named[head] for child_id, head in heads.items() if head in named}

    def find(self, reader: Reader, text: str) -> Sequence[tuple[UUID, str]]:
        """Children that fit the text, with their names."""
        return [(child.pk, child.display_name) for child in search(reader, text)]
