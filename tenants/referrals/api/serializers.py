"""Referrals as the API gives and takes them."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from tenants.referrals.models import Referral, ReferralStep
from tenants.referrals.rules.answers import MOVES, Answer
from tenants.referrals.rules.stages import CHOSEN_CANCEL_REASONS, Books, CannotGo, Urgency
from tenants.referrals.selectors import Standing

# Named by ENUM_NAME_OVERRIDES.
ANSWERS = [str(answer) for answer in Answer]
BOOKS = [str(one) for one in Books]
URGENCIES = [str(one) for one in Urgency]
REASONS = [str(reason) for reason in CannotGo]
CANCEL_REASONS = [str(reason) for reason in CHOSEN_CANCEL_REASONS]


class ReferralStepSerializer(serializers.ModelSerializer[ReferralStep]):
    """One step of a loop; `undoes_id` names the step it takes back."""

    class Meta:
        model = ReferralStep
        fields = (
            "id",
            "number",
            "stage",
            "outcome",
            "books",
            "evidence",
            "said_by",
            "reason",
            "note",
            "appointment_on",
            "next_on",
            "effective_on",
            "recorded_at",
            "recorded_by_id",
            "left_house",
            "undoes_id",
        )
        read_only_fields = fields


class ReferralSerializer(serializers.Serializer[Standing]):
    """A referral and where it stands. `child` is the id to read under /children/; `answers` fit the next step."""

    id = serializers.UUIDField(source="referral.id")
    child = serializers.UUIDField(source="child.id")
    kind = serializers.CharField(source="referral.kind")
    need = serializers.CharField(source="referral.need")
    service_id = serializers.UUIDField(source="referral.service_id")
    service_at_location_id = serializers.UUIDField(source="referral.service_at_location_id", allow_null=True)
    service_name = serializers.CharField(source="referral.service_name")
    organization = serializers.CharField(source="referral.organization")
    phone = serializers.CharField(source="referral.phone")
    question = serializers.CharField(source="referral.question")
    urgency = serializers.CharField(source="referral.urgency")
    sensitivity = serializers.CharField(source="referral.label")
    ordered_on = serializers.DateField(source="referral.ordered_on")
    ordered_by_id = serializers.UUIDField(source="referral.ordered_by_id", allow_null=True)
    is_open = serializers.BooleanField()
    lane = serializers.CharField(allow_null=True)
    next_step = serializers.CharField(allow_null=True)
    due_on = serializers.DateField(allow_null=True)
    owner_id = serializers.UUIDField(source="item.owner_id", allow_null=True, default=None)
    answers = serializers.SerializerMethodField()
    last_step = ReferralStepSerializer(source="step")

    def get_answers(self, now: Standing) -> list[str]:
        """What may be reported now; empty when it has ended."""
        return [str(move.answer) for move in MOVES[now.next_step]] if now.next_step else []


class ReferralWithStepsSerializer(ReferralSerializer):
    """The same with every step, oldest first."""

    steps = serializers.SerializerMethodField()

    @extend_schema_field(ReferralStepSerializer(many=True))
    def get_steps(self, now: Standing) -> list[dict[str, object]]:
        """The whole loop."""
        return [dict(ReferralStepSerializer(step).data) for step in self.context["steps"]]


class NewReferralSerializer(serializers.Serializer[Referral]):
    """An order. `again` is the second yes where an open referral to the same service stands."""

    child = serializers.UUIDField()
    service_id = serializers.UUIDField()
    need = serializers.CharField(max_length=40, required=False, default="", allow_blank=True)
    question = serializers.CharField(max_length=500, required=False, default="", allow_blank=True)
    urgency = serializers.ChoiceField(choices=URGENCIES, required=False, default=str(Urgency.ROUTINE))
    books = serializers.ChoiceField(choices=BOOKS, required=False, default=str(Books.FAMILY))
    ordered_on = serializers.DateField(required=False, allow_null=True, default=None)
    again = serializers.BooleanField(required=False, default=False)


class ReportSerializer(serializers.Serializer[ReferralStep]):
    """What somebody reports. `after` is the number of the last step as the caller saw it."""

    answer = serializers.ChoiceField(choices=ANSWERS)
    said_by = serializers.CharField(max_length=200)
    day = serializers.DateField(required=False, allow_null=True, default=None)
    reason = serializers.ChoiceField(choices=REASONS, required=False, default="", allow_blank=True)
    note = serializers.CharField(max_length=1000, required=False, default="", allow_blank=True)
    happened_on = serializers.DateField(required=False, allow_null=True, default=None)
    has_notice = serializers.BooleanField(required=False, default=False)
    after = serializers.IntegerField(min_value=1, required=False, allow_null=True, default=None)


class AttemptSerializer(serializers.Serializer[ReferralStep]):
    """A call that reached nobody."""

    note = serializers.CharField(max_length=1000, required=False, default="", allow_blank=True)
    after = serializers.IntegerField(min_value=1, required=False, allow_null=True, default=None)


class ReferralCancelSerializer(serializers.Serializer[ReferralStep]):
    """Why it ends here."""

    reason = serializers.ChoiceField(choices=CANCEL_REASONS)
    note = serializers.CharField(max_length=1000, required=False, default="", allow_blank=True)
