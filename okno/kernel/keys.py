"""Numbers of rows as an address or a form says them: whatever is typed there, no database chokes on it."""

from collections.abc import Iterable

# Nine quintillions is the greatest number of a row; eighteen digits are always below it.
LONGEST = 18


def key_of(text: str) -> int | None:
    """«42» → 42; None for what cannot be the number of a row: «-1», «٤», nineteen digits, nothing."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST else None


def keys_of(texts: Iterable[str]) -> list[int]:
    """Those of them that are numbers of rows, in their order."""
    return [key for text in texts if (key := key_of(text)) is not None]
