"""Checks of a contact's details: those typed by hand must be right, others are kept as they came (C1, C7)."""

from collections.abc import Mapping
from typing import Any

from django.db.models import CharField
from django.utils.translation import gettext as _

from okno.ground.kernel.errors import Invalid
from okno.records.clients.details import tidy
from okno.records.clients.models import Contact

CHOSEN = {"decision_role": Contact.DecisionRole, "channel": Contact.Channel}
CHECKED = ("email", "phone")
# Plain text of a contact, whatever the model has of it: a new such field needs no line here.
LONGEST = {
    field.name: field.max_length
    for field in Contact._meta.fields
    if type(field) is CharField and field.name not in (*CHOSEN, *CHECKED)
}
QUIET = ("quiet_from", "quiet_until")
FIELDS = (*LONGEST, *CHECKED, *CHOSEN, *QUIET)


def refuse_unknown(details: Mapping[str, object]) -> None:
    """Raise ValueError for a detail that no contact has."""
    if unknown := set(details) - set(FIELDS):
        raise ValueError(f"no such details: {sorted(unknown)}")


def contact_details(details: Mapping[str, Any], *, checked: bool = True) -> dict[str, Any]:
    """Return the details in their normal form; raise Invalid, field by field.

    Quiet hours come as a pair or not at all.
    """
    if "name" in details and not details["name"].strip():
        raise Invalid(name=_("Write the name."))
    for name, choices in CHOSEN.items():
        if details.get(name) and details[name] not in choices.values:
            raise Invalid(**{name: _("Choose one of the list.")})
    if any(name in details for name in QUIET):
        _refuse_half(details.get("quiet_from"), details.get("quiet_until"))
    texts = {name: details[name].strip()[:most] for name, most in LONGEST.items() if name in details}
    reached = {name: details[name] for name in CHECKED if name in details}
    tidied, _doubtful = tidy(reached, checked=checked)
    plain = {name: details[name] for name in (*CHOSEN, *QUIET) if name in details}
    return {**texts, **tidied, **plain}


def _refuse_half(quiet_from: object, quiet_until: object) -> None:
    """Raise Invalid when one of the quiet hours is missing or both are the same."""
    if (quiet_from is None) != (quiet_until is None):
        missing = "quiet_until" if quiet_until is None else "quiet_from"
        raise Invalid(**{missing: _("Quiet hours have a beginning and an end.")})
    if quiet_from is not None and quiet_from == quiet_until:
        raise Invalid(quiet_until=_("Quiet hours end at another minute than they begin."))
