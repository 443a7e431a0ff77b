"""Work done as the API gives and takes it."""

from rest_framework import serializers

from tenants.activity.models import Entry
from tenants.activity.rules import LONGEST_ENTRY_MINUTES, Kind

ENTRY_KINDS = [str(kind) for kind in Kind]  # named by ENUM_NAME_OVERRIDES


class EntrySerializer(serializers.ModelSerializer[Entry]):
    """One row of the activity log."""

    child = serializers.SerializerMethodField()

    class Meta:
        model = Entry
        fields = (
            "id",
            "child",
            "kind",
            "outcome",
            "minutes",
            "note",
            "contact_id",
            "item_id",
            "follow_up_item_id",
            "person_id",
            "started_at",
            "recorded_at",
        )
        read_only_fields = fields

    def get_child(self, entry: Entry) -> str | None:
        """The id to read under /children/; null for office work."""
        return str(entry.child.head_id) if entry.child else None


class NewEntrySerializer(serializers.Serializer[Entry]):
    """Work that no item asked for."""

    child = serializers.UUIDField(required=False, allow_null=True, default=None)
    kind = serializers.ChoiceField(choices=ENTRY_KINDS)
    minutes = serializers.IntegerField(min_value=1, max_value=LONGEST_ENTRY_MINUTES)
    note = serializers.CharField(max_length=4000, required=False, default="", allow_blank=True)
    started_at = serializers.DateTimeField(required=False)


class MinutesSerializer(serializers.Serializer[Entry]):
    """How long it took."""

    minutes = serializers.IntegerField(min_value=0, max_value=LONGEST_ENTRY_MINUTES)
