"""The matching queue over the API: list, merge, keep apart, take back."""

from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from nestwork.access.permissions import Permission
from nestwork.api.conflict import Conflict
from nestwork.api.keys.once import once
from nestwork.api.views import PracticeAPIView
from nestwork.audit.services import record_view
from tenants.roster.api.serializers import (
    MatchSerializer,
    MergeFactSerializer,
    MergeSerializer,
    TakeBackSerializer,
    WhySerializer,
)
from tenants.roster.rules.states import MatchState
from tenants.roster.selectors import matches as reads
from tenants.roster.services import merging
from tenants.roster.services.merging import AlreadyDecidedError


class MatchListView(PracticeAPIView):
    """Pairs that may be one child."""

    needs = {"GET": Permission.RESOLVE_MATCHES}
    ordering = ("-found_at", "-id")

    @extend_schema(
        responses=MatchSerializer(many=True),
        operation_id="matches_list",
        parameters=[OpenApiParameter("state", OpenApiTypes.STR, enum=[one.value for one in MatchState])],
    )
    def get(self, request: Request) -> Response:
        """One page of pairs; whoever may not see one side of a pair sees neither."""
        asked = request.query_params.get("state", MatchState.WAITING)
        if asked not in list(MatchState):
            raise ValidationError({"state": [f"One of: {', '.join(MatchState)}"]})
        response, rows = self.paged(reads.matches(self.reader, MatchState(asked)), MatchSerializer)
        shown = [side for match in rows for side in (match.first_id, match.second_id)]
        record_view(by=self.reader, page="api.matches", shown=shown)
        return response


class MatchView(PracticeAPIView):
    """One pair."""

    needs = {"GET": Permission.RESOLVE_MATCHES}

    @extend_schema(responses=MatchSerializer)
    def get(self, request: Request, match_id: UUID) -> Response:
        """The two ids, the score and its points."""
        match = reads.match_for(self.reader, match_id)
        record_view(by=self.reader, page="api.match", shown=[match.first_id, match.second_id])
        return Response(MatchSerializer(match).data)


class MatchMergeView(PracticeAPIView):
    """Merge a pair."""

    needs = {"POST": Permission.RESOLVE_MATCHES}

    @extend_schema(request=MergeSerializer, responses={201: MergeFactSerializer})
    @once
    def post(self, request: Request, match_id: UUID) -> Response:
        """`keep` is the record that stands; `choices` names fields taken from the other side."""
        asked = MergeSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        match = reads.match_for(self.reader, match_id)
        try:
            fact = merging.merge(match=match, by=self.reader, **asked.validated_data)
        except AlreadyDecidedError as error:
            raise Conflict(code="already_decided") from error
        return Response(MergeFactSerializer(fact).data, status=status.HTTP_201_CREATED)


class MatchApartView(PracticeAPIView):
    """Two children."""

    needs = {"POST": Permission.RESOLVE_MATCHES}

    @extend_schema(request=WhySerializer, responses=MatchSerializer)
    @once
    def post(self, request: Request, match_id: UUID) -> Response:
        """The pair is not asked about again."""
        asked = WhySerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        match = reads.match_for(self.reader, match_id)
        try:
            match = merging.keep_apart(match=match, by=self.reader, reason=asked.validated_data["reason"])
        except AlreadyDecidedError as error:
            raise Conflict(code="already_decided") from error
        return Response(MatchSerializer(match).data)


class MatchAgainView(PracticeAPIView):
    """Take back "two children"."""

    needs = {"POST": Permission.RESOLVE_MATCHES}

    @extend_schema(request=None, responses=MatchSerializer)
    @once
    def post(self, request: Request, match_id: UUID) -> Response:
        """A pair kept apart waits again; any other is answered as it is."""
        match = merging.ask_again(match=reads.match_for(self.reader, match_id), by=self.reader)
        return Response(MatchSerializer(match).data)


class MergeListView(PracticeAPIView):
    """Merges and their undoing."""

    needs = {"GET": Permission.RESOLVE_MATCHES}
    ordering = ("-at", "-id")

    @extend_schema(responses=MergeFactSerializer(many=True), operation_id="merges_list")
    def get(self, request: Request) -> Response:
        """One page of merges of children the reader may see."""
        response, rows = self.paged(reads.merges(self.reader), MergeFactSerializer)
        record_view(by=self.reader, page="api.merges", shown=[fact.survivor_id for fact in rows])
        return response


class MergeTakeBackView(PracticeAPIView):
    """Take a merge back."""

    needs = {"POST": Permission.RESOLVE_MATCHES}

    @extend_schema(request=TakeBackSerializer, responses={201: MergeFactSerializer})
    @once
    def post(self, request: Request, merge_id: UUID) -> Response:
        """The absorbed record stands for itself again; what the merge wrote is put back."""
        asked = TakeBackSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        fact = reads.merge_for(self.reader, merge_id)
        try:
            undone = merging.unmerge(fact=fact, by=self.reader, **asked.validated_data)
        except AlreadyDecidedError as error:
            raise Conflict(code="already_decided") from error
        return Response(MergeFactSerializer(undone).data, status=status.HTTP_201_CREATED)
