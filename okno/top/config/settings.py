"""Settings by environment; README names every variable."""

import os
import secrets
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from okno.top.config.floors import ROOM_PATHS
from okno.top.config.smtp import LOCAL_CATCHER, mail_settings

BASE_DIR = Path(__file__).resolve().parents[3]
VAR_DIR = Path(os.environ.get("OKNO_VAR", BASE_DIR / "var"))
DEMO_KEY = VAR_DIR / "demo-secret-key"
# Where bin/demo has made the demo company, every `okno` command is of the demo.
DEMO = os.environ.get("OKNO_DEMO") == "1" or DEMO_KEY.exists()
DEBUG = os.environ.get("OKNO_DEBUG") == "1"


def _secret_key() -> str:
    """Return the key from the environment; the demo alone may make its own, kept beside its database."""
    if key := os.environ.get("OKNO_SECRET_KEY"):
        return key
    if not DEMO:
        raise ImproperlyConfigured("set OKNO_SECRET_KEY, or OKNO_DEMO=1 for the demo company.")
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    if not DEMO_KEY.exists():
        DEMO_KEY.touch(mode=0o600)
        DEMO_KEY.write_text(secrets.token_urlsafe(50), encoding="utf-8")
    return DEMO_KEY.read_text(encoding="utf-8")


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = os.environ.get("OKNO_HOSTS", "127.0.0.1,localhost").split(",")
CSRF_TRUSTED_ORIGINS = [host for host in os.environ.get("OKNO_ORIGINS", "").split(",") if host]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # Before allauth, so that the rooms' own sign-in pages are found first.
    *ROOM_PATHS,
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "ninja",
    "django_htmx",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "okno.top.config.middleware.EmployeeMiddleware",
    "okno.top.config.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "okno.top.config.addresses"
WSGI_APPLICATION = "okno.top.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "okno.top.config.frame.frame",
            ],
            "builtins": ["okno.ground.ui.templatetags.ui"],
        },
    }
]
FORM_RENDERER = "okno.ground.ui.forms.Renderer"

DATABASES = {
    "default": dj_database_url.config(default=f"sqlite:///{VAR_DIR / 'okno.sqlite3'}", conn_max_age=600)
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "okno.team.people.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Okno: "
ACCOUNT_SESSION_REMEMBER = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("OKNO_HTTPS") == "1"

LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", _("Russian")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "okno_language"
FORMAT_MODULE_PATH = "okno.ground.ui.formats"
TIME_ZONE = os.environ.get("OKNO_TIME_ZONE", "Europe/Moscow")
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
    }
}
# A bank statement of a busy year, or a file of leads, whole.
DATA_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024
# Letters wait in the outbox and go by SMTP; without a server of yours, to `okno catch-mail` of this machine.
OKNO_SMTP = os.environ.get("OKNO_SMTP", "")
globals().update(mail_settings(OKNO_SMTP or LOCAL_CATCHER))
OKNO_MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
OKNO_MAIL_GUARD = "okno.records.clients.no_contact.is_forbidden"
DEFAULT_FROM_EMAIL = os.environ.get("OKNO_MAIL_FROM", "okno@localhost.localdomain")
# What is sent at once, the letter of a forgotten password, is written here while there is no server.
EMAIL_BACKEND = OKNO_MAIL_BACKEND if OKNO_SMTP else "django.core.mail.backends.console.EmailBackend"

# Where people open Okno: letters lead there.
OKNO_URL = os.environ.get("OKNO_URL", "http://127.0.0.1:8000")

OKNO_HANDLERS = "okno.top.config.handlers.HANDLERS"
# What runs by the clock, in order.
OKNO_SCHEDULE = "okno.top.config.schedule.jobs"
OKNO_PANELS = "okno.top.config.panels.PANELS"
OKNO_REFUSAL_RECORDER = "okno.ground.journal.refusals.record_refusal"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
