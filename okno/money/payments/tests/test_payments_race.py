"""Several at once: a file is added once, a kopeck is spent once. Real processes, on either engine."""

from pathlib import Path

import pytest

from okno.money.invoicing.tests.race import ask, run_at_once
from okno.money.payments.actions.load_statement import load_statement
from okno.money.payments.tests.bank import a_file, bare_invoice, received

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_engines]

LOAD = """
from okno.ground.kernel.actors import CONSOLE
from okno.money.payments.actions.load_statement import load_statement
data = Path({path!r}).read_bytes()
loaded = load_statement(data=data, file_name="kl_to_1c.txt", by=CONSOLE, at=now)
print(loaded.added)
"""
COUNT = """
from okno.money.invoicing.models import Invoice
from okno.money.payments.models import Allocation, Payment
paid = list(Invoice.objects.order_by("pk").values_list("paid_minor", flat=True))
print(Payment.objects.count(), Allocation.objects.count(), paid)
"""
ALLOCATE = """
from okno.money.payments.actions.allocate_payment import allocate_payment
from okno.money.invoicing.models import Invoice
from okno.money.payments.models import Payment
from okno.ground.kernel.errors import OknoError
from okno.team.people.models import Employee
payment, invoice, by = Payment.objects.get(), Invoice.objects.get(), Employee.objects.get(pk={by})
try:
    allocate_payment(
        payment=payment, company=invoice.company, allocations=[(invoice, 60)], by=by, at=now
    )
    print("booked")
except OknoError as error:
    print(type(error).__name__)
"""


def test_two_loaders_of_one_file_add_it_once(own_company, client_company, now, tmp_path: Path) -> None:
    for number in range(1, 21):
        bare_invoice(client_company, own_company, number, 100_000)
    documents = [
        received(own_company, 100_000, f"счет {number}", payer=client_company, number=str(number))
        for number in range(1, 21)
    ]
    path = tmp_path / "statement.txt"
    path.write_bytes(a_file(own_company, documents))
    said, url = run_at_once(LOAD.format(path=str(path)), tmp_path, times=3)
    assert sorted(said) == ["0", "0", "20"]
    assert ask(COUNT, url) == f"20 20 {[100_000] * 20}"


def test_two_people_do_not_spend_the_same_kopecks(
    own_company, client_company, accountant, now, tmp_path: Path
) -> None:
    bare_invoice(client_company, own_company, 1, 100)
    data = a_file(own_company, [received(own_company, 100, "без номера")])
    load_statement(data=data, file_name="kl_to_1c.txt", by=accountant, at=now)
    said, _url = run_at_once(ALLOCATE.format(by=accountant.pk), tmp_path)
    assert sorted(said) == ["Invalid", "booked"]
