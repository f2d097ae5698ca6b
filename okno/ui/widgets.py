"""The house's look on Django's inputs: classes by the kind of input, so that no form repeats them."""

from typing import Any

from django import forms
from django.forms import BoundField

GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


def described(field: BoundField) -> str:
    """ "check", "many" (a group of choices) or "one"."""
    shown = field.field.widget
    if isinstance(shown, GROUPS):
        return "many"
    return "check" if isinstance(shown, forms.CheckboxInput) else "one"


def dressed(field: BoundField) -> str:
    """The input as HTML: its class, and aria-invalid where an error is shown beside it."""
    shown = field.field.widget
    attrs: dict[str, Any] = {}
    if not isinstance(shown, GROUPS):
        attrs["class"] = f"{_class_of(shown)} {shown.attrs.get('class', '')}".strip()
    if isinstance(shown, forms.Select):
        _say_nothing_short(shown)
    if isinstance(shown, forms.Textarea) and shown.attrs.get("rows") == "10":
        # Django's own ten rows push the button out of sight; a textarea grows by hand.
        attrs["rows"] = "3"
    if field.errors and not isinstance(shown, GROUPS):
        attrs["class"] = f"{attrs.get('class', '')} is-invalid".strip()
    return field.as_widget(attrs=attrs)


def _say_nothing_short(shown: forms.Select) -> None:
    """Django's row of hyphens for "none of these" is «—» as everywhere."""
    shown.choices = [
        (value, "—" if not value and set(str(label)) == {"-"} else label) for value, label in shown.choices
    ]


def _class_of(shown: forms.Widget) -> str:
    if isinstance(shown, forms.CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(shown, forms.Select) else "form-control"
