"""Children as the API gives and takes them."""

from typing import Any

from rest_framework import serializers

from nestwork.staff.api import ColleagueField
from nestwork.web.languages import OWN_NAMES, SIGNED
from tenants.patients import rules
from tenants.patients.api.serializers.shared import kinds, without_addresses_of_others
from tenants.patients.models import Child, ChildChange
from tenants.patients.services import CHILD_FIELDS


class ChildSerializer(serializers.ModelSerializer[Child]):
    """A child's own fields. The rights of the caller are checked by the service that takes them."""

    sex = serializers.ChoiceField(choices=kinds(rules.Sex), required=False)
    payer_kind = serializers.ChoiceField(choices=kinds(rules.PayerKind), required=False)
    roster_state = serializers.ChoiceField(choices=kinds(rules.RosterState), required=False)
    language = serializers.ChoiceField(choices=[*OWN_NAMES, *SIGNED], required=False)
    primary_clinician_id = ColleagueField(required=False, allow_null=True)
    coordinator_id = ColleagueField(required=False, allow_null=True)

    class Meta:
        model = Child
        fields = ("id", *CHILD_FIELDS, "is_confidential", "deceased_on")
        read_only_fields = ("id", "is_confidential", "deceased_on")


class SearchSerializer(serializers.Serializer[Any]):
    """What is looked for; it travels in the body because it is a name."""

    q = serializers.CharField(max_length=100)


class DeathSerializer(serializers.Serializer[Any]):
    """The day a child died."""

    deceased_on = serializers.DateField()
    reason = serializers.CharField(max_length=300, required=False, default="", allow_blank=True)


class ReasonSerializer(serializers.Serializer[Any]):
    """Why."""

    reason = serializers.CharField(max_length=500)


class ChangeSerializer(serializers.ModelSerializer[ChildChange]):
    """One change: what was before, what came after, by whom."""

    class Meta:
        model = ChildChange
        fields = ("id", "at", "by_id", "by_name", "subject", "subject_id", "before", "after", "reason")
        read_only_fields = fields

    def to_representation(self, instance: ChildChange) -> dict[str, Any]:
        """Addresses of contacts and homes stay in the practice's pages."""
        row = super().to_representation(instance)
        for side in ("before", "after"):
            row[side] = without_addresses_of_others(instance.subject, row[side])
        return row
