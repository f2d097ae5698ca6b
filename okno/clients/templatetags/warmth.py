"""A rating of the relationship in figures and a word."""

from django import template
from django.utils.translation import gettext as _

from okno.clients.ratings import WARM, word_of

register = template.Library()


@register.filter
def warmth(rating: int | None) -> str:
    """«4 of 5, rather warm»; empty when there is none."""
    if not rating:
        return ""
    return _("{rating} of {most}, {word}").format(rating=rating, most=WARM, word=word_of(rating))
