"""Searching and reading the directory over the API: practices and the network get the same answers."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from nestwork.access.permissions import Permission
from nestwork.api.views import PracticeAPIView
from nestwork.audit.services import record_view
from network_resources.community import words
from network_resources.community.api.search_serializers import (
    ChildSearchSerializer,
    FoundSerializer,
    NeedSerializer,
    PublicSearchSerializer,
    SearchSerializer,
    ServiceSerializer,
)
from network_resources.community.asking import asker
from network_resources.community.models import DirectorySearch
from network_resources.community.rules.needs import NEEDS
from network_resources.community.selectors.search import card_of, search


class SearchView(PracticeAPIView):
    """Services that fit, best first."""

    needs = {"GET": Permission.SEE_DIRECTORY, "POST": Permission.SEE_DIRECTORY}

    @extend_schema(
        parameters=[PublicSearchSerializer],
        responses=FoundSerializer,
        operation_id="directory_search_by_need",
    )
    def get(self, request: Request) -> Response:
        """By need and cost only: ages, languages and ZIP codes describe a family and go by POST."""
        asked = PublicSearchSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        return _found(asked.validated_data)

    @extend_schema(request=SearchSerializer, responses=FoundSerializer, operation_id="directory_search")
    def post(self, request: Request) -> Response:
        """By everything. Nothing of the search is kept."""
        asked = SearchSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        return _found(asked.validated_data)


class PracticeSearchView(SearchView):
    """The same inside a practice, also for a child."""

    @extend_schema(request=ChildSearchSerializer, responses=FoundSerializer, operation_id="directory_search")
    def post(self, request: Request) -> Response:
        """With `child` the record fills in what is not given; the audit learns for whom, and nothing of the words."""
        typed = ChildSearchSerializer(data=request.data)
        typed.is_valid(raise_exception=True)
        asked: dict[str, Any] = dict(typed.validated_data)
        child_id = asked.pop("child")
        if child_id is not None:
            child = asker(self.reader, child_id) if self.reader.may(Permission.SEE_CHILDREN) else None
            if child is None:
                raise NotFound
            asked = typed.filled(asked, child)
            record_view(by=self.reader, page="directory.search", child_id=child.child_id)
        return _found(asked)


class ServiceView(PracticeAPIView):
    """One service."""

    needs = {"GET": Permission.SEE_DIRECTORY}

    @extend_schema(responses=ServiceSerializer, operation_id="directory_service")
    def get(self, request: Request, service_id: UUID) -> Response:
        """Everything its page shows, also when it is not listed as active any more."""
        try:
            card = card_of(service_id)
        except DirectorySearch.DoesNotExist as missing:
            raise NotFound from missing
        return Response(ServiceSerializer(card).data)


class NeedsView(PracticeAPIView):
    """The vocabulary of needs."""

    needs = {"GET": Permission.SEE_DIRECTORY}

    @extend_schema(responses=NeedSerializer(many=True), operation_id="directory_needs")
    def get(self, request: Request) -> Response:
        """Every need with its group and the words it is known by."""
        rows = [
            {"key": need.key, "group": need.group, "name": words.need_name(need.key), "words": need.words}
            for need in NEEDS
        ]
        return Response(NeedSerializer(rows, many=True).data)


def _found(asked: dict[str, Any]) -> Response:
    found = search(**asked)
    answer = {
        "total": found.total,
        "page": found.page,
        "pages": found.pages,
        "is_zip_known": found.is_zip_known,
        "needs": list(found.needs),
        "changed": dict(found.understood.changed),
        "unknown": list(found.understood.unknown),
        "results": found.cards,
    }
    return Response(FoundSerializer(answer).data)
