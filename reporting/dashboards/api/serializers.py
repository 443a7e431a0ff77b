"""Figures as the API gives them."""

from rest_framework import serializers

from reporting.dashboards.own_practice.cells import OwnQuarter


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
