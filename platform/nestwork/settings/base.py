"""What every installation shares. Addresses, secrets and cookies come from demo, test or production."""

import os
from pathlib import Path

from django.utils.csp import CSP

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

# Shared tables: the network's people, practices and library. Nothing about a child.
SHARED_APPS = [
    "nestwork.sealing",
    "nestwork.practices",  # before django-tenants: its `migrate` also gives the rights
    "django_tenants",
    "nestwork.accounts",
    "nestwork.access",
    "nestwork.audit.network",
    "nestwork.jobs.due",
    "nestwork.jobs.network",
    "network_resources.playbooks",
    "network_resources.community",
    "reporting.disclosure",
    "reporting.dashboards",
    "nestwork.web",
    "nestwork.api",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",  # templates of the widgets, for our form renderer
    "guardian",
    "axes",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]

# A practice's own tables: one set in each practice schema.
TENANT_APPS = [
    "nestwork.staff",
    "nestwork.audit",
    "nestwork.changes",
    "nestwork.jobs",
    "nestwork.api.keys",
    "tenants.patients",
    "tenants.clinical",
    "tenants.schedule",
    "tenants.consent",
    "tenants.worklist",
    "tenants.activity",
    "tenants.registry",
    "tenants.referrals",
    "tenants.roster",
    "tenants.incoming",
    "tenants.today",
    "tenants.record",
    "reporting.facts",
]

INSTALLED_APPS = [*SHARED_APPS, *TENANT_APPS]
# Arrays work without django.contrib.postgres; the app itself would read the catalog on every new connection, which
# the seal forbids to every application login.
# guardian.W001: object grants are read by our own selectors; its backend would ask tables a practice may not read.
SILENCED_SYSTEM_CHECKS = ["postgres.E005", "guardian.W001"]
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

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
GUARDIAN_MONKEY_PATCH_USER = False
GUARDIAN_GET_CONTENT_TYPE = "nestwork.access.objects.content_type_of"  # raises where no direct pair is
ANONYMOUS_USER_NAME = None
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

# Sign-in, on the network host only. People are invited; nobody signs up.
ACCOUNT_ADAPTER = "nestwork.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the invitation's link proved the address
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody receives a letter because a stranger typed the address
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Nestwork: "
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # this session stays; the changed hash ends every other one
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_SESSION_REMEMBER = True  # no choice to make: both limits of a session are ours
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "60/m/ip,30/h/key",
    "reset_password": "20/h/ip,5/h/key",
}
MFA_ADAPTER = "nestwork.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a passkey alone signs in, so it must ask for a finger or a PIN
MFA_TOTP_ISSUER = "Nestwork"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TRUST_ENABLED = True
MFA_TRUST_COOKIE_AGE = 12 * 60 * 60  # rulings 4: one working day on the same device

# Lockout: five wrong passwords for one address from one place, for fifteen minutes.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "nestwork.accounts.lockout.username"
AXES_CLIENT_IP_CALLABLE = "nestwork.accounts.lockout.client_ip"
AXES_LOCKOUT_CALLABLE = "nestwork.web.errors.too_many"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True  # sign-ins stand in the network's audit
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["password", "username", "email", "login", "ip_address"]
TRUSTED_PROXIES = 0  # how many proxies of our own stand in front and append to X-Forwarded-For

SESSION_ENGINE = "nestwork.accounts.sessions.store"
SESSION_COOKIE_AGE = 30 * 60  # idle minutes; the absolute limit is below
SESSION_ABSOLUTE_AGE = 12 * 60 * 60
SESSION_SAVE_EVERY_REQUEST = False  # the store moves the idle clock itself, at most once a minute
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False
CSRF_COOKIE_SAMESITE = "Lax"
# A toast may name a child and sessions are shared rows, so toasts travel in a signed cookie of the host.
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

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
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    # Several rooms have a field `kind`; without a name the document would number their choices.
    "ENUM_NAME_OVERRIDES": {
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
