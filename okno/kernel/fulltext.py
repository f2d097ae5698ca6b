"""Full text on either engine: the words by which a row is found, and one filter over them.

A model has `search_words = WordsField(of=("name", …))`: every different word of these fields, raw and by its
stem, and the tails of phones, divided by single spaces. `Findable.save` and `bulk_create` fill it. An index
stands beside it (kernel/fulltext_index.py) and `filter(search_words__words=text)` asks it: each word that was
typed begins a word of the row, or has its stem.

Whoever fills a million rows by SQL need not come back to Python for each: the words of several parts are the
words of each part side by side, in any order, even twice. `search_words(part)` is computed once for each word
of his lists, and the statement joins them: `search_words = f.words || ' ' || g.words || ' ' || n.i`. A phone
is its 11, its last 10 and its last 7 digits.
"""

import re
from collections.abc import Collection, Iterable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import models
from django.db.models.base import ModelBase

from okno.kernel.identifiers import normalise_phone
from okno.kernel.text import search_stems, words_of
from okno.kernel.typos import Word, one_letter_away

LONGEST_WORD, MOST_WORDS = 60, 12
# How many rows a common word brings to whoever then ranks them.
SOME = 300
# They stand in half of all names and addresses: they tell nothing beside another word.
LEGAL_FORMS = frozenset("ооо ао зао пао оао ип нко ано гуп муп фгуп llc ltd".split())  # noqa: SIM905
_IN_ADDRESSES = frozenset("http https www ru com net org info mail рф".split())  # noqa: SIM905
_EMPTY = LEGAL_FORMS | _IN_ADDRESSES
_CALLED = re.compile(r"(?:\+7|\+|\b8(?=[\s(\u2010-\u2015-]))?[\s(]*[0-9](?:[0-9\s()\u2010-\u2015-]*[0-9])?")
_NUMBER_OF_DOCUMENT = re.compile(r"\s*20[0-9]{2}-[0-9]{1,6}\s*")
_PREFIX = re.compile(r"\s*(?:\+7|8(?=[\s(\u2010-\u2015-]))")


def search_words(*parts: str | None) -> str:
    """All words by which these texts are found; see the module."""
    found: dict[str, None] = {}
    for part in parts:
        if not part:
            continue
        raw = words_of(part)
        for word in (*raw, *search_stems(part).split(), *_tails(part)):
            found.setdefault(word[:LONGEST_WORD])
    return " ".join(found)


def _tails(text: str) -> tuple[str, ...]:
    # Ten digits alone are an INN oftener than a phone: a phone is kept with its country or its brackets.
    digits = "" if text.isdecimal() and len(text) == 10 else normalise_phone(text).lstrip("+")
    return (digits, digits[-10:], digits[-7:]) if len(digits) == 11 else (digits,) if digits else ()


def asked_words(text: str) -> list[Word]:
    """What was typed, word by word; a phone in any writing is one word of its last digits."""
    if _NUMBER_OF_DOCUMENT.fullmatch(text):
        return [Word(word, word) for word in words_of(text)]
    found: dict[str, Word] = {}
    for word in _with_phones_joined(text):
        found.setdefault(word, Word(word[:LONGEST_WORD], search_stems(word)[:LONGEST_WORD]))
    return list(found.values())[:MOST_WORDS]


def _with_phones_joined(text: str) -> list[str]:
    words: list[str] = []
    end = 0
    for match in _CALLED.finditer(text):
        tail = phone_tail(match[0])
        if tail:
            words += [*words_of(text[end : match.start()]), tail]
            end = match.end()
    return [*words, *words_of(text[end:])]


def phone_tail(text: str) -> str:
    """The last digits of a phone as somebody writes it, or of what is typed of it yet; "" when it is none."""
    bare = _PREFIX.sub("", text)
    digits = "".join(re.findall("[0-9]+", bare))
    if len(digits) == 11 and digits[0] in "78":
        return digits[1:]
    shortest = 4 if bare != text else 7
    return digits if shortest <= len(digits) <= 10 else ""


def telling(words: Collection[Word]) -> list[Word]:
    """Those that tell rows apart: no legal forms, ends of addresses, single signs, if there are others."""
    real = [word for word in words if word.raw not in _EMPTY and len(word.raw) > 1]
    return real or list(words)


def is_telling(words: Collection[Word]) -> bool:
    """Whether any word is worth asking the whole base for."""
    return any(word.raw not in _EMPTY and len(word.raw) > 2 for word in words)


class Findable(models.Model):
    """A row with `search_words`: saving some of its fields saves the words that follow from them."""

    class Meta:
        abstract = True

    def save(
        self,
        *,
        force_insert: bool | tuple[ModelBase, ...] = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        named = None if update_fields is None else set(update_fields)
        for field in self._meta.concrete_fields:
            if named is not None and isinstance(field, WordsField) and named & set(field.of):
                named.add(field.name)
        super().save(force_insert=force_insert, force_update=force_update, using=using, update_fields=named)


class WordsField(models.TextField):
    """The words of other fields of the row, filled whenever it is saved."""

    def __init__(self, *, of: Iterable[str] = (), **options: Any) -> None:
        self.of = tuple(of)
        options.setdefault("default", "")
        options.setdefault("editable", False)
        super().__init__(**options)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        words = search_words(*(getattr(model_instance, name) for name in self.of))
        setattr(model_instance, self.attname, words)
        return words


@WordsField.register_lookup
class Words(models.Lookup):
    """`search_words__words=text`: every telling word begins a word of the row, or shares its stem."""

    lookup_name = "words"
    prepare_rhs = False

    def _asked(self) -> list[Word]:
        words = telling(asked_words(str(self.rhs)))
        if not words:
            raise EmptyResultSet
        return words

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, tuple[str, ...]]:
        quote = connection.ops.quote_name
        target = self.lhs.target
        table = quote(index_name(target.model._meta.db_table))
        row = f"{quote(self.lhs.alias)}.{quote(target.model._meta.pk.column)}"
        return f"{row} IN (SELECT rowid FROM {table} WHERE {table} MATCH %s)", (fts5_query(self._asked()),)

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        left, params = self.process_lhs(compiler, connection)
        return (
            f"to_tsvector('simple', {left}) @@ to_tsquery('simple', %s)",
            (*params, tsquery(self._asked())),
        )


@WordsField.register_lookup
class SomeWords(Words):
    """`search_words__some_words=text`: of what `words` finds not more than SOME, so that «строй» is fast.

    The newest of them on SQLite; on PostgreSQL whichever the index gives first.
    """

    lookup_name = "some_words"

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, tuple[str, ...]]:
        sql, _params = super().as_sqlite(compiler, connection)
        return f"{sql[:-1]} ORDER BY rowid DESC LIMIT {SOME})", (self._fts5(),)

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        quote = connection.ops.quote_name
        meta = self.lhs.target.model._meta
        key, column = quote(meta.pk.column), quote(self.lhs.target.column)
        return (
            # Found first and cut then: with a limit beside it the planner may read the whole table.
            f"{quote(self.lhs.alias)}.{key} IN (WITH found AS MATERIALIZED (SELECT {key} FROM "
            f"{quote(meta.db_table)} WHERE to_tsvector('simple', {column}) @@ to_tsquery('simple', %s) "
            # A word's beginning is thought to be in each fiftieth row; workers, whom this keeps from being
            # started for so many, cost more than what is found.
            f"AND pg_backend_pid() > 0) "
            f"SELECT {key} FROM found LIMIT {SOME})",
            (self._tsquery(),),
        )

    def _fts5(self) -> str:
        return fts5_query(self._asked())

    def _tsquery(self) -> str:
        return tsquery(self._asked())


@WordsField.register_lookup
class VeryWords(SomeWords):
    """`search_words__very_words=text`: the very words, so that many longer ones do not hide them."""

    lookup_name = "very_words"

    def _fts5(self) -> str:
        return " AND ".join(f'"{word.raw}"' for word in self._asked())

    def _tsquery(self) -> str:
        return " & ".join(f"'{word.raw}'" for word in self._asked())


@WordsField.register_lookup
class NearWords(SomeWords):
    """`search_words__near_words=text`: each word as typed or one letter away (kernel/typos.py)."""

    lookup_name = "near_words"

    def _fts5(self) -> str:
        return " AND ".join(
            "("
            + " OR ".join([fts5_query([word]), *(f'"{one}"' for one in sorted(one_letter_away(word)))])
            + ")"
            for word in self._asked()
        )

    def _tsquery(self) -> str:
        return " & ".join(
            "(" + " | ".join([tsquery([word]), *(f"'{one}'" for one in sorted(one_letter_away(word)))]) + ")"
            for word in self._asked()
        )


def index_name(table: str) -> str:
    return f"{table}_words"


def fts5_query(words: Iterable[Word]) -> str:
    """Only letters and digits are in a word, so that no sign of the language of queries gets through."""
    return " AND ".join(
        f'"{word.raw}"*' if word.stem == word.raw else f'("{word.raw}"* OR "{word.stem}")' for word in words
    )


def tsquery(words: Iterable[Word]) -> str:
    return " & ".join(
        f"'{word.raw}':*" if word.stem == word.raw else f"('{word.raw}':* | '{word.stem}')" for word in words
    )
