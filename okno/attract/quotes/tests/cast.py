"""Things of this room and of the rooms below it, made by their actions, for the tests of the rooms above."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from okno.attract.deals.actions.qualify_lead import qualify_lead
from okno.attract.deals.models import Deal
from okno.attract.leads.actions.register_lead import register_lead
from okno.attract.leads.caller import Caller
from okno.attract.quotes.actions.accept_quote import accept_quote
from okno.attract.quotes.actions.add_line import add_line
from okno.attract.quotes.actions.ask_feasibility import ask_feasibility
from okno.attract.quotes.actions.draft_quote import draft_quote
from okno.attract.quotes.actions.send_quote import send_quote
from okno.attract.quotes.models import Quote
from okno.ground.kernel.actors import CONSOLE, VISITOR
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.fake_ids import make_inn, make_ogrn
from okno.records.catalog.models import Configuration, Location
from okno.records.catalog.tests.cast import LONG_AGO_AT, a_configuration, somebody
from okno.records.clients.actions.add_company import add_company
from okno.records.clients.models import Company
from okno.records.resources.tests.cast import a_place
from okno.team.people.models import Employee


def a_company(*, number: int = 77, **fields: object) -> Company:
    return add_company(
        **{"name": f"Client {number}", "inn": make_inn(number), "by": CONSOLE, "at": LONG_AGO_AT, **fields}
    )


def our_company() -> Company:
    return Company.objects.own().order_by("pk").first() or a_company(
        number=1, name="Our company", ogrn=make_ogrn(1), is_own=True, vat_regime="general"
    )


def a_deal(*, company: Company | None = None, owner: Employee | None = None, at: datetime) -> Deal:
    owner = owner or somebody("closer")
    company = company or Company.objects.filter(is_own=False).order_by("pk").first() or a_company()
    caller = Caller(source_type="seed", channel="call", company=company, need="A server for the shop")
    lead = register_lead(caller=caller, by=somebody("owner"), at=at)
    if lead.status != "new":
        return lead.deal
    who = {"by": somebody("owner"), "at": at}
    return qualify_lead(lead=lead, owner=owner, title="Servers for the shop", monthly_minor=2_000_000, **who)


def a_draft_quote(
    *,
    deal: Deal | None = None,
    company: Company | None = None,
    lines: Sequence[Mapping[str, object]] | None = None,
    vat_included: bool = False,
    term_months: int = 12,
    valid_until_on: date | None = None,
    by: Employee | None = None,
    at: datetime,
) -> Quote:
    """Of the first of our companies; each line is what `add_line` takes, with a default place and server."""
    seller = our_company()
    deal = deal or a_deal(company=company, owner=by, at=at)
    by = by or deal.owner
    quote = draft_quote(
        deal=deal,
        seller=seller,
        vat_included=vat_included,
        term_months=term_months,
        valid_until_on=valid_until_on or local_date(at) + timedelta(days=14),
        by=by,
        at=at,
    )
    for line in [{}] if lines is None else lines:
        configuration = line.get("configuration") or Configuration.objects.first() or a_configuration()
        location = line.get("location") or Location.objects.first() or a_place()
        given = {**line, "configuration": configuration, "location": location}
        add_line(quote=quote, by=by, at=at, **given)  # type: ignore[arg-type]
    return quote


def a_sent_quote(*, by: Employee | None = None, at: datetime, **how: object) -> Quote:
    """A draft (see `a_draft_quote`) confirmed by rule, line by line, and sent."""
    quote = a_draft_quote(by=by, at=at, **how)  # type: ignore[arg-type]
    by = by or quote.author
    for line in quote.lines.all():
        ask_feasibility(line=line, by=by, at=at)
    return send_quote(quote=quote, by=by, at=at)


def an_accepted_quote(
    *, name: str = "Ivan Decidov", accepted_at: datetime | None = None, at: datetime, **how: object
) -> Quote:
    """A sent quote that its client accepted by the link."""
    quote = a_sent_quote(at=at, **how)  # type: ignore[arg-type]
    return accept_quote(quote=quote, name=name, by=VISITOR, at=accepted_at or at)
