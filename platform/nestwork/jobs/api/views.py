"""Jobs over the API: list, one, cancel."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from nestwork.access.permissions import Permission
from nestwork.api.keys.once import once
from nestwork.api.views import PracticeAPIView
from nestwork.jobs import selectors, services
from nestwork.jobs.api.serializers import JobSerializer


class JobListView(PracticeAPIView):
    """The practice's jobs, the newest first."""

    needs = {"GET": Permission.SEE_JOBS}
    ordering = ("-created_at", "-id")

    @extend_schema(responses=JobSerializer(many=True), operation_id="jobs_list")
    def get(self, request: Request) -> Response:
        """One page of jobs."""
        response, _ = self.paged(selectors.jobs(), JobSerializer)
        return response


class JobView(PracticeAPIView):
    """One job."""

    needs = {"GET": Permission.SEE_JOBS}

    @extend_schema(responses=JobSerializer)
    def get(self, request: Request, job_id: UUID) -> Response:
        """State, progress and error of the job."""
        return Response(JobSerializer(selectors.job_by_id(job_id)).data)


class JobCancelView(PracticeAPIView):
    """Stop a job."""

    needs = {"POST": Permission.SEE_JOBS}

    @extend_schema(request=None, responses=JobSerializer)
    @once
    def post(self, request: Request, job_id: UUID) -> Response:
        """Ask the job to stop; a closed job is answered as it is."""
        job = services.cancel(job=selectors.job_by_id(job_id), by=self.reader)
        return Response(JobSerializer(job).data)
