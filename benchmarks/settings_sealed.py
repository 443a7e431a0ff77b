"""The sealed side of the measure: our engine, our middleware, the web login."""

from nestwork.settings.test import *  # noqa: F403 - a settings module is its base and what differs

ROOT_URLCONF = "benchmarks.page"
MIDDLEWARE = [
    "nestwork.practices.middleware.HostMiddleware",
    "nestwork.accounts.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "nestwork.access.gate.Gate",
]
