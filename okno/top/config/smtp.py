"""OKNO_SMTP, one address for all of a mail server: smtp://user:password@host:port?tls=starttls|ssl."""

import os
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PORTS = {"": 25, "starttls": 587, "ssl": 465}
# Where `okno catch-mail` listens when nobody names another place.
LOCAL_CATCHER = f"smtp://127.0.0.1:{os.environ.get('OKNO_MAIL_PORT', '1025')}"
# A server that says nothing for so long is away.
PATIENCE_S = 20


def mail_settings(address: str) -> dict[str, Any]:
    """Django's EMAIL_* settings of such an address."""
    parts = urlsplit(address)
    try:
        port = parts.port
    except ValueError:
        port = -1
    tls = parse_qs(parts.query).get("tls", [""])[0]
    if parts.scheme != "smtp" or not parts.hostname or tls not in PORTS or port == -1:
        # The address is not told: a password may stand in it.
        raise ImproperlyConfigured("OKNO_SMTP is smtp://user:password@host:port?tls=starttls, or tls=ssl.")
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or PORTS[tls],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": tls == "starttls",
        "EMAIL_USE_SSL": tls == "ssl",
        "EMAIL_TIMEOUT": PATIENCE_S,
    }
