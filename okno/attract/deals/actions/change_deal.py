"""Change what is recorded of a deal; the journal keeps what it was (L4)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.attract.deals.events import DealChanged
from okno.attract.deals.models import Deal
from okno.attract.deals.permissions import can_change_deal
from okno.attract.deals.pipeline.facts import LEAD_SUMS, LEAD_WORDS, OF_DEAL, OF_LEAD
from okno.attract.leads.models import Lead
from okno.ground.journal.changes import save_changes
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.dates import FIRST_YEAR, LAST_YEAR
from okno.ground.kernel.errors import Conflict, Invalid, Text, allow
from okno.records.catalog.models import Service

LONGEST = 200


@action
def change_deal(*, deal: Deal, by: Actor, at: datetime, **fields: object) -> Deal:
    """Change the facts given by name (`facts.LABELS`), the deal's and its lead's, and return the deal.

    Raises Conflict for a closed deal, Invalid for wrong values and ValueError for an unknown name.
    """
    allow(can_change_deal(by, deal))
    if unknown := set(fields) - {*OF_DEAL, *OF_LEAD}:
        raise ValueError(f"no such fields: {sorted(unknown)}")
    # Held and read anew: what another is writing at this moment is neither lost nor written over.
    deal.refresh_from_db(from_queryset=Deal.objects.select_for_update(no_key=True))
    if not deal.is_open:
        raise Conflict(_("The deal is already «{status}».").format(status=deal.get_status_display()))
    own = _checked(deal, {name: fields[name] for name in OF_DEAL if name in fields})
    of_lead = _of_lead({name: fields[name] for name in OF_LEAD if name in fields})
    changes = save_changes(deal, own) + (save_changes(_lead_of(deal), of_lead) if of_lead else [])
    if changes:
        record(DealChanged, subject=deal, by=by, at=at, title=deal.title, changes=changes)
    return deal


def _checked(deal: Deal, fields: dict[str, object]) -> dict[str, object]:
    """Return the deal's own fields as they are stored; raise Invalid by the fields that cannot be taken."""
    wrong: dict[str, Text] = {}
    if "title" in fields:
        fields["title"] = " ".join(str(fields["title"]).split())[:300]
        if not fields["title"]:
            wrong["title"] = _("Name what the deal is about.")
    minor = fields.get("monthly_minor")
    if isinstance(minor, int) and minor < 0:
        wrong["monthly_minor"] = _("A sum is not below zero.")
    on = fields.get("expected_on")
    if on is not None and not FIRST_YEAR <= getattr(on, "year", 0) <= LAST_YEAR:
        wrong["expected_on"] = _("There is no such day.")
    if fields.get("expected_on", deal.expected_on) is None:
        if fields.get("is_committed"):
            wrong["is_committed"] = _(
                "Say first by when it will be signed: a promise without a date is none."
            )
        elif "expected_on" in fields and fields.get("is_committed", deal.is_committed):
            wrong["expected_on"] = _("It is committed to: name another day, or take that back first.")
    if wrong:
        raise Invalid(**wrong)
    if "service" in fields and not isinstance(fields["service"], Service | None):
        raise Invalid(service=_("There is no such service."))
    return fields


def _of_lead(fields: dict[str, object]) -> dict[str, object]:
    of_lead: dict[str, object] = {
        name: " ".join(str(fields[name]).split())[:LONGEST] for name in LEAD_WORDS if name in fields
    }
    for name in LEAD_SUMS:
        if isinstance(minor := fields.get(name), int) and minor < 0:
            raise Invalid(**{name: _("A sum is not below zero.")})
        if name in fields:
            of_lead[name] = fields[name]
    return of_lead


def _lead_of(deal: Deal) -> Lead:
    if deal.lead_id is None:
        raise Conflict(_("This deal has no lead: what a lead tells cannot be written to it."))
    # Locked after the deal, in the order of every verb that touches both: two of them never wait for each
    # other.
    lead: Lead = Lead.objects.select_for_update(no_key=True).get(pk=deal.lead_id)
    deal.lead = lead
    return lead
