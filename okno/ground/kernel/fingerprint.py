"""Fingerprints of content: an approval holds for exactly the content that was approved."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime


def fingerprint(content: Mapping[str, object]) -> str:
    """Return the SHA-256, in hexadecimal, of the content as canonical JSON with sorted keys.

    Accepts text, whole numbers, booleans, None, dates (ISO), aware instants (ISO, in UTC), and lists and
    mappings of these. Raises TypeError for a float or anything else: rounding would give equal contents two
    fingerprints.
    """
    canonical = json.dumps(_plain(content), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def _plain(value: object) -> object:
    match value:
        case None | bool() | int() | str():
            return value
        case datetime():
            if value.tzinfo is None:
                raise TypeError("A moment without a time zone has no fingerprint.")
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case Mapping():
            if not all(isinstance(key, str) for key in value):
                raise TypeError("Keys of a fingerprint must be text.")
            return {key: _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
    raise TypeError(f"A value of type {type(value).__name__} has no fingerprint.")
