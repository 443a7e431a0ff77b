"""Addresses of the network host: sign-in, choosing a practice, the network's own pages."""

from django.urls import URLPattern, URLResolver, include, path

handler400 = "nestwork.web.errors.bad_request"
handler403 = "nestwork.web.errors.forbidden"
handler404 = "nestwork.web.errors.not_found"
handler500 = "nestwork.web.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("nestwork.accounts.web.network_urls")),
    path("accounts/", include("nestwork.accounts.web.account_urls")),
    path("styleguide/", include("nestwork.web.urls")),
    path("standards/", include("network_resources.playbooks.web.network_urls")),
    path("directory/", include("network_resources.community.web.network_urls")),
    path("releases/", include("reporting.disclosure.web.network_urls")),
    path("released/", include("reporting.dashboards.web.network_urls")),
    path("jobs/", include("nestwork.jobs.network.web.urls")),
    path("api/v1/", include("nestwork.api.urls")),
    path("api/v1/", include("nestwork.accounts.api.network_urls")),
    path("api/v1/", include("nestwork.jobs.network.api.urls")),
    path("api/v1/", include("network_resources.playbooks.api.network_urls")),
    path("api/v1/", include("network_resources.community.api.network_urls")),
    path("api/v1/", include("reporting.disclosure.api.network_urls")),
    path("api/v1/", include("reporting.dashboards.api.network_urls")),
]
