"""Standards as the API gives and takes them."""

from typing import Any

from rest_framework import serializers

from network_resources.playbooks.kinds import title_of
from network_resources.playbooks.models import PlaybookVersion
from network_resources.playbooks.rules.states import State, Step, Verification

STATES = [one.value for one in State]  # named by ENUM_NAME_OVERRIDES
VERIFICATIONS = [(one.value, one.value) for one in Verification]


class VersionLineSerializer(serializers.Serializer[Any]):
    """A version without its content."""

    id = serializers.UUIDField()
    standard = serializers.UUIDField(source="playbook_id")
    key = serializers.CharField(source="playbook.key")
    kind = serializers.CharField(source="playbook.kind")
    number = serializers.IntegerField()
    state = serializers.ChoiceField(choices=STATES)
    revision = serializers.IntegerField()
    title = serializers.SerializerMethodField()
    what_changed = serializers.CharField()
    written_by = serializers.ListField(source="author_names", child=serializers.CharField())
    reviewed_by = serializers.CharField(source="reviewer_name")
    effective_from = serializers.DateField(allow_null=True)
    published_at = serializers.DateTimeField(allow_null=True)

    def get_title(self, version: PlaybookVersion) -> str:
        """The title in the caller's language."""
        return title_of(version.content)


class VersionSerializer(VersionLineSerializer):
    """A whole version."""

    content = serializers.JSONField()
    source_note = serializers.CharField()
    licence = serializers.CharField()
    verification = serializers.ChoiceField(choices=VERIFICATIONS)
    item_text_allowed = serializers.BooleanField()


class StepSerializer(serializers.Serializer[Any]):
    """A step of a version's history."""

    step = serializers.ChoiceField(choices=[one.value for one in Step])
    by = serializers.CharField(source="by_name")
    at = serializers.DateTimeField()
    revision = serializers.IntegerField()
    said = serializers.CharField()


class StandardSerializer(serializers.Serializer[Any]):
    """A standard with all its versions."""

    id = serializers.UUIDField(source="playbook.pk")
    key = serializers.CharField(source="playbook.key")
    kind = serializers.CharField(source="playbook.kind")
    versions = VersionLineSerializer(many=True)


class StartSerializer(serializers.Serializer[Any]):
    """Where a draft comes from: a name of the starter library, an empty sheet of a kind, or `file` as exported."""

    seed = serializers.CharField(max_length=60, required=False)
    empty = serializers.CharField(max_length=40, required=False)
    file = serializers.JSONField(required=False)
    key = serializers.RegexField(r"\A[a-z][a-z0-9]*(-[a-z0-9]+)*\Z", max_length=60, required=False)


class NextSerializer(serializers.Serializer[Any]):
    """Where the next version comes from; nothing: the newest version."""

    file = serializers.JSONField(required=False)


class ChangeSerializer(serializers.Serializer[Any]):
    """A change of a draft: the revision that was read, and what is to stand instead."""

    revision = serializers.IntegerField(min_value=1)
    content = serializers.DictField(required=False)
    source_note = serializers.CharField(max_length=1000, required=False, allow_blank=True)
    licence = serializers.CharField(max_length=120, required=False, allow_blank=True)
    verification = serializers.ChoiceField(choices=VERIFICATIONS, required=False)
    item_text_allowed = serializers.BooleanField(required=False)


class SendSerializer(serializers.Serializer[Any]):
    """Words for the practices, and the statement that no child can be recognised."""

    revision = serializers.IntegerField(min_value=1)
    what_changed = serializers.CharField(max_length=2000)
    effective_from = serializers.DateField(required=False, allow_null=True)
    no_child = serializers.BooleanField()


class RevisionSerializer(serializers.Serializer[Any]):
    """The revision that was read."""

    revision = serializers.IntegerField(min_value=1)


class StandardReasonSerializer(RevisionSerializer):
    """The revision that was read, and why."""

    reason = serializers.CharField(max_length=2000)


class AdoptSerializer(serializers.Serializer[Any]):
    """From which day; today without one."""

    effective_on = serializers.DateField(required=False, allow_null=True)


class AdoptionSerializer(serializers.Serializer[Any]):
    """An adoption, or a plan taken back (`withdraws` names it)."""

    id = serializers.UUIDField()
    version = serializers.UUIDField(source="version_id")
    key = serializers.CharField(source="version.playbook.key")
    number = serializers.IntegerField(source="version.number")
    effective_on = serializers.DateField()
    recorded_at = serializers.DateTimeField()
    adopted_by = serializers.UUIDField(source="adopted_by_id")
    withdraws = serializers.UUIDField(source="withdraws_id", allow_null=True)


class GridCellSerializer(serializers.Serializer[Any]):
    """What one practice has of one standard: versions and days, never a count."""

    key = serializers.CharField()
    in_use = serializers.IntegerField(allow_null=True)
    since = serializers.DateField(allow_null=True)
    planned = serializers.IntegerField(allow_null=True)
    planned_from = serializers.DateField(allow_null=True)


class GridRowSerializer(serializers.Serializer[Any]):
    """One practice."""

    practice = serializers.CharField()
    standards = GridCellSerializer(many=True)


class KindSerializer(serializers.Serializer[Any]):
    """A kind of standard with the JSON Schema its content follows."""

    key = serializers.CharField()
    name = serializers.CharField()
    schema = serializers.JSONField()
