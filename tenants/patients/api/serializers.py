"""Children, contacts, homes, papers and access as the API gives and takes them."""

from typing import Any

from rest_framework import serializers

from nestwork.web.languages import OWN_NAMES, SIGNED
from tenants.patients import rules
from tenants.patients.models import (
    Block,
    BreakGlass,
    Child,
    ChildChange,
    ChildContact,
    Contact,
    CustodyDocument,
    Household,
    Residence,
)

_CHILD = (
    "given_name",
    "middle_name",
    "family_name",
    "name_used",
    "birth_date",
    "sex",
    "pronouns",
    "record_number",
    "language",
    "needs_interpreter",
    "payer_kind",
    "zip_code",
    "school",
    "strengths",
    "emergency_note",
    "primary_clinician_id",
    "coordinator_id",
    "roster_state",
)
_CONTACT = (
    "name",
    "organization",
    "phone",
    "phone_kind",
    "second_phone",
    "second_phone_kind",
    "email",
    "language",
    "needs_interpreter",
    "preferred_days",
    "preferred_from",
    "preferred_until",
    "preferred_note",
    "voicemail_ok",
    "text_ok",
    "do_not_contact",
    "do_not_contact_reason",
    "works_in_household",
    "address_line",
    "town",
    "state",
    "zip_code",
    "do_not_disclose_address",
)
_LINK = (
    "relationship",
    "role_note",
    "is_legal_guardian",
    "may_decide",
    "may_receive_information",
    "lives_with",
    "order",
)
_HOME = (
    "name",
    "kind",
    "address_line",
    "town",
    "state",
    "zip_code",
    "phone",
    "agency",
    "do_not_disclose_address",
    "note",
)
_ADDRESS = ("address_line", "town", "state", "zip_code")


def _kinds(kind: type[Any]) -> list[str]:
    return [str(one) for one in kind]


class ChildSerializer(serializers.ModelSerializer[Child]):
    """A child's own fields. The rights of the caller are checked by the service that takes them."""

    sex = serializers.ChoiceField(choices=_kinds(rules.Sex), required=False)
    payer_kind = serializers.ChoiceField(choices=_kinds(rules.PayerKind), required=False)
    roster_state = serializers.ChoiceField(choices=_kinds(rules.RosterState), required=False)
    language = serializers.ChoiceField(choices=[*OWN_NAMES, *SIGNED], required=False)
    primary_clinician_id = serializers.UUIDField(required=False, allow_null=True)
    coordinator_id = serializers.UUIDField(required=False, allow_null=True)

    class Meta:
        model = Child
        fields = ("id", *_CHILD, "is_confidential", "deceased_on")
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


class ContactSerializer(serializers.ModelSerializer[Contact]):
    """A person and how to reach them. An address that must not be given out is left out of every answer."""

    phone_kind = serializers.ChoiceField(choices=_kinds(rules.PhoneKind), required=False)
    second_phone_kind = serializers.ChoiceField(choices=_kinds(rules.PhoneKind), required=False)

    class Meta:
        model = Contact
        fields = ("id", *_CONTACT)
        read_only_fields = ("id",)

    def to_representation(self, instance: Contact) -> dict[str, Any]:
        """Leave out what is not given out."""
        return _without_address(super().to_representation(instance))


class LinkSerializer(serializers.ModelSerializer[ChildContact]):
    """What a person is to a child, with the person."""

    relationship = serializers.ChoiceField(choices=_kinds(rules.Relationship))
    contact = ContactSerializer()

    class Meta:
        model = ChildContact
        fields: tuple[str, ...] = ("id", *_LINK, "contact", "ended_on", "ended_reason")
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

    kind = serializers.ChoiceField(choices=_kinds(rules.HouseholdKind), required=False)

    class Meta:
        model = Household
        fields = ("id", *_HOME)
        read_only_fields = ("id",)

    def to_representation(self, instance: Household) -> dict[str, Any]:
        """Leave out what is not given out."""
        return _without_address(super().to_representation(instance))


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

    kind = serializers.ChoiceField(choices=_kinds(rules.CustodyKind))
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


class ChangeSerializer(serializers.ModelSerializer[ChildChange]):
    """One change: what was before, what came after, by whom."""

    class Meta:
        model = ChildChange
        fields = ("id", "at", "by_id", "by_name", "subject", "subject_id", "before", "after", "reason")
        read_only_fields = fields


class ConfidentialSerializer(serializers.Serializer[Any]):
    """Close a child or open it again, and why."""

    is_confidential = serializers.BooleanField()
    reason = serializers.CharField(max_length=300)


class PersonSerializer(serializers.Serializer[Any]):
    """A colleague."""

    person_id = serializers.UUIDField()


class NewBlockSerializer(PersonSerializer):
    """A colleague who may not know that the child is here, and why."""

    reason = serializers.CharField(max_length=300)


class BlockSerializer(serializers.ModelSerializer[Block]):
    """A standing block."""

    class Meta:
        model = Block
        fields = ("id", "person_id", "reason", "set_at", "set_by_id")
        read_only_fields = fields


class AccessSerializer(serializers.Serializer[Any]):
    """Who may open a child."""

    is_confidential = serializers.BooleanField()
    granted = serializers.ListField(child=serializers.UUIDField())
    blocks = BlockSerializer(many=True)


class OpeningSerializer(serializers.ModelSerializer[BreakGlass]):
    """One broken glass."""

    class Meta:
        model = BreakGlass
        fields = ("id", "child_id", "person_id", "reason", "opened_at", "open_until", "review_due_on")
        read_only_fields = fields


class ReviewSerializer(serializers.Serializer[Any]):
    """The judgement on one opening."""

    was_right = serializers.BooleanField()
    note = serializers.CharField(max_length=500, required=False, default="", allow_blank=True)


def _without_address(row: dict[str, Any]) -> dict[str, Any]:
    if row["do_not_disclose_address"]:
        for name in _ADDRESS:
            row[name] = ""
    return row
