"""Issue the first invoice of a signed contract: one-off charges and a full month in advance (K6)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.deliver.contracts.models import Contract
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Conflict, allow
from okno.ground.kernel.vat import VatRegime, rate_bp
from okno.money.invoicing import amounts
from okno.money.invoicing.build_invoice import LineToBill, build_invoice, lock_seller
from okno.money.invoicing.models import Invoice, InvoiceLine
from okno.money.invoicing.permissions import can_issue_first_invoice


@action
def issue_first_invoice(*, contract: Contract, by: Actor, at: datetime) -> Invoice:
    """Issue a contract's first invoice on the day of `at`, with VAT at the rate of that day, and return it.

    Raises Conflict when the contract is not signed or has its first invoice already.
    """
    allow(can_issue_first_invoice(by))
    lock_seller(contract.seller)
    if contract.status != Contract.Status.SIGNED:
        raise Conflict(_("Contract {number} is not signed yet.").format(number=contract.number))
    if Invoice.objects.filter(contract=contract, kind=Invoice.Kind.FIRST).exists():
        raise Conflict(_("Contract {number} has its first invoice already.").format(number=contract.number))
    on = local_date(at)
    vat_rate_bp = rate_bp(VatRegime(contract.seller.vat_regime), on)
    contract_lines = list(contract.lines.all())
    charges = [
        amounts.ContractLine(
            one_off_minor=line.one_off_minor * line.quantity,
            monthly_minor=line.monthly_minor * line.quantity,
            vat_included=contract.vat_included,
            vat_rate_bp=vat_rate_bp,
        )
        for line in contract_lines
    ]
    lines = [
        LineToBill(
            contract_lines[line.position], InvoiceLine.Kind(line.kind.value), vat_rate_bp, line.amounts
        )
        for line in amounts.first_invoice(charges)
    ]
    return build_invoice(
        contract=contract, kind=Invoice.Kind.FIRST, lines=lines, period=None, by=by, at=at, on=on
    )
