"""Addresses of Today's acts under /api/v1/."""

from django.urls import path

from tenants.today.api.views import ItemCallView, ItemCloseView, ItemReopenView

urlpatterns = [
    path("items/<uuid:item_id>/call/", ItemCallView.as_view(), name="api_item_call"),
    path("items/<uuid:item_id>/close/", ItemCloseView.as_view(), name="api_item_close"),
    path("items/<uuid:item_id>/reopen/", ItemReopenView.as_view(), name="api_item_reopen"),
]
