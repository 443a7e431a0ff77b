"""Referrals under /api/v1/."""

from django.urls import path

from tenants.referrals.api.views import (
    ReferralAttemptView,
    ReferralCancelView,
    ReferralListView,
    ReferralStepView,
    ReferralView,
)

urlpatterns = [
    path("referrals/", ReferralListView.as_view(), name="api_referrals"),
    path("referrals/<uuid:referral_id>/", ReferralView.as_view(), name="api_referral"),
    path("referrals/<uuid:referral_id>/steps/", ReferralStepView.as_view(), name="api_referral_steps"),
    path(
        "referrals/<uuid:referral_id>/attempts/", ReferralAttemptView.as_view(), name="api_referral_attempts"
    ),
    path("referrals/<uuid:referral_id>/cancel/", ReferralCancelView.as_view(), name="api_referral_cancel"),
]
