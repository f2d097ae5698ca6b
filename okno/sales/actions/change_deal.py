"""What is known of a deal is mended; the journal keeps what it was (L4)."""

from datetime import datetime

from django.db.models import Model
from django.utils.translation import gettext as _

from okno.catalog.models import Service
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.dates import FIRST_YEAR, LAST_YEAR
from okno.kernel.errors import Conflict, Invalid, Text, allow
from okno.people.models import Employee
from okno.sales.events import DealChanged
from okno.sales.models import Deal, Lead
from okno.sales.permissions import can_change_deal
from okno.sales.pipeline.facts import LEAD_SUMS, LEAD_WORDS, OF_DEAL, OF_LEAD, told_changes

LONGEST = 200


@action
def change_deal(*, deal: Deal, by: Employee | None, at: datetime, **given: object) -> Deal:
    """`given`: title, monthly_minor, expected_on, is_committed, service, and what its lead has told.

    What is not named stays as it is. A closed deal is not changed any more.
    """
    allow(can_change_deal(by, deal))
    if unknown := set(given) - {*OF_DEAL, *OF_LEAD}:
        raise ValueError(f"no such fields: {sorted(unknown)}")
    # Held and read anew: what another is writing at this moment is neither lost nor written over.
    deal.refresh_from_db(from_queryset=Deal.objects.select_for_update(no_key=True))
    if not deal.is_open:
        raise Conflict(_("The deal is already «{status}».").format(status=deal.get_status_display()))
    own = _checked(deal, {name: given[name] for name in OF_DEAL if name in given})
    told = _told({name: given[name] for name in OF_LEAD if name in given})
    changed = _set(deal, own) + (_set(_lead_of(deal), told) if told else [])
    if changed:
        words = {"title": deal.title, "changes": told_changes(changed), "fields": [one[0] for one in changed]}
        record(DealChanged, subject=deal, company=deal.company, by=by, at=at, **words)
    return deal


def _set(thing: Model, fields: dict[str, object]) -> list[tuple[str, object, object]]:
    """Write what differs; each as its name, what it was and what it is."""
    before = {name: getattr(thing, name) for name in fields}
    changed = [(name, before[name], fields[name]) for name in fields if fields[name] != before[name]]
    for name, _before, after in changed:
        setattr(thing, name, after)
    names = [name for name, _before, _after in changed]
    if names:
        thing.save(update_fields=names)
    return changed


def _checked(deal: Deal, given: dict[str, object]) -> dict[str, object]:
    """The deal's own fields as they are kept; Invalid names what cannot be taken."""
    wrong: dict[str, Text] = {}
    if "title" in given:
        given["title"] = " ".join(str(given["title"]).split())[:300]
        if not given["title"]:
            wrong["title"] = _("Name what the deal is about.")
    minor = given.get("monthly_minor")
    if isinstance(minor, int) and minor < 0:
        wrong["monthly_minor"] = _("A sum is not below zero.")
    on = given.get("expected_on")
    if on is not None and not FIRST_YEAR <= getattr(on, "year", 0) <= LAST_YEAR:
        wrong["expected_on"] = _("There is no such day.")
    if given.get("expected_on", deal.expected_on) is None:
        if given.get("is_committed"):
            wrong["is_committed"] = _(
                "Say first by when it will be signed: a promise without a date is none."
            )
        elif "expected_on" in given and given.get("is_committed", deal.is_committed):
            wrong["expected_on"] = _("It is committed to: name another day, or take that back first.")
    if wrong:
        raise Invalid(**wrong)
    if "service" in given and not isinstance(given["service"], Service | None):
        raise Invalid(service=_("There is no such service."))
    return given


def _told(given: dict[str, object]) -> dict[str, object]:
    told: dict[str, object] = {
        name: " ".join(str(given[name]).split())[:LONGEST] for name in LEAD_WORDS if name in given
    }
    for name in LEAD_SUMS:
        if isinstance(minor := given.get(name), int) and minor < 0:
            raise Invalid(**{name: _("A sum is not below zero.")})
        if name in given:
            told[name] = given[name]
    return told


def _lead_of(deal: Deal) -> Lead:
    if deal.lead_id is None:
        raise Conflict(_("This deal has no lead: what a lead tells cannot be written to it."))
    lead: Lead = Lead.objects.select_for_update(no_key=True).get(pk=deal.lead_id)
    deal.lead = lead
    return lead
