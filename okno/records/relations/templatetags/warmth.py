"""A template filter for ratings of a relationship."""

from django import template
from django.utils.translation import gettext as _

from okno.records.relations.ratings import WARM, word_of

register = template.Library()


@register.filter
def warmth(rating: int | None) -> str:
    """Return «4 of 5, rather warm»; empty when there is no rating."""
    if not rating:
        return ""
    return _("{rating} of {most}, {word}").format(rating=rating, most=WARM, word=word_of(rating))
