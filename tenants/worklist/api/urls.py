"""Addresses of due work under /api/v1/."""

from django.urls import path

from tenants.worklist.api.views import ItemListView, ItemMoveView, ItemOwnerView, ItemView

urlpatterns = [
    path("items/", ItemListView.as_view(), name="api_items"),
    path("items/<uuid:item_id>/", ItemView.as_view(), name="api_item"),
    path("items/<uuid:item_id>/move/", ItemMoveView.as_view(), name="api_item_move"),
    path("items/<uuid:item_id>/owner/", ItemOwnerView.as_view(), name="api_item_owner"),
]
