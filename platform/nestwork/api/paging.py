"""Pages by cursor: stable while rows are added, and no offset to guess sizes with."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import models
from rest_framework.pagination import CursorPagination

# A cursor carries the ordering field's value in the address, so it must never be a name, a date of birth or a number.
SAFE_FIELDS = (models.UUIDField, models.DateTimeField, models.AutoField)


class CursorPage(CursorPagination):
    """Fifty rows a page, at most 200 with `?limit=`; a view names its order in `ordering`."""

    page_size = 50
    page_size_query_param = "limit"
    max_page_size = 200
    ordering = "id"

    def get_ordering(self, request: Any, queryset: Any, view: Any) -> Any:
        """The view's order; raises ImproperlyConfigured for a field whose value may not stand in an address."""
        ordering = getattr(view, "ordering", None) or self.ordering
        names = (ordering,) if isinstance(ordering, str) else tuple(ordering)
        for name in names:
            if not isinstance(queryset.model._meta.get_field(name.lstrip("-")), SAFE_FIELDS):
                raise ImproperlyConfigured(
                    f"{view}: a cursor over {name} would carry a person's data in the address"
                )
        return names
