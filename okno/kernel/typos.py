"""A slip of one key: every word that is one letter away from what was typed.

Asked only when nothing was found otherwise: some five hundred words for one of eight letters, each of which
the index looks up by itself. Their stems are edited too, which finds «колобок» by «колобку».
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

SHORTEST, LONGEST, MOST_WORDS = 4, 20, 3
_RU = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_EN = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Word:
    """One typed word and its stem; a part of a phone has no stem of its own."""

    raw: str
    stem: str


def may_be_mistyped(words: list[Word]) -> bool:
    """Whether a slip is worth looking for: a few words, one of them long enough to tell by the rest."""
    return len(words) <= MOST_WORDS and any(_is_of_letters(word.raw) for word in words)


def one_letter_away(word: Word) -> set[str]:
    """One letter more, less, another, or two that changed places, of the word and of its stem."""
    if not _is_of_letters(word.raw):
        return set()
    forms = {word.raw, word.stem} if len(word.stem) >= SHORTEST else {word.raw}
    return {edited for form in forms for edited in _edits(form)} - {word.raw, word.stem}


def meant(words: list[Word], rows: Iterable[str]) -> str:
    """What was typed with its slips mended, as most of those rows have it that ask for the least mending."""
    near = {word.raw: one_letter_away(word) for word in words}
    counted: Counter[tuple[int, int, str]] = Counter()
    for row in rows:
        known = row.split()
        read = [_as_known(word, known, near[word.raw]) for word in words]
        mended = sum(one not in ("", word.raw) for one, word in zip(read, words, strict=True))
        if mended:
            text = " ".join(one or word.raw for one, word in zip(read, words, strict=True))
            counted[read.count(""), mended, text] += 1
    if not counted:
        return ""
    return min(counted, key=lambda one: (one[0], one[1], -counted[one], -len(one[2]), one[2]))[2]


def _as_known(word: Word, known: list[str], near: set[str]) -> str:
    """The word itself if the row has it, else the one of the row that is near it, else ""."""
    if _has(word, known):
        return word.raw
    return max((one for one in known if one in near), key=len, default="")


def _has(word: Word, known: list[str]) -> bool:
    return any(one.startswith(word.raw) or one == word.stem for one in known)


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
