"""The hand-over pack: all that a successor must know, nothing that is not his reader's (C5, guard 8)."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from okno.attract.quotes.tests.cast import a_company
from okno.ground.journal.actions.write_note import write_note
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.clock import at_hour
from okno.money.invoicing.tests.cast import a_signed_contract, bare_services
from okno.money.payments.tests.bank import bare_invoice
from okno.read.today.pack import Pack, packs_of
from okno.records.clients.models import Company, Contact
from okno.records.relations.actions.set_manager import set_manager
from okno.records.relations.actions.set_status import set_status
from okno.team.people.models import Employee
from okno.team.promises.actions.make_promise import make_promise
from okno.team.promises.models import Promise

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]
TODAY = date(2026, 10, 12)
SignIn = Callable[[Client, Employee], Client]


@pytest.fixture
def known(
    client_company: Company, own_company: Company, account_manager: Employee, closer: Employee, now: datetime
) -> Company:
    """«Ромашка» with something of everything."""
    set_manager(company=client_company, manager=closer, starts_on=date(2026, 9, 1), by=CONSOLE, at=now)
    set_manager(company=client_company, manager=account_manager, starts_on=TODAY, by=CONSOLE, at=now)
    said = {"status_text": "Moves to another house", "next_step": "Ask the floor", "next_step_on": TODAY}
    set_status(company=client_company, by=account_manager, at=now, **said)
    Contact.objects.create(
        company=client_company,
        name="Pyotr",
        position="Director",
        decision_role="decides",
        channel="voice",
        quiet_from=time(12),
        quiet_until=time(14),
    )
    Contact.objects.create(company=client_company, name="Gone", left_at=now)
    due = {"due_at": at_hour(TODAY, 18), "company": client_company, "by": account_manager, "at": now}
    make_promise(what="Count the move", owner=account_manager, **due)
    clear = make_promise(what="What about the floor?", owner=account_manager, **due)
    outcome = {"kind": "clarify", "status": "kept", "closed_at": now, "outcome": "One server, not two"}
    Promise.objects.filter(pk=clear.pk).update(**outcome)
    bare_invoice(client_company, own_company, 1, 700_000)
    Company.objects.filter(pk=client_company.pk).update(busy_months=[12, 11], dead_months=[7])
    client_company.refresh_from_db()
    return client_company


def pack(company: Company, reader: Employee, at: datetime) -> Pack:
    (found,) = packs_of([company], reader=reader, at=at)
    return found


def test_a_successor_finds_everything(known: Company, account_manager: Employee, now: datetime) -> None:
    found = pack(known, account_manager, now)
    assert [str(one.manager) for one in found.keepers] == [
        "Anna Accountova",
        "Konstantin Closerov",
        "Anna Accountova",
    ]
    assert found.manager == account_manager
    assert [one.name for one in found.contacts] == ["Pyotr"], "who left is not called"
    assert [one.what for one in found.promises] == ["Count the move"]
    assert [one.outcome for one in found.needs] == ["One server, not two"]
    assert found.balance is not None
    assert (found.balance.debt_minor, found.balance.overdue_minor) == (700_000, 700_000)
    assert (found.busy, found.dead) == ("ноябрь, декабрь", "июль")


def test_the_last_fifteen_entries_and_no_more(
    client_company: Company, account_manager: Employee, now: datetime
) -> None:
    for number in range(20):
        at = now + timedelta(minutes=number)
        write_note(company=client_company, text=f"Call {number}", by=account_manager, at=at)
    entries = pack(client_company, account_manager, now).entries
    assert [str(one) for one in entries] == [f"Заметка: Call {number}" for number in range(19, 4, -1)]


def test_money_is_for_those_who_see_it_elsewhere(
    known: Company,
    head: Employee,
    accountant: Employee,
    engineer: Employee,
    project_manager: Employee,
    other_closer: Employee,
    sign_in: SignIn,
    now: datetime,
) -> None:
    for reader in (head, accountant):
        assert pack(known, reader, now).balance is not None
    for reader in (engineer, project_manager, other_closer):
        assert pack(known, reader, now).balance is None
        page = sign_in(Client(), reader).get(f"/clients/{known.pk}/hand-over-pack/").content.decode()
        assert "Ромашка" in page
        assert "₽" not in page


def test_what_is_in_work_and_what_runs(closer: Employee, own_company: Company, now: datetime) -> None:
    contract = a_signed_contract(by=closer, at=now)
    found = pack(contract.company, closer, now)
    assert [one.pk for one in found.contracts] == [contract.pk]
    assert [str(one) for one in found.orders] == [contract.number]
    assert (found.quotes, found.deals) == ([], []), "an accepted quote and a won deal are no work any more"


def test_what_a_client_pays_is_said_without_vat(head: Employee, own_company: Company, now: datetime) -> None:
    company = a_company(number=810)
    fee = {"starts_on": date(2026, 3, 1), "billed_through_on": date(2026, 9, 30)}
    with_vat = {**fee, "monthly_minor": 1_220_000, "vat_included": True}
    bare_services(
        own_company, [company], [with_vat, {**fee, "monthly_minor": 500_000, "vat_included": False}]
    )
    assert pack(company, head, now).monthly_minor == 1_500_000


def test_many_clients_need_no_more_queries_than_one(
    own_company: Company, closer: Employee, now: datetime
) -> None:
    a_signed_contract(by=closer, at=now)
    for number in range(5):
        company = a_company(number=300 + number)
        set_manager(company=company, manager=closer, starts_on=TODAY, by=CONSOLE, at=now)
        bare_invoice(company, own_company, 10 + number, 100_000)
        make_promise(what="Call", owner=closer, company=company, due_at=at_hour(TODAY, 18), by=closer, at=now)
    whole = list(Company.objects.outside())
    assert len(whole) == 6
    counts = []
    for companies in (whole[:1], whole):
        with CaptureQueriesContext(connection) as asked:
            list(packs_of(companies, reader=closer, at=now))
        counts.append(len(asked))
    assert counts[0] <= counts[1] <= counts[0] + 2, "lines of contracts are asked for where there are any"


def test_all_clients_of_a_person_stand_on_pages_and_on_one_sheet(
    closer: Employee, head: Employee, sign_in: SignIn, now: datetime
) -> None:
    for number in range(27):
        company = a_company(number=300 + number)
        set_manager(company=company, manager=closer, starts_on=TODAY, by=CONSOLE, at=now)
    browser = sign_in(Client(), head)
    address = f"/people/{closer.pk}/hand-over-pack/"
    first = browser.get(address).content.decode()
    assert first.count("<article") == 8
    assert browser.get(f"{address}?page=4").content.decode().count("<article") == 3
    answer = browser.get(f"{address}?all=1")
    assert answer.streaming
    whole = streamed(answer)
    assert whole.count("<article") == 27
    assert whole.startswith("<!doctype html>") or "<!doctype html>" in whole[:20]
    assert whole.rstrip().endswith("</html>")


def streamed(answer: HttpResponse) -> str:
    return b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]


def test_our_own_companies_have_no_pack(own_company: Company, head: Employee, sign_in: SignIn) -> None:
    browser = sign_in(Client(), head)
    assert browser.get(f"/clients/{own_company.pk}/hand-over-pack/").status_code == 404
    assert browser.get(f"/panels/companies/{own_company.pk}/papers/").content.strip() == b""
