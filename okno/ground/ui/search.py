"""What a room's `search(user, asked) -> list[SearchResult]` is asked and answers to the line of search."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Model, Q
from django.utils.functional import Promise as Lazy

from okno.ground.kernel.fulltext import distinctive_words, has_distinctive_word, phone_tail, query_words
from okno.ground.kernel.identifiers import domain_of, normalise_email
from okno.ground.kernel.text import sort_key
from okno.ground.kernel.typos import Word

NUMBER = re.compile(
    r"(?:[^\W\d_]{1,12}\.?\s*)?(?:№\s*)?(?:(20[0-9]{2})[-/])?0*([1-9][0-9]{0,8})(?:/[0-9]{1,2})?"
)
# What people write before an identifier.
LABEL = re.compile(r"\s*(?:инн|огрн|тел|телефон|inn|phone)[.:\s]+(?=[0-9+(])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One line of the palette. `kind` is the title of its group, in plural, as people read it: «Клиенты».

    `code` is the same for machines. What has `fill` goes on being typed: an action that wants a client.
    """

    title: str
    subtitle: str
    url: str
    icon: str
    kind: str | Lazy
    score: int = 0
    pk: int = 0
    code: str = ""
    fill: str = ""


@dataclass
class SearchQuery:
    """One reading of what was typed. `opened` are addresses of what the reader looked at lately.

    `companies` are the clients found and how well, `of_one_word` those whom only one of the words names: the
    rooms below look for what belongs to them.
    """

    text: str
    opened: Collection[str] = ()
    companies: dict[int, int] = field(default_factory=dict)
    of_one_word: list[int] | None = None
    # Kind, seller and year of the numbers that documents have had, read once for all rooms.
    series: list[tuple[str, int, int]] | None = None

    @cached_property
    def plain(self) -> str:
        """«ИНН 7707083893» is its number."""
        return LABEL.sub("", self.text)

    @cached_property
    def words(self) -> list[Word]:
        # «ru» and «com» end every second address.
        if self.email or self.domain:
            address = (self.email or self.domain).rpartition(".")[0]
            return query_words(address.replace("@", " "))
        return query_words(self.plain)

    @cached_property
    def sought(self) -> str:
        """Return the text that the index is asked for."""
        return " ".join(word.raw for word in self.words)

    def was_opened(self, thing: Model) -> bool:
        return bool(self.opened) and thing.get_absolute_url() in self.opened  # type: ignore[attr-defined]

    @cached_property
    def telling(self) -> list[Word]:
        return distinctive_words(self.words)

    @cached_property
    def is_telling(self) -> bool:
        """Return whether the whole base is worth asking; one or two signs and «ООО» only begin names."""
        return has_distinctive_word(self.words)

    @property
    def is_of_two(self) -> bool:
        """Return whether one word may name a client and another their thing: no client has them all."""
        return 1 < len(self.telling) <= 3 and not self.companies

    @cached_property
    def keys(self) -> list[str]:
        """Return how a name may begin: as typed, without the legal form, and the two words the other way
        round.
        """
        real = [word.raw for word in self.telling]
        beginnings = [sort_key(self.plain), sort_key(" ".join(real)), " ".join(reversed(real[:2]))]
        return [key for key in dict.fromkeys(beginnings) if key]

    @property
    def is_of_one(self) -> bool:
        """Return whether one word, or an address, is distinctive: longer words may hide it in the index."""
        return len(self.telling) == 1 or bool(self.email or self.domain)

    @cached_property
    def digits(self) -> str:
        return "".join(self.plain.split()) if "".join(self.plain.split()).isdecimal() else ""

    @cached_property
    def phone(self) -> str:
        return phone_tail(self.plain) if len(self.words) == 1 else ""

    @cached_property
    def tail(self) -> str:
        """Return a few digits, with or without hyphens: what people remember of a phone or an INN."""
        return re.sub(r"[\s-]", "", self.plain) if re.fullmatch(r"\s*[0-9][0-9\s-]*", self.plain) else ""

    @cached_property
    def email(self) -> str:
        return normalise_email(self.text)

    @cached_property
    def domain(self) -> str:
        return "" if self.email or " " in self.text.strip() else domain_of(self.text)

    @cached_property
    def number(self) -> tuple[int | None, int] | None:
        """Year, if it was typed, and number of a document: «2026-000123», «счет 123», «№ 123», «123»."""
        match = NUMBER.fullmatch(self.text.strip())
        return (int(match[1]) if match[1] else None, int(match[2])) if match else None

    def names(self, *kinds: str) -> bool:
        """Return whether the word before a number, if there is one, is one of these or begins one of them."""
        kind_words = [word.raw for word in self.words if not word.raw.isdecimal()]
        return all(
            any(kind.startswith(word) or word.startswith(kind) for kind in kinds) for word in kind_words
        )

    def roughly(self, *columns: str, is_raw: bool = False) -> Q:
        """Return the filter for few rows at hand, without the index: each word is in one of these columns.

        Columns kept as a person wrote them (`is_raw`) have capitals as well.
        """
        condition = Q()
        for word in self.telling:
            # A stem need not begin the word («шёл», «идти»): then its first letters stand in for it.
            begins = word.stem if word.raw.startswith(word.stem) else word.raw[:3]
            any_column = Q()
            for column in columns:
                # SQLite folds no Cyrillic case, so a raw column is asked in the three ways in which people
                # write.
                for form in (begins, begins.capitalize(), begins.upper()) if is_raw else (begins,):
                    any_column |= Q(**{f"{column}__contains": form})
            condition &= any_column
        return condition
