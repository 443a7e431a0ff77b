"""How people sign in, prove a second factor and stay signed in."""

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
