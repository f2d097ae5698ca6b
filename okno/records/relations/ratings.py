"""Names of the ratings of a relationship, from 1 (cold) to 5 (warm) (C5a)."""

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

COLD, WARM = 1, 5
WORDS: dict[int, Lazy] = {
    1: _("cold"),
    2: _("cool"),
    3: _("even"),
    4: _("rather warm"),
    5: _("warm"),
}


def word_of(rating: int | None) -> str:
    """Return the name of a rating; empty when there is none."""
    return str(WORDS.get(rating or 0, ""))
