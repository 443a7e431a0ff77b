"""Files, waiting rows and listings as the steward's API gives and takes them."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from nestwork.uploads.words import fault_words
from network_resources.community.models import (
    DirectoryChange,
    DirectoryQuarantine,
    DirectoryUpload,
    Organization,
    Service,
)
from network_resources.community.rules.hsds import STATUSES
from network_resources.community.services.keeping import EDITABLE
from network_resources.community.wording import problem_words


class DirectoryUploadSerializer(serializers.ModelSerializer[DirectoryUpload]):
    """A file: how it was read, what an import would do or did."""

    source_name = serializers.CharField(source="source.name", read_only=True)
    refused_because = serializers.SerializerMethodField()

    class Meta:
        model = DirectoryUpload
        fields = (
            "id", "source_name", "state", "is_whole", "file_name", "size", "uploaded_at", "uploaded_by_name",
            "job_id", "facts", "fault", "refused_because", "plan", "report", "finished_at",
        )  # fmt: skip
        read_only_fields = fields

    def get_refused_because(self, upload: Any) -> str:
        """The fault in words."""
        return fault_words(upload.fault["fault"]) if upload.fault else ""


class NewDirectoryUploadSerializer(serializers.Serializer[Any]):
    """A file to send."""

    file = serializers.FileField()
    source_name = serializers.CharField(max_length=80)
    is_whole = serializers.BooleanField(default=True)
    profile = serializers.CharField(max_length=80, default="", allow_blank=True)


class DirectoryProfileSerializer(serializers.Serializer[Any]):
    """How a file's columns are read: one of the name of a profile, and content saved under the source's name."""

    name = serializers.CharField(max_length=80, required=False)
    content = serializers.DictField(required=False)

    def validate(self, told: dict[str, Any]) -> dict[str, Any]:
        """Exactly one of the two."""
        if len(told) != 1:
            raise serializers.ValidationError({"name": [_("Give either name or content.")]})
        return told


class DirectoryProfileNameSerializer(serializers.Serializer[Any]):
    """A profile to choose."""

    name = serializers.CharField()
    title = serializers.CharField()


class EmptyStatusSerializer(serializers.Serializer[Any]):
    """What a service without a status is taken for; empty leaves it waiting."""

    status = serializers.ChoiceField(choices=STATUSES, allow_blank=True)


class WaitingRowSerializer(serializers.ModelSerializer[DirectoryQuarantine]):
    """A row that waits, as the source wrote it, with what is wrong."""

    source_name = serializers.CharField(source="source.name", read_only=True)
    said = serializers.SerializerMethodField(help_text="What is wrong, in sentences.")

    class Meta:
        model = DirectoryQuarantine
        fields = (
            "id", "source_name", "table", "source_key", "file_name", "line", "written", "mended", "problems", "said",
            "stops_row", "waits_for", "state", "reason", "put_at", "settled_at", "settled_by_name",
        )  # fmt: skip
        read_only_fields = fields

    def get_said(self, row: Any) -> list[str]:
        """What is wrong, in sentences."""
        return [problem_words(problem) for problem in row.problems]


class MendDirectoryRowSerializer(serializers.Serializer[Any]):
    """What is written instead, by field of the standard; references by the row's id in this directory."""

    changed = serializers.DictField(child=serializers.CharField(allow_blank=True, max_length=20_000))


class LeaveOutSerializer(serializers.Serializer[Any]):
    """Why a row is left out."""

    reason = serializers.CharField(max_length=300)


class KeptServiceSerializer(serializers.ModelSerializer[Service]):
    """A service as the steward keeps it."""

    organization_name = serializers.CharField(source="organization.name", read_only=True)

    class Meta:
        model = Service
        fields = (
            "id", "organization_id", "organization_name", *EDITABLE["service"], "assured_date", "withdrawn_at",
            "revision",
        )  # fmt: skip
        read_only_fields = fields


class KeptOrganizationSerializer(serializers.ModelSerializer[Organization]):
    """An organization as the steward keeps it."""

    class Meta:
        model = Organization
        fields = ("id", *EDITABLE["organization"], "withdrawn_at", "revision")
        read_only_fields = fields


class ChangeRowSerializer(serializers.Serializer[Any]):
    """Fields to write as text; `revision` is the one that was read, so that nobody's change is written over."""

    values = serializers.DictField(child=serializers.CharField(allow_blank=True, max_length=20_000))
    revision = serializers.IntegerField(required=False)


class PhoneLineSerializer(serializers.Serializer[Any]):
    """A telephone number."""

    number = serializers.CharField(max_length=100)
    extension = serializers.CharField(max_length=20, default="", allow_blank=True)
    description = serializers.CharField(max_length=200, default="", allow_blank=True)


class PhonesSerializer(serializers.Serializer[Any]):
    """All of a service's own numbers."""

    phones = PhoneLineSerializer(many=True)


class FiledNeedsSerializer(serializers.Serializer[Any]):
    """All needs a service is filed under, by key."""

    needs = serializers.ListField(child=serializers.SlugField(), allow_empty=True)


class ConfidentialSerializer(serializers.Serializer[Any]):
    """Whether a location is confidential."""

    is_confidential = serializers.BooleanField()


class DirectoryChangeSerializer(serializers.ModelSerializer[DirectoryChange]):
    """A field that took another value."""

    source_name = serializers.CharField(source="source.name", read_only=True, default="")

    class Meta:
        model = DirectoryChange
        fields = ("id", "table", "row_id", "act", "field", "old", "new", "at", "by_name", "source_name")
        read_only_fields = fields
