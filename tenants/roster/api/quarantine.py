"""The quarantine over the API: list, mend, leave out."""

from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from nestwork.access.permissions import Permission
from nestwork.api.conflict import Conflict
from nestwork.api.keys.once import once
from nestwork.api.views import PracticeAPIView
from nestwork.audit.services import record_view
from tenants.roster.api.serializers import (
    MendAlikeSerializer,
    MendedAlikeSerializer,
    MendSerializer,
    QuarantinedRowSerializer,
    WhySerializer,
)
from tenants.roster.models import QuarantinedRow
from tenants.roster.rules.fields import Field
from tenants.roster.rules.problems import Problem
from tenants.roster.rules.states import RowState
from tenants.roster.selectors import quarantine as reads
from tenants.roster.services import mending, quarantining
from tenants.roster.services.quarantining import AlreadySettledError
from tenants.roster.wording import REASONS


class RowListView(PracticeAPIView):
    """Rows of rosters that were not understood."""

    needs = {"GET": Permission.IMPORT_ROSTER}
    ordering = ("put_at", "id")

    @extend_schema(
        responses=QuarantinedRowSerializer(many=True),
        operation_id="quarantine_list",
        parameters=[OpenApiParameter("state", OpenApiTypes.STR, enum=[one.value for one in RowState])],
    )
    def get(self, request: Request) -> Response:
        """One page of rows in one state; those that wait when none is named."""
        asked = request.query_params.get("state", RowState.WAITING)
        if asked not in list(RowState):
            raise ValidationError({"state": [f"One of: {', '.join(RowState)}"]})
        response, rows = self.paged(reads.quarantined(self.reader, RowState(asked)), QuarantinedRowSerializer)
        record_view(
            by=self.reader, page="api.quarantine", shown=[row.child_id for row in rows if row.child_id]
        )
        return response


class RowView(PracticeAPIView):
    """One row."""

    needs = {"GET": Permission.IMPORT_ROSTER}

    @extend_schema(responses=QuarantinedRowSerializer)
    def get(self, request: Request, row_id: UUID) -> Response:
        """What stood there and what is wrong."""
        row = reads.quarantined_row(self.reader, row_id)
        record_view(by=self.reader, page="api.quarantine.row", child_id=row.child_id)
        return Response(QuarantinedRowSerializer(row).data)


class RowMendView(PracticeAPIView):
    """Mend a row and take it in."""

    needs = {"POST": Permission.IMPORT_ROSTER}

    @extend_schema(request=MendSerializer, responses=QuarantinedRowSerializer)
    @once
    def post(self, request: Request, row_id: UUID) -> Response:
        """What is still wrong is answered by field; then nothing was saved and the row still waits."""
        asked = MendSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        row = reads.quarantined_row(self.reader, row_id)
        try:
            problems = mending.mend_row(row=row, by=self.reader, changed=asked.validated_data["changed"])
        except AlreadySettledError as error:
            raise Conflict(code="already_settled") from error
        if problems:
            raise ValidationError(_by_field(problems))
        return _answer(row)


class RowDropView(PracticeAPIView):
    """Leave a row out."""

    needs = {"POST": Permission.IMPORT_ROSTER}

    @extend_schema(request=WhySerializer, responses=QuarantinedRowSerializer)
    @once
    def post(self, request: Request, row_id: UUID) -> Response:
        """The same row in a later file is not asked about again."""
        asked = WhySerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        row = reads.quarantined_row(self.reader, row_id)
        try:
            quarantining.drop_row(row=row, by=self.reader, reason=asked.validated_data["reason"])
        except AlreadySettledError as error:
            raise Conflict(code="already_settled") from error
        return _answer(row)


class RowAgainView(PracticeAPIView):
    """Take back leaving a row out."""

    needs = {"POST": Permission.IMPORT_ROSTER}

    @extend_schema(request=None, responses=QuarantinedRowSerializer)
    @once
    def post(self, request: Request, row_id: UUID) -> Response:
        """A row that was left out waits again; any other is answered as it is."""
        row = quarantining.wait_again(row=reads.quarantined_row(self.reader, row_id), by=self.reader)
        return _answer(row)


class MendAlikeView(PracticeAPIView):
    """The same better value for many rows."""

    needs = {"POST": Permission.IMPORT_ROSTER}

    @extend_schema(request=MendAlikeSerializer, responses=MendedAlikeSerializer)
    @once
    def post(self, request: Request) -> Response:
        """Every waiting row with exactly this wrong value is mended by itself."""
        asked = MendAlikeSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        words = asked.validated_data
        taken, left = mending.mend_alike(
            by=self.reader, field=Field(words["field"]), value=words["value"], instead=words["instead"]
        )
        return Response({"taken": taken, "left": left})


def _answer(row: QuarantinedRow) -> Response:
    row.refresh_from_db()
    return Response(QuarantinedRowSerializer(row).data)


def _by_field(problems: list[Problem]) -> dict[str, list[str]]:
    return {
        problem.field or "all": [problem.detail if problem.reason == "not_saved" and problem.detail
                                 else " ".join(str(words) for words in REASONS[problem.reason])]
        for problem in problems
    }  # fmt: skip
