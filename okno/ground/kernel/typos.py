"""Mistyped words: all words that differ by one letter from a typed one.

Used only when an exact search finds nothing: a word of eight letters has some five hundred such neighbours,
each of which the index looks up. The stems are edited too, which finds «колобок» by «колобку».
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

SHORTEST, LONGEST, MOST_WORDS = 4, 20, 3
_RU = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_EN = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Word:
    """A typed word and its stem; a part of a phone has no stem of its own."""

    raw: str
    stem: str


def may_be_mistyped(terms: list[Word]) -> bool:
    """Return whether a search for typos is worth its cost: few words, at least one of 4 to 20 letters."""
    return len(terms) <= MOST_WORDS and any(_is_of_letters(word.raw) for word in terms)


def one_letter_away(word: Word) -> set[str]:
    """Return the words that differ from the word or its stem by one letter, or by two neighbours swapped.

    A letter may be missing, extra or replaced. The word and its stem themselves are not included.
    """
    if not _is_of_letters(word.raw):
        return set()
    forms = {word.raw, word.stem} if len(word.stem) >= SHORTEST else {word.raw}
    return {edited for form in forms for edited in _edits(form)} - {word.raw, word.stem}


def corrected_query(terms: list[Word], rows: Iterable[str]) -> str:
    """Return the typed text with its typos corrected as the rows spell it; "" without a correction.

    `rows` are the search words of the rows found. The correction that leaves the fewest words unmatched is
    chosen, then the one that changes the fewest words, then the one that most rows suggest.
    """
    near = {word.raw: one_letter_away(word) for word in terms}
    counts: Counter[tuple[int, int, str]] = Counter()
    for row in rows:
        row_words = row.split()
        matches = [_nearest(word, row_words, near[word.raw]) for word in terms]
        corrected = sum(match not in ("", word.raw) for match, word in zip(matches, terms, strict=True))
        if corrected:
            text = " ".join(match or word.raw for match, word in zip(matches, terms, strict=True))
            counts[matches.count(""), corrected, text] += 1
    if not counts:
        return ""
    return min(counts, key=lambda key: (key[0], key[1], -counts[key], -len(key[2]), key[2]))[2]


def _nearest(word: Word, row_words: list[str], near: set[str]) -> str:
    """Return the word itself if the row has it, else the row's longest word near it, else ""."""
    if _has(word, row_words):
        return word.raw
    return max((candidate for candidate in row_words if candidate in near), key=len, default="")


def _has(word: Word, row_words: list[str]) -> bool:
    return any(text.startswith(word.raw) or text == word.stem for text in row_words)


def _is_of_letters(word: str) -> bool:
    return word.isalpha() and SHORTEST <= len(word) <= LONGEST


def _edits(word: str) -> Iterable[str]:
    letters = _EN if word.isascii() else _RU
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        yield from (before + letter + after for letter in letters)
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in letters)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
