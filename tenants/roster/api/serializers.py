"""Files, rows, pairs and merges as the API gives and takes them."""

from typing import Any

from rest_framework import serializers

from nestwork.uploads.words import fault_words
from tenants.roster.models import Match, MergeFact, QuarantinedRow, RowOutcome, Upload
from tenants.roster.rules.fields import Field
from tenants.roster.rules.merging import CHOOSABLE
from tenants.roster.rules.states import Mode
from tenants.roster.wording import REASONS

FIELD_NAMES = [name.value for name in Field]


class UploadSerializer(serializers.ModelSerializer[Upload]):
    """A file: how it was read, what the dry run found, what the import did."""

    source_name = serializers.CharField(source="source.name", read_only=True)
    refused_because = serializers.SerializerMethodField()
    counts = serializers.SerializerMethodField()
    leaving = serializers.SerializerMethodField()

    class Meta:
        model = Upload
        fields = (
            "id",
            "source_name",
            "mode",
            "state",
            "file_name",
            "size",
            "uploaded_at",
            "uploaded_by_id",
            "job_id",
            "facts",
            "fault",
            "refused_because",
            "rows",
            "dropped",
            "columns",
            "day_first",
            "counts",
            "leaving",
            "finished_at",
        )
        read_only_fields = fields

    def get_refused_because(self, upload: Any) -> str:
        """The fault in words."""
        return fault_words(upload.fault["fault"]) if upload.fault else ""

    def get_counts(self, upload: Any) -> dict[str, int]:
        """Of the import when it is done, else of the dry run."""
        counts: dict[str, int] = (upload.report or upload.plan).get("counts", {})
        return counts

    def get_leaving(self, upload: Any) -> dict[str, Any]:
        """How many the file no longer names, and whether that needs its own yes."""
        leaving = upload.plan.get("leaving", {})
        return {
            name: leaving[name]
            for name in ("count", "on_roster", "needs_yes", "unrecognised")
            if name in leaving
        }


class NewUploadSerializer(serializers.Serializer[Any]):
    """A file to send."""

    file = serializers.FileField()
    source_name = serializers.CharField(max_length=80)
    mode = serializers.ChoiceField(choices=[mode.value for mode in Mode], default=Mode.WHOLE.value)


class ColumnsSerializer(serializers.Serializer[Any]):
    """What each column holds: position (from 0) to field. Without it the saved profile or the guess is taken."""

    columns = serializers.DictField(child=serializers.ChoiceField(choices=FIELD_NAMES), required=False)
    day_first = serializers.BooleanField(default=False)

    def validate_columns(self, columns: dict[str, str]) -> dict[int, Field]:
        """Positions are whole numbers."""
        if not all(at.isascii() and at.isdigit() for at in columns):
            raise serializers.ValidationError("Name columns by their position, from 0.")
        return {int(at): Field(name) for at, name in columns.items()}


class StartSerializer(serializers.Serializer[Any]):
    """The separate yes to more than one child in five leaving."""

    may_many_leave = serializers.BooleanField(default=False)


class OutcomeSerializer(serializers.ModelSerializer[RowOutcome]):
    """What one row led to."""

    class Meta:
        model = RowOutcome
        fields = ("id", "row_number", "outcome", "child_id", "detail", "at")
        read_only_fields = fields


class QuarantinedRowSerializer(serializers.ModelSerializer[QuarantinedRow]):
    """A row that waits, was mended or was left out."""

    source_name = serializers.CharField(source="source.name", read_only=True)
    problems = serializers.SerializerMethodField()

    class Meta:
        model = QuarantinedRow
        fields = (
            "id",
            "source_name",
            "upload_id",
            "row_number",
            "written",
            "mended",
            "problems",
            "stops_row",
            "child_id",
            "state",
            "drop_reason",
            "put_at",
            "settled_at",
            "settled_by_id",
        )
        read_only_fields = fields

    def get_problems(self, row: Any) -> list[dict[str, str]]:
        """Each wrong value with its code, what is wrong and what to do."""
        return [
            {
                "field": problem["field"],
                "value": problem["value"],
                "reason": problem["reason"],
                "what": str(REASONS[problem["reason"]][0]),
                "instead": str(REASONS[problem["reason"]][1]),
            }
            for problem in row.problems
        ]


class MendSerializer(serializers.Serializer[Any]):
    """Better text by field; an empty text clears the field."""

    changed = serializers.DictField(child=serializers.CharField(allow_blank=True, max_length=300))

    def validate_changed(self, changed: dict[str, str]) -> dict[Field, str]:
        """Only fields of a roster."""
        unknown = sorted(set(changed) - set(FIELD_NAMES))
        if unknown:
            raise serializers.ValidationError(f"No field of a roster: {', '.join(unknown)}")
        return {Field(name): text for name, text in changed.items()}


class MendAlikeSerializer(serializers.Serializer[Any]):
    """One better text for every waiting row with the same wrong one."""

    field = serializers.ChoiceField(choices=FIELD_NAMES)
    value = serializers.CharField(max_length=10_000)
    instead = serializers.CharField(max_length=300, allow_blank=True)


class MendedAlikeSerializer(serializers.Serializer[Any]):
    """How many rows were taken in and how many still wait."""

    taken = serializers.IntegerField()
    left = serializers.IntegerField()


class WhySerializer(serializers.Serializer[Any]):
    """A reason in words."""

    reason = serializers.CharField(max_length=300)


class MatchSerializer(serializers.ModelSerializer[Match]):
    """A pair that may be one child: the two ids, the score, and every point in it."""

    class Meta:
        model = Match
        fields = (
            "id",
            "first_id",
            "second_id",
            "verdict",
            "score",
            "points",
            "maybe_twins",
            "state",
            "found_at",
            "decided_at",
            "decided_by_id",
            "reason",
        )
        read_only_fields = fields


class MergeSerializer(serializers.Serializer[Any]):
    """Which record stands, and the side each chosen field is taken from."""

    keep = serializers.ChoiceField(choices=["first", "second"])
    choices = serializers.DictField(
        child=serializers.ChoiceField(choices=["first", "second"]), required=False
    )
    reason = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")

    def validate_choices(self, choices: dict[str, str]) -> dict[str, str]:
        """Only fields that a merge lets one choose."""
        unknown = sorted(set(choices) - set(CHOOSABLE))
        if unknown:
            raise serializers.ValidationError(f"Not to be chosen: {', '.join(unknown)}")
        return choices


class TakeBackSerializer(WhySerializer):
    """Why a merge is taken back, and whether the pair counts as two children from now on."""

    apart = serializers.BooleanField(default=True)


class MergeFactSerializer(serializers.ModelSerializer[MergeFact]):
    """A merge or its undoing."""

    class Meta:
        model = MergeFact
        fields = ("id", "kind", "survivor_id", "absorbed_id", "undoes_id", "choices", "reason", "by_id", "at")
        read_only_fields = fields
