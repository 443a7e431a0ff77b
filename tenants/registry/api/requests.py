"""Questions to physicians over the API: ask, answer, withdraw."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from nestwork.access.permissions import Permission
from nestwork.api.conflict import Conflict
from nestwork.api.keys.once import once
from nestwork.api.views import PracticeAPIView
from nestwork.audit.services import record_view
from tenants.patients.selectors import child_for
from tenants.registry import selectors, services
from tenants.registry.models import PhysicianAnswer, PhysicianRequest
from tenants.registry.rules import Ask, Tap
from tenants.registry.selectors import Asked
from tenants.registry.services import (
    AlreadyAskedError,
    NoAnswerNeededError,
    NoLevelStandsError,
)
from tenants.worklist.services import ChildHasDiedError

ASKS = [str(one) for one in Ask]  # named by ENUM_NAME_OVERRIDES


class AnswerSerializer(serializers.ModelSerializer[PhysicianAnswer]):
    """One answer that counts; `ask` is empty where the question was withdrawn."""

    class Meta:
        model = PhysicianAnswer
        fields = ("id", "ask", "said", "words", "level_id", "recorded_at", "recorded_by_id")
        read_only_fields = fields


class RequestSerializer(serializers.Serializer[Asked]):
    """A question to a physician, what came of it and what is left to answer."""

    id = serializers.UUIDField(source="request.id")
    child = serializers.UUIDField(source="request.child.head_id")
    asks = serializers.ListField(source="request.asks", child=serializers.ChoiceField(choices=ASKS))
    reason = serializers.CharField(source="request.reason")
    asked_id = serializers.UUIDField(source="request.asked_id", allow_null=True)
    recorded_at = serializers.DateTimeField(source="request.recorded_at")
    recorded_by_id = serializers.UUIDField(source="request.recorded_by_id", allow_null=True)
    left = serializers.ListField(child=serializers.ChoiceField(choices=ASKS))
    answers = AnswerSerializer(many=True)


class NewRequestSerializer(serializers.Serializer[PhysicianRequest]):
    """Which of three answers are wanted, and why."""

    asks = serializers.ListField(child=serializers.ChoiceField(choices=ASKS), allow_empty=False)
    reason = serializers.CharField(max_length=280)


class TapSerializer(serializers.Serializer[PhysicianAnswer]):
    """An answer; `diagnoses_not_right` needs words that say what has to change."""

    tap = serializers.ChoiceField(list(Tap))
    words = serializers.CharField(max_length=400, required=False, default="", allow_blank=True)


class ChildRequestsView(PracticeAPIView):
    """What physicians are asked about one child."""

    needs = {"GET": Permission.SEE_CHILDREN, "POST": Permission.PROPOSE_LEVEL}

    @extend_schema(responses=RequestSerializer(many=True), operation_id="registry_requests_of_child")
    def get(self, request: Request, child_id: UUID) -> Response:
        """Every question with its answers, newest first."""
        child = child_for(self.reader, child_id)
        record_view(by=self.reader, page="physician_requests", child_id=child.id)
        rows = selectors.requests_of(child, self.reader)
        return Response(RequestSerializer(rows, many=True).data)  # type: ignore[arg-type]  # the stubs know no list

    @extend_schema(request=NewRequestSerializer, responses={201: RequestSerializer})
    @once
    def post(self, request: Request, child_id: UUID) -> Response:
        """Ask; 409 when all of it waits already."""
        asked = NewRequestSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        child = child_for(self.reader, child_id)
        try:
            row = services.ask_physician_for(child=child, by=self.reader, **asked.validated_data)
        except AlreadyAskedError as error:
            raise Conflict(code="already_asked") from error
        except ChildHasDiedError as error:
            raise Conflict(code="child_has_died") from error
        return _one(row, status.HTTP_201_CREATED)


class RequestsView(PracticeAPIView):
    """Questions that wait for a physician."""

    needs = {"GET": Permission.SEE_CHILDREN}

    @extend_schema(responses=RequestSerializer(many=True), operation_id="physician_requests_list")
    def get(self, request: Request) -> Response:
        """The longest waiting first."""
        rows = selectors.asked(selectors.open_requests(self.reader))
        shown = sorted({one.request.child.id for one in rows})
        record_view(by=self.reader, page="physician_requests", shown=shown)
        return Response(RequestSerializer(rows, many=True).data)  # type: ignore[arg-type]  # the stubs know no list


class RequestAnswerView(PracticeAPIView):
    """A physician's answer."""

    needs = {"POST": Permission.CONFIRM_LEVEL}

    @extend_schema(request=TapSerializer, responses=RequestSerializer)
    @once
    def post(self, request: Request, request_id: UUID) -> Response:
        """Answer what is left of it; 409 when nothing is, or when no level stands that could be kept."""
        typed = TapSerializer(data=request.data)
        typed.is_valid(raise_exception=True)
        row = _request(self, request_id)
        words = typed.validated_data
        try:
            services.answer_request(request=row, by=self.reader, tap=Tap(words["tap"]), words=words["words"])
        except NoAnswerNeededError as error:
            raise Conflict(code="no_answer_needed") from error
        except NoLevelStandsError as error:
            raise Conflict(code="no_level_stands") from error
        return _one(row)


class RequestWithdrawView(PracticeAPIView):
    """Nobody needs the answer any more."""

    needs = {"POST": Permission.PROPOSE_LEVEL}

    @extend_schema(request=None, responses=RequestSerializer)
    @once
    def post(self, request: Request, request_id: UUID) -> Response:
        """Withdraw it; answers so far stay."""
        row = _request(self, request_id)
        try:
            services.withdraw_request(request=row, by=self.reader)
        except NoAnswerNeededError as error:
            raise Conflict(code="no_answer_needed") from error
        return _one(row)


def _request(view: PracticeAPIView, request_id: UUID) -> PhysicianRequest:
    try:
        return selectors.request_for(view.reader, request_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def _one(row: PhysicianRequest, code: int = status.HTTP_200_OK) -> Response:
    data: Any = RequestSerializer(selectors.asked([row])[0]).data
    return Response(data, code)
