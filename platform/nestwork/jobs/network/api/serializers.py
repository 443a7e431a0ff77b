"""A job of the network as the API gives it."""

from typing import Any, ClassVar

from nestwork.jobs.api.serializers import FIELDS, JobRowSerializer
from nestwork.jobs.network.models import NetworkJob
from nestwork.jobs.network.registry import network_jobs
from nestwork.jobs.registry import Registry


class NetworkJobSerializer(JobRowSerializer[NetworkJob]):
    """How far a job of the network is, and in which role it was started."""

    registry: ClassVar[Registry[Any]] = network_jobs

    class Meta:
        model = NetworkJob
        fields = (*FIELDS, "role")
        read_only_fields = fields
