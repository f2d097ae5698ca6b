"""Codes of items, made of their names."""

from collections.abc import Collection

from django.utils.text import slugify

_LETTERS = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya".split(" "),  # noqa: SIM905
        strict=True,
    )
)


def free_code(name: str, taken: Collection[str], *, default: str) -> str:
    """Return a code made of the name that is not among `taken`; `default` is for a name without letters."""
    plain = "".join(_LETTERS.get(letter, letter) for letter in name.lower())
    stem = slugify(plain)[:30].strip("-") or default
    candidates = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
    return next(code for code in candidates if code not in taken)
