"""Addresses of the registry."""

from django.urls import path

from tenants.registry.web import answers, cadence, levels, rescorings, views

urlpatterns = [
    path("", views.registry, name="registry"),
    path("bulk/", views.bulk, name="registry_bulk"),
    path("bulk/<uuid:act_id>/undo/", views.bulk_undo, name="registry_bulk_undo"),
    path("export/", views.export, name="registry_export"),
    path("views/", views.save_view, name="registry_view_save"),
    path("views/<uuid:view_id>/delete/", views.delete_view, name="registry_view_delete"),
    path("children/<uuid:child_id>/level/", views.level, name="registry_level"),
    path("levels/", levels.proposals, name="level_proposals"),
    path("levels/<uuid:proposal_id>/", levels.decide, name="level_decide"),
    path("levels/<uuid:decision_id>/undo/", levels.undo, name="level_undo"),
    path("requests/<uuid:request_id>/", answers.answer, name="request_answer"),
    path("requests/<uuid:request_id>/withdraw/", answers.withdraw, name="request_withdraw"),
    path("answers/<uuid:answer_id>/undo/", answers.undo, name="answer_undo"),
    path("rescoring/<uuid:version_id>/", rescorings.page, name="rescoring"),
    path("rescoring/of-job/<uuid:job_id>/", rescorings.of_job, name="rescoring_of_job"),
    path("cadence/", cadence.cadence, name="cadence"),
    path("cadence/late/", cadence.limit, name="answer_limit"),
]
