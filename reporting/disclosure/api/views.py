"""Releases over the API: list, start, look at the protected table, approve, reject."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from nestwork.access.permissions import Permission
from nestwork.api.conflict import Conflict
from nestwork.api.keys.once import once
from nestwork.api.views import PracticeAPIView
from reporting.disclosure import services, words
from reporting.disclosure.api.serializers import (
    ReleaseReasonSerializer,
    ReleaseSerializer,
    ReleaseStartSerializer,
    ReleaseTableSerializer,
)
from reporting.disclosure.models import FigureRelease
from reporting.disclosure.selectors import releases
from reporting.disclosure.selectors.tables import lines_of

type Needs = dict[str, Permission | None]


@contextmanager
def refusals() -> Iterator[None]:
    """Turn what a service refuses into the API's own errors; nothing was changed in any case."""
    try:
        yield
    except services.NotClosedError as error:
        raise ValidationError({"quarter": [words.not_closed()]}) from error
    except services.PlaceTakenError as error:
        raise Conflict(words.taken(error.standing), code="place_taken") from error
    except services.DecidedError as error:
        raise Conflict(words.decided(error.standing), code=f"state_is_{error.standing.state}") from error
    except services.GuardedReasonError as error:
        raise ValidationError({"reason": [words.guarded(error.finding)]}) from error
    except FigureRelease.DoesNotExist as error:
        raise NotFound from error


class ReleasesView(PracticeAPIView):
    """Every release; start one."""

    needs: ClassVar[Needs] = {"GET": Permission.PREPARE_RELEASES, "POST": Permission.PREPARE_RELEASES}

    @extend_schema(responses=ReleaseSerializer(many=True), operation_id="releases_list")
    def get(self, request: Request) -> Response:
        """The newest first; there are few, so they come in one piece."""
        rows: Any = releases.releases()
        return Response(ReleaseSerializer(rows, many=True).data)

    @extend_schema(
        request=ReleaseStartSerializer, responses={201: ReleaseSerializer}, operation_id="releases_start"
    )
    @once
    def post(self, request: Request) -> Response:
        """Start a release of a closed quarter; `job_id` says how far it is. 409 for a second of the same shape."""
        asked = ReleaseStartSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        with refusals():
            release = services.request_release(by=self.reader, quarter=asked.validated_data["quarter"])
        return Response(ReleaseSerializer(release).data, status=201)


class ReleaseView(PracticeAPIView):
    """One release with its protected table."""

    needs: ClassVar[Needs] = {"GET": Permission.PREPARE_RELEASES}

    @extend_schema(responses=ReleaseTableSerializer, operation_id="releases_retrieve")
    def get(self, request: Request, release_id: UUID) -> Response:
        """Where it stands, what would leave (or left), and its history. Hidden cells hold no number."""
        with refusals():
            release = releases.release_by_id(release_id)
        services.note_view(by=self.reader, release=release, subject="api.release.table")
        release.practices = lines_of(release)  # type: ignore[attr-defined]  # read by the serializer
        release.history = releases.history(release)  # type: ignore[attr-defined]  # read by the serializer
        return Response(ReleaseTableSerializer(release).data)


class ApproveView(PracticeAPIView):
    """Let a protected table out."""

    needs: ClassVar[Needs] = {"POST": Permission.APPROVE_RELEASES}

    @extend_schema(request=None, responses=ReleaseSerializer, operation_id="releases_approve")
    @once
    def post(self, request: Request, release_id: UUID) -> Response:
        """Approve with a token made under step-up for this verb. It stands for good; 409 when it does not wait."""
        with refusals():
            release = services.approve(by=self.reader, release_id=release_id)
        return Response(ReleaseSerializer(release).data)


class RejectView(PracticeAPIView):
    """Keep a protected table in."""

    needs: ClassVar[Needs] = {"POST": Permission.PREPARE_RELEASES}

    @extend_schema(
        request=ReleaseReasonSerializer, responses=ReleaseSerializer, operation_id="releases_reject"
    )
    def post(self, request: Request, release_id: UUID) -> Response:
        """Reject with a reason; the figure can be started again."""
        asked = ReleaseReasonSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        with refusals():
            release = services.reject(by=self.reader, release_id=release_id, **asked.validated_data)
        return Response(ReleaseSerializer(release).data)
