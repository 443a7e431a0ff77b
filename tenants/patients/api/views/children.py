"""Children over the API."""

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
    ChangeSerializer,
    ChildSerializer,
    DeathSerializer,
    ReasonSerializer,
    SearchSerializer,
)

_READ_AND_EDIT: dict[str, Permission | None] = {
    "GET": Permission.SEE_CHILDREN,
    "POST": Permission.EDIT_CHILDREN,
}


class ChildListView(PracticeAPIView):
    """The children of the practice that the caller may open."""

    needs = _READ_AND_EDIT

    @extend_schema(responses=ChildSerializer(many=True), operation_id="children_list")
    def get(self, request: Request) -> Response:
        """One page of children."""
        response, shown = self.paged(selectors.children_visible_to(self.reader), ChildSerializer)
        record_view(by=self.reader, page="api.children", shown=[child.pk for child in shown])
        return response

    @extend_schema(request=ChildSerializer, responses={201: ChildSerializer})
    @once
    def post(self, request: Request) -> Response:
        """Put a new child on the record."""
        asked = ChildSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        child = services.add_child(by=self.reader, **asked.validated_data)
        return Response(ChildSerializer(child).data, status.HTTP_201_CREATED)


class ChildSearchView(PracticeAPIView):
    """Children by name, record number, birth date or telephone."""

    needs = {"POST": Permission.SEE_CHILDREN}

    @extend_schema(
        request=SearchSerializer, responses=ChildSerializer(many=True), operation_id="children_search"
    )
    def post(self, request: Request) -> Response:
        """At most fifty children; the words travel in the body, never in the address."""
        asked = SearchSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        found = list(selectors.search(self.reader, asked.validated_data["q"]))
        record_view(
            by=self.reader,
            page="api.child_search",
            shown=[child.pk for child in found],
            filter={"searched": True},
        )
        return Response(ChildSerializer(found, many=True).data)


class ChildView(PracticeAPIView):
    """One child."""

    needs = {"GET": Permission.SEE_CHILDREN, "PATCH": Permission.EDIT_CHILDREN}

    @extend_schema(responses=ChildSerializer)
    def get(self, request: Request, child_id: UUID) -> Response:
        """The child's own fields; a merged child is answered by the survivor."""
        child = selectors.child_for(self.reader, child_id)
        record_view(by=self.reader, page="api.child", child_id=child.pk)
        return Response(ChildSerializer(child).data)

    @extend_schema(request=ChildSerializer, responses=ChildSerializer)
    def patch(self, request: Request, child_id: UUID) -> Response:
        """Change some fields; what they were is kept."""
        child = selectors.child_for(self.reader, child_id)
        asked = ChildSerializer(child, data=request.data, partial=True)
        asked.is_valid(raise_exception=True)
        changed = services.change_child(child=child, by=self.reader, **asked.validated_data)
        return Response(ChildSerializer(changed).data)


class ChildHistoryView(PracticeAPIView):
    """What was changed about a child."""

    needs = {"GET": Permission.SEE_CHILDREN}
    ordering = ("-at", "-id")

    @extend_schema(responses=ChangeSerializer(many=True), operation_id="child_history")
    def get(self, request: Request, child_id: UUID) -> Response:
        """One page of changes, the newest first."""
        child = selectors.child_for(self.reader, child_id)
        response, _rows = self.paged(selectors.changes_of(child), ChangeSerializer)
        record_view(by=self.reader, page="api.child_history", child_id=child.pk)
        return response


class SiblingListView(PracticeAPIView):
    """Brothers and sisters."""

    needs = {"GET": Permission.SEE_CHILDREN}

    @extend_schema(responses=ChildSerializer(many=True), operation_id="child_siblings")
    def get(self, request: Request, child_id: UUID) -> Response:
        """Children who share a home or a parent and whom the caller may open."""
        child = selectors.child_for(self.reader, child_id)
        found = list(selectors.siblings(child, self.reader))
        shown = [one.pk for one in found]
        record_view(by=self.reader, page="api.siblings", child_id=child.pk, shown=shown)
        return Response(ChildSerializer(found, many=True).data)


class DeathView(PracticeAPIView):
    """A death, and its correction."""

    needs = {"POST": Permission.EDIT_CHILDREN}

    @extend_schema(request=DeathSerializer, responses=ChildSerializer)
    @once
    def post(self, request: Request, child_id: UUID) -> Response:
        """Record that the child has died; all work stops at once."""
        child = selectors.child_for(self.reader, child_id)
        asked = DeathSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        changed = services.record_death(child=child, by=self.reader, **asked.validated_data)
        return Response(ChildSerializer(changed).data)


class DeathCorrectionView(PracticeAPIView):
    """A death recorded by mistake."""

    needs = {"POST": Permission.EDIT_CHILDREN}

    @extend_schema(request=ReasonSerializer, responses=ChildSerializer)
    @once
    def post(self, request: Request, child_id: UUID) -> Response:
        """Take the date off; what was stopped stays stopped."""
        child = selectors.child_for(self.reader, child_id)
        asked = ReasonSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        changed = services.correct_death(child=child, by=self.reader, **asked.validated_data)
        return Response(ChildSerializer(changed).data)
