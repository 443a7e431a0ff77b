"""The registry as the API gives and takes it."""

from rest_framework import serializers

from tenants.registry.models import NeedLevel
from tenants.registry.rules import LEVELS
from tenants.registry.selectors import Row


class RegistryRowSerializer(serializers.Serializer[Row]):
    """One child on the registry. `child` is the id to read under /children/."""

    child = serializers.UUIDField(source="child.id")
    level = serializers.IntegerField(allow_null=True)
    level_proposed = serializers.IntegerField(source="proposal.level", allow_null=True, default=None)
    last_contact = serializers.DateTimeField(allow_null=True)
    next_contact = serializers.DateField(allow_null=True)
    coordinator_id = serializers.UUIDField(source="child.coordinator_id", allow_null=True)
    clinician_id = serializers.UUIDField(source="child.primary_clinician_id", allow_null=True)
    language = serializers.CharField(source="child.language")
    roster_state = serializers.CharField(source="child.roster_state")


class EnrollmentChangeSerializer(serializers.Serializer[Row]):
    """Why, and from which day."""

    reason = serializers.CharField(max_length=200)
    effective_on = serializers.DateField(required=False)


class NewLevelSerializer(serializers.Serializer[NeedLevel]):
    """A level and its reason."""

    level = serializers.ChoiceField(choices=list(LEVELS))
    reason = serializers.CharField(max_length=400)
    effective_on = serializers.DateField(required=False)
    plans_visits = serializers.BooleanField(required=False, allow_null=True, default=None)


class LevelSerializer(serializers.ModelSerializer[NeedLevel]):
    """One row of the history of a level."""

    class Meta:
        model = NeedLevel
        fields = (
            "id",
            "level",
            "decision",
            "score",
            "method_version",
            "scoring_id",
            "plans_visits",
            "reason",
            "effective_on",
            "recorded_at",
            "proposed_by_id",
            "confirmed_by_id",
            "answers_id",
            "undoes_id",
        )
        read_only_fields = fields


class DecisionSerializer(serializers.Serializer[NeedLevel]):
    """A physician's answer; declining needs a reason. `plans_visits` null: as proposed."""

    decision = serializers.ChoiceField(choices=["confirm", "decline"])
    plans_visits = serializers.BooleanField(required=False, allow_null=True, default=None)
    reason = serializers.CharField(max_length=400, required=False, default="", allow_blank=True)


class NextContactSerializer(serializers.Serializer[Row]):
    """The day of the next contact."""

    on = serializers.DateField()
