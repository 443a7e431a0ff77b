"""The plain side of the measure: django-tenants as it comes, and a login that may read every schema."""

from nestwork.settings.test import *  # noqa: F403 - a settings module is its base and what differs
from nestwork.settings.test import DATABASE_LOGINS

ROOT_URLCONF = "benchmarks.page"
DATABASES = {
    "default": {
        **DATABASE_LOGINS["owner"],
        "ENGINE": "django_tenants.postgresql_backend",
        "CONN_MAX_AGE": DATABASE_LOGINS["web"]["CONN_MAX_AGE"],
    }
}
MIDDLEWARE = [
    "django_tenants.middleware.main.TenantMainMiddleware",
    "nestwork.accounts.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "benchmarks.page.PlainGate",
]
