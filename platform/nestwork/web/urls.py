"""Addresses of the living style guide."""

urlpatterns = []  # type: ignore[var-annotated]
