"""Words that are kept with what happened and read later, each time in the language of the reader.

A journal entry or a title outlives the one who caused it, and is read by others. So a word of ours is kept as
a code, a sentence of ours in every language of the house; what a person typed is kept as it was typed.
"""

from collections.abc import Callable, Mapping
from enum import Enum
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db.models import Choices
from django.utils.functional import Promise as Lazy
from django.utils.functional import lazy
from django.utils.translation import get_language, override

from okno.kernel.errors import Text

CHOICE, VALUE = "choice", "value"


def later(make: Callable[[], str]) -> Text:
    """A sentence said anew, in the reader's language, each time it is read: sums and dates in it too."""
    return lazy(make, str)()


def filled(sentence: Text, **words: object) -> Text:
    """A lazy sentence with «%(name)s» in it, filled when it is read; lazy words too."""
    return later(lambda: str(sentence) % words)


class KeptText(str):
    """A sentence of ours as a string: in the language of whoever reads it at that moment."""

    kept: dict[str, str]

    def __new__(cls, kept: dict[str, str]) -> "KeptText":
        text = super().__new__(cls, tell(kept))
        text.kept = kept
        return text

    def __str__(self) -> str:
        return tell(self.kept)

    def __format__(self, spec: str) -> str:
        return format(tell(self.kept), spec)


def keep(word: object) -> Any:
    """What JSON can hold of it: a choice by its code, a lazy sentence in all languages, the rest as it is."""
    if isinstance(word, Choices):
        return {CHOICE: _named(type(word)), VALUE: word.value}
    if isinstance(word, KeptText):
        return word.kept
    if isinstance(word, Lazy):
        return in_all_languages(word)
    if isinstance(word, list | tuple | set):
        return [keep(one) for one in word]
    return word


def in_all_languages(text: Text) -> dict[str, str]:
    """Language → the sentence in it."""
    said = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            said[language] = str(text)
    return said


def in_company_language(text: Text) -> str:
    """For what is kept as plain text: one language for all, not that of whoever was first."""
    with override(settings.LANGUAGE_CODE):
        return str(text)


def tell(kept: object) -> str:
    """What `keep` kept, for the reader; what older entries keep as plain text is told as it stands."""
    if isinstance(kept, Mapping):
        if CHOICE in kept:
            return _label(str(kept[CHOICE]), kept.get(VALUE))
        languages = (get_language() or "", settings.LANGUAGE_CODE, *kept)
        return next((str(kept[one]) for one in languages if one in kept), "")
    if isinstance(kept, list):
        return ", ".join(tell(one) for one in kept)
    return str(kept)


def _named(of: type[Choices]) -> str:
    """«sales.Deal.Stage»: found again in the room's models, in whichever file they stand."""
    name = f"{of.__module__.split('.')[1]}.{of.__qualname__}"
    if _found(name) is not of:
        raise ValueError(f"{of} is not found among the models of its room as {name}")
    return name


def _found(name: str) -> Any:
    room, *path = name.split(".")
    found: Any = import_module(f"okno.{room}.models")
    for part in path:
        found = getattr(found, part, None)
    return found


def _label(name: str, value: object) -> str:
    """The word of today for the code; the code itself when there is no such word any more."""
    of = _found(name) if name.partition(".")[0].isidentifier() else None
    if isinstance(of, type) and issubclass(of, Enum) and issubclass(of, Choices):
        for one in of:
            if one.value == value:
                return str(one.label)
    return str(value)
