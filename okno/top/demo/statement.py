"""A bank's file as our clients would pay what is open today: for trying Okno, and for its tests.

The same base and day give the same file. Some pay oddly, as they do in life: see HABITS.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.errors import Invalid
from okno.ground.kernel.fake_ids import make_account, make_inn
from okno.money.invoicing.models import Invoice
from okno.money.payments.statements import BankDocument, Party
from okno.money.payments.statements.styles import purpose_in_style, purpose_of_several
from okno.money.payments.statements.write import write_statement
from okno.records.clients.models import BankAccount, Company

BIK = "044525974"
BANK = "Банк «Тридесятый» (демо)"
# Each of these is done by one client, in this order; whoever is left pays each invoice as it says.
HABITS = ("whole", "part", "too_much", "no_number", "wrong_number", "stranger")
OVERPAID_MINOR = 100_00
FIRST_NUMBER = 1000
NOBODYS_SEQUENCE = 990_000
STRANGER = 9_000_001


def demo_statement(on: date) -> tuple[bytes, int]:
    """Return the file (cp1251) of the first account of our first company, and its number of payments.

    Raises Invalid when there is no such account, or nothing issued by that day is open.
    """
    ours = BankAccount.objects.filter(company__is_own=True).order_by("company", "pk").first()
    if ours is None:
        raise Invalid(_("None of our companies has a bank account: add one first."))
    owed = Invoice.objects.filter(seller=ours.company, paid_on__isnull=True, issued_on__lte=on)
    by_client: dict[Company, list[Invoice]] = defaultdict(list)
    for invoice in owed.select_related("company").prefetch_related("lines").order_by("issued_on", "id"):
        by_client[invoice.company].append(invoice)
    if not by_client:
        raise Invalid(_("Nothing is open: there is nothing to pay. Issue invoices first."))
    bank = _Bank(ours, on)
    documents = [bank.document(paid) for paid in _payments(by_client)]
    data = write_statement(
        account=ours.account,
        starts_on=on - timedelta(days=6),
        ends_on=on,
        documents=documents,
        created_at=at_hour(on, 18),
        sender=BANK,
        holder=ours.company.legal_name or ours.company.name,
    )
    return data, len(documents)


@dataclass(frozen=True)
class _Paid:
    payer: Company | None
    amount_minor: int
    purpose: str


def _payments(by_client: dict[Company, list[Invoice]]) -> Iterator[_Paid]:
    habits = list(HABITS)
    style = 0
    of_two = next((client for client, invoices in by_client.items() if len(invoices) > 1), None)
    for client, invoices in by_client.items():
        rest = invoices
        if client == of_two:
            yield _two_at_once(client, invoices[:2])
            rest = invoices[2:]
        elif habit := next((option for option in habits if option != "no_number" or len(invoices) == 1), ""):
            habits.remove(habit)
            yield _oddly(habit, client, invoices[0], style)
            rest = invoices[1:]
        for invoice in rest:
            style += 1
            yield _Paid(client, invoice.left_minor, _named(invoice, style))


def _two_at_once(client: Company, invoices: Sequence[Invoice]) -> _Paid:
    purpose = purpose_of_several(
        1,
        [invoice.number for invoice in invoices],
        vat_rate_bp=_rate_bp(invoices[0]),
        vat_minor=sum(invoice.vat_minor for invoice in invoices),
    )
    return _Paid(client, sum(invoice.left_minor for invoice in invoices), purpose)


def _oddly(habit: str, client: Company, invoice: Invoice, style: int) -> _Paid:
    left_minor = invoice.left_minor
    match habit:
        case "part":
            return _Paid(client, max(1, left_minor // 2), _named(invoice, style))
        case "too_much":
            return _Paid(client, left_minor + OVERPAID_MINOR, _named(invoice, style))
        case "no_number":
            return _Paid(client, left_minor, "Оплата за услуги по договору")
        case "wrong_number":
            return _Paid(
                client, left_minor, f"Оплата по счету № {invoice.year}-{NOBODYS_SEQUENCE + style:06d}"
            )
        case "stranger":
            return _Paid(None, left_minor, "За услуги хостинга, без НДС")
        case _:
            return _Paid(client, left_minor, _named(invoice, style))


def _named(invoice: Invoice, style: int) -> str:
    return purpose_in_style(
        style,
        invoice.number,
        issued_on=invoice.issued_on,
        amount_minor=invoice.left_minor,
        vat_rate_bp=_rate_bp(invoice),
        vat_minor=invoice.vat_minor,
    )


def _rate_bp(invoice: Invoice) -> int | None:
    return next((line.vat_rate_bp for line in invoice.lines.all() if line.vat_minor), None)


class _Bank:
    def __init__(self, ours: BankAccount, on: date) -> None:
        self.ours = ours
        self.on = on
        self.number = FIRST_NUMBER

    def document(self, paid: _Paid) -> BankDocument:
        self.number += 1
        return BankDocument(
            kind="Платежное поручение",
            number=str(self.number),
            issued_on=self.on,
            amount_minor=paid.amount_minor,
            payer=self._payer(paid.payer),
            payee=self._us(),
            purpose=paid.purpose,
            credited_on=self.on,
        )

    def _payer(self, company: Company | None) -> Party:
        account = make_account(company.pk if company else STRANGER, BIK)
        if company is None:
            return Party("ООО «Прохожий»", make_inn(STRANGER), "", account, BIK, BANK)
        name = company.legal_name or company.name
        return Party(name, company.inn, company.kpp, account, BIK, BANK)

    def _us(self) -> Party:
        company = self.ours.company
        name = company.legal_name or company.name
        return Party(name, company.inn, company.kpp, self.ours.account, self.ours.bik, self.ours.bank_name)
