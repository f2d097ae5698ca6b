"""What a person reads on a page, and which of its letters are of the other language."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.apps import apps
from django.db import models

from okno.ground.kernel.localized import LocalizedText

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# Keys of the keyboard, commands and codes are the same for everybody; so are initials of a name.
SAME_FOR_ALL = {"script", "style", "kbd", "code", "pre", "template"}
READ_ALOUD = ("title", "aria-label", "placeholder", "alt", "hx-confirm", "hx-prompt", "data-confirm", "label")
BUTTONS = {"submit", "button", "reset"}
RUN = {"en": re.compile(r"[а-яё]+", re.IGNORECASE), "ru": re.compile(r"[a-z][a-z'-]*[a-z]", re.IGNORECASE)}
# What a Russian reads in Latin letters too, each because nobody in Russia writes it otherwise.
LATIN_IN_RUSSIAN = re.compile(
    r"""
    \S+@\S+ | \w+://\S+ | \bokno_\w* | \b[A-Z2-7]{32}\b |   # addresses, secrets of tokens and of codes
    [\w-]*\.(?:txt|csv|pdf|json|test|ru|com)\b |              # names of files and of domains
    \bokno(?:\ [a-z][a-z-]+)+ | «file» |                    # a command to type, a field of the API
    \bkind-\d\b |                                           # a kind that the house named itself
    \b(?:API|CSV|PDF|JSON|XLSX|UTF-8|ASCII|Windows-1251|QR|SMTP|e-mail|ID|IP|IPv4|vCPU|CRM|HTTP|SPF|DKIM)\b |
    \b(?:Word|Excel|Django|Authorization|Bearer|Idempotency-Key|OpenAPI|webhook|N8n|Telegram|WhatsApp)\b |
    \b[IVX]+\b |                                            # quarters; authors of methods:
    \b(?:Bartlett|Cochran|Hahn|Kendall|Mann|McCullagh|Meeker|Nelder|Nelson|Sen|Wilson)\b |
    \b1CClientBankExchange\b | \bDirectBank\b | \b1C\b |
    \b(?:Ctrl|Alt|Shift|Enter|Esc|Tab|Cmd)\b |
    \bOkno\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Columns that hold codes of ours and no words of people: on a page they must have become words.
CODES = {
    *("kind", "subject_kind", "holder_kind", "resource_kind", "scope", "vat_regime", "audience", "language"),
    "plain_title",  # the fallback of a title in all languages
    *("role", "cause_role", "status", "codename", "app_label", "model", "door", "where", "deciders"),
}


@dataclass
class _Reader(HTMLParser):
    """Texts in the order of reading; what is declared to be in another language is not this page's."""

    language: str
    texts: list[str] = field(default_factory=list)
    silent: list[bool] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        of = dict(attrs)
        other = (of.get("lang") or self.language) != self.language
        silent = bool(self.silent and self.silent[-1]) or other or tag in SAME_FOR_ALL
        silent = silent or "initials" in (of.get("class") or "").split()
        if not silent:
            self.texts += [text for name in READ_ALOUD if (text := of.get(name))]
            if tag == "input" and of.get("type") in BUTTONS:
                self.texts.append(of.get("value") or "")
        if tag not in VOID:
            self.silent.append(silent)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self.silent:
            self.silent.pop()

    def handle_data(self, data: str) -> None:
        if not (self.silent and self.silent[-1]) and data.strip():
            self.texts.append(data)


def read(html: str, language: str) -> list[str]:
    """What is seen of a page, and what a screen reader says of it."""
    reader = _Reader(language)
    reader.feed(html)
    return [" ".join(text.split()) for text in reader.texts]


def foreign(texts: Iterable[str], language: str, data: re.Pattern[str]) -> list[str]:
    """Texts with letters of the other language once the data of the house are taken out of them."""
    found = []
    for text in texts:
        if RUN[language].search(text):
            # Of what is cut short the last word is no word any more; a link is read by nobody.
            whole = re.sub(r"[:,»][^:,»]*…$|\w+://\S+", "", text)
            left = data.sub(" ", whole)
            left = LATIN_IN_RUSSIAN.sub(" ", left) if language == "ru" else left
            if RUN[language].search(left):
                found.append(text if len(text) < 160 else f"{text[:160]}…")
    return list(dict.fromkeys(found))


def stored_words() -> set[str]:
    """All texts of the base in which there may be words of people; codes and choices are left out."""
    found: set[str] = set()
    for model in apps.get_models():
        names = [one.name for one in model._meta.concrete_fields if _holds_words(one)]
        for row in model._default_manager.values_list(*names) if names else ():
            for value in row:
                found.update(_strings(value))
    return found


def _holds_words(one: Any) -> bool:
    if not isinstance(one, models.CharField | models.TextField | models.JSONField):
        return False
    return not one.choices and one.name not in CODES


def _strings(value: Any) -> Iterator[str]:
    """Sentences kept in all languages are no data: each reader must get his own."""
    if isinstance(value, LocalizedText):
        return
    if isinstance(value, str):
        yield " ".join(value.split())
    elif isinstance(value, dict):
        if not {"choice", "ru"} & set(value):
            for key, one in value.items():
                yield from _strings(one) if key not in CODES else ()
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def pattern_of(*houses: set[str]) -> re.Pattern[str]:
    """What all the houses have, as one pattern, the longest first; figures in it may be any.

    What has no letters needs no taking out.
    """
    same = set.intersection(*({_any_figures(word) for word in words} for words in houses))
    parts = sorted(same, key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){part}(?!\w)" for part in parts) or r"(?!)", re.IGNORECASE)


def _any_figures(word: str) -> str:
    return re.sub(r"\d+", r"\\d+", re.escape(word)) if re.search(r"[^\W\d_]", word) else r"(?!)"
