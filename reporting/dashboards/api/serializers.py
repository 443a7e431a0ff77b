"""Figures as the API gives them."""

from rest_framework import serializers

from reporting.dashboards.own_practice.cells import OwnQuarter
from reporting.disclosure.models import FigureRelease, ReleasedCell
from reporting.disclosure.selectors.tables import PracticeLine


class OwnFigureSerializer(serializers.Serializer[OwnQuarter]):
    """One measure of one quarter. `children` holds the count of each stratum, by its key."""

    measure = serializers.CharField(source="measure.key")
    version = serializers.IntegerField(source="measure.version")
    quarter = serializers.CharField(help_text="As in 2026-Q3.")
    counted_on = serializers.DateField(help_text="The day the numbers stand for.")
    counted_at = serializers.DateTimeField(help_text="When these numbers were found.")
    looked_at = serializers.DateTimeField(help_text="When they were last counted, and found the same.")
    is_complete = serializers.BooleanField(
        source="is_closed", help_text="Whether the quarter was over by then."
    )
    children = serializers.DictField(child=serializers.IntegerField())


class ReleasedCellSerializer(serializers.Serializer[ReleasedCell]):
    """One released cell. `children` is null unless `status` is shown; every hidden cell looks the same."""

    stratum = serializers.CharField()
    status = serializers.CharField(help_text="shown, hidden or not_counted.")
    children = serializers.IntegerField(source="value", allow_null=True)


class ReleasedLineSerializer(serializers.Serializer[PracticeLine]):
    """One practice of a released table. Nothing is added up."""

    practice_id = serializers.UUIDField()
    practice = serializers.CharField(source="name")
    cells = ReleasedCellSerializer(many=True)


class ReleasedSerializer(serializers.Serializer[FigureRelease]):
    """A released figure; it never changes."""

    id = serializers.UUIDField()
    measure = serializers.CharField()
    version = serializers.IntegerField(source="measure_version")
    quarter = serializers.CharField(help_text="As in 2026-Q3.")
    released_by = serializers.CharField(source="decided_by_name")
    released_at = serializers.DateTimeField(source="decided_at")


class ReleasedTableSerializer(ReleasedSerializer):
    """A released figure with its cells by practice."""

    practices = ReleasedLineSerializer(many=True)
