"""What came of scoring stored answers by another version, over the API."""

from typing import ClassVar
from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from nestwork.access.permissions import Permission
from nestwork.api.keys.once import once
from nestwork.api.views import PracticeAPIView
from nestwork.audit.services import record_view
from tenants.registry import selectors, services
from tenants.registry.selectors import Rescored


class RescoredSerializer(serializers.Serializer[Rescored]):
    """Counts over the children the reader may open; `job` is the last run."""

    version_id = serializers.UUIDField()
    proposed = serializers.IntegerField()
    waiting = serializers.IntegerField()
    confirmed = serializers.IntegerField()
    declined = serializers.IntegerField()
    needs_new_scoring = serializers.IntegerField(source="unscored")
    job = serializers.UUIDField(source="last.job_id")


class RescoringView(PracticeAPIView):
    """Stored answers scored by a version."""

    needs: ClassVar = {"GET": Permission.SEE_CHILDREN, "POST": Permission.ADOPT_STANDARDS}

    @extend_schema(responses=RescoredSerializer)
    def get(self, request: Request, version_id: UUID) -> Response:
        """How many levels it proposed to change, and what physicians said; 404 while it never ran."""
        record_view(by=self.reader, page="rescoring", purpose="rescoring")
        return Response(RescoredSerializer(self._found(version_id)).data)

    @extend_schema(request=None, responses={202: RescoredSerializer})
    @once
    def post(self, request: Request, version_id: UUID) -> Response:
        """Score once more; answers scored before make no second proposal."""
        self._found(version_id)
        services.start_rescoring(by=self.reader, version_id=version_id)
        return Response(RescoredSerializer(self._found(version_id)).data, 202)

    def _found(self, version_id: UUID) -> Rescored:
        found = selectors.rescored(self.reader, version_id)
        if found is None:
            raise Http404
        return found
