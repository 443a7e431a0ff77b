"""Clinical facts over the API. Writing them belongs to the rooms that receive them."""

from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from nestwork.access.permissions import Permission
from nestwork.api.views import PracticeAPIView
from nestwork.audit.services import record_view
from tenants.clinical.api.serializers import KINDS, FactSerializer
from tenants.clinical.selectors import standing
from tenants.patients.selectors import child_for


class FactListView(PracticeAPIView):
    """Standing facts of one kind about a child, under the labels the caller may read."""

    needs = {"GET": Permission.SEE_CHILDREN}
    ordering = ("-recorded_at", "-id")

    @extend_schema(responses=FactSerializer(many=True), operation_id="child_facts")
    def get(self, request: Request, child_id: UUID, kind: str) -> Response:
        """One page, the newest first. Kinds: conditions, medicines, allergies, encounters, and so on."""
        if kind not in KINDS:
            raise Http404
        child = child_for(self.reader, child_id)
        response, _rows = self.paged(standing(KINDS[kind], child, self.reader), FactSerializer)
        record_view(by=self.reader, page=f"api.{kind}", child_id=child.pk)
        return response
