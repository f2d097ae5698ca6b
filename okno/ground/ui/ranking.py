"""How well a row answers what was typed: pure, so that the order of the line of search is tested by itself.

An identifier that is exactly this one, then the very name, its beginning, a name whose first word begins so,
all words in the name, their other forms, words elsewhere in the row; nothing of it is 0. What is one's own,
was opened lately or is a client comes before the like; loaded history after it.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from okno.ground.kernel.fulltext import LEGAL_FORMS
from okno.ground.kernel.text import search_stems, words_of
from okno.ground.kernel.typos import Word

# Far apart on purpose: no sum of the small bonuses below lifts a row over a better kind of match.
IDENTIFIER: Final = 1_600
PART_OF_NUMBER: Final = 1_300
NAME: Final = 1_200
NAME_BEGINS: Final = 700
FIRST_WORD: Final = 560
ALL_WORDS: Final = 430
OTHER_FORMS: Final = 330
ELSEWHERE: Final = 220
# Below it the other layout of the keyboard is tried as well.
STRONG: Final = OTHER_FORMS
# Between rows that match equally: one's own first, then what one has just looked at.
MINE, OPENED, CLIENT, WHOLE_WORD, ACTIVE = 120, 90, 60, 40, 20
HISTORY: Final = -150
SURE_TAIL: Final = 7


def bonus(
    *,
    mine: bool = False,
    opened: bool = False,
    client: bool = False,
    active: bool = False,
    past: bool = False,
) -> int:
    """Return the points of a row besides those of its words."""
    return MINE * mine + OPENED * opened + CLIENT * client + ACTIVE * active + HISTORY * past


def by_name(query: Sequence[Word], name: str, more: str = "") -> int:
    """Return how well the words match this name; `more` are words of the row as its index keeps them."""
    if not query:
        return 0
    sought = _without_forms([word.raw for word in query])
    named = _named(name)
    line, key = " ".join(sought), " ".join(named)
    if key == line:
        return NAME
    if key.startswith(line):
        return NAME_BEGINS + WHOLE_WORD * key.startswith(f"{line} ")
    telling = [word for word in query if word.raw in sought]
    if all(_begins(word.raw, named) for word in telling):
        whole = WHOLE_WORD * all(word.raw in named for word in telling)
        return whole + (FIRST_WORD if named and named[0].startswith(telling[0].raw) else ALL_WORDS)
    stems = _stems(name)
    if all(_begins(word.raw, named) or word.stem in stems for word in telling):
        return OTHER_FORMS
    everywhere = [*named, *stems, *more.split()]
    if all(_begins(word.raw, everywhere) or word.stem in everywhere for word in telling if len(word.raw) > 1):
        return ELSEWHERE
    return 0


@lru_cache(maxsize=8_192)
def _named(name: str) -> list[str]:
    """Verbs, pages and colleagues are compared at each stroke of a key."""
    return _without_forms(words_of(name))


@lru_cache(maxsize=8_192)
def _stems(name: str) -> list[str]:
    return search_stems(name).split()


def _begins(word: str, words: Sequence[str]) -> bool:
    return any(other.startswith(word) for other in words)


def _without_forms(words: list[str]) -> list[str]:
    """«ООО Ромашка» is «Ромашка»; what is nothing but a form stays."""
    return [word for word in words if word not in LEGAL_FORMS] or words


def of_identifier(sought: str, *identifiers: str) -> int:
    """Return the points of a number or an address that equals one of these, or begins one by eight signs or
    more.
    """
    if not sought:
        return 0
    if any(identifier == sought for identifier in identifiers):
        return IDENTIFIER
    return (
        PART_OF_NUMBER
        if len(sought) >= 7 and any(identifier.startswith(sought) for identifier in identifiers)
        else 0
    )


def of_phone(tail: str, *phones: str) -> int:
    """Return the points of a phone's end: seven digits match, all ten match for sure."""
    if len(tail) < SURE_TAIL or not any(phone.endswith(tail) for phone in phones):
        return 0
    # Seven digits without the code of the town may be another town's.
    return IDENTIFIER if len(tail) == 10 else IDENTIFIER - 100


def of_tail(tail: str, *identifiers: str) -> int:
    """Return the points of the last four to six digits of a phone or an INN.

    Many rows have them, so that they are looked for among the searcher's own rows alone.
    """
    ends = 4 <= len(tail) < SURE_TAIL and any(identifier.endswith(tail) for identifier in identifiers)
    return ELSEWHERE if ends else 0
