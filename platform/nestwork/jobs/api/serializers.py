"""A job as the API gives it."""

from typing import Any, ClassVar

from rest_framework import serializers

from nestwork.jobs.models import Job
from nestwork.jobs.registry import Registry, practice_jobs
from nestwork.jobs.rows import JobRow

FIELDS = (
    "id",
    "kind",
    "title",
    "state",
    "started_by_id",
    "created_at",
    "finished_at",
    "done",
    "total",
    "percent",
    "message",
    "error",
)


class JobRowSerializer[J: JobRow](serializers.ModelSerializer[J]):
    """How far a job is; nothing about a child. A host's own serializer names its table and its handlers."""

    registry: ClassVar[Registry[Any]]
    title = serializers.SerializerMethodField()
    percent = serializers.IntegerField(read_only=True)

    def get_title(self, job: Any) -> str:
        """The kind in words."""
        return self.registry.title_of(job.kind)


class JobSerializer(JobRowSerializer[Job]):
    """A job of the practice."""

    registry: ClassVar[Registry[Any]] = practice_jobs

    class Meta:
        model = Job
        fields = FIELDS
        read_only_fields = FIELDS
