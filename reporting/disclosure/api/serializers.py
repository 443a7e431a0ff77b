"""Releases as the API gives and takes them."""

from typing import Any

from django.utils import timezone
from rest_framework import serializers

from reporting.disclosure.models import FigureRelease, ReleaseEvent
from reporting.disclosure.selectors.tables import PracticeLine
from reporting.measures.quarters import Quarter


class ProtectedCellSerializer(serializers.Serializer[Any]):
    """One protected cell. `children` is null unless `status` is shown; every hidden cell looks the same."""

    stratum = serializers.CharField()
    status = serializers.CharField(help_text="shown, hidden or not_counted.")
    children = serializers.IntegerField(source="value", allow_null=True)


class ProtectedLineSerializer(serializers.Serializer[PracticeLine]):
    """One practice of the table. Nothing is added up."""

    practice_id = serializers.UUIDField()
    practice = serializers.CharField(source="name")
    cells = ProtectedCellSerializer(many=True)


class ReleaseSerializer(serializers.Serializer[FigureRelease]):
    """A release and where it stands."""

    id = serializers.UUIDField()
    measure = serializers.CharField()
    version = serializers.IntegerField(source="measure_version")
    quarter = serializers.CharField(help_text="As in 2026-Q3.")
    shape = serializers.CharField()
    state = serializers.CharField(help_text="computing, ready, approved, rejected or failed.")
    failure = serializers.CharField(
        allow_blank=True, help_text="nobody_counted, stopped or fault; empty unless failed."
    )
    job_id = serializers.UUIDField()
    requested_by = serializers.CharField(source="requested_by_name")
    requested_at = serializers.DateTimeField()
    protected_at = serializers.DateTimeField(allow_null=True)
    decided_by = serializers.CharField(source="decided_by_name", allow_blank=True)
    decided_at = serializers.DateTimeField(allow_null=True)
    reason = serializers.CharField(allow_blank=True)


class ReleaseStepSerializer(serializers.ModelSerializer[ReleaseEvent]):
    """One step of the history."""

    step = serializers.CharField(help_text="requested, protected, failed, approved or rejected.")

    class Meta:
        model = ReleaseEvent
        fields = ("step", "by_name", "at", "said")
        read_only_fields = fields


class ReleaseTableSerializer(ReleaseSerializer):
    """A release with its protected table and its history."""

    practices = ProtectedLineSerializer(many=True)
    history = ReleaseStepSerializer(many=True)


class ReleaseStartSerializer(serializers.Serializer[Any]):
    """Which closed quarter is released."""

    quarter = serializers.CharField(help_text="A quarter that is over, as in 2026-Q3.")

    def validate_quarter(self, text: str) -> Quarter:
        """The quarter meant; one that ended, not before there were any."""
        try:
            found = Quarter.read(text)
        except ValueError as error:
            raise serializers.ValidationError(str(error)) from error
        if found.start.year < timezone.now().year - 20:
            raise serializers.ValidationError("Choose a quarter of the last twenty years.")
        return found


class ReleaseReasonSerializer(serializers.Serializer[Any]):
    """Why a table stays in."""

    reason = serializers.CharField(max_length=500)
