"""The steps of a version over the API: send, send back, publish, retire."""

from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from nestwork.access.permissions import Permission
from nestwork.api.keys.once import once
from nestwork.api.views import PracticeAPIView
from network_resources.playbooks import services
from network_resources.playbooks.api.refusals import refusals
from network_resources.playbooks.api.serializers import (
    RevisionSerializer,
    SendSerializer,
    StandardReasonSerializer,
    VersionLineSerializer,
)

type Needs = dict[str, Permission | None]


class SendView(PracticeAPIView):
    """Send a draft for review."""

    needs: ClassVar[Needs] = {"POST": Permission.DRAFT_STANDARDS}

    @extend_schema(request=SendSerializer, responses=VersionLineSerializer, operation_id="standards_send")
    @once
    def post(self, request: Request, version_id: UUID) -> Response:
        """Ask a second person to publish; `no_child` states that no child can be recognised in it."""
        asked = SendSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        words = dict(asked.validated_data)
        if not words.pop("no_child"):
            raise ValidationError({"no_child": [_("Read it once more: nothing here may point at a child.")]})
        with refusals():
            version = services.send_for_review(by=self.reader, version_id=version_id, **words)
        return Response(VersionLineSerializer(version).data)


class SendBackView(PracticeAPIView):
    """Send a version in review back."""

    needs: ClassVar[Needs] = {"POST": Permission.DRAFT_STANDARDS}

    @extend_schema(
        request=StandardReasonSerializer, responses=VersionLineSerializer, operation_id="standards_send_back"
    )
    @once
    def post(self, request: Request, version_id: UUID) -> Response:
        """Give it back to its writers, with the reason."""
        asked = StandardReasonSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        with refusals():
            version = services.send_back(by=self.reader, version_id=version_id, **asked.validated_data)
        return Response(VersionLineSerializer(version).data)


class PublishView(PracticeAPIView):
    """Publish a version in review."""

    needs: ClassVar[Needs] = {"POST": Permission.PUBLISH_STANDARDS}

    @extend_schema(
        request=RevisionSerializer, responses=VersionLineSerializer, operation_id="standards_publish"
    )
    @once
    def post(self, request: Request, version_id: UUID) -> Response:
        """Publish as a second person, with a token made under step-up for this verb. Changes no child's level."""
        asked = RevisionSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        with refusals():
            version = services.publish(by=self.reader, version_id=version_id, **asked.validated_data)
        return Response(VersionLineSerializer(version).data)


class RetireView(PracticeAPIView):
    """Retire a version, or set a draft aside."""

    needs: ClassVar[Needs] = {"POST": Permission.DRAFT_STANDARDS}

    @extend_schema(
        request=StandardReasonSerializer, responses=VersionLineSerializer, operation_id="standards_retire"
    )
    @once
    def post(self, request: Request, version_id: UUID) -> Response:
        """Nobody adopts it any more; practices that use it keep it."""
        asked = StandardReasonSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        with refusals():
            version = services.retire(by=self.reader, version_id=version_id, **asked.validated_data)
        return Response(VersionLineSerializer(version).data)
