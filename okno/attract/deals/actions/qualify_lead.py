"""A lead is qualified: a deal begins (L3)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from okno.attract.assignment.assign import works
from okno.attract.deals.events import DealOpened
from okno.attract.deals.handovers import offer
from okno.attract.deals.models import Deal
from okno.attract.deals.permissions import can_qualify_lead
from okno.attract.deals.pipeline.stages import come_to_stage, first_stage
from okno.attract.leads.models import Lead
from okno.attract.leads.prices import record_minimum_price
from okno.attract.leads.qualification import check_answered, read_answers, trim_texts
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Invalid, allow
from okno.ground.kernel.moves import move
from okno.team.people.models import Employee, Role
from okno.team.people.permissions import SELLERS
from okno.team.promises.actions.keep_promise import keep_promise
from okno.team.promises.models import Promise


@action
def qualify_lead(
    *,
    lead: Lead,
    owner: Employee,
    title: str,
    monthly_minor: int | None,
    need: str = "",
    budget_minor: int | None = None,
    decision_maker: str = "",
    timing: str = "",
    place: str = "",
    minimum_price_told_minor: int | None = None,
    answers: Mapping[str, Any] | None = None,
    note: str = "",
    by: Actor,
    at: datetime,
) -> Deal:
    """Open a deal of `owner` from the lead. What is left empty here stays as the lead has it.

    Sums are minor units; `monthly_minor` is what the client may pay a month, None when nobody knows yet.
    `answers` are those to questions of one's own, by code. An owner other than who qualifies accepts the
    deal or returns it; `note` tells him what to know.
    """
    allow(can_qualify_lead(by, lead))
    texts = {"need": need, "decision_maker": decision_maker, "timing": timing, "place": place}
    sums = {"budget_minor": budget_minor, "minimum_price_told_minor": minimum_price_told_minor}
    details: dict[str, Any] = dict(trim_texts(texts))
    details |= {name: minor for name, minor in sums.items() if minor is not None}
    own_answers = read_answers(answers or {})
    check_answered(lead, details, own_answers)
    _check(owner, title, at)
    tells_price = details.get("minimum_price_told_minor") not in (None, lead.minimum_price_told_minor)
    move(lead, Lead.Status.QUALIFIED, closed_at=at, answers={**lead.answers, **own_answers}, **details)
    deal = _open_deal(lead, owner, " ".join(title.split())[:300], monthly_minor, by, at)
    if tells_price:
        record_minimum_price(lead, decision_maker, by=by, at=at)
    _hand_on(deal, lead, note, by, at)
    return deal


def _check(owner: Employee, title: str, at: datetime) -> None:
    if not title.strip():
        raise Invalid(title=_("Name what the deal is about."))
    if not works(owner, local_date(at)) or not owner.has(*SELLERS):
        raise Invalid(owner=_("{name} does not lead deals.").format(name=owner.name))


def _open_deal(
    lead: Lead, owner: Employee, title: str, monthly_minor: int | None, by: Actor, at: datetime
) -> Deal:
    deal = Deal.objects.create(
        lead=lead,
        company=lead.company,
        owner=owner,
        title=title,
        service=lead.service,
        stage=first_stage(),
        monthly_minor=monthly_minor,
        stage_since_at=at,
        opened_on=local_date(at),
    )
    come_to_stage(deal, by=by, at=at)
    for promise in Promise.objects.about(lead).open():
        keep_promise(promise=promise, by=by, at=at)
    facts = {"title": deal.title, "monthly_minor": deal.monthly_minor, "owner": owner.name}
    record(DealOpened, subject=deal, by=by, at=at, **facts)
    return deal


def _hand_on(deal: Deal, lead: Lead, note: str, by: Actor, at: datetime) -> None:
    """Hand the deal to its owner unless they qualified it; an assistant acts in the name of the lead's
    manager.
    """
    giver = by.employee
    if by.employee is not None and by.employee.role_set == {Role.ASSISTANT}:
        giver = lead.assigned_to or deal.owner
    if giver is not None and deal.owner is not None and giver.pk != deal.owner.pk:
        offer(deal, giver=giver, receiver=deal.owner, note=note, by=by, at=at)
