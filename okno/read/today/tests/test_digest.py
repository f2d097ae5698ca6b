"""The digest of the day: never an empty one, nothing that is closed (C5, complaint 13)."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from okno.attract.quotes.tests.cast import a_company
from okno.ground.journal.actions.write_note import write_note
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.clock import at_hour
from okno.money.payments.actions.allocate_payment import allocate_payment
from okno.money.payments.tests.bank import bare_invoice
from okno.money.payments.tests.cast import a_payment
from okno.read.today.digest import Digest, digest_of
from okno.records.clients.models import Company
from okno.records.relations.actions.set_manager import set_manager
from okno.team.people.actions.invite_employee import invite_employee
from okno.team.people.models import Absence, Employee
from okno.team.promises.actions.keep_promise import keep_promise
from okno.team.promises.actions.make_promise import make_promise
from okno.team.promises.actions.withdraw_promise import withdraw_promise

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]
TODAY = date(2026, 10, 12)
EVENING = at_hour(TODAY, 20)
SignIn = Callable[[Client, Employee], Client]


def digest(reader: Employee, on: date = TODAY, at: datetime = EVENING) -> Digest | None:
    return digest_of(on, reader=reader, at=at)


def test_a_quiet_day_has_none(head: Employee, closer: Employee, account_manager: Employee) -> None:
    assert digest(head) is None


def test_only_managers_with_something_to_tell(
    head: Employee, closer: Employee, account_manager: Employee, client_company: Company, now: datetime
) -> None:
    write_note(company=client_company, text="He called", by=closer, at=now)
    found = digest(head)
    assert found is not None
    assert [part.manager for part in found.managers] == [account_manager], "who keeps the client is told"
    (day,) = found.managers[0].moved
    assert (day.company, [str(entry) for entry in day.entries][-1]) == (client_company, "Заметка: He called")


def test_what_moved_is_of_that_day_alone(
    head: Employee, account_manager: Employee, client_company: Company, now: datetime
) -> None:
    yesterday = TODAY - timedelta(days=1)
    write_note(company=client_company, text="Before", by=account_manager, at=at_hour(yesterday, 23, 59))
    write_note(company=client_company, text="After", by=account_manager, at=at_hour(TODAY, 0, 1))
    shown = {
        on: [str(entry) for part in found.managers for day in part.moved for entry in day.entries]
        for on in (yesterday, TODAY)
        if (found := digest(head, on))
    }
    assert shown[yesterday] == ["Заметка: Before"]
    assert "Заметка: After" in shown[TODAY] and "Заметка: Before" not in shown[TODAY]


def test_nothing_closed_is_in_it(
    head: Employee,
    accountant: Employee,
    account_manager: Employee,
    client_company: Company,
    own_company: Company,
    now: datetime,
) -> None:
    how = {"owner": account_manager, "due_at": at_hour(TODAY, 18), "company": client_company}
    names = ("Call", "Write", "Visit")
    call, write, _visit = (make_promise(what=what, by=head, at=now, **how) for what in names)
    invoice = bare_invoice(client_company, own_company, 1, 700_000, due_on=date(2026, 10, 8))
    found = digest(head)
    assert found is not None
    assert [one.what for one in found.managers[0].promised] == ["Call", "Write", "Visit"]
    assert [str(kind) for kind, _risks in found.managers[0].risks] == ["Просроченные долги"]
    keep_promise(promise=call, by=account_manager, at=now)
    withdraw_promise(promise=write, reason="Not wanted", by=account_manager, at=now)
    payment = a_payment(company=client_company, amount_minor=700_000, paid_on=TODAY, seller=own_company)
    paid = {"payment": payment, "company": client_company, "allocations": [(invoice, 700_000)]}
    allocate_payment(by=accountant, at=now, **paid)
    found = digest(head)
    assert found is not None
    assert [one.what for one in found.managers[0].promised] == ["Visit"]
    assert found.managers[0].risks == []


def test_the_command_tells_it_as_data_and_as_text(
    head: Employee, account_manager: Employee, client_company: Company, now: datetime
) -> None:
    write_note(company=client_company, text="He called", by=account_manager, at=now)
    (part,) = json.loads(told("2026-10-12", "--json"))
    assert part["manager"] == account_manager.name
    (client,) = part["moved"]
    assert client["client"] == "Ромашка"
    entry = client["entries"][-1]
    assert (
        entry == {"at": now.isoformat(), "sentence": "Заметка: He called"}
        or entry["sentence"] == "Заметка: He called"
    )
    assert "== Anna Accountova" in told("2026-10-12") and "10:00 Заметка: He called" in told("2026-10-12")
    assert json.loads(told("2026-10-20", "--json")) == []
    assert told("2026-10-20").strip() == ""


def test_a_long_note_is_told_by_its_first_line_and_a_debt_with_its_sum(
    head: Employee, account_manager: Employee, client_company: Company, own_company: Company, now: datetime
) -> None:
    write_note(company=client_company, text="He called\n\nA long story", by=account_manager, at=now)
    bare_invoice(client_company, own_company, 1, 700_000)
    text = told("2026-10-12")
    assert "He called" in text and "A long story" not in text
    assert "7 000,00" in text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_command_wants_a_date_and_a_reader(head: Employee) -> None:
    for arguments in (["yesterday"], ["2026-13-45"], ["2026-10-12", "--as", "nobody@okno.test"]):
        with pytest.raises(CommandError) as error:
            told(*arguments)
        assert error.value.returncode == 2


def told(*arguments: str) -> str:
    out = StringIO()
    call_command("digest", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_many_managers_stand_on_a_light_page_and_come_one_by_one(
    head: Employee, client: Client, sign_in: SignIn, now: datetime
) -> None:
    people = [
        invite_employee(
            name=f"Seller {number:02}",
            email=f"seller{number}@okno.test",
            roles=["closer"],
            hired_on=date(2024, 1, 9),
            by=CONSOLE,
            at=now,
        )
        for number in range(20)
    ]
    for number, person in enumerate(people):
        company = a_company(number=300 + number)
        set_manager(company=company, manager=person, starts_on=TODAY, by=CONSOLE, at=now)
        for text in range(12):
            write_note(company=company, text=f"Call {text} " + "о" * 200, by=person, at=now)
    browser = sign_in(client, head)
    page = browser.get("/digest/?on=2026-10-12").content.decode()
    assert (page.count("panel-slot"), page.count("<h3>")) == (14, 6)
    assert len(page.encode()) < 100_000
    address = f"/digest/?on=2026-10-12&manager={people[-1].pk}"
    part = browser.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "Seller 19" in part and "<html" not in part
    whole = browser.get(address).content.decode()
    assert "Seller 19" in whole and "Seller 00" not in whole


def test_who_is_away_stands_there_with_his_substitute(
    client_company: Company,
    account_manager: Employee,
    closer: Employee,
    head: Employee,
    now: datetime,
) -> None:
    """Those of the day, and of the next working day."""
    write_note(company=client_company, text="He called", by=closer, at=now)
    for person, first in ((account_manager, TODAY), (head, date(2026, 10, 13)), (closer, date(2026, 10, 14))):
        other = closer if person != closer else head
        days = {"starts_on": first, "ends_on": date(2026, 10, 20), "announced_at": now}
        Absence.objects.create(employee=person, substitute=other, kind="sick", **days)
    found = digest(head)
    assert found is not None
    assert [one.employee for one in found.away] == [account_manager, head]
    assert found.managers[0].absence == found.away[0]
