"""Settings of the site. Everything that an installation may change comes from the environment, and only here:

PARIX_VAR              folder for the database, the secret key, collected files (default: `var` beside manage.py)
PARIX_SECRET_KEY       secret key; made once and kept in PARIX_VAR when not given
PARIX_RECEIPT_KEY      key that signs receipts of submissions; made once and kept in PARIX_VAR when not given
PARIX_DATABASE_URL     sqlite:///path or postgresql://user:password@host/name (default: a SQLite file in PARIX_VAR)
PARIX_ENTRANTS_KEY     key that hashes and seals what entrants of an online contest say of themselves; made once and kept in PARIX_VAR
                       when not given
PARIX_PERSONAL_KEYS    keys that seal personal data at rest, as number:key by commas, such as 1:…,2:…; the highest seals, all open. Made once
                       and kept in PARIX_VAR when not given
PARIX_PERSONAL_LOOKUP_KEY
                       key of the hashes by which sealed numbers are found; made once and kept in PARIX_VAR when not given
PARIX_PERSONAL_LOOKUP_KEY_BEFORE
                       the one before, while `manage.py seal_personal_data_anew` makes hashes anew (docs/operations.md)
PARIX_ALLOWED_HOSTS    names the site answers to, by commas (default: this machine only)
PARIX_TRUSTED_ORIGINS  origins that may send forms when a proxy ends TLS, such as https://cchc.example.vn
PARIX_HTTPS            1 when people reach the site by https: secure cookies, redirect, HSTS (default 0)
PARIX_PROXIES          how many reverse proxies of your own stand in front (default 0)
PARIX_SECOND_FACTOR_ROLES
                       roles that must have a second factor, by commas, such as administrator,coordinator,appraiser (default none)
PARIX_OIDC_SERVER, PARIX_OIDC_CLIENT_ID, PARIX_OIDC_CLIENT_SECRET, PARIX_OIDC_NAME
                       the province's own sign-in (OpenID Connect): address of the issuer, this site's identifier and secret there,
                       and what people call it; without a server, people sign in here alone
PARIX_OIDC_TRUST_EMAIL 1 when every e-mail address that the province's sign-in names was given out by the province (default 0: only
                       addresses that it calls verified)
PARIX_SITE_URL         the address that mails lead to (default: this machine, port PORT)
PARIX_EMAIL_HOST, PARIX_EMAIL_PORT, PARIX_EMAIL_USER, PARIX_EMAIL_PASSWORD, PARIX_EMAIL_FROM
                       the mail server; without a host, mail is written into PARIX_VAR/mail
PARIX_FILES            folder for uploaded files (default: files in PARIX_VAR)
PARIX_SCANNER          clamd that scans every upload, as tcp://host:port or unix:///path/of/the/socket (default: no scanning)
PARIX_CRITERIA_SETS    folder of criteria sets of your own, laid out as the shipped ones: <set>/<date in force>/edition.yaml (default: none)
PARIX_DOSSIER_CLOCKS   file with the dated rules of dossiers' clocks, laid out as definitions/dossier_clocks/national.yaml (default: that one)
PARIX_INDICATORS       folder for snapshots of the one-stop registers (default: snapshots in PARIX_VAR)
PARIX_FEEDBACK_CLOCKS  file with the dated clocks of feedback, laid out as definitions/feedback_clocks/national.yaml (default: that one)
PARIX_QUALITY_SET      key of the criteria set by which the board of decision 766 counts (default: the one that shipped names)
PARIX_PAYMENT_URL, PARIX_PAYMENT_PARTNER, PARIX_PAYMENT_KEY
                       the national payment platform: its address, this partner's code there and the key that both share (default: none)
PARIX_SIGNATURE_ROOTS  folder of certificates (.pem, .crt) whose holders' digital signatures are trusted (default: none)
PARIX_DEBUG            1 while developing (default 0, also in the demo)
PORT                   port of the demonstration (default 8000)
"""

from __future__ import annotations

from os import environ
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from parix.criteria.library import SHIPPED
from parix.dossiers.clock_rules import SHIPPED as CLOCKS_SHIPPED
from parix.dossiers.feedback_clocks import SHIPPED as FEEDBACK_CLOCKS_SHIPPED
from parix.web.project import environment

WEB = Path(__file__).resolve().parent.parent
_CLONE = WEB.parents[2]
VAR = Path(environ.get("PARIX_VAR") or (_CLONE if (_CLONE / "manage.py").exists() else Path.cwd()) / "var").resolve()

DEBUG = environment.switch(environ, "PARIX_DEBUG")
SECRET_KEY = environment.secret_key(environ.get("PARIX_SECRET_KEY", ""), VAR / "secret_key")
# Signs receipts of submissions. A key of its own: the one above may be changed at any time, this one only for receipts to come.
RECEIPT_KEY = environment.secret_key(environ.get("PARIX_RECEIPT_KEY", ""), VAR / "receipt_key")
# Of its own as well: with another one nobody who entered a running contest would be known again, nor could be reached.
ENTRANTS_KEY = environment.secret_key(environ.get("PARIX_ENTRANTS_KEY", ""), VAR / "entrants_key")
# Personal data at rest: all keys that ever sealed some, by number, and the one that finds it.
PERSONAL_KEYS = environment.numbered_keys(environ, "PARIX_PERSONAL_KEYS", VAR / "personal_key")
PERSONAL_LOOKUP_KEY_BEFORE = environ.get("PARIX_PERSONAL_LOOKUP_KEY_BEFORE", "")
PERSONAL_LOOKUP_KEY = environment.secret_key(environ.get("PARIX_PERSONAL_LOOKUP_KEY", ""), VAR / "personal_lookup_key")
ALLOWED_HOSTS = environment.words(environ, "PARIX_ALLOWED_HOSTS", ("localhost", "127.0.0.1", "[::1]"))

INSTALLED_APPS = [
    "parix.web.project",
    "parix.web.demo_loading",
    "parix.web.home",
    "parix.web.oversight",
    "parix.web.portal",
    "parix.web.reports",
    "parix.web.plans",
    "parix.web.assessment",
    "parix.web.onestop.board",
    "parix.web.onestop.indicators",
    "parix.web.onestop.feedback",
    "parix.web.onestop.payments",
    "parix.web.onestop.ratings",
    "parix.web.onestop.intake",
    "parix.web.onestop.dossiers",
    "parix.web.onestop.procedures",
    "parix.web.registries.initiatives",
    "parix.web.registries.inspections",
    "parix.web.registries.outreach",
    "parix.web.measurements",
    "parix.web.files",
    "parix.web.notices",
    "parix.web.working_calendar",
    "parix.web.accounts",
    "parix.web.organisations",
    "parix.web.audit_trail",
    "parix.web.background",
    "parix.web.design",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "parix.web.project.operators.OperatorsConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "parix.web.project.middleware.response_headers",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "parix.web.project.middleware.chosen_language",
    "parix.web.project.middleware.plain_addresses",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "parix.web.project.sign_in.SecondFactorAsked",
    "parix.web.project.sign_in.ProvinceSilent",
]

PORT = environment.whole_number(environ, "PORT", 8000)
ROOT_URLCONF = "parix.web.project.urls"
WSGI_APPLICATION = "parix.web.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "parix.web.project.navigation.navigation",
                "parix.web.assessment.views.live_line.above_page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "parix.web.design.templatetags.design",
                "parix.web.assessment.templatetags.assessment",
            ],
        },
    }
]

# --- data ---------------------------------------------------------------------------------------------------------

DATABASES = {"default": environment.database(environ.get("PARIX_DATABASE_URL", ""), VAR / "parix.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Shared by all worker processes, so that limits on sign-in hold for all of them together.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": VAR / "cache", "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}

# --- criteria sets: those of one's own come before those shipped with the software ------------------------------------

CRITERIA_SETS = (*map(Path, filter(None, [environ.get("PARIX_CRITERIA_SETS")])), SHIPPED)

# --- dossiers: the dated rules of their clocks, those of the law unless the installation has its own ---------------------

DOSSIER_CLOCKS = Path(environ.get("PARIX_DOSSIER_CLOCKS") or CLOCKS_SHIPPED)
FEEDBACK_CLOCKS = Path(environ.get("PARIX_FEEDBACK_CLOCKS") or FEEDBACK_CLOCKS_SHIPPED)
# Functions of other rooms that say on a dossier's page what they know of it: `(request, dossier) -> safe HTML`. Rooms add theirs.
# Columns that hold sealed texts, by their rooms; and sealed files that lie about for some days, with what counts their keys.
SEALED_PLACES = [
    "parix.web.onestop.dossiers.actions.sealing_anew.PLACES", "parix.web.onestop.feedback.actions.sealing_anew.PLACES",
    "parix.web.onestop.payments.actions.sealing_anew.PLACES", "parix.web.onestop.intake.actions.sealing_anew.PLACES",
]
SEALED_FILES = {
    "tệp hồ sơ chờ nhập": "parix.web.onestop.intake.queries.kept_files.keys_of_files",
    "tệp đang gửi lên": "parix.web.files.queries.sent_files.keys_of_files",
}

DOSSIER_PANELS = ["parix.web.onestop.payments.views.desk.dossier_panel", "parix.web.onestop.ratings.views.desk.dossier_panel"]

# --- the national payment platform, for those who are connected ---------------------------------------------------------

PAYMENT_PLATFORM_URL = environ.get("PARIX_PAYMENT_URL", "")
PAYMENT_PLATFORM_PARTNER = environ.get("PARIX_PAYMENT_PARTNER", "")
PAYMENT_PLATFORM_KEY = environ.get("PARIX_PAYMENT_KEY", "")

# --- which reading of decision 766 the board counts by, where another than the shipped one is wanted ---------------------------

QUALITY_SET = environ.get("PARIX_QUALITY_SET", "")

# --- snapshots of the one-stop registers, from which figures are counted -------------------------------------------------

INDICATORS_ROOT = Path(environ.get("PARIX_INDICATORS") or VAR / "snapshots")

# --- dossiers of other systems: the largest file, the largest message, messages a minute of one source -------------------

INTAKE_MAX_BYTES = 1024 * 1024 * 1024
INTAKE_PUSH_BYTES = 4 * 1024 * 1024
INTAKE_PUSHES_PER_MINUTE = 120

# --- uploaded files: a private folder, never under an address of its own ---------------------------------------------

FILES_ROOT = Path(environ.get("PARIX_FILES") or VAR / "files")
FILES_MAX_BYTES = 100 * 1024 * 1024
FILES_PIECE_BYTES = 4 * 1024 * 1024
FILES_FORM_BYTES = 512 * 1024 * 1024  # of a whole form sent without JavaScript
FILES_SCANNER = environ.get("PARIX_SCANNER", "")
FILES_SIGNATURE_ROOTS = environ.get("PARIX_SIGNATURE_ROOTS", "")
# Functions of other rooms that say on a document's page what it is used for: `(request, document) -> safe HTML`. Rooms add theirs.
FILES_DOCUMENT_PANELS = ["parix.web.assessment.views.evidence.document_panel", "parix.web.plans.views.readings.document_panel"]

# --- work in the background: `manage.py run_background` -------------------------------------------------------------

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# Jobs that start by themselves, at times of TIME_ZONE.
BACKGROUND_SCHEDULE: dict[str, dict[str, Any]] = {
    "parix.web.organisations.jobs.bring_names_up_to_date": {"daily_at": "00:10"},
    "parix.web.accounts.jobs.forget_workbooks": {"daily_at": "00:20"},
    "parix.web.files.jobs.sweep": {"every_minutes": 60},
    "parix.web.assessment.jobs.check_evidence": {"every_minutes": 5},
    "parix.web.plans.jobs.feed": {"daily_at": "01:00"},
    "parix.web.onestop.indicators.jobs.refresh": {"daily_at": "01:30"},
    "parix.web.plans.jobs.forget_tables": {"daily_at": "00:30"},
    "parix.web.onestop.procedures.jobs.forget_tables": {"daily_at": "00:35"},
    "parix.web.onestop.procedures.jobs.count": {"daily_at": "00:50"},
    "parix.web.onestop.intake.jobs.forget_files": {"daily_at": "00:40"},
    "parix.web.audit_trail.jobs.verify_chain": {"daily_at": "02:00"},
    "parix.web.background.jobs.prune": {"daily_at": "03:00"},
    "parix.web.oversight.jobs.seal_anew": {"daily_at": "03:30"},
    "parix.web.registries.outreach.jobs.forget_entrants": {"daily_at": "03:30"},
    "parix.web.notices.jobs.remind": {"daily_at": "06:00"},
    "parix.web.notices.jobs.send_digests": {"daily_at": "06:30"},
}
# Tuples of NoticeKind, and functions that give the open deadlines of a day: `(today) -> Iterable[Deadline]`. Rooms add theirs.
NOTICE_KINDS = [
    "parix.web.notices.choices.NOTICE_KINDS", "parix.web.assessment.choices.NOTICE_KINDS", "parix.web.plans.choices.NOTICE_KINDS",
    "parix.web.reports.choices.NOTICE_KINDS",
    "parix.web.registries.initiatives.choices.NOTICE_KINDS", "parix.web.registries.outreach.choices.NOTICE_KINDS",
    "parix.web.registries.inspections.choices.NOTICE_KINDS",
]
# Rooms without a block of their own on the start page; their sources also take the agencies to look at.
START_PAGE_DEADLINES = [
    "parix.web.reports.queries.deadlines.deadlines", "parix.web.registries.initiatives.queries.deadlines",
    "parix.web.registries.outreach.queries.deadlines", "parix.web.registries.inspections.queries.deadlines",
]
NOTICE_DEADLINES = [
    "parix.web.assessment.queries.deadlines.deadlines", "parix.web.plans.queries.work.deadlines", "parix.web.onestop.dossiers.queries.promises.deadlines",
    "parix.web.onestop.feedback.queries.clocks.deadlines",
    *START_PAGE_DEADLINES,
]

# Functions of other rooms that say which promised deadlines a changed calendar would date otherwise: `(Changed) -> Iterable[Touched]`.
CALENDAR_PROMISES = ["parix.web.onestop.dossiers.queries.promises.promises", "parix.web.onestop.feedback.queries.clocks.promises"]

# --- people -------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["parix.web.project.sign_in.PersonBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ("username", "full_name", "email")}},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:start"
LOGOUT_REDIRECT_URL = "portal:rounds"

# Accounts are opened by an operator: there is no sign-up address (accounts.urls), only sign-in and passwords.
ACCOUNT_ADAPTER = "parix.web.project.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_FORMS = {"login": "parix.web.accounts.forms.sign_in.SignInForm"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody learns which addresses have an account, nor is a stranger written to
ACCOUNT_SESSION_REMEMBER = False  # offices share computers: closing the browser signs out
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[parix] "
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "10/m/ip,3/m/key",  # nosec B105 # a limit, not a password
    "change_password": "5/m/user",  # nosec B105 # a limit, not a password
    "feedback": "20/h/ip", "feedback_receipt": "60/m/ip", "payment": "60/m/ip",
    "rating": "20/h/ip,10/h/key",
    "dossier_lookup": "60/m/ip",  # people in one waiting room share an address
    "contest_entry": "300/10m/ip",  # an office of two hundred sits behind one address
}
ACCOUNT_EMAIL_NOTIFICATIONS = True  # whoever did not change the password learns that somebody did
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600

MFA_ADAPTER = "parix.web.project.sign_in.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "add_webauthn": "parix.web.accounts.forms.passkeys.AddPasskeyForm",
    "edit_webauthn": "parix.web.accounts.forms.passkeys.RenamePasskeyForm",
}
MFA_TOTP_ISSUER = "parix"
MFA_TOTP_TOLERANCE = 1  # telephones and servers of offices are seldom on the same second
SECOND_FACTOR_ROLES = environment.words(environ, "PARIX_SECOND_FACTOR_ROLES")

OIDC_SERVER = environ.get("PARIX_OIDC_SERVER", "")
SOCIALACCOUNT_ADAPTER = "parix.web.project.sign_in.ProvinceSignIn"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # an address that an administrator gave to somebody here is that person there
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10
SOCIALACCOUNT_PROVIDERS = environment.province_sign_in(
    OIDC_SERVER, environ.get("PARIX_OIDC_CLIENT_ID", ""), environ.get("PARIX_OIDC_CLIENT_SECRET", ""),
    name=environ.get("PARIX_OIDC_NAME", "hệ thống của tỉnh"), trusts_email=environment.switch(environ, "PARIX_OIDC_TRUST_EMAIL"),
)
ALLAUTH_TRUSTED_PROXY_COUNT = environment.whole_number(environ, "PARIX_PROXIES", 0)

SITE_URL = environ.get("PARIX_SITE_URL", f"http://127.0.0.1:{environment.whole_number(environ, 'PORT', 8000)}").rstrip("/")
EMAIL_HOST = environ.get("PARIX_EMAIL_HOST", "")
EMAIL_PORT = environment.whole_number(environ, "PARIX_EMAIL_PORT", 587)
EMAIL_HOST_USER = environ.get("PARIX_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = environ.get("PARIX_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = True
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = environ.get("PARIX_EMAIL_FROM", "parix@localhost")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"

# --- words and numbers --------------------------------------------------------------------------------------------

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))]
LOCALE_PATHS = [WEB / "project" / "locale"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
USE_I18N = True
FORMAT_MODULE_PATH = ["parix.web.project.formats"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

# --- static files -------------------------------------------------------------------------------------------------

STATIC_URL = "/tinh/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG

# --- security -----------------------------------------------------------------------------------------------------

HTTPS = environment.switch(environ, "PARIX_HTTPS")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *environment.origin(OIDC_SERVER)],  # browsers hold the way on to the province's sign-in against it
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"  # kept in the database, read from the shared cache
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
CSRF_TRUSTED_ORIGINS = environment.words(environ, "PARIX_TRUSTED_ORIGINS")
CSRF_FAILURE_VIEW = "parix.web.project.views.form_refused"
LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # lists of browsers take whole domains; an office's site is a name below the province's
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200

# --- what is written down while running: no names, no addresses of people -------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"people": {"()": "parix.web.project.log_lines.WithoutPeople"}},
    "formatters": {"line": {"()": "parix.web.project.log_lines.Lines", "format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["people"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # The servers' own lines go the same way as the others, so that they too name nobody.
    "loggers": {"django.server": {"level": "INFO"}, "gunicorn.error": {"propagate": True}},
}
