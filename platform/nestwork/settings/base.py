"""What every installation shares. Addresses, secrets and cookies come from demo, test or production."""

import os
from pathlib import Path

from django.utils.csp import CSP

from nestwork.settings.apps import *  # noqa: F403 - a part of these settings
from nestwork.settings.people import *  # noqa: F403 - a part of these settings

PACKAGE = Path(__file__).resolve().parent.parent

# Which login this process uses: owner (command line), web, worker, release or sealer. wsgi and celery name theirs.
PROCESS = os.environ.get("NESTWORK_PROCESS", "owner")

DEBUG = False
NESTWORK_HOME: Path | None = None  # only the demonstration has a home on this computer
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH: list[str] = []
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TENANT_MODEL = "practices.Practice"
TENANT_DOMAIN_MODEL = "practices.Domain"
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
PUBLIC_SCHEMA_URLCONF = "nestwork.urls.network"
ROOT_URLCONF = "nestwork.urls.practice"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # A page of names is fifty kilobytes and five when packed; Django pads each answer, so its length tells nothing.
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "nestwork.web.middleware.PrivacyHeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "nestwork.web.middleware.LanguageMiddleware",  # cookie or browser, also for the pages of an unknown host
    "nestwork.practices.middleware.HostMiddleware",
    "nestwork.accounts.sessions.middleware.SessionMiddleware",
    "nestwork.web.middleware.LanguageMiddleware",  # again: now the person's own choice is known
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "nestwork.access.gate.Gate",  # last: identity is known, now the practice is activated
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "nestwork.web.context.shell",
            ],
            # our {% language %} names what a family speaks; Django's block of that name is loaded where needed
            "builtins": ["django.templatetags.i18n", "nestwork.web.templatetags.parts"],
        },
    }
]

FORM_RENDERER = "nestwork.web.forms.Renderer"
CSRF_FAILURE_VIEW = "nestwork.web.errors.csrf_failure"

# The door to strangers
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}

STYLEGUIDE_OPEN = False  # signed-in people only; the demonstration and the tests open it

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "nestwork.accounts.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["nestwork.api.permissions.NamedPermission"],
    # A view that takes files names its own parser.
    "DEFAULT_PARSER_CLASSES": ["nestwork.api.parsers.ShallowJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PAGINATION_CLASS": "nestwork.api.paging.CursorPage",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "nestwork.api.errors.answer",
    "PAGE_SIZE": 50,
    "DEFAULT_THROTTLE_CLASSES": ["nestwork.api.throttles.PersonThrottle"],
    "DEFAULT_THROTTLE_RATES": {"person": "600/min", "stranger": "60/min"},
    "NUM_PROXIES": 0,  # an address is the connection's own, never what a header claims
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Nestwork",
    "DESCRIPTION": "The REST door of a practice and of the network.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["nestwork.api.permissions.SignedIn"],
    # Closed groups: the whole list takes a browser several seconds to draw.
    "SWAGGER_UI_SETTINGS": {"docExpansion": "none", "defaultModelsExpandDepth": 0, "deepLinking": True},
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    # Several rooms have a field `kind` or `state`; without a name the document would number their choices.
    "ENUM_NAME_OVERRIDES": {
        "Ask": "tenants.registry.api.requests.ASKS",
        "FactLabel": "tenants.clinical.api.serializers.LABELS",
        "DatePrecision": "tenants.clinical.api.serializers.PRECISIONS",
        "EncounterKind": "tenants.clinical.api.serializers.ENCOUNTER_KINDS",
        "StandardState": "network_resources.playbooks.api.serializers.STATES",
        "EntryKind": "tenants.activity.api.serializers.ENTRY_KINDS",
        "ConsentKind": "tenants.consent.api.serializers.CONSENT_KINDS",
        "PhoneKind": "tenants.patients.api.serializers.family.PHONE_KINDS",
        "HouseholdKind": "tenants.patients.api.serializers.family.HOUSEHOLD_KINDS",
        "CustodyKind": "tenants.patients.api.serializers.family.CUSTODY_KINDS",
        "AppointmentKind": "tenants.schedule.api.serializers.APPOINTMENT_KINDS",
        "WrittenItemKind": "tenants.worklist.api.serializers.WRITTEN_KINDS",
    },
}

CELERY_TIMEZONE = "UTC"
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker waits for Redis as long as it takes
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    # A sender tries twice and gives up within a second: the row is there, the sweeper sends the message later.
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.2,
    "interval_max": 0.2,
    "socket_connect_timeout": 2,
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

LOG_LINE = "%(asctime)s %(levelname)s %(name)s %(message)s"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "nestwork.web.logs.WithoutValues", "fmt": LOG_LINE}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"nestwork": {"level": "INFO"}, "axes": {"level": "WARNING"}},
}

# Which login each kind of process uses; see docs/threat-model.md.
LOGINS = {
    "owner": "nw_owner",
    "web": "nw_web",
    "worker": "nw_worker",
    "release": "nw_release",
    "sealer": "nw_sealer",
}
