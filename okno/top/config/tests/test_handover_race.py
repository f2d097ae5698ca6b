"""Two heads hand one client over at once: he is one person's, and the other head is told so."""

from datetime import date
from pathlib import Path

import pytest

from okno.ground.kernel.actors import CONSOLE
from okno.money.invoicing.tests.race import ask, run_at_once
from okno.records.clients.actions.add_company import add_company
from okno.records.relations.actions.set_manager import set_manager

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_engines]

TWO_AT_ONCE = """
from okno.records.relations.actions.hand_over_client import hand_over_client
from okno.records.clients.models import Company
from okno.ground.kernel.errors import Conflict
from okno.team.people.models import Employee
is_first = sys.argv[1].endswith("0")
giver, head = Employee.objects.get(pk={giver}), Employee.objects.get(pk={head})
receiver = Employee.objects.get(pk={first} if is_first else {second})
for company in Company.objects.filter(pk__in={companies}).order_by("pk"):
    try:
        hand_over_client(company=company, receiver=receiver, giver=giver, by=head, at=now)
        print("done")
    except Conflict:
        print("told")
"""
KEPT = """
from okno.records.clients.models import Company, AccountManagerTerm
from okno.records.relations.models import Handover
for company in Company.objects.filter(pk__in={companies}).order_by("pk"):
    waiting = Handover.objects.waiting().get(company=company)
    assert waiting.receiver == company.manager, company
    print(company.manager.pk)
"""


def test_two_at_once_hand_one_client_to_one(
    client_company, account_manager, closer, other_closer, head, now, tmp_path: Path
) -> None:
    companies = [client_company.pk]
    for number in range(11):
        one = add_company(name=f"Company {number}", by=CONSOLE, at=now)
        set_manager(company=one, manager=account_manager, starts_on=date(2026, 1, 12), by=CONSOLE, at=now)
        companies.append(one.pk)
    people = {
        "giver": account_manager.pk,
        "head": head.pk,
        "first": closer.pk,
        "second": other_closer.pk,
        "companies": companies,
    }
    said, url = run_at_once(TWO_AT_ONCE.format(**people), tmp_path)
    first, second = (lines.split() for lines in said)
    assert [{"done", "told"}] * 12 == [set(pair) for pair in zip(first, second, strict=True)], said
    kept = ask(KEPT.format(companies=companies), url).split()
    assert kept == [str(closer.pk if one == "done" else other_closer.pk) for one in first]
