"""Referrals over the API: list, start, one, step, attempt, cancel."""

from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from nestwork.access.permissions import Permission
from nestwork.api.conflict import Conflict
from nestwork.api.keys.once import once
from nestwork.api.paging import CursorPage
from nestwork.api.parameters import id_in
from nestwork.api.views import PracticeAPIView
from nestwork.audit.services import record_view
from tenants.patients.selectors import child_for
from tenants.referrals import selectors, services
from tenants.referrals.api.serializers import (
    AttemptSerializer,
    NewReferralSerializer,
    ReferralCancelSerializer,
    ReferralSerializer,
    ReferralWithStepsSerializer,
    ReportSerializer,
)
from tenants.referrals.models import Referral
from tenants.referrals.rules.answers import StepRefusedError
from tenants.referrals.services import (
    AlreadyEndedError,
    DuplicateError,
    Order,
    Report,
    ServiceGoneError,
    StaleStepError,
)
from tenants.worklist.services import ChildHasDiedError


class ReferralListView(PracticeAPIView):
    """Referrals of children the reader may see."""

    needs = {"GET": Permission.SEE_CHILDREN, "POST": Permission.START_REFERRALS}
    ordering = ("recorded_at", "id")

    @extend_schema(
        responses=ReferralSerializer(many=True),
        operation_id="referrals_list",
        parameters=[
            OpenApiParameter("child", OpenApiTypes.UUID),
            OpenApiParameter(
                "state", OpenApiTypes.STR, enum=["open", "late"], description="Late: one's own."
            ),
        ],
    )
    def get(self, request: Request) -> Response:
        """One page, the oldest first."""
        rows = selectors.late(self.reader) if request.query_params.get("state") == "late" else None
        rows = selectors.referrals(self.reader) if rows is None else rows
        if request.query_params.get("state") == "open":
            rows = rows.open()  # type: ignore[attr-defined]  # the room's own queryset
        if child_id := id_in(request, "child"):
            rows = rows.filter(child__head_id=child_for(self.reader, child_id).head_id)
        pages = CursorPage()
        page: list[Referral] = list(pages.paginate_queryset(rows.order_by(), request, view=self) or [])
        shown = selectors.standings(page)
        record_view(by=self.reader, page="api.referrals", shown=sorted({one.child.pk for one in shown}))
        return pages.get_paginated_response(ReferralSerializer(shown, many=True).data)  # type: ignore[arg-type]  # the stubs know no list

    @extend_schema(request=NewReferralSerializer, responses={201: ReferralSerializer})
    @once
    def post(self, request: Request) -> Response:
        """Start one. Nothing leaves the practice; the family is asked next."""
        asked = NewReferralSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        words = dict(asked.validated_data)
        child, again = child_for(self.reader, words.pop("child")), words.pop("again")
        try:
            done = services.start(child=child, by=self.reader, order=Order(**words), again=again)
        except ServiceGoneError as error:
            raise Conflict(code="service_not_offered") from error
        except DuplicateError as error:
            raise Conflict(code="duplicate_open") from error
        except ChildHasDiedError as error:
            raise Conflict(code="child_has_died") from error
        return _answer(done.referral, status.HTTP_201_CREATED)


class ReferralView(PracticeAPIView):
    """One referral."""

    needs = {"GET": Permission.SEE_CHILDREN}

    @extend_schema(responses=ReferralWithStepsSerializer)
    def get(self, request: Request, referral_id: UUID) -> Response:
        """Where it stands, and every step."""
        referral = selectors.referral_for(self.reader, referral_id)
        record_view(by=self.reader, page="api.referral", child_id=referral.child.head_id)
        context = {"steps": selectors.steps_of(referral)}
        return Response(ReferralWithStepsSerializer(selectors.standing(referral), context=context).data)


class ReferralStepView(PracticeAPIView):
    """The next step."""

    needs = {"POST": Permission.START_REFERRALS}

    @extend_schema(request=ReportSerializer, responses={201: ReferralSerializer})
    @once
    def post(self, request: Request, referral_id: UUID) -> Response:
        """Take the next step as reported; the codes of a refusal say what is missing."""
        words = _asked(ReportSerializer, request)
        referral = selectors.referral_for(self.reader, referral_id)
        try:
            services.take_step(referral=referral, by=self.reader, report=Report(**words))
        except StepRefusedError as error:
            raise Conflict(code=error.code) from error
        except StaleStepError as error:
            raise Conflict(code="step_taken") from error
        except AlreadyEndedError as error:
            raise Conflict(code="already_ended") from error
        return _answer(referral, status.HTTP_201_CREATED)


class ReferralAttemptView(PracticeAPIView):
    """A call that reached nobody."""

    needs = {"POST": Permission.START_REFERRALS}

    @extend_schema(request=AttemptSerializer, responses={201: ReferralSerializer})
    @once
    def post(self, request: Request, referral_id: UUID) -> Response:
        """Note it; the step comes again on the next weekday, or later the same day."""
        words = _asked(AttemptSerializer, request)
        referral = selectors.referral_for(self.reader, referral_id)
        try:
            services.not_reached(referral=referral, by=self.reader, **words)
        except StaleStepError as error:
            raise Conflict(code="step_taken") from error
        except AlreadyEndedError as error:
            raise Conflict(code="already_ended") from error
        return _answer(referral, status.HTTP_201_CREATED)


class ReferralCancelView(PracticeAPIView):
    """The end before it was tried to the end."""

    needs = {"POST": Permission.START_REFERRALS}

    @extend_schema(request=ReferralCancelSerializer, responses=ReferralSerializer)
    @once
    def post(self, request: Request, referral_id: UUID) -> Response:
        """Cancel it with a reason; its item goes."""
        words = _asked(ReferralCancelSerializer, request)
        referral = selectors.referral_for(self.reader, referral_id)
        try:
            services.cancel(referral=referral, by=self.reader, **words)
        except AlreadyEndedError as error:
            raise Conflict(code="already_ended") from error
        return _answer(referral, status.HTTP_200_OK)


def _asked(serializer: Any, request: Request) -> dict[str, Any]:
    asked = serializer(data=request.data)
    asked.is_valid(raise_exception=True)
    return dict(asked.validated_data)


def _answer(referral: Referral, code: int) -> Response:
    return Response(ReferralSerializer(selectors.standing(referral)).data, code)
