"""Searches and finds as the API takes and gives them."""

from decimal import Decimal
from typing import Any

from rest_framework import serializers

from network_resources.community.asking import Asker
from network_resources.community.reason_words import reason_said
from network_resources.community.rules.cost import Cost
from network_resources.community.rules.fit import Because, Reason
from network_resources.community.rules.needs import GROUPS, NEEDS
from network_resources.community.selectors.cards import Card

OLDEST = 26
FARTHEST = 500


class SearchSerializer(serializers.Serializer[Any]):
    """A search. Everything may be left out; `age` is in years, `within_miles` counts with a ZIP code only."""

    text = serializers.CharField(max_length=200, required=False, default="", allow_blank=True)
    need = serializers.ChoiceField(
        choices=[need.key for need in NEEDS], required=False, default="", allow_blank=True
    )
    zip_code = serializers.RegexField(r"^\d{5}$", required=False, default="", allow_blank=True)
    within_miles = serializers.FloatField(
        min_value=0.1, max_value=FARTHEST, required=False, default=None, allow_null=True
    )
    language = serializers.RegexField(r"^[a-z]{2,3}$", required=False, default="", allow_blank=True)
    only_speakers = serializers.BooleanField(required=False, default=True)
    age = serializers.DecimalField(
        max_digits=5, decimal_places=3, min_value=Decimal(0), max_value=Decimal(OLDEST), required=False,
        default=None, allow_null=True,
    )  # fmt: skip
    free = serializers.BooleanField(required=False, default=False)
    page = serializers.IntegerField(min_value=1, max_value=10_000, required=False, default=1)


class ChildSearchSerializer(SearchSerializer):
    """A search in a practice. `child` fills in age, language and ZIP code that are not given themselves."""

    child = serializers.UUIDField(required=False, default=None, allow_null=True)

    @staticmethod
    def filled(asked: dict[str, Any], asker: Asker) -> dict[str, Any]:
        """The search with what the child's record says where nothing else was said."""
        months = asker.age_months
        age = None if months is None else Decimal(months) / 12
        return {
            **asked,
            "age": age if asked["age"] is None else asked["age"],
            "language": asked["language"] or asker.language,
            "zip_code": asked["zip_code"] or asker.zip_code[:5],
        }


class PublicSearchSerializer(serializers.Serializer[Any]):
    """What may stand in an address: nothing that describes a family."""

    need = serializers.ChoiceField(
        choices=[need.key for need in NEEDS], required=False, default="", allow_blank=True
    )
    free = serializers.BooleanField(required=False, default=False)
    page = serializers.IntegerField(min_value=1, max_value=10_000, required=False, default=1)


class FitReasonSerializer(serializers.Serializer[Reason]):
    """Why a service fits, or what to ask first: a kind, and the sentence in the caller's language."""

    kind = serializers.ChoiceField(choices=[kind.value for kind in Because])
    is_caution = serializers.BooleanField()
    text = serializers.SerializerMethodField()

    def get_text(self, reason: Reason) -> str:
        """The sentence a page shows."""
        return reason_said(reason)


class CardSerializer(serializers.Serializer[Card]):
    """A service as found. Distances in miles from the middle of the ZIP code; ages in years; languages BCP 47."""

    service_id = serializers.UUIDField()
    service_at_location_id = serializers.UUIDField(allow_null=True)
    name = serializers.CharField()
    organization = serializers.CharField()
    summary = serializers.CharField()
    phone = serializers.CharField()
    url = serializers.CharField()
    city = serializers.CharField()
    distance_miles = serializers.FloatField(allow_null=True)
    languages = serializers.ListField(child=serializers.CharField())
    minimum_age = serializers.DecimalField(
        source="ages.minimum", max_digits=6, decimal_places=2, allow_null=True
    )
    maximum_age = serializers.DecimalField(
        source="ages.maximum", max_digits=6, decimal_places=2, allow_null=True
    )
    cost = serializers.ChoiceField(choices=[cost.value for cost in Cost])
    assured_on = serializers.DateField(allow_null=True)
    needs = serializers.ListField(child=serializers.CharField())
    reasons = FitReasonSerializer(many=True)


class ServiceSerializer(CardSerializer):
    """A service with everything its page shows; confidential places are in none of it."""

    edition = serializers.DictField()


class FoundSerializer(serializers.Serializer[Any]):
    """One page of finds. `changed` are mistyped words and what was taken instead."""

    total = serializers.IntegerField()
    page = serializers.IntegerField()
    pages = serializers.IntegerField()
    is_zip_known = serializers.BooleanField()
    needs = serializers.ListField(child=serializers.CharField())
    changed = serializers.DictField(child=serializers.CharField())
    unknown = serializers.ListField(child=serializers.CharField())
    results = CardSerializer(many=True)


class NeedSerializer(serializers.Serializer[Any]):
    """A need of the vocabulary: its key, its group, and words people use for it."""

    key = serializers.CharField()
    group = serializers.ChoiceField(choices=list(GROUPS))
    name = serializers.CharField()
    words = serializers.ListField(child=serializers.CharField())
