"""Addresses of a practice's host. Each room brings its own; the child's id is the only thing said about a person."""

from django.urls import URLPattern, URLResolver, include, path

handler400 = "nestwork.web.errors.bad_request"
handler403 = "nestwork.web.errors.forbidden"
handler404 = "nestwork.web.errors.not_found"
handler500 = "nestwork.web.errors.server_error"

# Pages, in the order of the menu. A room joins with path("<prefix>/", include("tenants.<room>.web.urls")).
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("tenants.today.web.urls")),
    path("registry/", include("tenants.registry.web.urls")),
    path("", include("nestwork.accounts.web.practice_urls")),
    path("children/", include("tenants.record.web.urls")),
    path("children/", include("tenants.patients.web.urls")),
    path("children/", include("tenants.clinical.web.urls")),
    path("children/", include("tenants.consent.web.urls")),
    path("children/", include("tenants.registry.web.child_urls")),
    path("", include("tenants.schedule.web.urls")),
    path("roster/", include("tenants.roster.web.urls")),
    path("incoming/", include("tenants.incoming.web.urls")),
    path("", include("tenants.referrals.web.urls")),
    path("standards/", include("network_resources.playbooks.web.practice_urls")),
    path("directory/", include("network_resources.community.web.practice_urls")),
    path("figures/", include("reporting.dashboards.web.practice_urls")),
    path("jobs/", include("nestwork.jobs.web.urls")),
    path("audit/", include("nestwork.audit.web.urls")),
    # The REST door. A room joins with path("api/v1/", include("tenants.<room>.api.urls")).
    path("api/v1/", include("nestwork.api.urls")),
    path("api/v1/", include("nestwork.accounts.api.urls")),
    path("api/v1/", include("nestwork.jobs.api.urls")),
    path("api/v1/", include("tenants.worklist.api.urls")),
    path("api/v1/", include("tenants.activity.api.urls")),
    path("api/v1/", include("tenants.today.api.urls")),
    path("api/v1/", include("tenants.registry.api.urls")),
    path("api/v1/", include("tenants.roster.api.urls")),
    path("api/v1/", include("nestwork.audit.api.urls")),
    path("api/v1/", include("tenants.patients.api.urls")),
    path("api/v1/", include("tenants.clinical.api.urls")),
    path("api/v1/", include("tenants.schedule.api.urls")),
    path("api/v1/", include("tenants.consent.api.urls")),
    path("api/v1/", include("tenants.incoming.api.urls")),
    path("api/v1/", include("tenants.referrals.api.urls")),
    path("api/v1/", include("network_resources.playbooks.api.practice_urls")),
    path("api/v1/", include("network_resources.community.api.practice_urls")),
    path("api/v1/", include("reporting.dashboards.api.practice_urls")),
]
