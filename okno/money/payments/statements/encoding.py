"""The encoding of a statement's bytes, found without its heading, which says «Windows» over any encoding."""

import codecs
from typing import NamedTuple

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CANDIDATES = ("utf-8", "cp1251", "cp866")
# Whole words first: no wrong reading yields one. Letters only decide where there are no words.
_WORDS = ("дата", "счет", "сумма", "номер", "платеж", "получатель", "банк", "конец", "секция")
_FREQUENT_LETTERS = "оеаинтсрвл"


class Decoded(NamedTuple):
    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """Return the text without a byte order mark, and the encoding's name; invalid bytes become U+FFFD."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return Decoded(data.decode(name, errors="replace").lstrip("\ufeff"), name)
    readings = [Decoded(data.decode(name, errors="replace"), name) for name in _CANDIDATES]
    return max(readings, key=lambda reading: _likelihood(reading.text))


def is_binary(data: bytes) -> bool:
    """Return whether the bytes are no text: a picture, an archive, a document.

    Text has no NUL, except in UTF-16, which begins with a mark.
    """
    return b"\0" in data and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def _likelihood(text: str) -> tuple[int, int]:
    lower = text.lower()
    return (
        sum(word in lower for word in _WORDS),
        sum(lower.count(letter) for letter in _FREQUENT_LETTERS),
    )
