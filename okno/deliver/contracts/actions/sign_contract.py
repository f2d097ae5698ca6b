"""Mark a contract signed: this alone wins the deal (K6, L4)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from okno.deliver.contracts.deliverable import keep_deliverable
from okno.deliver.contracts.events import ContractSigned
from okno.deliver.contracts.models import Contract
from okno.deliver.contracts.permissions import can_sign_contract
from okno.deliver.contracts.prices import require_accepted, require_equal, require_same_basis
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Invalid, allow
from okno.ground.kernel.moves import move


@action
def sign_contract(*, contract: Contract, signed_on: date, by: Actor, at: datetime) -> Contract:
    """Mark a contract signed on `signed_on` and return it; this wins the deal (K6, L4).

    Guards 2, 4 and 5 are asked once more and raise Refused. Other rooms react by config/handlers.py.
    """
    allow(can_sign_contract(by, contract))
    _require_price(contract)
    _require_sane_date(contract, signed_on, today=local_date(at))
    # Before guard 5, which may hold anew: of two who sign at once the second stops here.
    move(contract, Contract.Status.SIGNED, signed_on=signed_on, signed_by=by.employee)
    keep_deliverable(contract, on=local_date(at), by=by, at=at)
    record(
        ContractSigned,
        subject=contract,
        by=by,
        at=at,
        number=contract.number,
        signed_on=signed_on,
        monthly_minor=contract.monthly_total_minor,
        one_off_minor=contract.one_off_total_minor,
    )
    return contract


def _require_price(contract: Contract) -> None:
    quote = contract.quote
    require_accepted(quote)
    require_same_basis(quote, vat_included=contract.vat_included, term_months=contract.term_months)
    require_equal(quote, {line.quote_line_id: line.terms for line in contract.lines.all()})


def _require_sane_date(contract: Contract, signed_on: date, *, today: date) -> None:
    if signed_on > today:
        raise Invalid(signed_on=_("A contract cannot be signed in the future."))
    accepted_at = contract.quote.answered_at
    if accepted_at is not None and signed_on < local_date(accepted_at):
        raise Invalid(signed_on=_("The quote was accepted later than this date."))
