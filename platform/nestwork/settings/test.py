"""Settings of the tests: their own pair of servers, or a given server where only test_* databases are made."""

import os
from pathlib import Path

from nestwork.embedded.places import CLONE, find_places
from nestwork.settings.base import *  # noqa: F403 - a settings module is its base and what differs
from nestwork.settings.base import LOGINS, REST_FRAMEWORK
from nestwork.settings.databases import VARIABLES, entry, entry_from_url
from nestwork.settings.servers import caches, socket_broker, socket_cache

PROCESS = os.environ.get("NESTWORK_PROCESS", "web")
TEST_HOME = Path(os.environ.get("NESTWORK_TEST_HOME") or CLONE / ".nestwork" / "test")
ON_GIVEN_SERVERS = bool(os.environ.get("DATABASE_URL"))
# One token for a run and all processes it starts; a number for each xdist worker in it.
RUN_TOKEN = os.environ.setdefault("NESTWORK_TEST_RUN", str(os.getpid()))
XDIST_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
DATABASE_NAME = f"test_{RUN_TOKEN}_{XDIST_WORKER}"
VALKEY_DATABASE = (int(RUN_TOKEN) * 8 + int(XDIST_WORKER.removeprefix("gw").replace("main", "7"))) % 4096

# Every login of the tests; tests.database points all of them at the run's own database.
if ON_GIVEN_SERVERS:
    DATABASE_LOGINS = {
        process: {**entry_from_url(process, os.environ[variable]), "NAME": DATABASE_NAME}
        for process, variable in VARIABLES.items()
        if os.environ.get(variable)
    }
    CELERY_BROKER_URL = os.environ.get("REDIS_URL", "")
    CACHES = caches(CELERY_BROKER_URL)
else:
    _places = find_places(TEST_HOME)
    DATABASE_LOGINS = {
        process: entry(process, host=str(_places.run), name=DATABASE_NAME, user=login)
        for process, login in LOGINS.items()
    }
    CELERY_BROKER_URL = socket_broker(str(_places.valkey_socket), VALKEY_DATABASE)
    CACHES = socket_cache(str(_places.valkey_socket), VALKEY_DATABASE)

DATABASES = {"default": DATABASE_LOGINS[PROCESS]}

SECRET_KEY = "only for tests, opens nothing"  # noqa: S105 - not a secret
AUDIT_SEAL_KEY = "only for tests, seals nothing real"
RELEASE_KEY = "only for tests, digests nothing real"
AUDIT_HEADS = TEST_HOME / f"audit-heads-{RUN_TOKEN}"
NETWORK_HOST = "localhost"
PUBLIC_SCHEME = "http"
PUBLIC_PORT = ""
ALLOWED_HOSTS = ["localhost", ".localhost", "127.0.0.1", "testserver"]

STYLEGUIDE_OPEN = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast; the real one has its own test
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
SESSION_COOKIE_NAME = "session"
CSRF_COOKIE_NAME = "csrf"
REST_FRAMEWORK = {**REST_FRAMEWORK, "TEST_REQUEST_DEFAULT_FORMAT": "json"}
MEDIA_ROOT = TEST_HOME / f"files-{RUN_TOKEN}"

INSTALLED_APPS = [*INSTALLED_APPS, "demonstration"]  # noqa: F405 - from base; the made-up network is never in production
