"""Money that is for no invoice is set aside with the reason (B4)."""

import pytest
from django.utils.translation import override

from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CLOCK
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid
from okno.money.payments.actions.allocate_payment import allocate_payment
from okno.money.payments.actions.ignore_payment import ignore_payment
from okno.money.payments.actions.load_statement import load_statement
from okno.money.payments.actions.reconsider_payment import reconsider_payment
from okno.money.payments.models import Payment
from okno.money.payments.tests.bank import a_file, received

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


@pytest.fixture
def payment(own_company, accountant, now) -> Payment:
    """600.00 from a payer whom nobody knows, for nothing in particular."""
    data = a_file(own_company, [received(own_company, 600_00, "За услуги")])
    load_statement(data=data, file_name="kl_to_1c.txt", by=accountant, at=now)
    return Payment.objects.get()


def test_a_payment_is_set_aside_with_a_reason_and_taken_up_again(
    payment, client_company, accountant, now
) -> None:
    with pytest.raises(Invalid):
        ignore_payment(payment=payment, reason="  ", by=accountant, at=now)
    ignore_payment(payment=payment, reason="Возврат займа", by=accountant, at=now)
    payment.refresh_from_db()
    assert (payment.status, payment.note) == ("ignored", "Возврат займа")
    with pytest.raises(Conflict):
        allocate_payment(payment=payment, company=client_company, by=accountant, at=now)
    with pytest.raises(Conflict):
        ignore_payment(payment=payment, reason="Ещё раз", by=accountant, at=now)
    reconsider_payment(payment=payment, by=accountant, at=now)
    payment.refresh_from_db()
    assert (payment.status, payment.note) == ("unclear", "")


def test_the_journal_says_who_set_it_aside_and_how_much(payment, head, now) -> None:
    ignore_payment(payment=payment, reason=" A loan ", by=head, at=now)
    entry = Entry.objects.get(kind="payments.payment_ignored")
    assert (entry.by, entry.company, entry.data["reason"]) == (head, None, "A loan")
    assert (entry.data["amount_minor"], entry.data["paid_on"]) == (600_00, "2026-10-09")


def test_others_and_the_clock_set_nothing_aside(payment, closer, now) -> None:
    for other in (closer, CLOCK):
        with pytest.raises(Forbidden):
            ignore_payment(payment=payment, reason="A loan", by=other, at=now)
    assert Payment.objects.get().status == "unclear"


def test_it_says_why(payment, accountant, now) -> None:
    with override("en"), pytest.raises(Invalid, match=r"^Enter why the payment is ignored\.$"):
        ignore_payment(payment=payment, reason=" ", by=accountant, at=now)


def test_what_was_given_to_a_client_meanwhile_is_not_set_aside(
    payment, client_company, accountant, head, now
) -> None:
    seen_by_head = Payment.objects.get(pk=payment.pk)
    allocate_payment(payment=payment, company=client_company, by=accountant, at=now)
    with pytest.raises(Conflict):
        ignore_payment(payment=seen_by_head, reason="A loan", by=head, at=now)
    assert Payment.objects.get().status == "matched"
