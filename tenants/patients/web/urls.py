"""Addresses under /children/."""

from django.urls import path

from tenants.patients.web.views import access, children, contacts, custody, glass, homes

urlpatterns = [
    path("", children.find, name="child_search"),
    path("new/", children.new, name="child_new"),
    path("opened/", glass.reviews, name="glass_reviews"),
    path("opened/<uuid:opening_id>/", glass.review, name="glass_review"),
    path("<uuid:child_id>/edit/", children.edit, name="child_edit"),
    path("<uuid:child_id>/died/", children.died, name="child_died"),
    path("<uuid:child_id>/history/", children.history, name="child_history"),
    path("<uuid:child_id>/open/", glass.open_child, name="break_glass"),
    path("<uuid:child_id>/contacts/new/", contacts.new, name="contact_new"),
    path("<uuid:child_id>/contacts/<uuid:link_id>/", contacts.edit, name="contact_edit"),
    path("<uuid:child_id>/contacts/<uuid:link_id>/end/", contacts.end, name="contact_end"),
    path("<uuid:child_id>/homes/new/", homes.new, name="home_new"),
    path("<uuid:child_id>/homes/<uuid:residence_id>/", homes.edit, name="home_edit"),
    path("<uuid:child_id>/homes/<uuid:residence_id>/end/", homes.end, name="home_end"),
    path("<uuid:child_id>/custody/new/", custody.new, name="custody_new"),
    path("<uuid:child_id>/access/", access.show, name="child_access"),
    path("<uuid:child_id>/access/confidential/", access.confidential, name="child_confidential"),
    path("<uuid:child_id>/access/grants/", access.grant, name="child_grant"),
    path("<uuid:child_id>/access/grants/<uuid:person_id>/remove/", access.revoke, name="child_grant_remove"),
    path("<uuid:child_id>/access/blocks/", access.block, name="child_block"),
    path("<uuid:child_id>/access/blocks/<uuid:block_id>/lift/", access.lift, name="child_block_lift"),
]
