"""Files over the API: send, check, start, report."""

from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import BaseParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from nestwork.access.permissions import Permission
from nestwork.api.keys.once import once
from nestwork.api.views import PracticeAPIView
from nestwork.audit.services import record_view
from tenants.roster.api.serializers import (
    ColumnsSerializer,
    NewUploadSerializer,
    OutcomeSerializer,
    StartSerializer,
    UploadSerializer,
)
from tenants.roster.rules.states import Mode, Outcome
from tenants.roster.selectors import uploads as reads
from tenants.roster.services import uploads as verbs


class FileListView(PracticeAPIView):
    """Rosters that came, the newest first."""

    needs = {"GET": Permission.IMPORT_ROSTER, "POST": Permission.IMPORT_ROSTER}
    ordering = ("-uploaded_at", "-id")

    def get_parsers(self) -> list[BaseParser]:
        """Files come as multipart forms."""
        return [MultiPartParser()]

    @extend_schema(responses=UploadSerializer(many=True), operation_id="roster_files_list")
    def get(self, request: Request) -> Response:
        """One page of files."""
        response, _rows = self.paged(reads.uploads(self.reader), UploadSerializer)
        record_view(by=self.reader, page="api.roster.files")
        return response

    @extend_schema(request={"multipart/form-data": NewUploadSerializer}, responses={202: UploadSerializer})
    def post(self, request: Request) -> Response:
        """Send a file; a worker reads it. A broken file is refused whole, which its state then says."""
        asked = NewUploadSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        words = asked.validated_data
        upload = verbs.receive(
            by=self.reader, file=words["file"], source_name=words["source_name"], mode=Mode(words["mode"])
        )
        return Response(UploadSerializer(upload).data, status=status.HTTP_202_ACCEPTED)


class FileView(PracticeAPIView):
    """One file."""

    needs = {"GET": Permission.IMPORT_ROSTER}

    @extend_schema(responses=UploadSerializer)
    def get(self, request: Request, upload_id: UUID) -> Response:
        """State, dry run and report; counts only."""
        upload = reads.upload_for(self.reader, upload_id)
        record_view(by=self.reader, page="api.roster.file", filter={"upload": str(upload.pk)})
        return Response(UploadSerializer(upload).data)


class FileCheckView(PracticeAPIView):
    """Say what the columns hold and ask for a dry run."""

    needs = {"POST": Permission.IMPORT_ROSTER}

    @extend_schema(request=ColumnsSerializer, responses={202: UploadSerializer})
    @once
    def post(self, request: Request, upload_id: UUID) -> Response:
        """Without `columns` the source's saved profile or the guess is taken."""
        asked = ColumnsSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        upload = reads.upload_for(self.reader, upload_id)
        columns = asked.validated_data.get("columns") or reads.profile_columns(upload)[0]
        day_first = asked.validated_data["day_first"]
        upload = verbs.choose_columns(upload=upload, by=self.reader, columns=columns, day_first=day_first)
        return Response(UploadSerializer(upload).data, status=status.HTTP_202_ACCEPTED)


class FileStartView(PracticeAPIView):
    """Import a checked file."""

    needs = {"POST": Permission.IMPORT_ROSTER}

    @extend_schema(request=StartSerializer, responses={202: UploadSerializer})
    @once
    def post(self, request: Request, upload_id: UUID) -> Response:
        """The job named by `job_id` does the work."""
        asked = StartSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        upload = reads.upload_for(self.reader, upload_id)
        upload = verbs.start_import(upload=upload, by=self.reader, **asked.validated_data)
        return Response(UploadSerializer(upload).data, status=status.HTTP_202_ACCEPTED)


class FileAsideView(PracticeAPIView):
    """Do not import a file."""

    needs = {"POST": Permission.IMPORT_ROSTER}

    @extend_schema(request=None, responses=UploadSerializer)
    @once
    def post(self, request: Request, upload_id: UUID) -> Response:
        """Its rows are removed; the line in the history stays."""
        upload = verbs.set_aside(upload=reads.upload_for(self.reader, upload_id), by=self.reader)
        return Response(UploadSerializer(upload).data)


class FileRowsView(PracticeAPIView):
    """What the rows of an imported file led to."""

    needs = {"GET": Permission.IMPORT_ROSTER}
    ordering = ("at", "id")

    @extend_schema(
        responses=OutcomeSerializer(many=True),
        operation_id="roster_rows_list",
        parameters=[
            OpenApiParameter("outcome", OpenApiTypes.STR, enum=[one.value for one in Outcome], required=True)
        ],
    )
    def get(self, request: Request, upload_id: UUID) -> Response:
        """One page of rows with one outcome, without children the reader may not open."""
        asked = request.query_params.get("outcome", "")
        if asked not in list(Outcome):
            raise ValidationError({"outcome": [f"One of: {', '.join(Outcome)}"]})
        upload = reads.upload_for(self.reader, upload_id)
        response, rows = self.paged(reads.outcomes(self.reader, upload, Outcome(asked)), OutcomeSerializer)
        shown = [row.child_id for row in rows if row.child_id]
        record_view(by=self.reader, page="api.roster.rows", shown=shown)
        return response
