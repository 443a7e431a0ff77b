"""Waiting rows over the API: list, mend, leave out."""

from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from nestwork.access.permissions import Permission
from nestwork.api.conflict import Conflict
from nestwork.api.views import PracticeAPIView
from network_resources.community.api.keep_serializers import (
    LeaveOutSerializer,
    MendDirectoryRowSerializer,
    WaitingRowSerializer,
)
from network_resources.community.models import DirectoryQuarantine
from network_resources.community.rules.states import RowState
from network_resources.community.selectors import keeping as reads
from network_resources.community.services import mending
from network_resources.community.wording import problem_words

_KEEP = Permission.KEEP_DIRECTORY


class _RowView(PracticeAPIView):
    def row(self, row_id: UUID) -> DirectoryQuarantine:
        """The row; raises NotFound."""
        try:
            return reads.quarantined_row(self.reader, row_id)
        except DirectoryQuarantine.DoesNotExist:
            raise NotFound from None

    def answer(self, row_id: UUID) -> Response:
        """The row as it stands now."""
        return Response(WaitingRowSerializer(self.row(row_id)).data)


class WaitingRowListView(PracticeAPIView):
    """Rows that were not understood."""

    needs = {"GET": _KEEP}
    ordering = ("put_at", "id")

    @extend_schema(
        responses=WaitingRowSerializer(many=True),
        operation_id="directory_rows_list",
        parameters=[OpenApiParameter("state", OpenApiTypes.STR, enum=[one.value for one in RowState])],
    )
    def get(self, request: Request) -> Response:
        """One page of rows in one state; those that wait when none is named."""
        asked = request.query_params.get("state", RowState.WAITING)
        if asked not in list(RowState):
            raise ValidationError({"state": [f"One of: {', '.join(RowState)}"]})
        response, _rows = self.paged(reads.quarantined(self.reader, RowState(asked)), WaitingRowSerializer)
        return response


class WaitingRowView(_RowView):
    """One row."""

    needs = {"GET": _KEEP}

    @extend_schema(responses=WaitingRowSerializer, operation_id="directory_rows_retrieve")
    def get(self, request: Request, row_id: UUID) -> Response:
        """What the source wrote and what is wrong."""
        return self.answer(row_id)


class MendRowView(_RowView):
    """Mend a row and take it in."""

    needs = {"POST": _KEEP}

    @extend_schema(
        request=MendDirectoryRowSerializer, responses=WaitingRowSerializer, operation_id="directory_rows_mend"
    )
    def post(self, request: Request, row_id: UUID) -> Response:
        """What is still wrong is answered by field; then nothing was saved and the row still waits."""
        asked = MendDirectoryRowSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        row = self.row(row_id)
        try:
            problems = mending.mend_row(row=row, by=self.reader, changed=asked.validated_data["changed"])
        except mending.AlreadySettledError as error:
            raise Conflict(code="already_settled") from error
        if problems:
            raise ValidationError({one.field or "all": [problem_words(one.as_json())] for one in problems})
        return self.answer(row_id)


class LeaveRowOutView(_RowView):
    """Leave a row out."""

    needs = {"POST": _KEEP}

    @extend_schema(
        request=LeaveOutSerializer, responses=WaitingRowSerializer, operation_id="directory_rows_leave_out"
    )
    def post(self, request: Request, row_id: UUID) -> Response:
        """The same row in a later file is not asked about again."""
        asked = LeaveOutSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        try:
            mending.leave_out(row=self.row(row_id), by=self.reader, reason=asked.validated_data["reason"])
        except mending.AlreadySettledError as error:
            raise Conflict(code="already_settled") from error
        return self.answer(row_id)


class RowAgainView(_RowView):
    """Take back leaving a row out."""

    needs = {"POST": _KEEP}

    @extend_schema(request=None, responses=WaitingRowSerializer, operation_id="directory_rows_again")
    def post(self, request: Request, row_id: UUID) -> Response:
        """A row that was left out waits again; any other is answered as it is."""
        mending.wait_again(row=self.row(row_id), by=self.reader)
        return self.answer(row_id)
