"""Contacts, homes and papers as the API gives and takes them."""

from typing import Any

from rest_framework import serializers

from tenants.patients import rules
from tenants.patients.api.serializers.shared import kinds, without_address
from tenants.patients.models import (
    ChildContact,
    Contact,
    CustodyDocument,
    Household,
    Residence,
)
from tenants.patients.services import CONTACT_FIELDS, HOUSEHOLD_FIELDS, LINK_FIELDS

# The OpenAPI document names these choices by the settings' ENUM_NAME_OVERRIDES.
PHONE_KINDS = kinds(rules.PhoneKind)
HOUSEHOLD_KINDS = kinds(rules.HouseholdKind)
CUSTODY_KINDS = kinds(rules.CustodyKind)

# The home of a contact follows from where the child lives; the API does not take it.
_CONTACT_FIELDS = tuple(name for name in CONTACT_FIELDS if name != "household")


class ContactSerializer(serializers.ModelSerializer[Contact]):
    """A person and how to reach them. An address that must not be given out is left out of every answer."""

    phone_kind = serializers.ChoiceField(choices=PHONE_KINDS, required=False)
    second_phone_kind = serializers.ChoiceField(choices=PHONE_KINDS, required=False)

    class Meta:
        model = Contact
        fields = ("id", *_CONTACT_FIELDS)
        read_only_fields = ("id",)

    def to_representation(self, instance: Contact) -> dict[str, Any]:
        """Leave out what is not given out."""
        return without_address(super().to_representation(instance))


class LinkSerializer(serializers.ModelSerializer[ChildContact]):
    """What a person is to a child, with the person."""

    relationship = serializers.ChoiceField(choices=kinds(rules.Relationship))
    contact = ContactSerializer()

    class Meta:
        model = ChildContact
        fields: tuple[str, ...] = ("id", *LINK_FIELDS, "contact", "ended_on", "ended_reason")
        read_only_fields = ("id", "ended_on", "ended_reason")


class NewLinkSerializer(LinkSerializer):
    """A new contact; `contact_id` names a person who is a contact of a brother or sister already."""

    contact = ContactSerializer(required=False)
    contact_id = serializers.UUIDField(required=False)
    order = serializers.IntegerField(min_value=1, max_value=99, required=False)

    class Meta(LinkSerializer.Meta):
        fields: tuple[str, ...] = (*LinkSerializer.Meta.fields, "contact_id")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Either a new person or a known one."""
        if ("contact" in attrs) == ("contact_id" in attrs):
            raise serializers.ValidationError({"contact": "Send either contact or contact_id."})
        return attrs


class HouseholdSerializer(serializers.ModelSerializer[Household]):
    """A home. An address that must not be given out is left out of every answer."""

    kind = serializers.ChoiceField(choices=HOUSEHOLD_KINDS, required=False)

    class Meta:
        model = Household
        fields = ("id", *HOUSEHOLD_FIELDS)
        read_only_fields = ("id",)

    def to_representation(self, instance: Household) -> dict[str, Any]:
        """Leave out what is not given out."""
        return without_address(super().to_representation(instance))


class ResidenceSerializer(serializers.ModelSerializer[Residence]):
    """Where a child lives, and since when."""

    household = HouseholdSerializer()
    starts_on = serializers.DateField(required=False)

    class Meta:
        model = Residence
        fields: tuple[str, ...] = ("id", "household", "starts_on", "ends_on", "is_main", "when_there")
        read_only_fields = ("id", "ends_on")


class NewResidenceSerializer(ResidenceSerializer):
    """A new home; `household_id` names one where a brother or sister lives, or a group home."""

    household = HouseholdSerializer(required=False)
    household_id = serializers.UUIDField(required=False)
    moved_out = serializers.BooleanField(required=False, default=False)

    class Meta(ResidenceSerializer.Meta):
        fields: tuple[str, ...] = (*ResidenceSerializer.Meta.fields, "household_id", "moved_out")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Either a new home or a known one."""
        if ("household" in attrs) == ("household_id" in attrs):
            raise serializers.ValidationError({"household": "Send either household or household_id."})
        return attrs


class EndSerializer(serializers.Serializer[Any]):
    """The last day; today when it is left out."""

    ended_on = serializers.DateField(required=False)
    reason = serializers.CharField(max_length=200, required=False, default="", allow_blank=True)


class RightSerializer(serializers.Serializer[Any]):
    """What a paper says about one contact."""

    contact_id = serializers.UUIDField()
    may_decide = serializers.BooleanField()
    may_receive_information = serializers.BooleanField()


class CustodySerializer(serializers.ModelSerializer[CustodyDocument]):
    """A custody paper with its rights."""

    kind = serializers.ChoiceField(choices=CUSTODY_KINDS)
    rights = RightSerializer(many=True, required=False)
    replaces_id = serializers.UUIDField(required=False, allow_null=True)

    class Meta:
        model = CustodyDocument
        fields = (
            "id",
            "kind",
            "issued_by",
            "reference",
            "starts_on",
            "ends_on",
            "note",
            "replaces_id",
            "rights",
            "recorded_at",
        )
        read_only_fields = ("id", "recorded_at")
