"""The first invoice of a signed contract: one-off charges and a full month in advance (K6)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.billing import amounts
from okno.billing.drawing import Drawn, draw_invoice, lock_seller
from okno.billing.models import Invoice, InvoiceLine
from okno.billing.permissions import can_issue_first_invoice
from okno.contracts.models import Contract
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import Conflict, allow
from okno.kernel.vat import VatRegime, rate_bp
from okno.people.models import Employee


@action
def issue_first_invoice(*, contract: Contract, by: Employee | None, at: datetime) -> Invoice:
    """Issue it on the day of `at`, once to a contract; VAT is at the rate of that day."""
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
        Drawn(contract_lines[one.position], InvoiceLine.Kind(one.kind.value), vat_rate_bp, one.amounts)
        for one in amounts.first_invoice(charges)
    ]
    return draw_invoice(
        contract=contract, kind=Invoice.Kind.FIRST, lines=lines, period=None, by=by, at=at, on=on
    )
