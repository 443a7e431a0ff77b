"""A job as the API gives it."""

from typing import Any

from rest_framework import serializers

from nestwork.jobs.models import Job
from nestwork.jobs.registry import title_of


class JobSerializer(serializers.ModelSerializer[Job]):
    """How far a job is; nothing about a child."""

    title = serializers.SerializerMethodField()
    percent = serializers.IntegerField(read_only=True)

    class Meta:
        model = Job
        fields = (
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
        read_only_fields = fields

    def get_title(self, job: Any) -> str:
        """The kind in words."""
        return title_of(job.kind)
