"""Money comes weekly: a bank statement with the payments of clients, each with a habit of his own."""

from datetime import date, datetime, timedelta

from okno.ground.kernel.actors import actor_of
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.fake_ids import make_account, make_inn
from okno.money.invoicing.models import Invoice
from okno.money.payments.actions.load_statement import load_statement
from okno.money.payments.statements.shapes import BankDocument, Party
from okno.money.payments.statements.styles import purpose_in_style
from okno.money.payments.statements.write import write_statement
from okno.records.clients.models import BankAccount, Company
from okno.top.demo.clockwork import days_later
from okno.top.demo.world import World

BIK = "044525974"
CORRESPONDENT = "30101810900000000974"
BANK = "Банк «Тридесятый» (демо)"
DEBTORS = 7
STRANGE_DAYS = 14


class Treasury:
    """Which client pays when: most within a week or two, every seventh stops in the last two months."""

    def __init__(self, world: World, account: BankAccount) -> None:
        self.world = world
        self.account = account
        self._number = 1000

    def load(self, at: datetime) -> None:
        """Load this week's statement: what due clients pay, and a supplier's bill."""
        on = local_date(at)
        unpaid = Invoice.objects.open().select_related("company").order_by("issued_on", "pk")
        paying = [invoice for invoice in unpaid if self._is_time(invoice, on)]
        documents = [self._received(invoice, on) for invoice in paying]
        documents.append(self._rent(on))
        if on + timedelta(days=STRANGE_DAYS) > self.world.clockwork.until.date():
            documents += self._strange(on)
        data = write_statement(
            account=self.account.account,
            starts_on=on - timedelta(days=6),
            ends_on=on,
            documents=documents,
            created_at=at,
            sender=BANK,
            opening_minor=1_000_000_00,
        )
        load_statement(
            data=data, file_name=f"kl_to_1c_{on:%Y%m%d}.txt", by=actor_of(self.world.people["kira"]), at=at
        )
        self.world.clockwork.plan(days_later(at, 7, 16), self.load)

    def _is_time(self, invoice: Invoice, on: date) -> bool:
        waits = (invoice.company_id * 7) % 12
        is_debtor = invoice.company_id % DEBTORS == 0
        silent_since = (self.world.clockwork.until - timedelta(days=60)).date()
        if is_debtor and invoice.kind != Invoice.Kind.FIRST and invoice.issued_on >= silent_since:
            return False
        return invoice.issued_on + timedelta(days=waits) <= on

    def _received(self, invoice: Invoice, on: date) -> BankDocument:
        self._number += 1
        purpose = purpose_in_style(
            self._number,
            invoice.number,
            issued_on=invoice.issued_on,
            amount_minor=invoice.left_minor,
            vat_rate_bp=2000 if invoice.issued_on.year < 2026 else 2200,
            vat_minor=invoice.vat_minor,
        )
        return self._document(self._payer(invoice.company), self._us(), invoice.left_minor, on, purpose)

    def _rent(self, on: date) -> BankDocument:
        self._number += 1
        landlord = Party(name="ООО «Каменные палаты»", inn="", account=make_account(9999, BIK), bik=BIK)
        return self._document(self._us(), landlord, 185_000_00, on, "Аренда площадки за неделю")

    def _strange(self, on: date) -> list[BankDocument]:
        """Return payments that no rule can place: an unknown payer, and a client with an odd sum and no
        invoice.
        """
        self._number += 1
        stranger = Party(
            name="ИП Незнакомцев Н. Н.",
            inn=make_inn(77, person=True),
            account=make_account(7777, BIK),
            bik=BIK,
        )
        client = Company.objects.clients().order_by("pk")[on.day]
        return [
            self._document(stranger, self._us(), 7_320_00, on, "Оплата услуг хостинга, НДС не облагается"),
            self._document(
                self._payer(client), self._us(), 11_111_00, on, "Предоплата за услуги по договору"
            ),
        ]

    def _document(
        self, payer: Party, payee: Party, amount_minor: int, on: date, purpose: str
    ) -> BankDocument:
        ours = payee.account == self.account.account
        return BankDocument(
            kind="Платежное поручение",
            number=str(self._number),
            issued_on=on,
            amount_minor=amount_minor,
            payer=payer,
            payee=payee,
            purpose=purpose,
            credited_on=on if ours else None,
            debited_on=None if ours else on,
        )

    def _payer(self, company: Company) -> Party:
        account = make_account(company.pk, BIK)
        return Party(
            name=company.legal_name or company.name, inn=company.inn, account=account, bik=BIK, bank_name=BANK
        )

    def _us(self) -> Party:
        ours = self.account.company
        return Party(
            name=ours.legal_name,
            inn=ours.inn,
            account=self.account.account,
            bik=self.account.bik,
            bank_name=BANK,
        )
