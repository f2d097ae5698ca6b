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


def select_html(widget: Mapping[str, Any]) -> SafeString:
    """What Django's template of this name gives, without a template for each option."""
    return mark_safe("".join(_select_parts(widget)))


def _select_parts(widget: Mapping[str, Any]) -> Iterator[str]:
    yield f'<select name="{conditional_escape(widget["name"])}"{_attrs(widget["attrs"])}>'
    for group, options, _index in widget["optgroups"]:
        if group:
            yield f'\n  <optgroup label="{conditional_escape(group)}">'
        for one in options:
            value, label = plain_escape(str(one["value"])), plain_escape(one["label"])
            yield f'\n  <option value="{value}"{_attrs(one["attrs"])}>{label}</option>\n'
        if group:
            yield "\n  </optgroup>"
    yield "\n</select>\n"


def plain_escape(text: object) -> str:
    """As conditional_escape, a third of its time: hundreds of people are escaped name by name."""
    return str(text) if hasattr(text, "__html__") else escape(str(text))


def _attrs(attrs: Mapping[str, Any]) -> str:
    if not attrs:
        return ""
    told = ((conditional_escape(name), value) for name, value in attrs.items() if value is not False)
    return "".join(
        f" {name}" if value is True else f' {name}="{conditional_escape(str(value))}"' for name, value in told
    )


def _say_nothing_short(shown: forms.Select) -> None:
    """Django's row of hyphens for "none of these" is «—» as everywhere."""
    shown.choices = [
        (value, "—" if not value and set(str(label)) == {"-"} else label) for value, label in shown.choices
    ]


def _class_of(shown: forms.Widget) -> str:
    if isinstance(shown, forms.CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(shown, forms.Select) else "form-control"
