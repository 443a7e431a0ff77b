"""The web server's door: `gunicorn nestwork.wsgi`. It signs in to the database as the web login."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nestwork.settings.production")
os.environ["NESTWORK_PROCESS"] = "web"  # never the owner, whatever the environment says

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
