"""Settings of the demonstration: made-up data on this computer only, on the servers `make demo` started."""

import json

from django.core.exceptions import ImproperlyConfigured

from nestwork.embedded.places import named_home
from nestwork.settings.base import *  # noqa: F403 - a settings module is its base and what differs
from nestwork.settings.base import LOGINS, PROCESS
from nestwork.settings.databases import entry, given_addresses
from nestwork.settings.servers import PACKED, socket_broker, socket_cache

if _given := given_addresses():
    raise ImproperlyConfigured(
        f"The demonstration never touches a real server, but {', '.join(_given)} is set. Unset it for the "
        "demonstration, or use DJANGO_SETTINGS_MODULE=nestwork.settings.production for a real installation."
    )

NESTWORK_HOME = named_home()
try:
    _run = json.loads((NESTWORK_HOME / "run.json").read_text())
except FileNotFoundError as _error:
    raise ImproperlyConfigured(
        f"No demonstration runs in {NESTWORK_HOME}. Start it with `make demo` and try again while it runs."
    ) from _error

DATABASES = {
    "default": entry(PROCESS, host=_run["sockets"], name=_run["database"], user=LOGINS[PROCESS]),
}
CELERY_BROKER_URL = socket_broker(_run["valkey"], 0)
CACHES = socket_cache(_run["valkey"], 1)
STYLEGUIDE_OPEN = True
SECRET_KEY = (NESTWORK_HOME / "secret.key").read_text()
# The sealer alone reads its key; checking the seals needs it too, so verify_audit runs as the sealer.
AUDIT_SEAL_KEY = (NESTWORK_HOME / "seal.key").read_text() if PROCESS == "sealer" else ""
# The release worker alone reads the key of its ledger's digests.
RELEASE_KEY = (NESTWORK_HOME / "release.key").read_text() if PROCESS == "release" else ""
AUDIT_HEADS = NESTWORK_HOME / "audit-heads"

# `*.localhost` is this computer by definition; a request under any other name is refused.
NETWORK_HOST = "localhost"
PUBLIC_SCHEME = "http"
PUBLIC_PORT = str(_run["port"])
ALLOWED_HOSTS = ["localhost", ".localhost", "127.0.0.1"]
SESSION_COOKIE_NAME = "session"
CSRF_COOKIE_NAME = "csrf"

# Only here the second factor is not asked for; no variable of the environment can say so anywhere else.
DEMONSTRATION = True

# No letter leaves this computer: each is a file in the home.
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "OPTIONS": {"file_path": str(NESTWORK_HOME / "mail")},
    }
}
MEDIA_ROOT = NESTWORK_HOME / "files"
STATIC_ROOT = NESTWORK_HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = False
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = PACKED

INSTALLED_APPS = [*INSTALLED_APPS, "demonstration"]  # noqa: F405 - from base; the made-up network is never in production
