"""Two people edit the same record: nobody's change is lost, and nobody's typing either.

A form carries what its reader saw. Only what he touched is written; what another changed meanwhile and he
did not touch stays as the other left it; what both touched is told, and written when he says so knowingly.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Model
from django.forms import BaseForm, BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext as _

from okno.ground.kernel.errors import Invalid
from okno.ground.ui.submit import go_to, show_invalid

# What the reader saw, a hidden field; and what he overwrites knowingly, the value of a button.
SEEN, MINE = "seen", "mine"
Values = dict[str, Any]
# Who changed these fields last, and when.
LastChanges = Callable[[Any, Collection[str]], Mapping[str, tuple[str, datetime]]]


class Clashed(Invalid):
    """Two have touched the same; the page tells it field by field."""


@dataclass(frozen=True)
class Clash:
    """A field that two have touched: what stands there now, what was typed, who came first and when."""

    label: str
    theirs: str
    mine: str
    by: str = ""
    at: datetime | None = None


def edit(
    request: HttpRequest,
    make: Callable[[Any], BaseForm],
    thing: Model,
    act: Callable[..., Any],
    *,
    template: str,
    context: dict[str, Any] | None = None,
    history: LastChanges | None = None,
    together: Iterable[Collection[str]] = (),
    done: Callable[[], HttpResponse] | None = None,
) -> HttpResponse:
    """Answer an edit of a thing that others edit too: like `submit`, but `act` gets the touched fields only.

    `make` is a form's class, or makes a form of the data; its fields are named as the thing's.
    `history` returns who was first (`journal.changes.last_changes`); `together` names fields that mean
    something only as one. `done` answers instead of going to the page. The template includes "ui/edit.html"
    with the form.
    """
    form = make(request.POST if request.method == "POST" else None)
    form.initial = {**_values(form, thing), **(form.initial or {})}
    form.fields[SEEN] = forms.CharField(required=False, widget=forms.HiddenInput, initial=_seen(form, thing))
    # The page's own: what `act` learns on the way, it puts there.
    context = {} if context is None else context
    context |= {"clashes": [], "mine": ""}
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                # Locked before it is compared, so that of two at once the second sees what the first wrote.
                thing.refresh_from_db(from_queryset=type(thing)._base_manager.select_for_update(no_key=True))
                answer = act(**_touched(form, thing, context, history, together))
            return done() if done else go_to(request, answer)
        # The clash is in the context already: the page is drawn again, with both values beside each other.
        except Clashed:
            pass
        except Invalid as error:
            show_invalid(form, error)
    status = 422 if request.method == "POST" else 200
    return render(request, template, {**context, "form": form}, status=status)


def _touched(
    form: BaseForm,
    thing: Any,
    context: dict[str, Any],
    history: LastChanges | None,
    together: Iterable[Collection[str]],
) -> Values:
    """Return the fields that this person changed; raise Clashed, with the clashes in the context, when
    others did too.
    """
    # Compared as the page shows them: kopecks in the base and «10 750,00» in the field are the same sum.
    now, typed = _shown_values(form, thing), {**form.cleaned_data}
    seen = {**now, **_read(typed.pop(SEEN, ""))}
    mine = _read(form.data.get(MINE, ""))
    touched = {name for name in typed if name in now and not _same(form, name, typed[name], seen[name])}
    for group in together:
        # Fields that mean something only together are written together, or half of each person's would stay.
        touched |= set(group) if touched & set(group) else set()
    clashing = [
        name
        for name in typed
        if name in touched
        and not _same(form, name, _read_as(form, name, now[name]), seen[name])
        and not _same(form, name, typed[name], now[name])
        # The button «write mine» names the value it overwrites: if a third has come between, it is told
        # again.
        and not (name in mine and mine[name] == now[name])
    ]
    if clashing:
        context["clashes"] = list(_clashes(form, thing, clashing, history))
        context["mine"] = _json({name: now[name] for name in clashing})
        _show_as_it_is(form, {name: now[name] for name in now if name not in touched}, seen)
        raise Clashed(_("While you were typing, somebody changed the same. Nothing is written yet."))
    return {name: value for name, value in typed.items() if name in touched or name not in now}


def _clashes(form: BaseForm, thing: Model, names: list[str], history: LastChanges | None) -> Iterable[Clash]:
    first = history(thing, names) if history else {}
    for name in names:
        by, at = first.get(name, ("", None))
        theirs, mine = _said(form[name], getattr(thing, name)), _said(form[name], form.cleaned_data[name])
        yield Clash(str(form[name].label), theirs, mine, by, at)


def _show_as_it_is(form: BaseForm, untouched: Values, seen: Values) -> None:
    """Show untouched fields as they now stand, so that saving again takes no colleague's change back."""
    data: Any = form.data
    data = form.data = data.copy()
    for name, value in untouched.items():
        if isinstance(form.fields[name].widget, forms.CheckboxInput):
            # A box that is not ticked is sent as nothing at all, so nothing is what it must be here.
            data.pop(form.add_prefix(name), None)
            if not value:
                continue
        many = value if isinstance(value, list) else ["" if value is None else value]
        data.setlist(form.add_prefix(name), many)
    data[form.add_prefix(SEEN)] = _json({**seen, **untouched})


def _values(form: BaseForm, thing: Model) -> Values:
    return {name: getattr(thing, name) for name in form.fields if hasattr(thing, name)}


def _shown_values(form: BaseForm, thing: Model) -> Values:
    """Return the values as the page shows them and the browser sends them back; plain JSON."""
    values = {}
    for name, value in _values(form, thing).items():
        field = form.fields[name]
        if not isinstance(field.widget, forms.CheckboxInput | forms.Select | forms.CheckboxSelectMultiple):
            value = field.widget.format_value(field.prepare_value(value))
        values[name] = json.loads(_json(value.pk if isinstance(value, Model) else value))
    return values


def _seen(form: BaseForm, thing: Model) -> str:
    return _json(_shown_values(form, thing))


def _same(form: BaseForm, name: str, value: Any, on_page: Any) -> bool:
    return bool(value == _read_as(form, name, on_page))


def _read_as(form: BaseForm, name: str, on_page: Any) -> Any:
    """Return what the field makes of a value on the page; the value itself when it makes nothing of it."""
    try:
        return form.fields[name].to_python(on_page)
    except (ValidationError, AttributeError, TypeError, ValueError):
        return on_page


def _said(field: BoundField, value: Any) -> str:
    """Return a value for a person: the label of a choice, a sum as it is typed, a day, yes or no, «—»."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value in (None, "", []):
        return "—"
    if isinstance(value, datetime):
        return date_format(localtime(value) if is_aware(value) else value, "SHORT_DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    if isinstance(value, int) and not hasattr(field.field, "choices"):
        return str(field.field.prepare_value(value))
    choices = {str(key): str(label) for key, label in getattr(field.field, "choices", ())}
    many = value if isinstance(value, list | tuple) else [value]
    return ", ".join(choices.get(str(item), str(item)) for item in many)


def _json(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)


def _read(text: Any) -> Values:
    """Return the values that a form brought back; none when the text is no object of JSON."""
    try:
        read = json.loads(text or "{}")
    # A hidden field of the page that anybody can change: thousands of brackets nest deeper than Python reads.
    except (TypeError, ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}
