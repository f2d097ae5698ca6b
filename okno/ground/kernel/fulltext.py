"""Full-text search on either engine: the words by which a row is found, and the lookups over them.

A model has `search_words = WordsField(of=("name", …))`: every distinct word of these fields, as written and
as its stem, and the last digits of phones, separated by single spaces. `Findable.save` and `bulk_create` fill
it. An index stands beside it (kernel/fulltext_index.py), and `filter(search_words__words=text)` uses it: each
typed word must be the beginning of a word of the row, or share its stem.

Code that inserts a million rows by SQL need not call Python for each: the words of several parts may stand
side by side, in any order, even repeated. Compute `search_words(part)` once for each distinct part and join
the results in the statement: `search_words = f.words || ' ' || g.words || ' ' || n.i`. A phone is stored as
its 11, its last 10 and its last 7 digits.
"""

import re
from collections.abc import Collection, Iterable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import models
from django.db.models.base import ModelBase

from okno.ground.kernel.identifiers import normalise_phone
from okno.ground.kernel.text import search_stems, words_of
from okno.ground.kernel.typos import Word, one_letter_away

LONGEST_WORD, MOST_WORDS = 60, 12
# The most rows that a search by a common word returns for ranking.
SOME = 300
# Half of all names and addresses contain these: beside another word they distinguish nothing.
LEGAL_FORMS = frozenset("ооо ао зао пао оао ип нко ано гуп муп фгуп llc ltd".split())  # noqa: SIM905
_IN_ADDRESSES = frozenset("http https www ru com net org info mail рф".split())  # noqa: SIM905
_EMPTY = LEGAL_FORMS | _IN_ADDRESSES
_CALLED = re.compile(r"(?:\+7|\+|\b8(?=[\s(\u2010-\u2015-]))?[\s(]*[0-9](?:[0-9\s()\u2010-\u2015-]*[0-9])?")
_NUMBER_OF_DOCUMENT = re.compile(r"\s*20[0-9]{2}-[0-9]{1,6}\s*")
_PREFIX = re.compile(r"\s*(?:\+7|8(?=[\s(\u2010-\u2015-]))")


def search_words(*parts: str | None) -> str:
    """Return all words by which these texts are found, space-separated; the module says which they are."""
    distinct: dict[str, None] = {}
    for part in parts:
        if not part:
            continue
        raw = words_of(part)
        for word in (*raw, *search_stems(part).split(), *_tails(part)):
            distinct.setdefault(word[:LONGEST_WORD])
    return " ".join(distinct)


def _tails(text: str) -> tuple[str, ...]:
    # Ten digits alone are an INN oftener than a phone: a phone is kept with its country or its brackets.
    digits = "" if text.isdecimal() and len(text) == 10 else normalise_phone(text).lstrip("+")
    return (digits, digits[-10:], digits[-7:]) if len(digits) == 11 else (digits,) if digits else ()


def query_words(text: str) -> list[Word]:
    """Return the distinct words of a typed query, at most MOST_WORDS.

    A phone in any notation becomes one word of its last digits, and a number such as 2026-15 is not read as a
    phone.
    """
    if _NUMBER_OF_DOCUMENT.fullmatch(text):
        return [Word(word, word) for word in words_of(text)]
    distinct: dict[str, Word] = {}
    for word in _with_phones_joined(text):
        distinct.setdefault(word, Word(word[:LONGEST_WORD], search_stems(word)[:LONGEST_WORD]))
    return list(distinct.values())[:MOST_WORDS]


def _with_phones_joined(text: str) -> list[str]:
    parts: list[str] = []
    end = 0
    for match in _CALLED.finditer(text):
        tail = phone_tail(match[0])
        if tail:
            parts += [*words_of(text[end : match.start()]), tail]
            end = match.end()
    return [*parts, *words_of(text[end:])]


def phone_tail(text: str) -> str:
    """Return the last digits of a phone, whole or typed in part; "" when the text is not a phone."""
    bare = _PREFIX.sub("", text)
    digits = "".join(re.findall("[0-9]+", bare))
    if len(digits) == 11 and digits[0] in "78":
        return digits[1:]
    shortest = 4 if bare != text else 7
    return digits if shortest <= len(digits) <= 10 else ""


def distinctive_words(terms: Collection[Word]) -> list[Word]:
    """Return the words that distinguish one row from another, or all of them when there are none.

    Legal forms, parts of Internet addresses and single characters stand in too many rows to distinguish any.
    """
    real = [word for word in terms if word.raw not in _EMPTY and len(word.raw) > 1]
    return real or list(terms)


def has_distinctive_word(terms: Collection[Word]) -> bool:
    """Return whether at least one word is distinctive enough to search the whole database for."""
    return any(word.raw not in _EMPTY and len(word.raw) > 2 for word in terms)


class Findable(models.Model):
    """A model with a `search_words` field; saving a field also saves the words computed from it."""

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
        """Save the row; `update_fields` is extended by the word fields that depend on the fields it names."""
        named = None if update_fields is None else set(update_fields)
        for field in self._meta.concrete_fields:
            if named is not None and isinstance(field, WordsField) and named & set(field.of):
                named.add(field.name)
        super().save(force_insert=force_insert, force_update=force_update, using=using, update_fields=named)


class WordsField(models.TextField):
    """The search words of other fields of the row (`of`), computed whenever the row is saved."""

    def __init__(self, *, of: Iterable[str] = (), **options: Any) -> None:
        self.of = tuple(of)
        options.setdefault("default", "")
        options.setdefault("editable", False)
        super().__init__(**options)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        text = search_words(*(getattr(model_instance, name) for name in self.of))
        setattr(model_instance, self.attname, text)
        return text


@WordsField.register_lookup
class Words(models.Lookup):
    """`search_words__words=text`: each distinctive word begins a word of the row, or shares its stem."""

    lookup_name = "words"
    prepare_rhs = False

    def _query_words(self) -> list[Word]:
        terms = distinctive_words(query_words(str(self.rhs)))
        if not terms:
            raise EmptyResultSet
        return terms

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, tuple[str, ...]]:
        quote = connection.ops.quote_name
        target = self.lhs.target
        table = quote(index_name(target.model._meta.db_table))
        row = f"{quote(self.lhs.alias)}.{quote(target.model._meta.pk.column)}"
        return f"{row} IN (SELECT rowid FROM {table} WHERE {table} MATCH %s)", (
            fts5_query(self._query_words()),
        )

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        left, params = self.process_lhs(compiler, connection)
        return (
            f"to_tsvector('simple', {left}) @@ to_tsquery('simple', %s)",
            (*params, tsquery(self._query_words())),
        )


@WordsField.register_lookup
class SomeWords(Words):
    """`search_words__some_words=text`: at most SOME of the rows that `words` finds, so that «строй» is fast.

    On SQLite these are the newest rows, on PostgreSQL those that the index returns first.
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
            # Materialized first, limited after: with both in one query the planner may read the whole table.
            f"{quote(self.lhs.alias)}.{key} IN (WITH found AS MATERIALIZED (SELECT {key} FROM "
            f"{quote(meta.db_table)} WHERE to_tsvector('simple', {column}) @@ to_tsquery('simple', %s) "
            # The planner expects a prefix in every fiftieth row and would start parallel workers for so many,
            # which cost more than the search: a condition on pg_backend_pid(), parallel restricted, stops it.
            f"AND pg_backend_pid() > 0) "
            f"SELECT {key} FROM found LIMIT {SOME})",
            (self._tsquery(),),
        )

    def _fts5(self) -> str:
        return fts5_query(self._query_words())

    def _tsquery(self) -> str:
        return tsquery(self._query_words())


@WordsField.register_lookup
class VeryWords(SomeWords):
    """`search_words__very_words=text`: the exact words, so that many longer ones do not hide them."""

    lookup_name = "very_words"

    def _fts5(self) -> str:
        return " AND ".join(f'"{word.raw}"' for word in self._query_words())

    def _tsquery(self) -> str:
        return " & ".join(f"'{word.raw}'" for word in self._query_words())


@WordsField.register_lookup
class NearWords(SomeWords):
    """`search_words__near_words=text`: each word as typed or one letter away (kernel/typos.py)."""

    lookup_name = "near_words"

    def _fts5(self) -> str:
        return " AND ".join(
            "("
            + " OR ".join([fts5_query([word]), *(f'"{near}"' for near in sorted(one_letter_away(word)))])
            + ")"
            for word in self._query_words()
        )

    def _tsquery(self) -> str:
        return " & ".join(
            "("
            + " | ".join([tsquery([word]), *(f"'{near}'" for near in sorted(one_letter_away(word)))])
            + ")"
            for word in self._query_words()
        )


def index_name(table: str) -> str:
    """Return the name of the full-text index of a table."""
    return f"{table}_words"


def fts5_query(terms: Iterable[Word]) -> str:
    """Return the FTS5 query for rows with all these words, each as a prefix or by its stem.

    A word holds only letters and digits, so no operator of the query language can get into it.
    """
    return " AND ".join(
        f'"{word.raw}"*' if word.stem == word.raw else f'("{word.raw}"* OR "{word.stem}")' for word in terms
    )


def tsquery(terms: Iterable[Word]) -> str:
    """Return the PostgreSQL `tsquery` for rows with all these words, each as a prefix or by its stem."""
    return " & ".join(
        f"'{word.raw}':*" if word.stem == word.raw else f"('{word.raw}':* | '{word.stem}')" for word in terms
    )
