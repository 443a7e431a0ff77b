"""Standards over the API of a practice host: read, adopt, take a plan back."""

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
    AdoptionSerializer,
    AdoptSerializer,
    VersionLineSerializer,
    VersionSerializer,
)
from network_resources.playbooks.selectors import practice as reads

type Needs = dict[str, Permission | None]


class StandardsView(PracticeAPIView):
    """Published standards."""

    needs: ClassVar[Needs] = {"GET": Permission.SEE_LEARNING}

    @extend_schema(responses=VersionLineSerializer(many=True), operation_id="standards_list")
    def get(self, request: Request) -> Response:
        """Every version that was ever published; `?waiting=yes`: those newer than what is in use or planned."""
        found = (
            reads.waiting() if request.query_params.get("waiting") == "yes" else reads.published_versions()
        )
        return Response({"results": VersionLineSerializer(found, many=True).data})


class StandardView(PracticeAPIView):
    """One published version."""

    needs: ClassVar[Needs] = {"GET": Permission.SEE_LEARNING}

    @extend_schema(responses=VersionSerializer, operation_id="standards_version")
    def get(self, request: Request, version_id: UUID) -> Response:
        """The version with its content."""
        with refusals():
            return Response(VersionSerializer(reads.published_versions().get(pk=version_id)).data)


class AdoptionsView(PracticeAPIView):
    """Adoptions of this practice."""

    needs: ClassVar[Needs] = {"GET": Permission.SEE_LEARNING}

    @extend_schema(responses=AdoptionSerializer(many=True), operation_id="standards_adoptions")
    def get(self, request: Request) -> Response:
        """Every adoption and every plan taken back, the newest first."""
        return Response({"results": AdoptionSerializer(reads.adoption_history(), many=True).data})


class AdoptView(PracticeAPIView):
    """Take a version into use."""

    needs: ClassVar[Needs] = {"POST": Permission.ADOPT_STANDARDS}

    @extend_schema(
        request=AdoptSerializer, responses={201: AdoptionSerializer}, operation_id="standards_adopt"
    )
    @once
    def post(self, request: Request, version_id: UUID) -> Response:
        """From today, or from a later day. Changes no child's level."""
        asked = AdoptSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        with refusals():
            try:
                adoption = services.adopt(by=self.reader, version_id=version_id, **asked.validated_data)
            except ValueError as error:
                raise ValidationError(
                    {"effective_on": [_("This day has passed. Choose today or a later day.")]}
                ) from error
        return Response(AdoptionSerializer(adoption).data, 201)


class WithdrawView(PracticeAPIView):
    """Take a plan back."""

    needs: ClassVar[Needs] = {"POST": Permission.ADOPT_STANDARDS}

    @extend_schema(request=None, responses={201: AdoptionSerializer}, operation_id="standards_withdraw")
    @once
    def post(self, request: Request, adoption_id: UUID) -> Response:
        """Before its day has come."""
        with refusals():
            withdrawal = services.withdraw_adoption(by=self.reader, adoption_id=adoption_id)
        return Response(AdoptionSerializer(withdrawal).data, 201)
