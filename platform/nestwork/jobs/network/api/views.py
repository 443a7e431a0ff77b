"""The network's jobs over the API: list, one, cancel."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from nestwork.api.views import PracticeAPIView
from nestwork.jobs.network import selectors, services
from nestwork.jobs.network.api.serializers import NetworkJobSerializer
from nestwork.jobs.network.people import acting


class NetworkJobListView(PracticeAPIView):
    """One's own jobs, the newest first; everybody's for a network administrator."""

    needs = {"GET": None}
    ordering = ("-created_at", "-id")

    @extend_schema(responses=NetworkJobSerializer(many=True), operation_id="network_jobs_list")
    def get(self, request: Request) -> Response:
        """One page of jobs."""
        with acting(self.reader):
            response, _ = self.paged(selectors.jobs(self.reader), NetworkJobSerializer)
        return response


class NetworkJobView(PracticeAPIView):
    """One job."""

    needs = {"GET": None}

    @extend_schema(responses=NetworkJobSerializer, operation_id="network_jobs_retrieve")
    def get(self, request: Request, job_id: UUID) -> Response:
        """State, progress and error of the job."""
        with acting(self.reader):
            job = selectors.job_by_id(job_id, self.reader)
        return Response(NetworkJobSerializer(job).data)


class NetworkJobCancelView(PracticeAPIView):
    """Stop a job."""

    needs = {"POST": None}

    @extend_schema(request=None, responses=NetworkJobSerializer, operation_id="network_jobs_cancel")
    def post(self, request: Request, job_id: UUID) -> Response:
        """Ask the job to stop; a closed job is answered as it is, so sending this twice does no harm."""
        with acting(self.reader):
            job = selectors.job_by_id(job_id, self.reader)
        return Response(NetworkJobSerializer(services.cancel(job=job, by=self.reader)).data)
