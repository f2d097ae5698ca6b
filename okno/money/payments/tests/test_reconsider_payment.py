"""Money that was set aside waits for a decision again (B4)."""

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid
from okno.money.payments.actions.ignore_payment import ignore_payment
from okno.money.payments.actions.load_statement import load_statement
from okno.money.payments.actions.reconsider_payment import reconsider_payment
from okno.money.payments.models import Payment
from okno.money.payments.tests.bank import a_file, received, spent

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


@pytest.fixture
def ignored(own_company, accountant, now) -> Payment:
    """600.00 from a payer whom nobody knows, set aside as a loan."""
    data = a_file(own_company, [received(own_company, 600_00, "За услуги")])
    load_statement(data=data, file_name="kl_to_1c.txt", by=accountant, at=now)
    return ignore_payment(payment=Payment.objects.get(), reason="A loan", by=accountant, at=now)


def test_it_waits_without_its_note_and_the_journal_says_who_took_it_up(ignored, head, now) -> None:
    reconsider_payment(payment=ignored, by=head, at=now)
    ignored.refresh_from_db()
    assert (ignored.status, ignored.note) == ("unclear", "")
    entry = Entry.objects.get(kind="payments.payment_reconsidered")
    assert (entry.by, entry.data["amount_minor"], entry.data["paid_on"]) == (head, 600_00, "2026-10-09")


def test_who_keeps_no_books_takes_nothing_up(ignored, closer, now) -> None:
    with pytest.raises(Forbidden):
        reconsider_payment(payment=ignored, by=closer, at=now)
    assert Payment.objects.get().status == "ignored"


def test_what_we_spent_is_for_no_invoice_of_ours(own_company, client_company, accountant, now) -> None:
    data = a_file(own_company, [spent(own_company, 100_00, "Аренда", client_company)])
    load_statement(data=data, file_name="kl_to_1c.txt", by=accountant, at=now)
    with (
        override("en"),
        pytest.raises(Invalid, match=r"^Only incoming payments can be applied to invoices\.$"),
    ):
        reconsider_payment(payment=Payment.objects.get(), by=accountant, at=now)


def test_of_two_who_take_it_up_one_does(ignored, accountant, head, now) -> None:
    seen_by_head = Payment.objects.get(pk=ignored.pk)
    reconsider_payment(payment=ignored, by=accountant, at=now)
    with pytest.raises(Conflict):
        reconsider_payment(payment=seen_by_head, by=head, at=now)
    assert Entry.objects.filter(kind="payments.payment_reconsidered").count() == 1


def test_no_more_is_given_out_than_came_in_the_database_too(ignored) -> None:
    with pytest.raises(IntegrityError, match="payment_not_allocated_twice"), transaction.atomic():
        Payment.objects.filter(pk=ignored.pk).update(allocated_minor=600_01)
