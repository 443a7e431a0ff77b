"""Appointments and the on-call roster over the API."""

from datetime import date, timedelta
from uuid import UUID

from django.core.validators import MaxValueValidator
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from nestwork.access.permissions import Permission
from nestwork.api.keys.once import once
from nestwork.api.views import PracticeAPIView
from nestwork.audit.services import record_view
from nestwork.practices import clock
from tenants.patients.selectors import child_for
from tenants.schedule import selectors, services
from tenants.schedule.api.serializers import (
    AppointmentSerializer,
    AppointmentStateSerializer,
    OnCallNowSerializer,
    ShiftSerializer,
)

WEEK = timedelta(days=7)
LATEST = date(2200, 1, 1)  # beyond any visit; a week after it is still a day


class PeriodSerializer(serializers.Serializer[None]):
    """The days asked for; the coming week when nothing is said."""

    first = serializers.DateField(required=False, validators=[MaxValueValidator(LATEST)])
    last = serializers.DateField(required=False, validators=[MaxValueValidator(LATEST)])


_PERIOD = [OpenApiParameter("first", OpenApiTypes.DATE), OpenApiParameter("last", OpenApiTypes.DATE)]


def _period(request: Request) -> dict[str, date]:
    asked = PeriodSerializer(data=request.query_params)
    asked.is_valid(raise_exception=True)
    first = asked.validated_data.get("first") or clock.today()
    return {"first": first, "last": asked.validated_data.get("last") or first + WEEK}


class AppointmentListView(PracticeAPIView):
    """Visits of the practice."""

    needs = {"GET": Permission.SEE_CHILDREN}
    ordering = ("starts_at", "id")

    @extend_schema(
        responses=AppointmentSerializer(many=True), operation_id="appointments_list", parameters=_PERIOD
    )
    def get(self, request: Request) -> Response:
        """One page of visits of children the caller may open."""
        days = _period(request)
        response, shown = self.paged(
            selectors.appointments_between(self.reader, days["first"], days["last"]), AppointmentSerializer
        )
        record_view(by=self.reader, page="api.appointments", shown=[visit.child_id for visit in shown])
        return response


class ChildAppointmentListView(PracticeAPIView):
    """Visits of a child."""

    needs = {"GET": Permission.SEE_CHILDREN, "POST": Permission.EDIT_SCHEDULE}
    ordering = ("-starts_at", "-id")

    @extend_schema(responses=AppointmentSerializer(many=True), operation_id="child_appointments")
    def get(self, request: Request, child_id: UUID) -> Response:
        """One page, the latest first."""
        child = child_for(self.reader, child_id)
        response, _rows = self.paged(selectors.appointments_of(child), AppointmentSerializer)
        record_view(by=self.reader, page="api.child_appointments", child_id=child.pk)
        return response

    @extend_schema(request=AppointmentSerializer, responses={201: AppointmentSerializer})
    @once
    def post(self, request: Request, child_id: UUID) -> Response:
        """Plan a visit."""
        child = child_for(self.reader, child_id)
        asked = AppointmentSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        visit = services.add_appointment(by=self.reader, child=child, **asked.validated_data)
        return Response(AppointmentSerializer(visit).data, status.HTTP_201_CREATED)


class AppointmentView(PracticeAPIView):
    """One visit."""

    needs = {"GET": Permission.SEE_CHILDREN, "PATCH": Permission.EDIT_SCHEDULE}

    @extend_schema(responses=AppointmentSerializer)
    def get(self, request: Request, appointment_id: UUID) -> Response:
        """The visit."""
        visit = selectors.appointment_for(self.reader, appointment_id)
        record_view(by=self.reader, page="api.appointment", child_id=visit.child_id)
        return Response(AppointmentSerializer(visit).data)

    @extend_schema(request=AppointmentStateSerializer, responses=AppointmentSerializer)
    def patch(self, request: Request, appointment_id: UUID) -> Response:
        """Say how it went."""
        visit = selectors.appointment_for(self.reader, appointment_id)
        asked = AppointmentStateSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        changed = services.change_appointment(appointment=visit, by=self.reader, **asked.validated_data)
        return Response(AppointmentSerializer(changed).data)


class ShiftListView(PracticeAPIView):
    """The on-call roster."""

    needs = {"GET": Permission.SEE_CHILDREN, "POST": Permission.EDIT_SCHEDULE}
    ordering = ("starts_at", "id")

    @extend_schema(responses=ShiftSerializer(many=True), operation_id="on_call_list", parameters=_PERIOD)
    def get(self, request: Request) -> Response:
        """One page of shifts that touch the days."""
        days = _period(request)
        response, _rows = self.paged(selectors.shifts_between(days["first"], days["last"]), ShiftSerializer)
        return response

    @extend_schema(request=ShiftSerializer, responses={201: ShiftSerializer})
    @once
    def post(self, request: Request) -> Response:
        """Put a colleague on call."""
        asked = ShiftSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        shift = services.add_shift(by=self.reader, **asked.validated_data)
        return Response(ShiftSerializer(shift).data, status.HTTP_201_CREATED)


class ShiftView(PracticeAPIView):
    """One shift."""

    needs = {"DELETE": Permission.EDIT_SCHEDULE}

    @extend_schema(responses={204: None})
    def delete(self, request: Request, shift_id: UUID) -> Response:
        """Take it off the roster."""
        services.remove_shift(shift=selectors.shift(shift_id), by=self.reader)
        return Response(status=status.HTTP_204_NO_CONTENT)


class OnCallNowView(PracticeAPIView):
    """Who is on call."""

    needs = {"GET": Permission.SEE_CHILDREN}

    @extend_schema(responses=OnCallNowSerializer)
    def get(self, request: Request) -> Response:
        """The people who answer for the practice now."""
        return Response(OnCallNowSerializer({"people": selectors.on_call_now()}).data)
