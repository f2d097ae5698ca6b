"""Texts that are stored with what happened and read later, each time in the language of the reader.

A journal entry or a title is read by others than the person who caused it. So a choice is stored as its code,
a sentence of ours in every language of the product, and what a person typed as it was typed.
"""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Choices
from django.utils.functional import Promise as Lazy
from django.utils.functional import lazy
from django.utils.translation import get_language, override

from okno.ground.kernel.errors import Text

CHOICE, VALUE = "choice", "value"


def deferred(make: Callable[[], str]) -> Text:
    """Return a lazy text that calls `make` each time it is read, in the reader's language.

    Unlike `gettext_lazy` it also formats the sums and dates inside the sentence anew.
    """
    return lazy(make, str)()


def lazy_format(sentence: Text, **values: object) -> Text:
    """Return a lazy text: the sentence with its «%(name)s» filled when it is read.

    The values may be lazy texts themselves.
    """
    return deferred(lambda: str(sentence) % values)


class LocalizedText(str):
    """A sentence of ours as a string, in the language of the person who reads it at that moment."""

    kept: dict[str, str]

    def __new__(cls, kept: dict[str, str]) -> "LocalizedText":
        text = super().__new__(cls, render(kept))
        text.kept = kept
        return text

    def __str__(self) -> str:
        return render(self.kept)

    def __format__(self, spec: str) -> str:
        return format(render(self.kept), spec)


def freeze(value: object) -> Any:
    """Return the value as JSON can hold it; `render` is the way back.

    A choice becomes its code, a lazy sentence a mapping of languages, a list its frozen items; other values
    stay.
    """
    if isinstance(value, Choices):
        return {CHOICE: _path_of(type(value)), VALUE: value.value}
    if isinstance(value, LocalizedText):
        return value.kept
    if isinstance(value, Lazy):
        return in_all_languages(value)
    if isinstance(value, list | tuple | set):
        return [freeze(item) for item in value]
    return value


def in_all_languages(text: Text) -> dict[str, str]:
    """Return the text in each language of the product, by the code of the language."""
    texts = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            texts[language] = str(text)
    return texts


def in_company_language(text: Text) -> str:
    """Return the text in the company's language, not in that of the current reader.

    It is for columns of plain text, which have one language for everybody.
    """
    with override(settings.LANGUAGE_CODE):
        return str(text)


def render(kept: object) -> str:
    """Return the text of a value that `freeze` stored, in the reader's language; plain text as it is."""
    if isinstance(kept, Mapping):
        if CHOICE in kept:
            return _label(str(kept[CHOICE]), kept.get(VALUE))
        languages = (get_language() or "", settings.LANGUAGE_CODE, *kept)
        return next((str(kept[language]) for language in languages if language in kept), "")
    if isinstance(kept, list):
        return ", ".join(render(item) for item in kept)
    return str(kept)


def _path_of(of: type[Choices]) -> str:
    """Return the name of a class of choices within its room's models, such as «deals.Deal.Stage».

    Raises ValueError when it is not reachable by that name: its labels could not be shown later.
    """
    name = f"{of.__module__.split('.')[2]}.{of.__qualname__}"
    if _model_attribute(name) is not of:
        raise ValueError(f"{of} is not found among the models of its room as {name}")
    return name


def _model_attribute(name: str) -> Any:
    room, *path = name.split(".")
    try:
        place: Any = apps.get_app_config(room).models_module
    # A room that was renamed since the entry was written: the stored value is shown as it is.
    except LookupError:
        return None
    for part in path:
        place = getattr(place, part, None)
    return place


def _label(name: str, value: object) -> str:
    """Return the present label of the choice, or the value itself when there is no such choice any more."""
    of = _model_attribute(name) if name.partition(".")[0].isidentifier() else None
    if isinstance(of, type) and issubclass(of, Enum) and issubclass(of, Choices):
        for choice in of:
            if choice.value == value:
                return str(choice.label)
    return str(value)
