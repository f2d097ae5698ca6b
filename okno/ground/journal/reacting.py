"""What a room's `reactions.py` needs of the entry it reacts to: who acts, and upon what."""

from datetime import date
from typing import Any

from django.apps import apps

from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import Actor, reaction_to


def reactor_of(entry: Entry) -> Actor:
    """Return who reacts: the house, in the name of whoever acted."""
    return reaction_to(entry.kind, on_behalf_of=entry.actor)


def subject_of(entry: Entry, *related: str) -> Any:
    """Return the entry's subject, read from the database with these relations.

    A room may react to an event of a room above it, whose model it does not import: so the kind is a name.
    """
    manager = apps.get_model(entry.subject_kind)._base_manager
    return manager.select_related(*related).get(pk=entry.subject_id)


def date_in(entry: Entry, name: str) -> date:
    """Return the date that the entry keeps under this name."""
    return date.fromisoformat(entry.data[name])
