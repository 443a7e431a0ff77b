"""Due work over the API: list, one, push, move, give to somebody."""

from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from nestwork.access.permissions import Permission
from nestwork.api.conflict import Conflict
from nestwork.api.keys.once import once
from nestwork.api.parameters import id_in
from nestwork.api.views import PracticeAPIView
from nestwork.audit.services import record_view
from tenants.patients.selectors import child_for
from tenants.worklist import selectors, services
from tenants.worklist.api.serializers import (
    ItemSerializer,
    MoveSerializer,
    NewItemSerializer,
    OwnerSerializer,
)
from tenants.worklist.rules import AlreadyClosedError, CannotMoveError


class ItemListView(PracticeAPIView):
    """Open items of children the reader may see."""

    needs = {"GET": Permission.SEE_CHILDREN, "POST": Permission.LOG_WORK}
    ordering = ("recorded_at", "id")

    @extend_schema(
        responses=ItemSerializer(many=True),
        operation_id="items_list",
        parameters=[
            OpenApiParameter("child", OpenApiTypes.UUID),
            OpenApiParameter("due", OpenApiTypes.STR, enum=["now"], description="Only what is due by today."),
        ],
    )
    def get(self, request: Request) -> Response:
        """One page of open items, the oldest first."""
        items = selectors.open_items(self.reader)
        if request.query_params.get("due") == "now":
            items = selectors.due_now(self.reader)
        if child_id := id_in(request, "child"):
            items = items.filter(child__head_id=child_for(self.reader, child_id).head_id)
        response, rows = self.paged(items, ItemSerializer)
        record_view(by=self.reader, page="api.items", shown=sorted({row.child_id for row in rows}))
        return response

    @extend_schema(request=NewItemSerializer, responses={201: ItemSerializer})
    @once
    def post(self, request: Request) -> Response:
        """Put an item on the list."""
        asked = NewItemSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        words = asked.validated_data
        child = child_for(self.reader, words.pop("child"))
        try:
            item = services.push(by=self.reader, child=child, source="api", **words)
        except services.ChildHasDiedError as error:
            raise Conflict(code="child_has_died") from error
        if item.child.head_id != child.head_id:  # the source stands already, for a child not named here
            raise Conflict(code="source_in_use")
        return Response(ItemSerializer(item).data, status.HTTP_201_CREATED)


class ItemView(PracticeAPIView):
    """One item, open or closed."""

    needs = {"GET": Permission.SEE_CHILDREN}

    @extend_schema(responses=ItemSerializer)
    def get(self, request: Request, item_id: UUID) -> Response:
        """The item."""
        item = selectors.item_for(self.reader, item_id)
        record_view(by=self.reader, page="api.item", child_id=item.child_id)
        return Response(ItemSerializer(item).data)


class ItemMoveView(PracticeAPIView):
    """Another day."""

    needs = {"POST": Permission.LOG_WORK}

    @extend_schema(request=MoveSerializer, responses=ItemSerializer)
    @once
    def post(self, request: Request, item_id: UUID) -> Response:
        """Move the item; urgent items and days before today are refused."""
        asked = MoveSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        item = selectors.item_for(self.reader, item_id)
        try:
            item = services.move(item=item, by=self.reader, to=asked.validated_data["to"])
        except CannotMoveError as error:
            raise Conflict(code=f"cannot_move_{error}") from error
        except AlreadyClosedError as error:
            raise Conflict(code="already_closed") from error
        return Response(ItemSerializer(item).data)


class ItemOwnerView(PracticeAPIView):
    """Who takes it."""

    needs = {"POST": Permission.LOG_WORK}

    @extend_schema(request=OwnerSerializer, responses=ItemSerializer)
    @once
    def post(self, request: Request, item_id: UUID) -> Response:
        """Give the item to a person of the practice, or to nobody."""
        asked = OwnerSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        item = selectors.item_for(self.reader, item_id)
        try:
            item = services.assign(item=item, by=self.reader, owner_id=asked.validated_data["owner_id"])
        except AlreadyClosedError as error:
            raise Conflict(code="already_closed") from error
        return Response(ItemSerializer(item).data)
