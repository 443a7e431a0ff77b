"""The style guide alone, for tests of the look that need no person and no practice."""

from django.urls import include, path

handler404 = "nestwork.web.errors.not_found"
handler500 = "nestwork.web.errors.server_error"
urlpatterns = [path("styleguide/", include("nestwork.web.urls"))]
