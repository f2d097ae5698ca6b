"""Row ids in addresses and forms: whatever is typed there, the database gets a number that it can hold."""

from collections.abc import Iterable

# Nine quintillions is the greatest number of a row; eighteen digits are always below it.
LONGEST = 18


def id_of(text: str) -> int | None:
    """Return the id («42» → 42), or None for text that cannot be one: «-1», «٤», nineteen digits, nothing."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST else None


def ids_of(texts: Iterable[str]) -> list[int]:
    """Return the ids among the texts, in their order; texts that cannot be an id are left out."""
    return [key for text in texts if (key := id_of(text)) is not None]
