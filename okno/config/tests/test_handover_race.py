"""Two heads hand one client over at once: he is one person's, and the other head is told so."""

from datetime import date
from pathlib import Path

import pytest

from okno.billing.tests.race import ask, run_at_once
from okno.clients.actions.add_company import add_company
from okno.clients.actions.set_manager import set_manager

pytestmark = pytest.mark.django_db(transaction=True)

TWO_AT_ONCE = """
from okno.clients.actions.hand_over_client import hand_over_client
from okno.clients.models import Company
from okno.kernel.errors import Conflict
from okno.people.models import Employee
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
from okno.clients.models import Company, Handover, Management
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
        one = add_company(name=f"Company {number}", by=None, at=now)
        set_manager(company=one, manager=account_manager, starts_on=date(2026, 1, 12), by=None, at=now)
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
