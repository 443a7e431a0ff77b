"""The base of every API view."""

from typing import Any, ClassVar

from django.db.models import Model, QuerySet
from rest_framework.exceptions import APIException, NotAuthenticated, Throttled
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.api.paging import CursorPage
from nestwork.api.permissions import reader_of
from nestwork.api.throttles import StrangerThrottle


class PracticeAPIView(APIView):
    """A view inside a practice (or under a network role): says what each method needs and knows its reader.

    `needs = {"GET": Permission.SEE_CHILDREN}`; None as a value opens the method to anybody with a role on this host.
    Subclasses call selectors and services with `self.reader`.
    """

    needs: ClassVar[dict[str, Permission | None]]
    ordering: ClassVar[str | tuple[str, ...]] = "id"

    @property
    def reader(self) -> Reader:
        """Whoever calls; raises NotAuthenticated for a stranger, who does not come this far."""
        reader = reader_of(self.request)
        if reader is None:
            raise NotAuthenticated
        return reader

    def perform_authentication(self, request: Request) -> None:
        """Sign in; count the attempt against the caller's address when it fails."""
        try:
            super().perform_authentication(request)
        except APIException:
            self._count_stranger(request)
            raise
        if reader_of(request) is None:
            self._count_stranger(request)

    def _count_stranger(self, request: Request) -> None:
        throttle = StrangerThrottle()
        if not throttle.allow_request(request, self):
            raise Throttled(throttle.wait())

    def paged[M: Model](
        self, queryset: QuerySet[M], serializer: type[BaseSerializer[Any]], **context: Any
    ) -> tuple[Response, list[M]]:
        """One page of the queryset as an answer, and its rows for the audit line."""
        pages = CursorPage()
        rows = list(pages.paginate_queryset(queryset, self.request, view=self) or [])
        data = serializer(rows, many=True, context={"reader": self.reader, **context}).data
        return pages.get_paginated_response(data), rows
