"""Due work as the API gives and takes it."""

from rest_framework import serializers

from nestwork.staff.api import ColleagueField
from tenants.worklist.models import Item
from tenants.worklist.rules import Kind

# What a person or program may add; the other kinds follow from other work. Named by ENUM_NAME_OVERRIDES.
WRITTEN_KINDS = [str(kind) for kind in (Kind.FOLLOW_UP, Kind.CALL_BACK, Kind.TELL_FAMILY, Kind.DESK_TASK)]


class ItemSerializer(serializers.ModelSerializer[Item]):
    """One item. `child` is the id to read under /children/."""

    child = serializers.UUIDField(source="child.head_id", read_only=True)

    class Meta:
        model = Item
        fields = (
            "id",
            "child",
            "kind",
            "title",
            "why",
            "next_action",
            "due_on",
            "window_from",
            "window_until",
            "owner_id",
            "is_urgent",
            "attempts",
            "state",
            "source",
            "recorded_at",
            "closed_at",
            "closed_by_id",
        )
        read_only_fields = fields


class NewItemSerializer(serializers.Serializer[Item]):
    """An item to put on the list."""

    child = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=WRITTEN_KINDS)
    title = serializers.CharField(max_length=200)
    why = serializers.CharField(max_length=2000, required=False, default="", allow_blank=True)
    due_on = serializers.DateField()
    owner_id = ColleagueField(required=False, allow_null=True, default=None)
    source_id = serializers.UUIDField(
        required=False,
        allow_null=True,
        default=None,
        help_text="Pushing the same id again finds the open item.",
    )


class MoveSerializer(serializers.Serializer[Item]):
    """Another day."""

    to = serializers.DateField()


class OwnerSerializer(serializers.Serializer[Item]):
    """Who takes the item; null gives it to nobody."""

    owner_id = ColleagueField(allow_null=True)
