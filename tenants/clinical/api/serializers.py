"""Clinical facts as the API gives and takes them."""

from typing import Any

from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers

from nestwork.access.readers import Reader
from tenants.clinical import rules
from tenants.clinical.models import KINDS, ClinicalFact
from tenants.patients.rules import Sensitivity
from tenants.patients.visibility import may_read_label

# The OpenAPI document names these choices by the settings' ENUM_NAME_OVERRIDES.
ENCOUNTER_KINDS = [str(kind) for kind in rules.EncounterKind]
PRECISIONS = [str(one) for one in rules.Precision]
LABELS = [str(label) for label in Sensitivity]
_CHOICES: dict[str, list[str]] = {
    "severity": [str(one) for one in rules.Severity],
    "result": [str(one) for one in rules.ScreeningResult],
    "kind": ENCOUNTER_KINDS,
}
SHARED = (
    "label", "effective_on", "effective_precision", "ended_on", "ended_precision", "source", "note",
)  # fmt: skip
_LEFT_OUT = {
    "id", "child", "replaces", "is_struck", "recorded_at", "recorded_by_id", "replaced_because", *SHARED,
}  # fmt: skip


def own_fields(kind: type[ClinicalFact]) -> list[str]:
    """The fields only this kind has; a condition by its id."""
    return [field.attname for field in kind._meta.concrete_fields if field.name not in _LEFT_OUT]


def _about(name: str, model: type[ClinicalFact]) -> type[serializers.ModelSerializer[Any]]:
    """The serializer of a kind's own fields, made from its model."""
    fields = own_fields(model)
    meta = type("Meta", (), {"model": model, "fields": fields})
    declared: dict[str, Any] = {
        field: serializers.ChoiceField(choices=choices, required=False)
        for field, choices in _CHOICES.items()
        if field in fields
    }
    if "condition_id" in fields:
        declared["condition_id"] = serializers.UUIDField()
    if "clinician_id" in fields:
        declared["clinician_id"] = serializers.UUIDField(required=False, allow_null=True)
    made: type[serializers.ModelSerializer[Any]] = type(
        f"About{model.__name__}Serializer",
        (_AboutSerializer,),
        {"__doc__": f"What is said about one of {name}.", "Meta": meta, **declared},
    )
    return made


class _AboutSerializer(serializers.ModelSerializer[Any]):
    """Codes are brought into their written form."""

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """ICD-10-CM and CVX codes that cannot be one are refused at their field."""
        usual = {"AboutConditionSerializer": rules.ICD_10_CM, "AboutImmunizationSerializer": rules.CVX}
        system = attrs.get("code_system", usual.get(type(self).__name__, ""))
        written = {rules.ICD_10_CM: rules.icd_10_cm, rules.CVX: rules.cvx}.get(system)
        if written and attrs.get("code"):
            try:
                attrs["code"] = written(attrs["code"])
            except ValueError as wrong:
                raise serializers.ValidationError({"code": f"Not a code of {system}."}) from wrong
        return attrs


ABOUT = {name: _about(name, model) for name, model in KINDS.items()}
ABOUT_ANY = PolymorphicProxySerializer(
    component_name="AboutFact", serializers=list(ABOUT.values()), resource_type_field_name=None
)


@extend_schema_field(ABOUT_ANY)
class AboutField(serializers.DictField):
    """The kind's own fields, as the kind's serializer describes them."""


class FactSerializer(serializers.Serializer[ClinicalFact]):
    """A fact of any kind: what all share, and `about` with the fields of its kind."""

    id = serializers.UUIDField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field of the fact, not the base's own label
    effective_on = serializers.DateField()
    effective_precision = serializers.ChoiceField(choices=PRECISIONS)
    ended_on = serializers.DateField(allow_null=True)
    ended_precision = serializers.ChoiceField(choices=PRECISIONS)
    recorded_at = serializers.DateTimeField()
    recorded_by_id = serializers.UUIDField(allow_null=True)
    source = serializers.CharField()  # type: ignore[assignment]  # the same
    note = serializers.CharField()
    is_struck = serializers.BooleanField()
    replaces_id = serializers.UUIDField(allow_null=True)
    replaced_because = serializers.CharField()
    about = serializers.SerializerMethodField()

    @extend_schema_field(ABOUT_ANY)
    def get_about(self, fact: ClinicalFact) -> dict[str, Any]:
        """The fields only this kind has."""
        return {name: getattr(fact, name) for name in own_fields(type(fact))}


class NewFactSerializer(serializers.Serializer[Any]):
    """A fact to be recorded. The label must be one the caller reads: nobody writes a fact away from itself."""

    label = serializers.ChoiceField(choices=LABELS, default=str(Sensitivity.GENERAL))  # type: ignore[assignment]  # the fact's
    effective_on = serializers.DateField()
    effective_precision = serializers.ChoiceField(choices=PRECISIONS, required=False)
    ended_on = serializers.DateField(required=False, allow_null=True)
    ended_precision = serializers.ChoiceField(choices=PRECISIONS, required=False)
    source = serializers.CharField(max_length=100)  # type: ignore[assignment]  # the fact's
    note = serializers.CharField(max_length=500, required=False, allow_blank=True)
    about = AboutField(required=False)

    def validate_label(self, label: str) -> str:
        """A label the caller may read."""
        reader: Reader = self.context["reader"]
        if not may_read_label(reader, Sensitivity(label)) and label != self.context.get("label"):
            raise serializers.ValidationError("Choose a label that you may read.")
        return label

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The kind's own fields, beside the shared ones."""
        about = ABOUT[self.context["kind"]](data=attrs.pop("about", {}), partial=self.partial)
        if not about.is_valid():
            raise serializers.ValidationError({f"about.{name}": said for name, said in about.errors.items()})
        return {**attrs, **about.validated_data}


class CorrectionSerializer(NewFactSerializer):
    """What a correction changes, and why. What is left out stays as it was."""

    because = serializers.CharField(max_length=500)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A reason is asked, though every other field may be left out."""
        if "because" not in attrs:
            raise serializers.ValidationError({"because": "Say why this is corrected."})
        return super().validate(attrs)


class EndFactSerializer(serializers.Serializer[Any]):
    """On which day a fact stopped being so."""

    ended_on = serializers.DateField()
    reason = serializers.CharField(max_length=500, required=False, default="")


class StrikeSerializer(serializers.Serializer[Any]):
    """Why a fact was never so."""

    reason = serializers.CharField(max_length=500)
