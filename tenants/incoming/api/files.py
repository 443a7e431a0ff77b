"""Files of records over the API: send, preview, start, report."""

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
from tenants.incoming.api.serializers import (
    BroughtSerializer,
    FileStartSerializer,
    NewFileSerializer,
    RecordFileSerializer,
)
from tenants.incoming.rules.states import Came
from tenants.incoming.selectors import files as reads
from tenants.incoming.services import files as verbs

_LISTED = (Came.NEW, Came.CHANGED, Came.NEWS)


class RecordFileListView(PracticeAPIView):
    """Files of records that came, the newest first."""

    needs = {"GET": Permission.IMPORT_RECORDS, "POST": Permission.IMPORT_RECORDS}
    ordering = ("-uploaded_at", "-id")

    def get_parsers(self) -> list[BaseParser]:
        """Files come as multipart forms."""
        return [MultiPartParser()]

    @extend_schema(responses=RecordFileSerializer(many=True), operation_id="records_files_list")
    def get(self, request: Request) -> Response:
        """One page of files."""
        response, _rows = self.paged(reads.files(self.reader), RecordFileSerializer)
        record_view(by=self.reader, page="api.records.files")
        return response

    @extend_schema(request={"multipart/form-data": NewFileSerializer}, responses={202: RecordFileSerializer})
    def post(self, request: Request) -> Response:
        """Send a file; a worker reads and checks it. A broken file is refused whole, which its state then says."""
        asked = NewFileSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        words = asked.validated_data
        file = verbs.receive(by=self.reader, file=words["file"], source_name=words["source_name"])
        return Response(RecordFileSerializer(file).data, status=status.HTTP_202_ACCEPTED)


class RecordFileView(PracticeAPIView):
    """One file."""

    needs = {"GET": Permission.IMPORT_RECORDS}

    @extend_schema(responses=RecordFileSerializer)
    def get(self, request: Request, file_id: UUID) -> Response:
        """State, dry run and report; counts only."""
        file = reads.file_for(self.reader, file_id)
        record_view(by=self.reader, page="api.records.file", filter={"file": str(file.pk)})
        return Response(RecordFileSerializer(file).data)


class RecordFileStartView(PracticeAPIView):
    """Import a checked file."""

    needs = {"POST": Permission.IMPORT_RECORDS}

    @extend_schema(request=FileStartSerializer, responses={202: RecordFileSerializer})
    @once
    def post(self, request: Request, file_id: UUID) -> Response:
        """The job named by `job_id` does the work."""
        asked = FileStartSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        file = reads.file_for(self.reader, file_id)
        file = verbs.start_import(file=file, by=self.reader, **asked.validated_data)
        return Response(RecordFileSerializer(file).data, status=status.HTTP_202_ACCEPTED)


class RecordFileAsideView(PracticeAPIView):
    """Do not import a file."""

    needs = {"POST": Permission.IMPORT_RECORDS}

    @extend_schema(request=None, responses=RecordFileSerializer)
    @once
    def post(self, request: Request, file_id: UUID) -> Response:
        """What was read of it is removed; the line in the history stays."""
        file = verbs.set_aside(file=reads.file_for(self.reader, file_id), by=self.reader)
        return Response(RecordFileSerializer(file).data)


class RecordFileChildrenView(PracticeAPIView):
    """The children that an imported file brought or changed."""

    needs = {"GET": Permission.IMPORT_RECORDS}
    ordering = ("at", "id")

    @extend_schema(
        responses=BroughtSerializer(many=True),
        operation_id="records_children_list",
        parameters=[
            OpenApiParameter("came", OpenApiTypes.STR, enum=[one.value for one in _LISTED], required=True)
        ],
    )
    def get(self, request: Request, file_id: UUID) -> Response:
        """One page, without children the reader may not open."""
        asked = request.query_params.get("came", "")
        if asked not in _LISTED:
            raise ValidationError({"came": [f"One of: {', '.join(_LISTED)}"]})
        file = reads.file_for(self.reader, file_id)
        response, rows = self.paged(reads.outcomes(self.reader, file, Came(asked)), BroughtSerializer)
        record_view(by=self.reader, page="api.records.children", shown=[row.child_id for row in rows])
        return response
