"""Settings of the tests: any key, quick hashes, no static files middleware (it took 85 % of test time)."""

import os

os.environ.setdefault("OKNO_SECRET_KEY", "only-for-tests")

from okno.top.config.settings import *  # noqa: F403
from okno.top.config.settings import DATABASES, MIDDLEWARE

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": os.environ.get("OKNO_TEST_SQLITE") or None}
# Whatever lies under var/ of this machine.
DEMO = False
# No test sends letters to whatever listens on this machine.
OKNO_MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
