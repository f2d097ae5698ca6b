"""Normal forms of text, so that search and order are the same on SQLite and on PostgreSQL.

SQLite compares Cyrillic by case and knows no «ё»: these forms are kept in columns filled from Python.
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
    """The text without case, with е for ё, its spaces squeezed to one and trimmed."""
    loose = unicodedata.normalize("NFD", unicodedata.normalize("NFD", text).casefold())
    return " ".join(unicodedata.normalize("NFC", _YO.sub("е", loose)).split())


def search_text(*parts: str | None) -> str:
    """The folded parts in one line, for substring search; empty parts are left out."""
    return " ".join(folded for part in parts if part and (folded := fold(part)))


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    # A stemmer keeps the word in itself while it works, so each call gets its own: threads share this module.
    language = "russian" if _CYRILLIC.fullmatch(word) else "english" if _LATIN.fullmatch(word) else None
    return str(snowballstemmer.stemmer(language).stemWord(word)) if language else word


def search_stems(*parts: str | None) -> str:
    """The stems of all words, space-separated, in their order: Russian for Cyrillic, English for Latin.

    Numbers and words that mix scripts or hold digits are kept whole. Only letters and digits remain, so FTS5
    and `to_tsvector('simple', …)` cut it alike.
    """
    return " ".join(_stem(word) for word in _WORD.findall(search_text(*parts)))


def stem_query(text: str) -> list[str]:
    """The different stems of what a person typed, in order; to be sought in `search_stems`."""
    return list(dict.fromkeys(search_stems(text).split()))


def words_of(text: str) -> list[str]:
    """The folded words of a text in their order: letters and digits only."""
    return _WORD.findall(fold(text))


def word_places(text: str) -> list[tuple[int, int]]:
    """Where the words of a text begin and end, as it is written."""
    return [match.span() for match in _WORD.finditer(text)]


def sort_key(text: str) -> str:
    """A key whose plain code-point order is the order of a list for people: no case, quotes or punctuation.

    A column of it wants the collation "C" on PostgreSQL.
    """
    return " ".join(words_of(text))


def other_layout(text: str) -> str:
    """What the same keys give in the other keyboard layout: «jryj» → «окно» and back.

    Text with a Cyrillic letter goes to Latin, other text to Cyrillic; what is on no key stays.
    """
    return text.translate(_TO_EN if _RU_LETTER.search(text) else _TO_RU)


def in_one_script(text: str) -> str:
    """Each word that mixes the layouts («лукjvjhmt») as if all its keys had been Cyrillic."""
    return " ".join(word.translate(_TO_RU) if _RU_LETTER.search(word) else word for word in text.split())
