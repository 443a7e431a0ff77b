"""Released figures over the API: list, one, file."""

from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from nestwork.access.permissions import Permission
from nestwork.api.views import PracticeAPIView
from reporting.dashboards.api.serializers import ReleasedSerializer, ReleasedTableSerializer
from reporting.disclosure import services
from reporting.disclosure.models import FigureRelease
from reporting.disclosure.selectors.released import released, released_by_id
from reporting.disclosure.selectors.tables import lines_of
from reporting.disclosure.table_view import file_heads, file_rows
from tenants.registry import spreadsheets

type Needs = dict[str, Permission | None]


class ReleasedListView(PracticeAPIView):
    """Every released figure."""

    needs: ClassVar[Needs] = {"GET": Permission.SEE_RELEASED}

    @extend_schema(responses=ReleasedSerializer(many=True), operation_id="released_list")
    def get(self, request: Request) -> Response:
        """The newest first; there are few, so they come in one piece."""
        rows: Any = released()
        return Response(ReleasedSerializer(rows, many=True).data)


class ReleasedView(PracticeAPIView):
    """One released figure."""

    needs: ClassVar[Needs] = {"GET": Permission.SEE_RELEASED}

    @extend_schema(responses=ReleasedTableSerializer, operation_id="released_retrieve")
    def get(self, request: Request, release_id: UUID) -> Response:
        """Its cells by practice. A hidden cell holds no number."""
        release = _released(release_id)
        services.note_view(by=self.reader, release=release, subject="api.released")
        release.practices = lines_of(release)  # type: ignore[attr-defined]  # read by the serializer
        return Response(ReleasedTableSerializer(release).data)


class ReleasedFileView(PracticeAPIView):
    """One released figure as a file."""

    needs: ClassVar[Needs] = {"GET": Permission.SEE_RELEASED}

    @extend_schema(responses={(200, "text/csv"): OpenApiTypes.STR}, operation_id="released_file")
    def get(self, request: Request, release_id: UUID) -> HttpResponse:
        """CSV, one row a cell: the same file as on the page."""
        release = _released(release_id)
        services.note_download(by=self.reader, release=release, subject="api.released")
        content = spreadsheets.as_csv(file_heads(), file_rows(release, lines_of(release)))
        return HttpResponse(content, content_type=spreadsheets.CSV_TYPE)


def _released(release_id: UUID) -> FigureRelease:
    try:
        return released_by_id(release_id)
    except FigureRelease.DoesNotExist as error:
        raise NotFound from error
