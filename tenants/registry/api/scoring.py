"""Scoring over the API: the method in force, and the scores of a child."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from nestwork.access.permissions import Permission
from nestwork.api.conflict import Conflict
from nestwork.api.keys.once import once
from nestwork.api.views import PracticeAPIView
from nestwork.audit.services import record_view
from network_resources.playbooks.rules.scoring import AnswersError
from network_resources.playbooks.selectors.practice import AdoptedMethod, method_in_force
from tenants.patients.selectors import child_for
from tenants.registry import selectors, services
from tenants.registry.api.serializers import LevelSerializer
from tenants.registry.models import NeedLevel, Scoring
from tenants.registry.rules import CannotScoreError


class ChoiceSerializer(serializers.Serializer[Any]):
    """One answer to an axis."""

    key = serializers.CharField()
    points = serializers.DecimalField(max_digits=7, decimal_places=2)
    text = serializers.CharField(source="text.said")


class AxisSerializer(serializers.Serializer[Any]):
    """One question of the method."""

    key = serializers.CharField()
    title = serializers.CharField(source="title.said")
    help = serializers.CharField(source="help.said")
    look_back_months = serializers.IntegerField(allow_null=True)
    choices = ChoiceSerializer(many=True)


class BandSerializer(serializers.Serializer[Any]):
    """From how many points on the method has which word, and the need level it suggests."""

    key = serializers.CharField()
    title = serializers.CharField(source="title.said")
    from_points = serializers.DecimalField(max_digits=7, decimal_places=2)
    need_level = serializers.IntegerField()


class ScoringMethodSerializer(serializers.Serializer[AdoptedMethod]):
    """The method children are scored by now."""

    version_id = serializers.UUIDField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field of the answer, not the serializer's own label
    title = serializers.CharField()
    adopted_on = serializers.DateField(allow_null=True)
    axes = AxisSerializer(source="method.axes", many=True)
    bands = BandSerializer(source="method.bands", many=True)


class NewScoringSerializer(serializers.Serializer[Scoring]):
    """Answers by axis, why, and from which day; `version_id` is the method in force unless another is named."""

    version_id = serializers.UUIDField(required=False)
    answers = serializers.DictField(child=serializers.CharField(max_length=60))
    reason = serializers.CharField(max_length=400)
    effective_on = serializers.DateField(required=False)
    plans_visits = serializers.BooleanField(required=False, allow_null=True, default=None)


class ScoringSerializer(serializers.ModelSerializer[Scoring]):
    """A score with its inputs. `recorded_by_id` scored the child."""

    class Meta:
        model = Scoring
        fields = (
            "id",
            "version_id",
            "method_label",
            "answers",
            "total",
            "band",
            "need_level",
            "reason",
            "effective_on",
            "recorded_at",
            "recorded_by_id",
        )
        read_only_fields = fields


class ScoredSerializer(serializers.Serializer[NeedLevel]):
    """What was scored, and the level that came out of it: proposed, confirmed, or kept as it was."""

    scoring = ScoringSerializer()
    level = LevelSerializer(source="*")


class ScoringMethodView(PracticeAPIView):
    """The method in force."""

    needs = {"GET": Permission.SEE_CHILDREN}

    @extend_schema(responses=ScoringMethodSerializer)
    def get(self, request: Request) -> Response:
        """Its axes, choices and bands in the language asked for; 409 while the practice has adopted none."""
        adopted = method_in_force()
        if adopted is None:
            raise Conflict(code="no_method")
        return Response(ScoringMethodSerializer(adopted).data)


class ScoringsView(PracticeAPIView):
    """The scores of a child."""

    needs = {"GET": Permission.SEE_CHILDREN, "POST": Permission.PROPOSE_LEVEL}

    @extend_schema(responses=ScoringSerializer(many=True))
    def get(self, request: Request, child_id: UUID) -> Response:
        """Every score with its inputs, the latest effective first."""
        child = child_for(self.reader, child_id)
        record_view(by=self.reader, page="api.scorings", child_id=child.id)
        return Response(ScoringSerializer(selectors.scorings_of(child, self.reader), many=True).data)

    @extend_schema(request=NewScoringSerializer, responses={201: ScoredSerializer})
    @once
    def post(self, request: Request, child_id: UUID) -> Response:
        """Score the child. A physician's score is confirmed; anybody else's change waits for one."""
        asked = NewScoringSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        words = dict(asked.validated_data)
        child = child_for(self.reader, child_id)
        version_id = words.pop("version_id", None) or _version_in_force()
        try:
            row = services.score_child(child=child, by=self.reader, version_id=version_id, **words)
        except AnswersError as error:
            raise ValidationError({"answers": [str(error)]}) from error
        except CannotScoreError as error:
            raise Conflict(code=f"not_scored_{error.why}") from error
        except ObjectDoesNotExist as error:
            raise ValidationError({"version_id": [_("No published method has this id.")]}) from error
        return Response(ScoredSerializer(row).data, status.HTTP_201_CREATED)


def _version_in_force() -> UUID:
    adopted = method_in_force()
    if adopted is None:
        raise Conflict(code="no_method")
    return adopted.version_id
