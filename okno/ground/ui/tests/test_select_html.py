"""A list of choices is written without templates, and reads as Django's own."""

from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from okno.ground.ui.forms import Renderer

CHOICES: list[Any] = [
    ("", "—"),
    (1, "Анна"),
    ("<2>", 'Борис «"Кит"» & Ко'),
    (3, mark_safe("<b>Вера</b>")),
    (None, _("Today")),
    ("Group <1>", [("a", "A"), ("b", "Б'")]),
]


@pytest.mark.parametrize("chosen", [None, "1", "<2>", "b", ["1", "a"]])
@pytest.mark.parametrize("attrs", [{}, {"class": 'x"y', "required": True, "disabled": False, "data-a": 1}])
def test_as_django_writes_it(chosen: Any, attrs: dict[str, Any]) -> None:
    kind = forms.SelectMultiple if isinstance(chosen, list) else forms.Select
    widget = kind(choices=CHOICES)
    ours, djangos = (
        widget.render("who<", chosen, attrs, renderer=one()) for one in (Renderer, DjangoTemplates)
    )
    assert ours.split() == djangos.split()
    assert "selected" in ours or chosen is None
