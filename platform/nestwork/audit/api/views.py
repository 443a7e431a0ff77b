"""The audit over the API."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from nestwork.access.permissions import Permission
from nestwork.api.views import PracticeAPIView
from nestwork.audit.api.serializers import AuditLineSerializer, AuditQuerySerializer
from nestwork.audit.selectors import audit_lines
from nestwork.audit.services import record_view
from nestwork.audit.visibility import children


class AuditView(PracticeAPIView):
    """Who opened or changed what, the newest first."""

    needs = {"GET": Permission.SEE_AUDIT}
    ordering = ("-at", "-id")

    @extend_schema(
        parameters=[AuditQuerySerializer], responses=AuditLineSerializer(many=True), operation_id="audit_list"
    )
    def get(self, request: Request) -> Response:
        """One page of lines; reading them is a line too."""
        query = AuditQuerySerializer(data=request.query_params)
        query.is_valid(raise_exception=True)
        asked = query.asked()
        hidden = set(children().hidden(self.reader))
        response, _ = self.paged(audit_lines(self.reader, asked), AuditLineSerializer, hidden=hidden)
        record_view(by=self.reader, page="audit", filter=asked.as_detail(), purpose="audit review")
        return response
