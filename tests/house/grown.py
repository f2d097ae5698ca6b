"""The same company with more of everything: longer lists, and records with more in them."""

from datetime import date, timedelta

from okno.attract.quotes.actions.add_line import add_line
from okno.attract.quotes.actions.ask_feasibility import ask_feasibility
from okno.attract.quotes.actions.ask_price_approval import ask_price_approval
from okno.attract.quotes.tests.cast import a_deal, an_accepted_quote
from okno.deliver.contracts.tests.cast import a_signed_contract
from okno.deliver.delivery.tests.cast import an_accepted_order
from okno.ground.journal.actions.write_note import write_note
from okno.ground.kernel.clock import at_hour
from okno.money.compensation.tests.cast import a_client, payday, rule_of_pay
from okno.money.invoicing.tests.cast import bill, first_invoice_of
from okno.money.payments.actions.load_statement import load_statement
from okno.money.payments.tests.bank import a_file, received
from okno.money.payments.tests.cast import pay
from okno.records.catalog.actions.set_cost import set_cost
from okno.records.catalog.models import Configuration, Location
from okno.records.catalog.tests.cast import a_configuration, a_location
from okno.records.clients.actions.add_contact import add_contact
from okno.records.resources.actions.set_capacity import set_capacity
from okno.team.people.actions.issue_token import issue_token
from okno.team.promises.actions.make_promise import make_promise
from tests.house.built import MAKERS, NOW, House, build


def build_grown(steps: int = 3) -> House:
    """Return a company with `steps` more of everything."""
    house = build()
    for number in range(1, steps + 1):
        grow(house, number)
    return house


def grow(house: House, number: int) -> None:
    """One more of everything, for `number` 1, 2, 3 …; what is wide has two lines more each time."""
    for index, make in enumerate(MAKERS, start=1):
        make(house.people, 1000 * index + 20 * number)
    for part in (_market, _record, _statement, _client, _wide, _pay):
        part(house, number)


def _market(house: House, number: int) -> None:
    a_configuration(code=f"server-{number}x")
    place = a_location(code=f"dc-{number}x")
    for location, kind in ((place, "server"), (house.things["location"], f"kind-{number}")):
        set_capacity(location=location, kind=kind, total=9, by=house.people["engineer"], at=NOW)
    set_cost(
        configuration=house.things["configuration"],
        name=f"Licence {number}",
        kind="monthly",
        amount_minor=100,
        starts_on=NOW.date(),
        by=house.people["owner"],
        at=NOW,
    )


def _record(house: House, number: int) -> None:
    """What hangs on the records that are looked at."""
    closer, company = house.people["closer"], house.things["company"]
    how = {"by": closer, "at": NOW}
    add_contact(company=company, name=f"Contact {number}", **how)
    write_note(company=company, text=f"Note {number}", **how)
    for subject in (None, house.things["deal"], house.things["order"]):
        promise = {"what": f"Call {number}", "owner": closer, "company": company, "subject": subject}
        make_promise(due_at=NOW + timedelta(days=number), **promise, **how)
    issue_token(owner=closer, name=f"Phone {number}", scope="read", **how)
    what = {"configuration": house.things["configuration"], "location": Location.objects.get(code="dc-2")}
    line = add_line(quote=house.things["quote"], monthly_minor=1_000_000, **what, **how)
    ask_feasibility(line=line, **how)
    ask_price_approval(line=line, reason="He pays well", **how)


def _statement(house: House, number: int) -> None:
    seller, company = house.things["seller"], house.things["company"]
    documents = [
        received(seller, 1000 + place, "Оплата услуг", payer=company, number=f"7{place}{number}")
        for place in range(2 * number)
    ]
    data = a_file(seller, documents)
    statement = load_statement(data=data, file_name="kl.txt", by=house.people["accountant"], at=NOW)
    house.wide["statement"] = statement


def _client(house: House, number: int) -> None:
    """Another client like the first; he recommends nobody yet."""
    closer = house.people["closer"]
    a_client(owner=closer, brought_by=closer, starts_on=date(2026, 9, 10))
    bill(date(2026, 10, 31) + timedelta(days=30 * min(number, 2)), at=at_hour(NOW.date(), 9))


def _wide(house: House, number: int) -> None:
    """The first client's next contract, of so many lines, done to its end."""
    closer = house.people["closer"]
    here = {"configuration": Configuration.objects.get(code="server-1")}
    here |= {"location": Location.objects.get(code="dc-1")}
    deal = a_deal(company=house.things["company"], owner=closer, at=NOW)
    quote = an_accepted_quote(deal=deal, by=closer, at=NOW, lines=[here] * 2 * number)
    contract = a_signed_contract(quote=quote, by=closer, at=NOW)
    first = first_invoice_of(contract)
    for part in range(number):
        left_minor = first.left_minor
        pay(first, on=NOW.date(), amount_minor=left_minor if part == number - 1 else 1000)
    order = an_accepted_order(contract=contract, at=NOW)
    house.wide |= {"deal": deal, "quote": quote, "accepted_quote": quote, "contract": contract}
    house.wide |= {"running_contract": contract, "order": order, "waiting_order": order, "invoice": first}


def _pay(house: House, number: int) -> None:
    person = list(house.people.values())[-number]
    rule_of_pay(person, starts_on=date(2026, 1, 1))
    payday(person, date(2026, 9, 1))
    payday(house.people["closer"], date(2026, 9, 1))
    payday(house.people["closer"], date(2026, 10, 1))
