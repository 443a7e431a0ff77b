"""Appointments and shifts as the API gives and takes them."""

from typing import Any

from rest_framework import serializers

from nestwork.staff.api import ColleagueField
from tenants.schedule import rules
from tenants.schedule.models import Appointment, OnCallShift

APPOINTMENT_KINDS = [str(kind) for kind in rules.AppointmentKind]  # named by ENUM_NAME_OVERRIDES


class AppointmentSerializer(serializers.ModelSerializer[Appointment]):
    """One visit."""

    kind = serializers.ChoiceField(choices=APPOINTMENT_KINDS, required=False)
    clinician_id = ColleagueField(required=False, allow_null=True)
    child_id = serializers.UUIDField(read_only=True)

    class Meta:
        model = Appointment
        fields = (
            "id",
            "child_id",
            "starts_at",
            "minutes",
            "kind",
            "clinician_id",
            "reason",
            "state",
            "could_not_go_reason",
        )
        read_only_fields = ("id", "state", "could_not_go_reason")


class AppointmentStateSerializer(serializers.Serializer[Any]):
    """How a visit went; a family that could not go had a reason."""

    state = serializers.ChoiceField(choices=[str(state) for state in rules.AppointmentState])
    could_not_go_reason = serializers.ChoiceField(
        choices=[str(reason) for reason in rules.CouldNotGoReason], required=False, default=""
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Ask for the reason where there must be one."""
        if attrs["state"] == rules.AppointmentState.COULD_NOT_GO and not attrs["could_not_go_reason"]:
            raise serializers.ValidationError({"could_not_go_reason": "Say what stood in the way."})
        return attrs


class ShiftSerializer(serializers.ModelSerializer[OnCallShift]):
    """One shift."""

    class Meta:
        model = OnCallShift
        fields = ("id", "person_id", "starts_at", "ends_at")
        read_only_fields = ("id",)


class OnCallNowSerializer(serializers.Serializer[Any]):
    """Who answers for the practice now."""

    people = serializers.ListField(child=serializers.UUIDField())
