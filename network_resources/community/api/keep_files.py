"""Directory files over the API: send, say what the columns hold, start, report."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.exceptions import NotFound
from rest_framework.parsers import BaseParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from nestwork.access.permissions import Permission
from nestwork.api.keys.once import once
from nestwork.api.views import PracticeAPIView
from network_resources.community.api.keep_serializers import (
    DirectoryProfileNameSerializer,
    DirectoryProfileSerializer,
    DirectoryUploadSerializer,
    EmptyStatusSerializer,
    NewDirectoryUploadSerializer,
)
from network_resources.community.models import DirectoryUpload
from network_resources.community.selectors import keeping as reads
from network_resources.community.services import uploads as verbs
from network_resources.community.services.profiles import profile_named, profiles_to_choose

_KEEP = Permission.KEEP_DIRECTORY


class _FileView(PracticeAPIView):
    def upload(self, upload_id: UUID) -> DirectoryUpload:
        """The file; raises NotFound."""
        try:
            return reads.upload(self.reader, upload_id)
        except DirectoryUpload.DoesNotExist:
            raise NotFound from None


class DirectoryFileListView(PracticeAPIView):
    """Directory files that came, the newest first."""

    needs = {"GET": _KEEP, "POST": _KEEP}
    ordering = ("-uploaded_at", "-id")

    def get_parsers(self) -> list[BaseParser]:
        """Files come as multipart forms."""
        return [MultiPartParser()]

    @extend_schema(responses=DirectoryUploadSerializer(many=True), operation_id="directory_files_list")
    def get(self, request: Request) -> Response:
        """One page of files."""
        response, _rows = self.paged(reads.uploads(self.reader), DirectoryUploadSerializer)
        return response

    @extend_schema(
        request={"multipart/form-data": NewDirectoryUploadSerializer},
        responses={202: DirectoryUploadSerializer},
        operation_id="directory_files_send",
    )
    @once
    def post(self, request: Request) -> Response:
        """Send a file; a worker reads it and counts what an import would do."""
        asked = NewDirectoryUploadSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        upload = verbs.receive(by=self.reader, **asked.validated_data)
        return Response(DirectoryUploadSerializer(upload).data, status=status.HTTP_202_ACCEPTED)


class DirectoryFileView(_FileView):
    """One file."""

    needs = {"GET": _KEEP}

    @extend_schema(responses=DirectoryUploadSerializer, operation_id="directory_files_retrieve")
    def get(self, request: Request, upload_id: UUID) -> Response:
        """State, preview and report; counts only."""
        return Response(DirectoryUploadSerializer(self.upload(upload_id)).data)


class DirectoryFileProfileView(_FileView):
    """Say what the columns of a file hold."""

    needs = {"POST": _KEEP}

    @extend_schema(
        request=DirectoryProfileSerializer,
        responses={202: DirectoryUploadSerializer},
        operation_id="directory_files_profile",
    )
    def post(self, request: Request, upload_id: UUID) -> Response:
        """By the `name` of a saved or shipped profile, or by `content`, which is saved under the source's name."""
        asked = DirectoryProfileSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        told, upload = asked.validated_data, self.upload(upload_id)
        if "name" in told:
            profile = profile_named(by=self.reader, name=told["name"])
            upload = verbs.choose_profile(upload=upload, by=self.reader, profile=profile)
        else:
            upload = verbs.read_with(upload=upload, by=self.reader, content=told["content"])
        return Response(DirectoryUploadSerializer(upload).data, status=status.HTTP_202_ACCEPTED)


class DirectoryProfileListView(PracticeAPIView):
    """Profiles to read files with."""

    needs = {"GET": _KEEP}

    @extend_schema(
        responses=DirectoryProfileNameSerializer(many=True), operation_id="directory_profiles_list"
    )
    def get(self, request: Request) -> Response:
        """Every profile that was saved or comes with Nestwork, by name."""
        found = [{"name": name, "title": title} for name, title in profiles_to_choose(self.reader).items()]
        return Response({"results": DirectoryProfileNameSerializer(found, many=True).data})


class DirectoryFileStatusView(_FileView):
    """Say what services without a status are."""

    needs = {"POST": _KEEP}

    @extend_schema(
        request=EmptyStatusSerializer,
        responses={202: DirectoryUploadSerializer},
        operation_id="directory_files_status",
    )
    def post(self, request: Request, upload_id: UUID) -> Response:
        """It holds for this source from now on; the file is counted anew."""
        asked = EmptyStatusSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        upload = verbs.take_empty_status_for(
            upload=self.upload(upload_id), by=self.reader, status=asked.validated_data["status"]
        )
        return Response(DirectoryUploadSerializer(upload).data, status=status.HTTP_202_ACCEPTED)


class DirectoryFileStartView(_FileView):
    """Import a file."""

    needs = {"POST": _KEEP}

    @extend_schema(
        request=None, responses={202: DirectoryUploadSerializer}, operation_id="directory_files_start"
    )
    @once
    def post(self, request: Request, upload_id: UUID) -> Response:
        """The job named by `job_id` does the work."""
        upload = verbs.start_import(upload=self.upload(upload_id), by=self.reader)
        return Response(DirectoryUploadSerializer(upload).data, status=status.HTTP_202_ACCEPTED)


class DirectoryFileAsideView(_FileView):
    """Do not import a file."""

    needs = {"POST": _KEEP}

    @extend_schema(request=None, responses=DirectoryUploadSerializer, operation_id="directory_files_aside")
    def post(self, request: Request, upload_id: UUID) -> Response:
        """Its rows are removed; the line in the history stays."""
        upload = verbs.set_aside(upload=self.upload(upload_id), by=self.reader)
        return Response(DirectoryUploadSerializer(upload).data)
