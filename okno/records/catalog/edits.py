"""Plain edits: a form is saved and what changed is journalled."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.db import transaction
from django.db.models import Model

from okno.ground.journal.events import FieldsChanged
from okno.ground.journal.record import record
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import allow
from okno.ground.kernel.localized import freeze

if TYPE_CHECKING:
    pass

Thing = TypeVar("Thing", bound=Model)


def save_edit(
    form: "forms.ModelForm[Thing]", *, permitted: bool, by: Actor, at: datetime, **also: Any
) -> Thing:
    """Save a valid form and journal the names of the fields that changed, without their values.

    `also` are fields that the form does not ask for. Raises Forbidden when not permitted.
    """
    allow(permitted)
    with transaction.atomic():
        for name, value in also.items():
            setattr(form.instance, name, value)
        thing = form.save()
        if form.changed_data:
            labels = [form.fields[name].label or name for name in form.changed_data]
            record(FieldsChanged, subject=thing, by=by, at=at, changes=freeze(labels))
    return thing
