"""`{% load search_marks %}`: what of a found line answers the words that were typed."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from okno.ground.kernel.text import fold, word_places

register = template.Library()


@register.filter
def marked(text: str, words: Iterable[str]) -> SafeString:
    """Return the text with `<mark>` around the beginnings of the typed words; all of it is escaped."""
    sought = sorted(words, key=len, reverse=True)
    parts: list[SafeString] = []
    end = 0
    for start, stop in word_places(text):
        folded = fold(text[start:stop])
        begun = next((beginning for beginning in sought if folded.startswith(beginning)), "")
        if begun:
            length = min(len(begun), stop - start)
            parts.append(format_html("{}<mark>{}</mark>", text[end:start], text[start : start + length]))
            end = start + length
    return format_html("{}{}", format_html_join("", "{}", ((part,) for part in parts)), text[end:])
