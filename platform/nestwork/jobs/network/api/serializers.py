"""A job of the network as the API gives it."""

from typing import Any

from nestwork.jobs.api.serializers import JobSerializer
from nestwork.jobs.network.models import NetworkJob
from nestwork.jobs.network.registry import title_of


class NetworkJobSerializer(JobSerializer):
    """How far a job is, and in which role it was started."""

    class Meta:
        model = NetworkJob
        fields = (*JobSerializer.Meta.fields, "role")
        read_only_fields = fields

    def get_title(self, job: Any) -> str:
        """The kind in words."""
        return title_of(job.kind)
