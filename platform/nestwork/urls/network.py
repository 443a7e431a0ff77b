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
    path("api/v1/", include("nestwork.api.urls")),
    path("api/v1/", include("nestwork.accounts.api.network_urls")),
]
