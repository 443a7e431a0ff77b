"""A colleague as the API takes one."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from nestwork.staff.selectors import active_staff


class ColleagueField(serializers.UUIDField):
    """The id of somebody who works in this practice now; an id of nobody would take work off every list."""

    default_error_messages = {"nobody": _("Choose somebody who works in this practice.")}

    def to_internal_value(self, data: Any) -> UUID:
        """The id; refused for a stranger and for a colleague who has left."""
        person_id: UUID = super().to_internal_value(data)
        if not active_staff().filter(pk=person_id).exists():
            self.fail("nobody")
        return person_id
