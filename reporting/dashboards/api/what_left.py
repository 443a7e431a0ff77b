"""What left the practice, over the API."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from nestwork.access.permissions import Permission
from nestwork.api.views import PracticeAPIView
from nestwork.audit.services import record_view
from reporting.dashboards.api.serializers import ReleasedCellSerializer
from reporting.disclosure.selectors.released import Departure, what_left
from reporting.facts.selectors import cells_of


class DepartureSerializer(serializers.Serializer[Departure]):
    """One release: the cells of this practice as they left, and its own count of the same generation."""

    release_id = serializers.UUIDField()
    measure = serializers.CharField(source="measure.key")
    version = serializers.IntegerField(source="measure.version")
    quarter = serializers.CharField(help_text="As in 2026-Q3.")
    released_at = serializers.DateTimeField()
    cells = ReleasedCellSerializer(many=True)
    own_count = serializers.SerializerMethodField(
        help_text="By stratum; null where nothing had been counted."
    )

    def get_own_count(self, one: Departure) -> dict[str, int] | None:
        """The practice's own numbers, which stayed inside where a cell is hidden."""
        if one.generation is None:
            return None
        return {cell.stratum: cell.count for cell in cells_of(one.measure, one.generation)}


class WhatLeftView(PracticeAPIView):
    """What of this practice's figures was released."""

    needs: ClassVar[dict[str, Permission | None]] = {"GET": Permission.SEE_OWN_FIGURES}

    @extend_schema(responses=DepartureSerializer(many=True), operation_id="own_figures_left")
    def get(self, request: Request) -> Response:
        """Every release, the newest first."""
        record_view(by=self.reader, page="api.figures.left")
        found: Any = what_left()
        return Response(DepartureSerializer(found, many=True).data)
