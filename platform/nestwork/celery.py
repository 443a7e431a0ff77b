"""The Celery application: messages that wake workers. What has to be done stands in rows, never in a message."""

import os

from celery import Celery
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nestwork.settings.demo")
if not settings.configured:  # started as `celery -A nestwork`: a worker, unless the launcher says otherwise
    os.environ.setdefault("NESTWORK_PROCESS", "worker")

app = Celery("nestwork")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.worker_enable_remote_control = False  # nobody steers a worker through Redis
app.conf.beat_schedule = {
    "sweep": {"task": "nestwork.jobs.sweep", "schedule": 20.0, "options": {"expires": 20}},
    "sweep-network": {"task": "nestwork.jobs.network.sweep", "schedule": 20.0, "options": {"expires": 20}},
    "figures": {"task": "reporting.facts.count", "schedule": 30.0, "options": {"expires": 30}},
}
app.autodiscover_tasks()
