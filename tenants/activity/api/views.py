"""The activity log over the API: list, log time, say the minutes."""

from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from nestwork.access.permissions import Permission
from nestwork.api.keys.once import once
from nestwork.api.parameters import id_in
from nestwork.api.views import PracticeAPIView
from nestwork.audit.services import record_view
from tenants.activity import selectors, services
from tenants.activity.api.serializers import EntrySerializer, MinutesSerializer, NewEntrySerializer
from tenants.patients.selectors import child_for


class EntryListView(PracticeAPIView):
    """Work done for children the reader may see."""

    needs = {"GET": Permission.SEE_CHILDREN, "POST": Permission.LOG_WORK}
    ordering = ("-started_at", "-id")

    @extend_schema(
        responses=EntrySerializer(many=True),
        operation_id="entries_list",
        parameters=[OpenApiParameter("child", OpenApiTypes.UUID)],
    )
    def get(self, request: Request) -> Response:
        """One page of standing rows, the newest first."""
        rows = selectors.entries(self.reader)
        if child_id := id_in(request, "child"):
            rows = selectors.entries_of(child_for(self.reader, child_id), self.reader)
        response, shown = self.paged(rows, EntrySerializer)
        children = sorted({entry.child_id for entry in shown if entry.child_id})
        record_view(by=self.reader, page="api.entries", shown=children)
        return response

    @extend_schema(request=NewEntrySerializer, responses={201: EntrySerializer})
    @once
    def post(self, request: Request) -> Response:
        """Log work that no item asked for. A call that closes an item goes to /items/<id>/call/."""
        asked = NewEntrySerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        words = asked.validated_data
        child_id = words.pop("child")
        child = child_for(self.reader, child_id) if child_id else None
        entry = services.log(by=self.reader, child=child, **words)
        return Response(EntrySerializer(entry).data, status.HTTP_201_CREATED)


class EntryView(PracticeAPIView):
    """One row."""

    needs = {"GET": Permission.SEE_CHILDREN}

    @extend_schema(responses=EntrySerializer)
    def get(self, request: Request, entry_id: UUID) -> Response:
        """The row, standing or not."""
        entry = selectors.entry_for(self.reader, entry_id)
        record_view(by=self.reader, page="api.entry", child_id=entry.child_id)
        return Response(EntrySerializer(entry).data)


class EntryMinutesView(PracticeAPIView):
    """Minutes said afterwards."""

    needs = {"POST": Permission.LOG_WORK}

    @extend_schema(request=MinutesSerializer, responses=EntrySerializer)
    @once
    def post(self, request: Request, entry_id: UUID) -> Response:
        """Say how long one's own work took; a new row stands in for the old one."""
        asked = MinutesSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        entry = selectors.open_minutes(self.reader, entry_id)
        entry = services.set_minutes(entry=entry, by=self.reader, minutes=asked.validated_data["minutes"])
        return Response(EntrySerializer(entry).data)
