"""GET /api/v1/: what this reader may call here, found by walking the addresses themselves."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from nestwork.access.readers import Reader
from nestwork.api.views import PracticeAPIView

ROOT = "api/v1/"


def api_patterns(urlconf: str | None) -> Iterator[tuple[str, Any]]:
    """Every address under /api/v1/ with its view class."""
    yield from _walk("", get_resolver(urlconf).url_patterns)


def _walk(prefix: str, patterns: list[Any]) -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            if ROOT.startswith(route) or route.startswith(ROOT):
                yield from _walk(route, pattern.url_patterns)
        elif isinstance(pattern, URLPattern) and route.startswith(ROOT) and hasattr(pattern.callback, "cls"):
            yield f"/{route}", pattern.callback.cls


def may_call(reader: Reader, view: Any) -> bool:
    """Whether the reader may call any method of the view."""
    needs = getattr(view, "needs", {})
    return any(permission is None or reader.may(permission) for permission in needs.values())


class RootView(PracticeAPIView):
    """The addresses of this host's API that the caller may use."""

    needs = {"GET": None}

    @extend_schema(responses={200: OpenApiTypes.OBJECT}, operation_id="root")
    def get(self, request: Request) -> Response:
        """List addresses without an id in them; the schema describes the rest."""
        urlconf = getattr(request._request, "urlconf", None)
        open_here = {
            route: request.build_absolute_uri(route)
            for route, view in api_patterns(urlconf)
            if "<" not in route and may_call(self.reader, view)
        }
        about = {
            "schema": request.build_absolute_uri("/api/v1/schema/"),
            "docs": request.build_absolute_uri("/api/v1/docs/"),
        }
        return Response({**about, "addresses": sorted(open_here.values())})
