"""Addresses of the schedule under /api/v1/."""

from django.urls import path

from tenants.schedule.api import views

urlpatterns = [
    path("appointments/", views.AppointmentListView.as_view(), name="api_appointments"),
    path("appointments/<uuid:appointment_id>/", views.AppointmentView.as_view(), name="api_appointment"),
    path(
        "children/<uuid:child_id>/appointments/",
        views.ChildAppointmentListView.as_view(),
        name="api_child_appointments",
    ),
    path("on-call/", views.ShiftListView.as_view(), name="api_on_call"),
    path("on-call/now/", views.OnCallNowView.as_view(), name="api_on_call_now"),
    path("on-call/<uuid:shift_id>/", views.ShiftView.as_view(), name="api_shift"),
]
