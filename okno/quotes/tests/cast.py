"""Things of this room and of the rooms below it, made by their actions, for the tests of the rooms above."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from okno.catalog.actions.set_cost import set_cost
from okno.catalog.actions.set_formula import set_formula
from okno.catalog.models import Configuration, Coverage, FloorFormula, Location, Service
from okno.clients.actions.add_company import add_company
from okno.clients.models import Company
from okno.kernel.clock import at_hour, local_date
from okno.kernel.invented import make_inn, make_ogrn
from okno.people.actions.invite_employee import invite_employee
from okno.people.models import Employee
from okno.quotes.actions.accept_quote import accept_quote
from okno.quotes.actions.add_line import add_line
from okno.quotes.actions.ask_feasibility import ask_feasibility
from okno.quotes.actions.draft_quote import draft_quote
from okno.quotes.actions.send_quote import send_quote
from okno.quotes.models import Quote
from okno.resources.actions.set_capacity import set_capacity
from okno.sales.actions.qualify_lead import qualify_lead
from okno.sales.actions.register_lead import register_lead
from okno.sales.models import Deal

LONG_AGO_ON = date(2025, 1, 1)
LONG_AGO_AT = at_hour(LONG_AGO_ON, 9)


def somebody(role: str) -> Employee:
    """Whoever has this role, invited if nobody has."""
    found = Employee.objects.with_role(role).order_by("pk").first()
    return found or invite_employee(
        name=f"Somebody {role}",
        email=f"{role}@cast.test",
        roles=(role,),
        hired_on=date(2024, 1, 9),
        by=None,
        at=LONG_AGO_AT,
    )


def the_formula() -> FloorFormula:
    """The formula of S3's worked example: overheads 10 %, seller 5 % and margin 15 % of the price."""
    return FloorFormula.objects.order_by("starts_on").first() or set_formula(
        starts_on=LONG_AGO_ON,
        overhead_bp=1000,
        seller_share_bp=500,
        margin_bp=1500,
        by=somebody("owner"),
        at=LONG_AGO_AT,
    )


def a_configuration(
    *,
    code: str = "server-1",
    monthly_minor: int = 2_000_000,
    one_off_minor: int = 0,
    cost_minor: int | None = 600_000,
    outlay_minor: int = 2_400_000,
    resource_kind: str = "server",
    units: int = 1,
    setup_days: int = 3,
) -> Configuration:
    """20,000.00 a month by the price list; its floor is S3's 10,750.00. `cost_minor` None: cost unknown."""
    the_formula()
    service, _ = Service.objects.get_or_create(code="dedicated", defaults={"name": "Dedicated server"})
    configuration = Configuration.objects.create(
        service=service,
        code=code,
        name=f"Server {code}",
        monthly_minor=monthly_minor,
        one_off_minor=one_off_minor,
        resource_kind=resource_kind,
        units=units,
        setup_days=setup_days,
    )
    if cost_minor is not None:
        facts = {"configuration": configuration, "starts_on": LONG_AGO_ON}
        who = {"by": somebody("owner"), "at": LONG_AGO_AT}
        set_cost(name="Hardware rent", kind="monthly", amount_minor=cost_minor, **facts, **who)
        if outlay_minor:
            outlay = {"amount_minor": outlay_minor, "payback_months": 12}
            set_cost(name="Purchase", kind="outlay", **outlay, **facts, **who)
    return configuration


def a_place(
    *, capacity: int | None = 10, kind: str = "server", code: str = "dc-1", coverage: str | None = "present"
) -> Location:
    """A data centre with so many units of a kind (None: not counted at all), where servers can be had."""
    place = Location.objects.create(code=code, name=f"Data centre {code}", address="Oksk, Okonnaya 2")
    service, _ = Service.objects.get_or_create(code="dedicated", defaults={"name": "Dedicated server"})
    if coverage:
        Coverage.objects.create(service=service, location=place, status=coverage)
    if capacity is not None:
        set_capacity(location=place, kind=kind, total=capacity, by=somebody("engineer"), at=LONG_AGO_AT)
    return place


def a_company(*, number: int = 77, **fields: object) -> Company:
    return add_company(
        **{"name": f"Client {number}", "inn": make_inn(number), "by": None, "at": LONG_AGO_AT, **fields}
    )


def our_company() -> Company:
    return Company.objects.own().order_by("pk").first() or a_company(
        number=1, name="Our company", ogrn=make_ogrn(1), is_own=True, vat_regime="general"
    )


def a_deal(*, company: Company | None = None, owner: Employee | None = None, at: datetime) -> Deal:
    owner = owner or somebody("closer")
    lead = register_lead(
        nature="seed",
        channel="call",
        company=company or Company.objects.filter(is_own=False).order_by("pk").first() or a_company(),
        need="A server for the shop",
        by=somebody("owner"),
        at=at,
    )
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
    return accept_quote(quote=quote, name=name, by=None, at=accepted_at or at)
