"""The Celery application: messages that wake workers. What has to be done stands in rows, never in a message."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nestwork.settings.demo")

app = Celery("nestwork")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
