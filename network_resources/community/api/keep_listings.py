"""Listings over the API for the steward: list, add, change, check, history."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from nestwork.access.permissions import Permission
from nestwork.api.conflict import Conflict
from nestwork.api.keys.once import once
from nestwork.api.views import PracticeAPIView
from network_resources.community.api import keep_serializers as shapes
from network_resources.community.models import DirectoryRow
from network_resources.community.selectors import keeping as reads
from network_resources.community.selectors.keeping import Filter
from network_resources.community.services import keeping as verbs

_KEEP = Permission.KEEP_DIRECTORY


class _KeepView(PracticeAPIView):
    def one(self, read: Any, row_id: UUID) -> Any:
        """What the selector reads; raises NotFound."""
        try:
            return read(self.reader, row_id)
        except ObjectDoesNotExist:
            raise NotFound from None

    def change(self, row: DirectoryRow, data: Any) -> None:
        """Write what was sent; raises Conflict when somebody else changed the row since it was read."""
        asked = shapes.ChangeRowSerializer(data=data)
        asked.is_valid(raise_exception=True)
        told = asked.validated_data
        try:
            verbs.change_row(row=row, by=self.reader, changed=told["values"], revision=told.get("revision"))
        except verbs.StaleError as error:
            raise Conflict(code="stale") from error


class KeptServiceListView(PracticeAPIView):
    """Services, withdrawn ones too."""

    needs = {"GET": _KEEP}

    @extend_schema(
        responses=shapes.KeptServiceSerializer(many=True),
        operation_id="directory_kept_services_list",
        parameters=[
            OpenApiParameter("status", OpenApiTypes.STR),
            OpenApiParameter("waiting", OpenApiTypes.BOOL),
            OpenApiParameter("words", OpenApiTypes.STR),
        ],
    )
    def get(self, request: Request) -> Response:
        """One page of services by filters."""
        told = request.query_params
        asked = Filter(
            words=told.get("words", ""), status=told.get("status", ""), waiting=told.get("waiting") == "true"
        )
        found = reads.services(self.reader, asked).order_by("id")
        response, _rows = self.paged(found, shapes.KeptServiceSerializer)
        return response


class KeptServiceView(_KeepView):
    """One service."""

    needs = {"GET": _KEEP, "PATCH": _KEEP}

    @extend_schema(responses=shapes.KeptServiceSerializer, operation_id="directory_kept_services_retrieve")
    def get(self, request: Request, service_id: UUID) -> Response:
        """Its fields and its revision."""
        return Response(shapes.KeptServiceSerializer(self.one(reads.service, service_id)).data)

    @extend_schema(
        request=shapes.ChangeRowSerializer,
        responses=shapes.KeptServiceSerializer,
        operation_id="directory_kept_services_change",
    )
    def patch(self, request: Request, service_id: UUID) -> Response:
        """Change fields."""
        self.change(self.one(reads.service, service_id), request.data)
        return self.get(request, service_id)


class KeptServiceCheckedView(_KeepView):
    """Checked today."""

    needs = {"POST": _KEEP}

    @extend_schema(
        request=None,
        responses=shapes.KeptServiceSerializer,
        operation_id="directory_kept_services_checked",
    )
    def post(self, request: Request, service_id: UUID) -> Response:
        """Somebody made sure today that the listing is true."""
        service = verbs.mark_checked(service=self.one(reads.service, service_id), by=self.reader)
        return Response(shapes.KeptServiceSerializer(service).data)


class KeptServicePhonesView(_KeepView):
    """A service's own telephone numbers."""

    needs = {"PUT": _KEEP}

    @extend_schema(
        request=shapes.PhonesSerializer,
        responses=shapes.PhonesSerializer,
        operation_id="directory_kept_services_phones",
    )
    def put(self, request: Request, service_id: UUID) -> Response:
        """Replace them all."""
        asked = shapes.PhonesSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        service = self.one(reads.service, service_id)
        verbs.set_phones(service=service, by=self.reader, phones=asked.validated_data["phones"])
        return Response(shapes.PhonesSerializer({"phones": reads.phones_of(service)}).data)


class KeptServiceNeedsView(_KeepView):
    """The needs a service is filed under."""

    needs = {"PUT": _KEEP}

    @extend_schema(
        request=shapes.FiledNeedsSerializer,
        responses=shapes.FiledNeedsSerializer,
        operation_id="directory_kept_services_needs",
    )
    def put(self, request: Request, service_id: UUID) -> Response:
        """Replace them all."""
        asked = shapes.FiledNeedsSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        service = self.one(reads.service, service_id)
        verbs.set_needs(service=service, by=self.reader, needs=asked.validated_data["needs"])
        return Response({"needs": reads.needs_of(service)})


class KeptServiceHistoryView(_KeepView):
    """History of a service and its parts."""

    needs = {"GET": _KEEP}
    ordering = ("-at", "-id")

    @extend_schema(
        responses=shapes.DirectoryChangeSerializer(many=True),
        operation_id="directory_kept_services_history",
    )
    def get(self, request: Request, service_id: UUID) -> Response:
        """One page of changes, the newest first."""
        service = self.one(reads.service, service_id)
        response, _rows = self.paged(reads.history_of(service), shapes.DirectoryChangeSerializer)
        return response


class KeptLocationView(_KeepView):
    """Whether a location is confidential."""

    needs = {"PATCH": _KEEP}

    @extend_schema(
        request=shapes.ConfidentialSerializer,
        responses=shapes.ConfidentialSerializer,
        operation_id="directory_kept_locations_change",
    )
    def patch(self, request: Request, location_id: UUID) -> Response:
        """Make it confidential, or not."""
        asked = shapes.ConfidentialSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        location = self.one(reads.location, location_id)
        said = "true" if asked.validated_data["is_confidential"] else "false"
        verbs.change_row(row=location, by=self.reader, changed={"is_confidential": said})
        return Response(asked.validated_data)


class KeptOrganizationListView(PracticeAPIView):
    """Organizations."""

    needs = {"GET": _KEEP, "POST": _KEEP}

    @extend_schema(
        responses=shapes.KeptOrganizationSerializer(many=True),
        operation_id="directory_kept_organizations_list",
    )
    def get(self, request: Request) -> Response:
        """One page of organizations."""
        found = reads.organizations(self.reader).order_by("id")
        response, _rows = self.paged(found, shapes.KeptOrganizationSerializer)
        return response

    @extend_schema(
        request=shapes.ChangeRowSerializer,
        responses={201: shapes.KeptOrganizationSerializer},
        operation_id="directory_kept_organizations_add",
    )
    @once
    def post(self, request: Request) -> Response:
        """Add one by hand."""
        asked = shapes.ChangeRowSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        made = verbs.add_organization(by=self.reader, values=asked.validated_data["values"])
        return Response(shapes.KeptOrganizationSerializer(made).data, status=status.HTTP_201_CREATED)


class KeptOrganizationView(_KeepView):
    """One organization."""

    needs = {"GET": _KEEP, "PATCH": _KEEP, "POST": _KEEP}

    @extend_schema(
        responses=shapes.KeptOrganizationSerializer,
        operation_id="directory_kept_organizations_retrieve",
    )
    def get(self, request: Request, organization_id: UUID) -> Response:
        """Its fields and its revision."""
        found = self.one(reads.organization, organization_id)
        return Response(shapes.KeptOrganizationSerializer(found).data)

    @extend_schema(
        request=shapes.ChangeRowSerializer,
        responses=shapes.KeptOrganizationSerializer,
        operation_id="directory_kept_organizations_change",
    )
    def patch(self, request: Request, organization_id: UUID) -> Response:
        """Change fields."""
        self.change(self.one(reads.organization, organization_id), request.data)
        return self.get(request, organization_id)

    @extend_schema(
        request=shapes.ChangeRowSerializer,
        responses={201: shapes.KeptServiceSerializer},
        operation_id="directory_kept_organizations_add_service",
    )
    @once
    def post(self, request: Request, organization_id: UUID) -> Response:
        """Add a service of the organization by hand."""
        asked = shapes.ChangeRowSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        found = self.one(reads.organization, organization_id)
        made = verbs.add_service(by=self.reader, organization=found, values=asked.validated_data["values"])
        return Response(shapes.KeptServiceSerializer(made).data, status=status.HTTP_201_CREATED)
