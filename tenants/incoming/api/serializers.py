"""Files of records as the API gives and takes them."""

from typing import Any

from rest_framework import serializers

from tenants.incoming.models import PatientOutcome, RecordFile
from tenants.incoming.wording import refused_because


class LeftSerializer(serializers.Serializer[Any]):
    """Records or values of a file that were not taken, alike ones together; `places` names the first of them."""

    resource = serializers.CharField()
    why = serializers.CharField()
    detail = serializers.CharField(allow_blank=True)
    count = serializers.IntegerField()
    places = serializers.ListField(child=serializers.CharField())


class CountsSerializer(serializers.Serializer[Any]):
    """What the dry run found, or the import did: patients, contacts and facts by what became of them."""

    patients = serializers.DictField(child=serializers.IntegerField())
    alike = serializers.IntegerField()
    contacts = serializers.DictField(child=serializers.IntegerField())
    facts = serializers.DictField(child=serializers.DictField(child=serializers.IntegerField()))


class RecordFileSerializer(serializers.ModelSerializer[RecordFile]):
    """A file: what it is, what the dry run found, what the import did. Counts and places only, nothing of a child."""

    source_name = serializers.CharField(source="source.name", read_only=True)
    refused_because = serializers.SerializerMethodField()
    counts = serializers.SerializerMethodField()
    problems = serializers.SerializerMethodField()
    skipped = serializers.SerializerMethodField()

    class Meta:
        model = RecordFile
        fields = (
            "id",
            "source_name",
            "format",
            "state",
            "file_name",
            "size",
            "uploaded_at",
            "uploaded_by_id",
            "job_id",
            "fault",
            "refused_because",
            "records",
            "dropped",
            "skipped",
            "problems",
            "counts",
            "takes_in",
            "enrolls",
            "finished_at",
        )
        read_only_fields = fields

    def get_refused_because(self, file: Any) -> str:
        """The fault in words."""
        return refused_because(file)

    def get_counts(self, file: Any) -> dict[str, Any]:
        """Of the import when it is done, else of the dry run."""
        told = file.report or file.plan
        return {name: told[name] for name in ("patients", "alike", "contacts", "facts") if name in told}

    def get_problems(self, file: Any) -> list[dict[str, Any]]:
        """What the reader and the practice's own rules did not take."""
        return [*file.problems, *(file.report or file.plan).get("problems", [])]

    def get_skipped(self, file: Any) -> list[dict[str, Any]]:
        """Records that are not kept here, counted by type and reason."""
        return [{"resource": what, "why": why, "count": count} for what, why, count in file.skipped]


class NewFileSerializer(serializers.Serializer[Any]):
    """A file to send."""

    file = serializers.FileField()
    source_name = serializers.CharField(max_length=80)


class FileStartSerializer(serializers.Serializer[Any]):
    """What to do with children not known here.

    `takes_in`: they come in, or are listed and left. Not said, they come in with FHIR files, and not with messages and
    lists of vaccines. `enrolls`: new children also come onto the registry; records alone are no enrolment.
    """

    takes_in = serializers.BooleanField(allow_null=True, default=None)
    enrolls = serializers.BooleanField(default=False)


class BroughtSerializer(serializers.ModelSerializer[PatientOutcome]):
    """A child that a file brought or changed."""

    class Meta:
        model = PatientOutcome
        fields = ("id", "child_id", "outcome", "detail", "at")
        read_only_fields = fields
