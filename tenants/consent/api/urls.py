"""Addresses of consent under /api/v1/."""

from django.urls import path

from tenants.consent.api.views import ConsentListView, ConsentWithdrawView, DisclosureListView

urlpatterns = [
    path("children/<uuid:child_id>/consents/", ConsentListView.as_view(), name="api_consents"),
    path(
        "children/<uuid:child_id>/consents/<uuid:consent_id>/withdraw/",
        ConsentWithdrawView.as_view(),
        name="api_consent_withdraw",
    ),
    path("children/<uuid:child_id>/disclosures/", DisclosureListView.as_view(), name="api_disclosures"),
]
