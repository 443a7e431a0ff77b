"""Who may open a child, over the API. Every verb here needs a fresh second factor or a token made for it."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from nestwork.access.permissions import Permission
from nestwork.api.keys.once import once
from nestwork.api.views import PracticeAPIView
from nestwork.audit.services import record_view
from tenants.patients import selectors, services
from tenants.patients.api.serializers import (
    AccessSerializer,
    BlockSerializer,
    ColleagueSerializer,
    ConfidentialSerializer,
    NewBlockSerializer,
    OpeningSerializer,
    ReasonSerializer,
    ReviewSerializer,
)
from tenants.patients.models import Child


def _access(child: Child) -> Response:
    shown = {
        "is_confidential": child.is_confidential,
        "granted": selectors.grants_of(child),
        "blocks": selectors.blocks_of(child),
    }
    return Response(AccessSerializer(shown).data)


class AccessView(PracticeAPIView):
    """Confidentiality, grants and blocks of a child."""

    needs = {"GET": Permission.GRANT_CHILD, "POST": Permission.GRANT_CHILD}

    @extend_schema(responses=AccessSerializer)
    def get(self, request: Request, child_id: UUID) -> Response:
        """Who may open it."""
        child = selectors.child_for(self.reader, child_id)
        record_view(by=self.reader, page="api.child_access", child_id=child.pk)
        return _access(child)

    @extend_schema(request=ConfidentialSerializer, responses=AccessSerializer)
    @once
    def post(self, request: Request, child_id: UUID) -> Response:
        """Close the child to everybody without a grant, or open it again."""
        child = selectors.child_for(self.reader, child_id)
        asked = ConfidentialSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        return _access(services.set_confidential(child=child, by=self.reader, **asked.validated_data))


class GrantListView(PracticeAPIView):
    """Colleagues let in to a confidential child."""

    needs = {"POST": Permission.GRANT_CHILD}

    @extend_schema(request=ColleagueSerializer, responses=AccessSerializer)
    @once
    def post(self, request: Request, child_id: UUID) -> Response:
        """Let a colleague in."""
        child = selectors.child_for(self.reader, child_id)
        asked = ColleagueSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        services.grant_child(child=child, by=self.reader, **asked.validated_data)
        return _access(child)


class GrantView(PracticeAPIView):
    """One grant."""

    needs = {"DELETE": Permission.GRANT_CHILD}

    @extend_schema(responses={204: None})
    def delete(self, request: Request, child_id: UUID, person_id: UUID) -> Response:
        """Take the grant back."""
        child = selectors.child_for(self.reader, child_id)
        services.revoke_grant(child=child, person_id=person_id, by=self.reader)
        return Response(status=status.HTTP_204_NO_CONTENT)


class BlockListView(PracticeAPIView):
    """Colleagues who may not know that the child is here."""

    needs = {"POST": Permission.GRANT_CHILD}

    @extend_schema(request=NewBlockSerializer, responses={201: BlockSerializer})
    @once
    def post(self, request: Request, child_id: UUID) -> Response:
        """Block a colleague."""
        child = selectors.child_for(self.reader, child_id)
        asked = NewBlockSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        block = services.block_person(child=child, by=self.reader, **asked.validated_data)
        return Response(BlockSerializer(block).data, status.HTTP_201_CREATED)


class BlockLiftView(PracticeAPIView):
    """The end of a block."""

    needs = {"POST": Permission.GRANT_CHILD}

    @extend_schema(request=ReasonSerializer, responses={204: None})
    @once
    def post(self, request: Request, child_id: UUID, block_id: UUID) -> Response:
        """End the block with a reason; the entry is kept."""
        child = selectors.child_for(self.reader, child_id)
        asked = ReasonSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        block = selectors.block_for(child, block_id)
        services.lift_block(block=block, by=self.reader, reason=asked.validated_data["reason"])
        return Response(status=status.HTTP_204_NO_CONTENT)


class BreakGlassView(PracticeAPIView):
    """Opening a confidential child without a grant."""

    needs = {"POST": Permission.BREAK_GLASS}

    @extend_schema(request=ReasonSerializer, responses={201: OpeningSerializer})
    @once
    def post(self, request: Request, child_id: UUID) -> Response:
        """Open it for sixty minutes; an administrator reviews the opening."""
        child = selectors.sealed_child_for(self.reader, child_id)
        asked = ReasonSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        opening = services.break_glass(child=child, by=self.reader, reason=asked.validated_data["reason"])
        return Response(OpeningSerializer(opening).data, status.HTTP_201_CREATED)


class OpeningListView(PracticeAPIView):
    """Openings that wait for a judgement."""

    needs = {"GET": Permission.GRANT_CHILD}
    ordering = ("opened_at", "id")

    @extend_schema(responses=OpeningSerializer(many=True), operation_id="openings_list")
    def get(self, request: Request) -> Response:
        """One page, oldest first; never the caller's own."""
        response, shown = self.paged(selectors.openings_to_review(self.reader), OpeningSerializer)
        record_view(by=self.reader, page="api.openings", shown=[row.child_id for row in shown])
        return response


class OpeningReviewView(PracticeAPIView):
    """The judgement on one opening."""

    needs = {"POST": Permission.GRANT_CHILD}

    @extend_schema(request=ReviewSerializer, responses=OpeningSerializer)
    @once
    def post(self, request: Request, opening_id: UUID) -> Response:
        """Judge it once."""
        opening = selectors.opening_to_review(self.reader, opening_id)
        asked = ReviewSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        services.review_opening(opening=opening, by=self.reader, **asked.validated_data)
        return Response(OpeningSerializer(opening).data)
