"""The company itself: made by the rooms' actions, so that every thing in it is one that could be."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from okno.attract.assignment.actions.assign_lead import assign_lead
from okno.attract.deals.actions.lose_deal import lose_deal
from okno.attract.lead_imports.actions.import_leads import import_leads
from okno.attract.lead_imports.actions.upload_leads import upload_leads
from okno.attract.lead_imports.models import ImportedAgent
from okno.attract.leads.actions.register_lead import register_lead
from okno.attract.leads.caller import Caller
from okno.attract.quotes.actions.ask_feasibility import ask_feasibility
from okno.attract.quotes.actions.ask_price_approval import ask_price_approval
from okno.attract.quotes.tests.cast import a_company, a_deal, a_draft_quote, a_sent_quote, an_accepted_quote
from okno.deliver.contracts.models import Contract
from okno.deliver.contracts.tests.cast import a_draft_contract, a_signed_contract
from okno.deliver.delivery.tests.cast import a_released_order, a_started_order, an_order
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.fake_ids import make_account, make_inn, make_ogrn
from okno.money.compensation.tests.cast import a_client, payday, reports, rule_of_pay
from okno.money.invoicing.actions.start_billing_run import start_billing_run
from okno.money.invoicing.models import Invoice, Subscription
from okno.money.invoicing.tests.cast import bill
from okno.money.payments.actions.ignore_payment import ignore_payment
from okno.money.payments.actions.load_statement import load_statement
from okno.money.payments.models import BankStatement, Payment
from okno.money.payments.tests.bank import a_file, received
from okno.records.catalog.models import Configuration, Location, Service
from okno.records.catalog.tests.cast import a_configuration, a_location
from okno.records.clients.actions.add_bank_account import add_bank_account
from okno.records.clients.actions.add_contact import add_contact
from okno.records.clients.actions.remove_contact import remove_contact
from okno.records.clients.models import Company
from okno.records.relations.actions.set_manager import set_manager
from okno.records.resources.tests.cast import a_place
from okno.team.people.actions.invite_employee import invite_employee
from okno.team.people.actions.issue_token import issue_token
from okno.team.people.models import Employee, Role
from okno.team.promises.actions.keep_promise import keep_promise
from okno.team.promises.actions.make_promise import make_promise
from okno.team.promises.models import Promise
from tests.house.day import a_day
from tests.house.selling import a_selling

NOW = at_hour(date(2026, 10, 12), 10)
HIRED_AT = at_hour(date(2024, 1, 9), 9)
BIK = "044525225"
LEADS_CSV = b"opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n"
# Columns of the table of access; two of them are the same roles with nothing of their own.
PEOPLE = {
    "qualifier_in": Role.QUALIFIER_INBOUND,
    "qualifier_out": Role.QUALIFIER_OUTBOUND,
    "closer": Role.CLOSER,
    "other_closer": Role.CLOSER,
    "account_man": Role.ACCOUNT_MANAGER,
    "other_acc_man": Role.ACCOUNT_MANAGER,
    "assistant": Role.ASSISTANT,
    "project_man": Role.PROJECT_MANAGER,
    "engineer": Role.ENGINEER,
    "accountant": Role.ACCOUNTANT,
    "marketer": Role.MARKETER,
    "head": Role.HEAD_OF_SALES,
    "owner": Role.OWNER,
}


@dataclass
class House:
    """`things` by the words that `addresses.py` uses."""

    people: dict[str, Employee] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    # Things with more in them, by the same words; `grown.py` makes them.
    wide: dict[str, Any] = field(default_factory=dict)


def build() -> House:
    """It is 12 October 2026: the closer won a client in September whom the account manager keeps now."""
    house = House(people=_hire())
    seller = _ourselves()
    things, people = house.things, house.people
    closer = people["closer"]
    for key, person in people.items():
        _token, house.tokens[key] = issue_token(owner=person, name="All", scope="write", by=CONSOLE, at=NOW)
    rule_of_pay(role=Role.CLOSER, starts_on=date(2026, 1, 1))
    things |= _catalogue()
    company = a_client(owner=closer, brought_by=closer, starts_on=date(2026, 9, 10))
    _keep(company, people["account_man"])
    things |= {"company": company, "seller": seller, "employee": closer}
    bill(date(2026, 10, 31), at=at_hour(date(2026, 10, 1), 8))
    things |= _sold(company) | _money(seller, company, people) | _pay(people)
    house.files["fresh.csv"] = LEADS_CSV + b"T1,Anna Snelling,GTX,Acme,Prospecting,,,\n"
    house.files["kl_to_1c.txt"] = a_file(seller, [received(seller, 99_900, "Оплата услуг", number="903")])
    for number, make in enumerate(MAKERS, start=1):
        things |= make(people, 1000 * number)
    return house


def _hire() -> dict[str, Employee]:
    return {
        key: invite_employee(
            name=f"{key.replace('_', ' ').title()}ov",
            email=f"{key}@okno.test",
            roles=(role,),
            hired_on=date(2024, 1, 9),
            takes_leads=key == "closer",
            by=CONSOLE,
            at=HIRED_AT,
        )
        for key, role in PEOPLE.items()
    }


def _ourselves() -> Company:
    seller = a_company(number=1, name="Okno test", ogrn=make_ogrn(1), is_own=True, vat_regime="general")
    account = {"account": make_account(1, BIK), "bik": BIK, "bank_name": "Testbank"}
    add_bank_account(company=seller, by=CONSOLE, at=HIRED_AT, **account)
    return seller


def _keep(company: Company, manager: Employee) -> None:
    set_manager(
        company=company,
        manager=manager,
        starts_on=date(2026, 9, 11),
        by=CONSOLE,
        at=at_hour(date(2026, 9, 11), 9),
    )


def _catalogue() -> dict[str, Any]:
    place = a_place(capacity=1000)
    a_location(code="dc-2", coverage="planned")
    return {
        "configuration": a_configuration(),
        "location": place,
        "sold_service": Service.objects.order_by("pk").first(),
        "capacity": place.capacities.get(),
    }


def _sold(company: Company) -> dict[str, Any]:
    contract = Contract.objects.get(company=company)
    return {
        **_people_at(company),
        "running_contract": contract,
        "accepted_order": contract.order,
        "service": Subscription.objects.get(company=company),
        "invoice": Invoice.objects.get(company=company, kind="monthly"),
    }


def _people_at(company: Company) -> dict[str, Any]:
    """One who decides, and one who has left."""
    email = "ivan@client.test"
    gone = add_contact(company=company, name="Oleg Goneov", by=CONSOLE, at=HIRED_AT)
    return {
        "contact": add_contact(company=company, name="Ivan Decidov", email=email, by=CONSOLE, at=NOW),
        "gone_contact": remove_contact(contact=gone, by=CONSOLE, at=NOW),
    }


def _money(seller: Company, company: Company, people: dict[str, Employee]) -> dict[str, Any]:
    documents = [
        received(seller, 77_700, "Оплата услуг", payer=None, number="901"),
        received(seller, 88_800, "Возврат займа", payer=None, number="902"),
    ]
    by = {"by": people["accountant"], "at": NOW}
    load_statement(data=a_file(seller, documents), file_name="kl_to_1c.txt", **by)
    ignored = Payment.objects.get(number="902")
    ignore_payment(payment=ignored, reason="A loan", **by)
    return {
        "statement": BankStatement.objects.latest("pk"),
        "payment": Payment.objects.get(number="901"),
        "ignored_payment": ignored,
        "clients_payment": Payment.objects.filter(company=company).latest("pk"),
        "billing_run": start_billing_run(through_on=date(2026, 11, 30), **by),
    }


def _pay(people: dict[str, Employee]) -> dict[str, Any]:
    reports(people["closer"], date(2026, 9, 1))
    slip = payday(people["closer"], date(2026, 9, 1))
    payday(people["other_closer"], date(2026, 9, 1))
    return {"payslip": slip, "plan": slip.plan}


def _leads(people: dict[str, Employee], number: int) -> dict[str, Any]:
    head = {"by": people["head"], "at": NOW}
    what = {"source_type": "net", "channel": "site", "need": "A server"}
    lead = register_lead(caller=Caller(company=a_company(number=number), **what), **head)
    assign_lead(lead=lead, to=people["closer"], **head)
    rows = f"R{number},Anna Snelling {number},GTX,Acme {number},Prospecting,,,\n".encode()
    import_leads(content=LEADS_CSV + rows, name="history.csv", **head)
    file = upload_leads(content=LEADS_CSV + rows.replace(b"R", b"S", 1), name="fresh.csv", **head)
    return {"lead": lead, "file": file, "agent": ImportedAgent.objects.latest("pk")}


def _deals(people: dict[str, Employee], number: int) -> dict[str, Any]:
    closer = people["closer"]
    deal = a_deal(company=a_company(number=number), owner=closer, at=NOW)
    lost = a_deal(company=a_company(number=number + 1), owner=closer, at=NOW)
    lose_deal(deal=lost, reason="price", attitude="warm", by=closer, at=NOW)
    return {"deal": deal, "lost_deal": lost}


def _quotes(people: dict[str, Employee], number: int) -> dict[str, Any]:
    closer = people["closer"]
    how = {"by": closer, "at": NOW}
    what = {"configuration": Configuration.objects.get(code="server-1")}
    what |= {"location": Location.objects.get(code="dc-2"), "monthly_minor": 1_000_000}

    def deal(offset: int) -> dict[str, Any]:
        return {"deal": a_deal(company=a_company(number=number + offset), owner=closer, at=NOW), **how}

    quote = a_draft_quote(lines=[what], **deal(0))
    line = quote.lines.get()
    here = [{"configuration": what["configuration"], "location": Location.objects.get(code="dc-1")}]
    return {
        "quote": quote,
        "line": line,
        "feasibility": ask_feasibility(line=line, **how),
        "approval": ask_price_approval(line=line, reason="He pays well", **how),
        "sent_quote": a_sent_quote(lines=here, **deal(1)),
        "accepted_quote": an_accepted_quote(lines=here, **deal(2)),
    }


def _work(people: dict[str, Employee], number: int) -> dict[str, Any]:
    here = {"configuration": Configuration.objects.get(code="server-1")}
    here |= {"location": Location.objects.get(code="dc-1")}

    def how(offset: int) -> dict[str, Any]:
        company = a_company(number=number + offset)
        _keep(company, people["account_man"])
        deal = a_deal(company=company, owner=people["closer"], at=NOW)
        return {"deal": deal, "lines": [here], "by": people["closer"], "at": NOW}

    def signed(offset: int) -> Contract:
        return a_signed_contract(**how(offset))

    started = a_started_order(contract=signed(2), at=NOW)
    return {
        "contract": a_draft_contract(**how(0)),
        "waiting_order": an_order(contract=signed(1), at=NOW),
        "order": a_released_order(contract=signed(3), at=NOW),
        "started_order": started,
        "step": started.steps.left().order_by("position").first(),
    }


def _small(people: dict[str, Employee], number: int) -> dict[str, Any]:
    closer = people["closer"]
    token, _secret = issue_token(owner=closer, name="Phone", scope="write", by=closer, at=NOW)
    what = f"Call back about {make_inn(number)}"

    def promised(days: int, at: datetime = NOW) -> Promise:
        return make_promise(what=what, owner=closer, due_at=NOW + timedelta(days=days), by=closer, at=at)

    return {
        "promise": promised(3),
        "kept_promise": keep_promise(promise=promised(2), by=closer, at=NOW),
        "slipped_promise": promised(-3, at=NOW - timedelta(days=5)),
        "token": token,
    }


MAKERS = (_leads, _deals, _quotes, _work, _small, a_day, a_selling)
