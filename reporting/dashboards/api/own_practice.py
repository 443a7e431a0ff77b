"""The practice's own figures over the API."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from nestwork.access.permissions import Permission
from nestwork.api.views import PracticeAPIView
from nestwork.audit.services import record_view
from reporting.dashboards.api.serializers import OwnFigureSerializer
from reporting.dashboards.own_practice.cells import own_quarters
from reporting.measures.definitions import MEASURES
from reporting.measures.quarters import Quarter


class OwnFiguresView(PracticeAPIView):
    """What the practice counted for itself."""

    needs = {"GET": Permission.SEE_OWN_FIGURES}

    @extend_schema(
        responses=OwnFigureSerializer(many=True),
        operation_id="own_figures_list",
        parameters=[OpenApiParameter("quarter", str, description="One quarter only, as in 2026-Q3.")],
    )
    def get(self, request: Request) -> Response:
        """Every measure and counted quarter, the oldest first; or one quarter."""
        wanted = _quarter(request.query_params.get("quarter", ""))
        record_view(by=self.reader, page="api.figures")
        found = [
            own for measure in MEASURES for own in own_quarters(measure) if wanted in (None, own.quarter)
        ]
        return Response(OwnFigureSerializer(found, many=True).data)  # type: ignore[arg-type]  # the stubs know no list


def _quarter(text: str) -> Quarter | None:
    try:
        return Quarter.read(text) if text else None
    except ValueError as error:
        raise ValidationError({"quarter": [str(error)]}) from error
