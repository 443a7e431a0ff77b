"""Pages of referrals."""

from django.urls import path

from tenants.referrals.web import board, child, one

urlpatterns = [
    path("referrals/", board.page, name="referrals"),
    path("referrals/<uuid:referral_id>/", one.page, name="referral"),
    path("referrals/<uuid:referral_id>/step/", one.step, name="referral_step"),
    path("referrals/<uuid:referral_id>/not-reached/", one.not_reached, name="referral_not_reached"),
    path("referrals/<uuid:referral_id>/cancel/", one.cancel, name="referral_cancel"),
    path("referrals/<uuid:referral_id>/undo/", one.undo, name="referral_undo"),
    path("children/<uuid:child_id>/referrals/", child.page, name="child_referrals"),
    path("children/<uuid:child_id>/referrals/start/", child.start, name="referral_start"),
]
