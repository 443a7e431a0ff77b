"""Clinical facts as the API gives them."""

from typing import Any

from rest_framework import serializers

from tenants.clinical.models import (
    Allergy,
    ClinicalFact,
    Condition,
    Encounter,
    Equipment,
    Immunization,
    Measurement,
    Medicine,
    Screening,
)

KINDS: dict[str, type[ClinicalFact]] = {
    "conditions": Condition,
    "medicines": Medicine,
    "allergies": Allergy,
    "encounters": Encounter,
    "immunizations": Immunization,
    "screenings": Screening,
    "measurements": Measurement,
    "equipment": Equipment,
}
_LEFT_OUT = {"child", "is_struck", "replaces"}


class FactSerializer(serializers.Serializer[ClinicalFact]):
    """A fact of any kind: what all share, and `about` with the fields of its kind."""

    id = serializers.UUIDField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field of the fact, not the base's own label
    effective_on = serializers.DateField()
    ended_on = serializers.DateField(allow_null=True)
    recorded_at = serializers.DateTimeField()
    recorded_by_id = serializers.UUIDField(allow_null=True)
    source = serializers.CharField()  # type: ignore[assignment]  # the same
    note = serializers.CharField()
    about = serializers.SerializerMethodField()

    def get_about(self, fact: ClinicalFact) -> dict[str, Any]:
        """The fields only this kind has."""
        shared = {*self.fields, *_LEFT_OUT}
        own = (field for field in fact._meta.concrete_fields if field.name not in shared)
        return {field.name: getattr(fact, field.attname) for field in own}
