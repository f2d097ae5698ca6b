"""Plain edits: a form is saved and what changed is journalled, field by field."""

from datetime import datetime
from typing import Any, TypeVar

from django import forms
from django.db import transaction
from django.db.models import Model

from okno.ground.journal.changes import changes_between
from okno.ground.journal.events import FieldsChanged, PricesChanged
from okno.ground.journal.record import record
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import allow

Thing = TypeVar("Thing", bound=Model)
PRICED = ("_minor", "_bp")


def save_edit(
    form: "forms.ModelForm[Thing]", *, permitted: bool, by: Actor, at: datetime, **also: Any
) -> Thing:
    """Save a valid form and journal its changed fields before and after; return what was saved.

    Sums and shares stand in an entry of their own, for those who read prices (guard 8). `also` are fields
    that the form does not ask for. Raises Forbidden when not permitted.
    """
    allow(permitted)
    names = form.changed_data
    before = (
        {}
        if form.instance.pk is None
        else _values(type(form.instance)._base_manager.get(pk=form.instance.pk), names)
    )
    # The form saves and the journal tells in one transaction: no edit without its entry (C3).
    with transaction.atomic():
        for name, value in also.items():
            setattr(form.instance, name, value)
        thing = form.save()
        changes = changes_between(thing, before, _values(thing, names))
        prices = [change for change in changes if change["field"].endswith(PRICED)]
        plain = [change for change in changes if change not in prices]
        for event, of_event in ((FieldsChanged, plain), (PricesChanged, prices)):
            if of_event:
                record(event, subject=thing, by=by, at=at, changes=of_event)
    return thing


def _values(thing: Model, names: list[str]) -> dict[str, object]:
    return {name: getattr(thing, name) for name in names}
