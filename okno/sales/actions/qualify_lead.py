"""A lead is qualified: a deal begins (L3)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import Invalid, allow
from okno.kernel.moves import move
from okno.kernel.text import search_text
from okno.people.models import Employee
from okno.people.permissions import SELLERS
from okno.promises.actions.keep_promise import keep_promise
from okno.promises.models import Promise
from okno.sales.assignment import works
from okno.sales.events import DealOpened
from okno.sales.models import Deal, Lead, PipelineStage
from okno.sales.permissions import can_qualify_lead
from okno.sales.stages import come_to_stage


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
    by: Employee | None,
    at: datetime,
) -> Deal:
    """Open a deal of `owner` from the lead. What is left empty here stays as the lead has it.

    Sums are minor units; `monthly_minor` is what the client may pay a month, None when nobody knows yet.
    """
    allow(can_qualify_lead(by, lead))
    _check(owner, title, need.strip() or lead.need, at)
    words = {"need": need, "decision_maker": decision_maker, "timing": timing, "place": place}
    sums = {"budget_minor": budget_minor, "minimum_price_told_minor": minimum_price_told_minor}
    known: dict[str, object] = {name: text.strip() for name, text in words.items() if text.strip()}
    known |= {name: minor for name, minor in sums.items() if minor is not None}
    move(lead, Lead.Status.QUALIFIED, closed_at=at, **known)
    deal = _open_deal(lead, owner, " ".join(title.split())[:300], monthly_minor, at)
    come_to_stage(deal, by=by, at=at)
    for promise in Promise.objects.about(lead).open():
        keep_promise(promise=promise, by=by, at=at)
    record(
        DealOpened,
        subject=deal,
        company=deal.company,
        by=by,
        at=at,
        title=deal.title,
        monthly_minor=deal.monthly_minor,
        owner=owner.name,
    )
    return deal


def _check(owner: Employee, title: str, need: str, at: datetime) -> None:
    if not need:
        raise Invalid(need=_("Write what is needed: without it the lead is not qualified."))
    if not title.strip():
        raise Invalid(title=_("Name what the deal is about."))
    if not works(owner, local_date(at)) or not owner.has(*SELLERS):
        raise Invalid(owner=_("{name} does not lead deals.").format(name=owner.name))


def _open_deal(lead: Lead, owner: Employee, title: str, monthly_minor: int | None, at: datetime) -> Deal:
    return Deal.objects.create(
        lead=lead,
        company=lead.company,
        owner=owner,
        title=title,
        service=lead.service,
        stage=PipelineStage.objects.in_use()[0],
        monthly_minor=monthly_minor,
        stage_since_at=at,
        opened_on=local_date(at),
        search_text=search_text(title),
    )
