"""Who may open a child, as the API gives and takes it."""

from typing import Any

from rest_framework import serializers

from tenants.patients.models import (
    Block,
    BreakGlass,
)


class ConfidentialSerializer(serializers.Serializer[Any]):
    """Close a child or open it again, and why."""

    is_confidential = serializers.BooleanField()
    reason = serializers.CharField(max_length=300)


class ColleagueSerializer(serializers.Serializer[Any]):
    """A colleague."""

    person_id = serializers.UUIDField()


class NewBlockSerializer(ColleagueSerializer):
    """A colleague who may not know that the child is here, and why."""

    reason = serializers.CharField(max_length=300)


class BlockSerializer(serializers.ModelSerializer[Block]):
    """A standing block."""

    class Meta:
        model = Block
        fields = ("id", "person_id", "reason", "set_at", "set_by_id")
        read_only_fields = fields


class AccessSerializer(serializers.Serializer[Any]):
    """Who may open a child."""

    is_confidential = serializers.BooleanField()
    granted = serializers.ListField(child=serializers.UUIDField())
    blocks = BlockSerializer(many=True)


class OpeningSerializer(serializers.ModelSerializer[BreakGlass]):
    """One broken glass."""

    class Meta:
        model = BreakGlass
        fields = ("id", "child_id", "person_id", "reason", "opened_at", "open_until", "review_due_on")
        read_only_fields = fields


class ReviewSerializer(serializers.Serializer[Any]):
    """The judgement on one opening."""

    was_right = serializers.BooleanField()
    note = serializers.CharField(max_length=500, required=False, default="", allow_blank=True)
