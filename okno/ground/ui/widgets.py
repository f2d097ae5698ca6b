"""The house's look on Django's inputs: classes by the kind of input, so that no form repeats them."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any, Final

from django import forms
from django.forms import BoundField
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

SELECT: Final = "django/forms/widgets/select.html"
GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


def described(field: BoundField) -> str:
    """Return "check", "many" (a group of choices) or "one"."""
    widget = field.field.widget
    if isinstance(widget, GROUPS):
        return "many"
    return "check" if isinstance(widget, forms.CheckboxInput) else "one"


def dressed(field: BoundField) -> str:
    """Return the input as HTML: its class, and aria-invalid where an error is shown beside it."""
    widget = field.field.widget
    attrs: dict[str, Any] = {}
    if not isinstance(widget, GROUPS):
        attrs["class"] = f"{_class_of(widget)} {widget.attrs.get('class', '')}".strip()
    if isinstance(widget, forms.Select):
        _say_nothing_short(widget)
    if isinstance(widget, forms.Textarea) and widget.attrs.get("rows") == "10":
        # Django's own ten rows push the button out of sight; a textarea grows by hand.
        attrs["rows"] = "3"
    if field.errors and not isinstance(widget, GROUPS):
        attrs["class"] = f"{attrs.get('class', '')} is-invalid".strip()
    return field.as_widget(attrs=attrs)


def select_html(widget: Mapping[str, Any]) -> SafeString:
    """Return the HTML of Django's template of this name, without a template for each option."""
    return mark_safe("".join(_select_parts(widget)))


def _select_parts(widget: Mapping[str, Any]) -> Iterator[str]:
    yield f'<select name="{conditional_escape(widget["name"])}"{_attrs(widget["attrs"])}>'
    for group, options, _index in widget["optgroups"]:
        if group:
            yield f'\n  <optgroup label="{conditional_escape(group)}">'
        for option in options:
            value, label = plain_escape(str(option["value"])), plain_escape(option["label"])
            yield f'\n  <option value="{value}"{_attrs(option["attrs"])}>{label}</option>\n'
        if group:
            yield "\n  </optgroup>"
    yield "\n</select>\n"


def plain_escape(text: object) -> str:
    """Return the text escaped, in a third of conditional_escape's time: hundreds of names are escaped one by
    one.
    """
    return str(text) if hasattr(text, "__html__") else escape(str(text))


def _attrs(attrs: Mapping[str, Any]) -> str:
    if not attrs:
        return ""
    pairs = ((conditional_escape(name), value) for name, value in attrs.items() if value is not False)
    return "".join(
        f" {name}" if value is True else f' {name}="{conditional_escape(str(value))}"'
        for name, value in pairs
    )


def _say_nothing_short(select: forms.Select) -> None:
    """Show «—» in place of Django's row of hyphens for "none of these"."""
    select.choices = [
        (value, "—" if not value and set(str(label)) == {"-"} else label) for value, label in select.choices
    ]


def _class_of(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"
