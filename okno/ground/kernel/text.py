"""Normal forms of text, so that search and order are the same on SQLite and on PostgreSQL.

SQLite compares Cyrillic case-sensitively and does not equate «ё» with «е»: these forms are stored in columns
that Python fills.
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

_WORD = re.compile(r"[^\W_]+")
_CYRILLIC = re.compile(r"[а-я]+")
_LATIN = re.compile(r"[a-z]+")
_YO = re.compile("е\N{COMBINING DIAERESIS}+")
_RU_LETTER = re.compile(r"[а-яё]", re.IGNORECASE)

_EN_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./" + '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?'
_RU_KEYS = "ёйцукенгшщзхъфывапролджэячсмитьбю." + "ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,"
_TO_RU = str.maketrans(_EN_KEYS, _RU_KEYS)
_TO_EN = str.maketrans(_RU_KEYS, _EN_KEYS)


def fold(text: str) -> str:
    """Return the text without case, with е for ё, trimmed and with single spaces."""
    loose = unicodedata.normalize("NFD", unicodedata.normalize("NFD", text).casefold())
    return " ".join(unicodedata.normalize("NFC", _YO.sub("е", loose)).split())


def search_text(*parts: str | None) -> str:
    """Return the folded parts in one line, for substring search; empty parts are left out."""
    return " ".join(folded for part in parts if part and (folded := fold(part)))


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    # A stemmer keeps the word in itself while it works, so each call gets its own: threads share this module.
    language = "russian" if _CYRILLIC.fullmatch(word) else "english" if _LATIN.fullmatch(word) else None
    return str(snowballstemmer.stemmer(language).stemWord(word)) if language else word


def search_stems(*parts: str | None) -> str:
    """Return the stems of all words in their order: Russian for Cyrillic, English for Latin.

    They are separated by spaces.

    Numbers and words that mix scripts or contain digits are kept whole. Only letters and digits remain, so
    FTS5 and `to_tsvector('simple', …)` split the text alike.
    """
    return " ".join(_stem(word) for word in _WORD.findall(search_text(*parts)))


def words_of(text: str) -> list[str]:
    """Return the folded words of a text in their order: letters and digits only."""
    return _WORD.findall(fold(text))


def word_places(text: str) -> list[tuple[int, int]]:
    """Return the start and the end of each word of the text, as offsets in the text as written."""
    return [match.span() for match in _WORD.finditer(text)]


def sort_key(text: str) -> str:
    """Return a key whose plain code-point order is the order of a list for people.

    It has no case, quotes or punctuation.

    A column of such keys needs the collation "C" on PostgreSQL.
    """
    return " ".join(words_of(text))


def other_layout(text: str) -> str:
    """Return what the same keys type in the other keyboard layout: «jryj» → «окно» and back.

    Text with a Cyrillic letter becomes Latin, other text Cyrillic; characters that are on no key stay.
    """
    return text.translate(_TO_EN if _RU_LETTER.search(text) else _TO_RU)


def in_one_script(text: str) -> str:
    """Return the text with words that mix the layouts («лукjvjhmt») turned wholly into Cyrillic."""
    return " ".join(word.translate(_TO_RU) if _RU_LETTER.search(word) else word for word in text.split())
