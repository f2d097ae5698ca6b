"""Things of the catalogue, made by its actions, for its tests and those of the rooms above."""

from datetime import date
from fractions import Fraction

from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.clock import at_hour
from okno.records.catalog import amounts
from okno.records.catalog.actions.set_cost import set_cost
from okno.records.catalog.actions.set_formula import set_formula
from okno.records.catalog.amounts import Floor
from okno.records.catalog.floors import cost_parts, formula_on
from okno.records.catalog.models import Configuration, Coverage, FloorFormula, Location, Service
from okno.team.people.actions.invite_employee import invite_employee
from okno.team.people.models import Employee

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
        by=CONSOLE,
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


def a_location(*, code: str = "dc-1", coverage: str | None = "present") -> Location:
    """A data centre where servers can be had, are planned, or (None) cannot."""
    place = Location.objects.create(code=code, name=f"Data centre {code}", address="Oksk, Okonnaya 2")
    service, _ = Service.objects.get_or_create(code="dedicated", defaults={"name": "Dedicated server"})
    if coverage:
        Coverage.objects.create(service=service, location=place, status=coverage)
    return place


def floor_on(
    configuration: Configuration, on: date, *, quantity: int = 1, one_off_net: Fraction | int = 0
) -> Floor | None:
    """The floor a month, without VAT, of so many units; None is "cost unknown", which never passes (S3).

    Without a formula in force nobody said how low one may go, so the floor is as unknown as without a cost.
    """
    formula = formula_on(on)
    if formula is None:
        return None
    return amounts.floor_of(cost_parts(configuration, on), formula, quantity, one_off_net)
