"""Pages of standards on a practice host: notices and adoption."""

from django.urls import path

from network_resources.playbooks.web import practice_pages

urlpatterns = [
    path("", practice_pages.standards_page, name="practice_standards"),
    path("<uuid:version_id>/", practice_pages.standard_page, name="practice_standard"),
    path("<uuid:version_id>/adopt/", practice_pages.adopt_page, name="adopt_standard"),
    path("adoptions/<uuid:adoption_id>/withdraw/", practice_pages.withdraw, name="withdraw_adoption"),
]
