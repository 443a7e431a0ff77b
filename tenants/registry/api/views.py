"""The registry over the API: list, enroll, leave, level, decision, next contact."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.api.conflict import Conflict
from nestwork.api.keys.once import once
from nestwork.api.paging import CursorPage
from nestwork.api.views import PracticeAPIView
from nestwork.audit.services import record_view
from tenants.patients.models import Child
from tenants.patients.selectors import child_for
from tenants.registry import selectors, services
from tenants.registry.api.serializers import (
    DecisionSerializer,
    EnrollmentChangeSerializer,
    LevelSerializer,
    NewLevelSerializer,
    NextContactSerializer,
    RegistryRowSerializer,
)
from tenants.registry.filters import read
from tenants.registry.models import NeedLevel
from tenants.registry.rules import CannotScoreError
from tenants.registry.services import AlreadyDecidedError
from tenants.worklist.rules import CannotMoveError
from tenants.worklist.services import ChildHasDiedError

FILTERS = (
    "level",
    "clinician",
    "coordinator",
    "language",
    "condition",
    "last_contact",
    "next_contact",
    "age",
)


class RegistryView(PracticeAPIView):
    """Children on the registry."""

    needs = {"GET": Permission.SEE_CHILDREN}
    ordering = ("created", "id")

    @extend_schema(
        responses=RegistryRowSerializer(many=True),
        operation_id="registry_list",
        parameters=[OpenApiParameter(name, OpenApiTypes.STR) for name in (*FILTERS, "roster")],
    )
    def get(self, request: Request) -> Response:
        """One page, narrowed as on the registry's page; the order is the day the child was added."""
        children = selectors.registry_list(self.reader, read({**request.query_params.dict(), "sort": "name"}))
        pages = CursorPage()
        shown: list[Child] = list(pages.paginate_queryset(children.order_by(), request, view=self) or [])
        rows = selectors.rows_of(shown, self.reader)
        record_view(by=self.reader, page="api.registry", shown=[child.id for child in shown])
        return pages.get_paginated_response(RegistryRowSerializer(rows, many=True).data)  # type: ignore[arg-type]  # the stubs know no list


class EnrollView(PracticeAPIView):
    """A child enters."""

    needs = {"POST": Permission.LOG_WORK}

    @extend_schema(request=EnrollmentChangeSerializer, responses=RegistryRowSerializer)
    @once
    def post(self, request: Request, child_id: UUID) -> Response:
        """Put the child on the registry; a child already on it stays as it is."""
        asked = EnrollmentChangeSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        child = child_for(self.reader, child_id)
        services.enroll(child=child, by=self.reader, **asked.validated_data)
        return _row(self, child)


class LeaveView(PracticeAPIView):
    """A child leaves."""

    needs = {"POST": Permission.LOG_WORK}

    @extend_schema(request=EnrollmentChangeSerializer, responses={204: None})
    @once
    def post(self, request: Request, child_id: UUID) -> Response:
        """Take the child off the registry and its needed contact off the list."""
        asked = EnrollmentChangeSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        child = child_for(self.reader, child_id)
        if services.leave(child=child, by=self.reader, **asked.validated_data) is None:
            raise Conflict(code="not_on_registry")
        return Response(status=status.HTTP_204_NO_CONTENT)


class LevelView(PracticeAPIView):
    """The need level of a child, with its history."""

    needs = {"GET": Permission.SEE_CHILDREN, "POST": Permission.PROPOSE_LEVEL}

    @extend_schema(responses=LevelSerializer(many=True))
    def get(self, request: Request, child_id: UUID) -> Response:
        """Every proposal, confirmation and refusal, newest first."""
        child = child_for(self.reader, child_id)
        record_view(by=self.reader, page="api.level", child_id=child.id)
        return Response(LevelSerializer(selectors.level_history(child, self.reader), many=True).data)

    @extend_schema(request=NewLevelSerializer, responses={201: LevelSerializer})
    @once
    def post(self, request: Request, child_id: UUID) -> Response:
        """A physician sets the level; anybody else proposes one to a physician."""
        asked = NewLevelSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        child = child_for(self.reader, child_id)
        words = dict(asked.validated_data)
        try:
            row = services.set_level(child=child, by=self.reader, level=int(words.pop("level")), **words)
        except CannotScoreError as error:
            raise Conflict(code=f"no_level_{error.why}") from error
        return Response(LevelSerializer(row).data, status.HTTP_201_CREATED)


class DecisionView(PracticeAPIView):
    """A physician's answer to a proposal."""

    needs = {"POST": Permission.CONFIRM_LEVEL}

    @extend_schema(request=DecisionSerializer, responses=LevelSerializer)
    @once
    def post(self, request: Request, proposal_id: UUID) -> Response:
        """Confirm or decline."""
        asked = DecisionSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        words = asked.validated_data
        if words["decision"] == "decline" and not words["reason"].strip():
            raise ValidationError({"reason": [_("Say why the level stays.")]})
        proposal = selectors.proposal_for(self.reader, proposal_id)
        try:
            row = _decided(proposal, self.reader, words)
        except AlreadyDecidedError as error:
            raise Conflict(code="already_decided") from error
        return Response(LevelSerializer(row).data)


class NextContactView(PracticeAPIView):
    """The day of the next contact."""

    needs = {"POST": Permission.LOG_WORK}

    @extend_schema(request=NextContactSerializer, responses=RegistryRowSerializer)
    @once
    def post(self, request: Request, child_id: UUID) -> Response:
        """Set the day; a day before today is refused."""
        asked = NextContactSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        child = child_for(self.reader, child_id)
        try:
            services.set_next_contact(child=child, by=self.reader, on=asked.validated_data["on"])
        except CannotMoveError as error:
            raise Conflict(code=f"cannot_move_{error}") from error
        except ChildHasDiedError as error:
            raise Conflict(code="child_has_died") from error
        return _row(self, child)


def _decided(proposal: NeedLevel, by: Reader, words: dict[str, Any]) -> NeedLevel:
    if words["decision"] == "decline":
        return services.decline_level(proposal=proposal, by=by, reason=words["reason"])
    plans = words["plans_visits"]
    return services.confirm_level(proposal=proposal, by=by, reason=words["reason"], plans_visits=plans)


def _row(view: PracticeAPIView, child: Child) -> Response:
    return Response(RegistryRowSerializer(selectors.rows_of([child], view.reader)[0]).data)
