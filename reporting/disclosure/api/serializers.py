"""Releases as the API gives and takes them."""

from typing import Any

from django.utils import timezone
from rest_framework import serializers

from reporting.disclosure.models import FigureRelease, ReleaseEvent
from reporting.disclosure.rules.protection import Status
from reporting.disclosure.rules.states import Failure, State
from reporting.disclosure.selectors.tables import PracticeLine
from reporting.measures.quarters import Quarter


class ProtectedCellSerializer(serializers.Serializer[Any]):
    """One protected cell. `children` is null unless `status` is shown; every hidden cell looks the same."""

    stratum = serializers.CharField()
    status = serializers.ChoiceField(choices=[one.value for one in Status])
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
    state = serializers.ChoiceField(choices=[one.value for one in State])
    failure = serializers.ChoiceField(choices=[one.value for one in Failure], allow_blank=True)
    job_id = serializers.UUIDField()
    requested_by = serializers.CharField(source="requested_by_name")
    requested_at = serializers.DateTimeField()
    protected_at = serializers.DateTimeField(allow_null=True)
    decided_by = serializers.CharField(source="decided_by_name", allow_blank=True)
    decided_at = serializers.DateTimeField(allow_null=True)
    reason = serializers.CharField(allow_blank=True)


class EventSerializer(serializers.ModelSerializer[ReleaseEvent]):
    """One step of the history."""

    class Meta:
        model = ReleaseEvent
        fields = ("step", "by_name", "at", "said")
        read_only_fields = fields


class ReleaseTableSerializer(ReleaseSerializer):
    """A release with its protected table and its history."""

    practices = ProtectedLineSerializer(many=True)
    history = EventSerializer(many=True)


class StartSerializer(serializers.Serializer[Any]):
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


class ReasonSerializer(serializers.Serializer[Any]):
    """Why a table stays in."""

    reason = serializers.CharField(max_length=500)
