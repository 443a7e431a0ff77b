"""Settings of a real installation: addresses and secrets come from the environment, cookies travel over TLS only."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from nestwork.settings.apps import SILENCED_SYSTEM_CHECKS as SILENCED
from nestwork.settings.base import *  # noqa: F403 - a settings module is its base and what differs
from nestwork.settings.base import PROCESS
from nestwork.settings.databases import VARIABLES, entry_from_url
from nestwork.settings.servers import PACKED, caches


def _needed(name: str, what: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set: {what}. deploy/environment.sample lists every variable."
        )
    return value


if PROCESS not in VARIABLES:
    raise ImproperlyConfigured(f"NESTWORK_PROCESS must be one of {', '.join(VARIABLES)}, not {PROCESS!r}.")

DATABASES = {
    "default": entry_from_url(
        PROCESS, _needed(VARIABLES[PROCESS], f"the PostgreSQL address of the {PROCESS} login")
    )
}
_redis = _needed("REDIS_URL", "the address of Valkey or Redis, redis://... or rediss://...")
CELERY_BROKER_URL = _redis
CACHES = caches(_redis)
SECRET_KEY = _needed("SECRET_KEY", "at least 50 random letters, the same for every process")
# The seal key is given to the sealer's process alone; a web process that holds it could forge seals.
AUDIT_SEAL_KEY = (
    _needed("NESTWORK_SEAL_KEY", "at least 50 random letters, for the sealer only")
    if PROCESS == "sealer"
    else ""
)
# The release engine's key: with it small counts could be guessed from the ledger's digests, so no other process has it.
RELEASE_KEY = (
    _needed("NESTWORK_RELEASE_KEY", "at least 50 random letters, for the release worker only")
    if PROCESS == "release"
    else ""
)
AUDIT_HEADS = Path(os.environ.get("NESTWORK_AUDIT_HEADS") or "/var/lib/nestwork/audit-heads")

NETWORK_HOST = _needed("NESTWORK_HOST", "the network's host name; a practice is slug.NESTWORK_HOST").lower()
PUBLIC_SCHEME = "https"
PUBLIC_PORT = ""
ALLOWED_HOSTS = [NETWORK_HOST, f".{NETWORK_HOST}"]

SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # the proxy of deploy/ always sets it
# Proxies of our own in front, each of which appends the caller to X-Forwarded-For; lockout counts by that address.
TRUSTED_PROXIES = int(os.environ.get("NESTWORK_TRUSTED_PROXIES", "1"))
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = False
SILENCED_SYSTEM_CHECKS = [
    *SILENCED,
    "security.W021",
]  # the browsers' preload list is each network's own decision

MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": os.environ.get("EMAIL_HOST") or "localhost",
            "port": int(os.environ.get("EMAIL_PORT", "587")),
            "username": os.environ.get("EMAIL_HOST_USER", ""),
            "password": os.environ.get("EMAIL_HOST_PASSWORD", ""),
            "use_tls": os.environ.get("EMAIL_USE_TLS", "yes") == "yes",
            "timeout": 30,
        },
    }
}
# `or`: the compose file hands over empty words for what is not set.
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL") or f"nestwork@{NETWORK_HOST}"

MEDIA_ROOT = Path(os.environ.get("NESTWORK_FILES") or "/var/lib/nestwork/files")
STATIC_ROOT = Path(os.environ.get("NESTWORK_STATIC") or "/var/lib/nestwork/static")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = False
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = PACKED
