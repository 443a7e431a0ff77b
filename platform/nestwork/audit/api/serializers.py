"""Audit as the API gives and takes it."""

from typing import Any
from uuid import UUID

from rest_framework import serializers

from nestwork.audit.models import AuditEvent
from nestwork.audit.selectors import DAYS, AuditFilter


class AuditLineSerializer(serializers.ModelSerializer[AuditEvent]):
    """One line; `shown` leaves out children that are blocked for the reader."""

    shown = serializers.SerializerMethodField()

    class Meta:
        model = AuditEvent
        fields = (
            "id",
            "at",
            "person_id",
            "role",
            "action",
            "subject",
            "subject_id",
            "child_id",
            "shown",
            "purpose",
            "through",
        )
        read_only_fields = fields

    def get_shown(self, line: Any) -> list[UUID]:
        """Children on the list page."""
        hidden: set[UUID] = self.context["hidden"]
        return [child_id for child_id in line.shown if child_id not in hidden]


class AuditQuerySerializer(serializers.Serializer[AuditFilter]):
    """The filters, all optional; days are whole days of the practice's zone."""

    child = serializers.UUIDField(required=False)
    person = serializers.UUIDField(required=False)
    since = serializers.DateField(required=False, validators=DAYS)
    until = serializers.DateField(required=False, validators=DAYS)
    action = serializers.CharField(required=False, max_length=60)
    lists = serializers.BooleanField(required=False, default=False, help_text="also lists the child stood on")

    def asked(self) -> AuditFilter:
        """The filter of a valid query."""
        data = self.validated_data
        return AuditFilter(
            child_id=data.get("child"),
            person_id=data.get("person"),
            since=data.get("since"),
            until=data.get("until"),
            action=data.get("action", ""),
            with_lists=data["lists"],
        )
