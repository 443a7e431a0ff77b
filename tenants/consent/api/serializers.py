"""Consents and disclosures as the API gives and takes them."""

from typing import Any

from rest_framework import serializers

from tenants.consent import rules
from tenants.consent.models import Consent, Disclosure
from tenants.patients.rules import Sensitivity

CONSENT_KINDS = [str(kind) for kind in rules.ConsentKind]  # named by ENUM_NAME_OVERRIDES


def _labels() -> serializers.ListField:
    label = serializers.ChoiceField(choices=[str(one) for one in Sensitivity])
    return serializers.ListField(child=label, allow_empty=False)


class ConsentSerializer(serializers.ModelSerializer[Consent]):
    """A signature. `withdrawn_on` is the day it was taken back."""

    kind = serializers.ChoiceField(choices=CONSENT_KINDS)
    recipient_kind = serializers.ChoiceField(choices=[str(kind) for kind in rules.RecipientKind])
    labels = _labels()
    starts_on = serializers.DateField(source="effective_on", required=False)
    signed_by_id = serializers.UUIDField(required=False, allow_null=True)
    withdrawn_on = serializers.SerializerMethodField()

    class Meta:
        model = Consent
        fields = (
            "id",
            "kind",
            "recipient_kind",
            "recipient_name",
            "labels",
            "purpose",
            "starts_on",
            "ends_on",
            "signed_by_id",
            "signed_by_name",
            "signed_on",
            "note",
            "withdrawn_on",
        )
        read_only_fields = ("id", "withdrawn_on")

    def get_withdrawn_on(self, consent: Consent) -> str | None:
        """The day it was taken back, if it was."""
        taken_back: Consent | None = getattr(consent, "withdrawn_by", None)
        return taken_back.effective_on.isoformat() if taken_back else None


class WithdrawSerializer(serializers.Serializer[Any]):
    """From when a signature no longer counts; today when nothing is said."""

    from_day = serializers.DateField(required=False)
    note = serializers.CharField(max_length=300, required=False, default="", allow_blank=True)


class DisclosureSerializer(serializers.ModelSerializer[Disclosure]):
    """Something that left the practice."""

    basis = serializers.ChoiceField(choices=[str(basis) for basis in rules.DisclosureBasis])
    recipient_kind = serializers.ChoiceField(choices=[str(kind) for kind in rules.RecipientKind])
    labels = _labels()
    consent_id = serializers.UUIDField(required=False, allow_null=True)

    class Meta:
        model = Disclosure
        fields = (
            "id",
            "basis",
            "consent_id",
            "recipient_kind",
            "recipient_name",
            "what",
            "labels",
            "notice_included",
            "effective_on",
        )
        read_only_fields = ("id", "effective_on")
