"""The OpenAPI description and a page to read and try it."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.request import Request

from nestwork.access.doors import network_page, practice_page


class SchemaView(SpectacularAPIView):
    """The OpenAPI 3 description of the host it is asked on."""

    needs = {"GET": None}

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Describe the addresses of this host: a practice's or the network's."""
        self.urlconf = getattr(request._request, "urlconf", None)
        super().initial(request, *args, **kwargs)


class _DocsView(SpectacularSwaggerSplitView):
    needs = {"GET": None}
    url_name = "api_schema"
    template_name = "api/docs.html"


# Swagger's stylesheet draws its icons as data: images; everything else stays as strict as on every page, and all of
# it comes from our own host.
_docs_policy = csp_override(
    {
        "default-src": [CSP.NONE],
        "script-src": [CSP.SELF],
        "style-src": [CSP.SELF],
        "img-src": [CSP.SELF, "data:"],
        "connect-src": [CSP.SELF],
        "base-uri": [CSP.NONE],
        "form-action": [CSP.SELF],
        "frame-ancestors": [CSP.NONE],
    }
)
_docs = _docs_policy(_DocsView.as_view())


def docs(request: HttpRequest) -> HttpResponseBase:
    """The page; a stranger is sent to sign in like on every other page."""
    door = network_page if getattr(request, "practice", None) is None else practice_page
    return door(None)(_docs)(request)


docs.permission = None  # type: ignore[attr-defined]  # tests of the URL map read it: any member
