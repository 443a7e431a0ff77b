"""A call, a done mark and their answers."""

from rest_framework import serializers

from tenants.activity.models import Entry
from tenants.activity.rules import CALL_OUTCOMES, LONGEST_ENTRY_MINUTES


class CallSerializer(serializers.Serializer[Entry]):
    """How a call went and what comes next."""

    outcome = serializers.ChoiceField(choices=[str(outcome) for outcome in CALL_OUTCOMES])
    note = serializers.CharField(max_length=4000, required=False, default="", allow_blank=True)
    minutes = serializers.IntegerField(
        min_value=0, max_value=LONGEST_ENTRY_MINUTES, required=False, allow_null=True, default=None
    )
    contact = serializers.UUIDField(required=False, allow_null=True, default=None)
    next_step = serializers.CharField(max_length=200, required=False, default="", allow_blank=True)
    next_on = serializers.DateField(required=False, allow_null=True, default=None)
    next_at = serializers.TimeField(required=False, allow_null=True, default=None)
    started_at = serializers.DateTimeField(required=False, allow_null=True, default=None)


class DoneSerializer(serializers.Serializer[Entry]):
    """Done without a call."""

    note = serializers.CharField(max_length=4000, required=False, default="", allow_blank=True)
    minutes = serializers.IntegerField(
        min_value=0, max_value=LONGEST_ENTRY_MINUTES, required=False, allow_null=True, default=None
    )


class ReopenSerializer(serializers.Serializer[Entry]):
    """Why the item comes back."""

    reason = serializers.CharField(max_length=200, required=False, default="", allow_blank=True)


class SavedSerializer(serializers.Serializer[Entry]):
    """The log row, and whether a colleague had closed the item first."""

    entry = serializers.UUIDField(source="entry.id", allow_null=True)
    item_state = serializers.CharField()
    was_closed_by = serializers.UUIDField(allow_null=True)
