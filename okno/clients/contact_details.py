"""What is known of a person at a company: by hand it is right, from outside kept as it came (C1, C7)."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from okno.clients.details import tidy
from okno.clients.models import Contact
from okno.kernel.errors import Invalid

LONGEST = {"name": 200, "position": 200, "messenger": 100}
CHOSEN = {"decision_role": Contact.DecisionRole, "channel": Contact.Channel}
QUIET = ("quiet_from", "quiet_until")
FIELDS = (*LONGEST, "email", "phone", *CHOSEN, *QUIET)


def contact_details(given: Mapping[str, Any], *, checked: bool = True) -> dict[str, Any]:
    """The given details as they are kept; Invalid, field by field. Quiet hours come as a pair or not."""
    if "name" in given and not given["name"].strip():
        raise Invalid(name=_("Write the name."))
    for name, choices in CHOSEN.items():
        if given.get(name) and given[name] not in choices.values:
            raise Invalid(**{name: _("Choose one of the list.")})
    if any(name in given for name in QUIET):
        _refuse_half(given.get("quiet_from"), given.get("quiet_until"))
    words = {name: given[name].strip()[:most] for name, most in LONGEST.items() if name in given}
    reached = {name: given[name] for name in ("email", "phone") if name in given}
    tidied, _doubtful = tidy(reached, checked=checked)
    plain = {name: given[name] for name in (*CHOSEN, *QUIET) if name in given}
    return {**words, **tidied, **plain}


def _refuse_half(quiet_from: object, quiet_until: object) -> None:
    if (quiet_from is None) != (quiet_until is None):
        missing = "quiet_until" if quiet_until is None else "quiet_from"
        raise Invalid(**{missing: _("Quiet hours have a beginning and an end.")})
    if quiet_from is not None and quiet_from == quiet_until:
        raise Invalid(quiet_until=_("Quiet hours end at another minute than they begin."))
