"""One settings file. Everything comes from the environment; `.env.example` explains each name."""

from email.utils import parseaddr
from pathlib import Path

from csp.constants import NONE, SELF
from whitenoise.compress import Compressor

from config import databases, logs, metrics, reporting
from config.api_settings import (  # noqa: F401 - Django looks for them here
    CORS_ALLOW_ALL_ORIGINS,
    CORS_ALLOW_HEADERS,
    CORS_ALLOW_METHODS,
    CORS_EXPOSE_HEADERS,
    CORS_URLS_REGEX,
    REST_FRAMEWORK,
    SPECTACULAR_SETTINGS,
)
from config.environment import Environment, own_secret, refuse
from config.launcher.broker import socket_path
from config.schedule import CELERY_BEAT_SCHEDULE  # noqa: F401

BASE_DIR = Path(__file__).resolve().parent.parent
environment = Environment(BASE_DIR / ".env")

ENVIRONMENT = environment.one_of("ENVIRONMENT", "local", ("local", "production"))
IS_LOCAL = ENVIRONMENT == "local"
VAR_DIR = Path(environment.text("VAR_DIR", str(BASE_DIR / "var"))).absolute()
DEBUG = environment.flag("DEBUG")
SECRET_KEY = environment.text("SECRET_KEY") or (own_secret(VAR_DIR) if IS_LOCAL else "")
# Former ones: what they signed or sealed is still taken, so that the key can be changed without a break.
SECRET_KEY_FALLBACKS = environment.words("SECRET_KEYS_BEFORE")
PUBLIC_URL = environment.address("PUBLIC_URL", "http://127.0.0.1:8000", ("http", "https")).rstrip("/")
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"] if IS_LOCAL else [])
TRUSTED_PROXIES = environment.number("TRUSTED_PROXIES", 0)

if not IS_LOCAL:
    if DEBUG:
        refuse("DEBUG must be false in production, because it shows secrets to visitors.")
    if len(SECRET_KEY) < 50:
        refuse("SECRET_KEY must be set in production to at least 50 random characters.")
    if not ALLOWED_HOSTS:
        refuse("ALLOWED_HOSTS must name the hosts this service answers to in production.")
    if not PUBLIC_URL.startswith("https://"):
        refuse("PUBLIC_URL must be set in production and begin with https://.")

LOG = logs.Settings(environment, IS_LOCAL, DEBUG)
REPORTING = reporting.Settings(environment)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "simple_history",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "corsheaders",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "accounts",
    "inspections",
    "actions",
    "scrutiny",
]

MIDDLEWARE = [
    "config.watching.requests.WatchRequests",
    *REPORTING.middleware,
    "config.headers.refuse_programs_without_tls",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "accounts.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.row_security.middleware.ScopeMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.headers.close_what_pages_do_not_use",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.viewsets.limits.say_what_is_left",
    "accounts.viewsets.conditional.answer_conditionally",
    "accounts.middleware.keep_private_pages_out_of_caches",
    "accounts.middleware.SecondFactorMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "config.errors.empty_answers_get_a_page",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
FORM_RENDERER = "config.forms.GovukRenderer"

DATABASES = {"default": databases.everyday(environment, VAR_DIR)}
# Migrations, backups and restoring work as this role; the service as the one above. None: they are the same.
DATABASE_OWNER = databases.owner(environment, DATABASES["default"])
ROW_SECURITY = databases.keeps_organisations_apart(environment)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# In the database on purpose: Redis may be empty, frozen or absent, and limits and pages must not notice.
IN_THE_DATABASE = {"BACKEND": "django.core.cache.backends.db.DatabaseCache"}
CACHES = {
    "default": IN_THE_DATABASE | {"LOCATION": "cache"},
    "pages": IN_THE_DATABASE
    | {"LOCATION": "kept_pages", "TIMEOUT": 86_400, "OPTIONS": {"MAX_ENTRIES": 5000}},
}

REDIS_URL = environment.address("REDIS_URL", "", ("redis", "rediss", "redis+socket"))
CELERY_BROKER_URL = REDIS_URL or f"redis+socket://{socket_path(VAR_DIR)}"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_TASK_TIME_LIMIT = 600
CELERY_TIMEZONE = "Europe/London"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")
CELERY_BROKER_TRANSPORT_OPTIONS = {
    # Shorter, and a task that is still at work would be handed out again, for ever.
    "visibility_timeout": environment.number(
        "BROKER_VISIBILITY_SECONDS", 3 * CELERY_TASK_TIME_LIMIT, lowest=3 * CELERY_TASK_TIME_LIMIT
    ),
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 10,
    # What a frozen broker costs a request. Workers wait a second at a time, so it stays above that.
    "socket_timeout": 1.8,
    "socket_connect_timeout": 1.8,
    # Or whoever sends a message waits for further tries. Workers and the scheduler try again by other rules.
    "max_retries": 0,
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.allauth_adapters.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.OwnWordsValidator"},
    {"NAME": "accounts.passwords.BreachedValidator"},
]
# SHA-1 hashes of passwords that were stolen elsewhere, in order, one a line.
BREACHED_PASSWORDS = environment.file("BREACHED_PASSWORDS")
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "front"
ACCOUNT_LOGOUT_REDIRECT_URL = "front"
ACCOUNT_ADAPTER = "accounts.allauth_adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
# Tries are counted in the database (accounts.models.SignInLimit); allauth would count them in the cache.
ACCOUNT_RATE_LIMITS = False
# allauth's own would keep a second list of everybody's addresses beside User.email.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 - a class
ACCOUNT_FORMS = {
    "login": "accounts.forms.sign_in.SignInForm",
    "reauthenticate": "accounts.forms.sign_in.SignInAgainForm",
    "change_password": "accounts.forms.sign_in.ChangePasswordForm",
    "set_password": "accounts.forms.sign_in.SetPasswordForm",
    "reset_password": "accounts.forms.sign_in.AskForPasswordForm",
    "reset_password_from_key": "accounts.forms.sign_in.NewPasswordForm",
}
MFA_ADAPTER = "accounts.allauth_adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Followthrough"
MFA_FORMS = {
    "authenticate": "accounts.forms.second_factor.CodeForm",
    "reauthenticate": "accounts.forms.second_factor.CodeAgainForm",
    "activate_totp": "accounts.forms.second_factor.SetUpForm",
}
SOCIALACCOUNT_ADAPTER = "accounts.allauth_adapters.SingleSignOnAdapter"
OIDC = environment.single_sign_on()
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [OIDC] if OIDC else []}}
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_IDLE_SECONDS = environment.number("SESSION_IDLE_MINUTES", 60, lowest=5) * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not IS_LOCAL
SESSION_COOKIE_HTTPONLY = True
if not IS_LOCAL:
    # With this prefix a browser takes them only over https, and neither from nor for a neighbouring host.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "config.cookies.Messages"
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"

SECURE_SSL_REDIRECT = not IS_LOCAL
SECURE_HSTS_SECONDS = 0 if IS_LOCAL else 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not IS_LOCAL
SECURE_REFERRER_POLICY = "same-origin"
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        # A browser follows the form that starts single sign-on only to where this allows.
        "form-action": [SELF, *([environment.origin("OIDC_SERVER_URL")] if OIDC else [])],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# A long report under review is a form of ten boxes for each of some two hundred areas.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

EMAIL_TIMEOUT = 20
MAIL = environment.mail("EMAIL_URL", f"file:///{VAR_DIR / 'mail'}", EMAIL_TIMEOUT)
EMAIL_BACKEND = MAIL["EMAIL_BACKEND"]
EMAIL_FILE_PATH = "/" + MAIL["EMAIL_FILE_PATH"].lstrip("/")
EMAIL_HOST, EMAIL_PORT = MAIL["EMAIL_HOST"], MAIL["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL["EMAIL_HOST_USER"], MAIL["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL["EMAIL_USE_TLS"], MAIL["EMAIL_USE_SSL"]
NOTIFY = MAIL.get("NOTIFY", {})
ANYMAIL_BACKEND, ANYMAIL = MAIL.get("ANYMAIL_BACKEND", ""), MAIL.get("ANYMAIL", {})
DEFAULT_FROM_EMAIL = environment.text("MAIL_FROM", "Followthrough <followthrough@localhost>")
# Left out: a file in VAR_DIR says which installation this is. Hosts that share a database share the name.
INSTALLATION_ID = environment.text("INSTALLATION_ID")
# How long whoever sends a mail is waited for before another takes it up: longer than the longest try.
MAIL_CLAIM_SECONDS = environment.number("MAIL_CLAIM_SECONDS", 5 * 60, lowest=2 * EMAIL_TIMEOUT)
CONTACT_EMAIL = environment.text("CONTACT_EMAIL", parseaddr(DEFAULT_FROM_EMAIL)[1])

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = "config.formats"

EVIDENCE_MAX_BYTES = environment.number("EVIDENCE_MAX_MB", 25, lowest=1) * 1024 * 1024
# A command that is given the path of a file and ends with 0 (clean) or 1 (something harmful was found).
EVIDENCE_SCANNER = environment.text("EVIDENCE_SCANNER")
# Networks inside, to which webhooks may be sent besides the open internet.
WEBHOOK_PRIVATE_NETWORKS = environment.networks("WEBHOOK_PRIVATE_NETWORKS")

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "build" / "assets"]
# Maps of other people's scripts are half of all bytes, and read by nobody but whoever mends those.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
STORAGES = {
    "default": {"BACKEND": "config.files_on_disk.WholeFileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = VAR_DIR / "files"
if FILES := environment.files("FILES_URL"):
    STORAGES["default"] = {"BACKEND": "config.s3_files.S3Files", "OPTIONS": FILES}

# Requests a minute: by one token or signed-in person, and by one network address of a visitor. 0: no limit.
API_REQUESTS_PER_MINUTE = environment.number("API_REQUESTS_PER_MINUTE", 1200)
API_VISITOR_REQUESTS_PER_MINUTE = environment.number("API_VISITOR_REQUESTS_PER_MINUTE", 300)

LOGGING, LOGGING_CONFIG = LOG.as_dict(REPORTING.log_handlers), "config.logs.configure"
# Empty: nothing is counted, and there is no /metrics.
METRICS_TOKEN = metrics.read_token(environment, refuse)
METRICS_DIR = VAR_DIR / "metrics"
