"""Give up a contract that was not signed; its quote stays accepted."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.contracts.events import ContractCancelled
from okno.contracts.models import Contract
from okno.contracts.permissions import can_cancel_contract
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Invalid, allow
from okno.kernel.moves import move
from okno.people.models import Employee


@action
def cancel_contract(*, contract: Contract, reason: str, by: Employee | None, at: datetime) -> Contract:
    allow(can_cancel_contract(by, contract))
    if not reason.strip():
        raise Invalid(reason=_("Say why the contract is given up."))
    move(contract, Contract.Status.CANCELLED)
    record(
        ContractCancelled,
        subject=contract,
        company=contract.company,
        by=by,
        at=at,
        number=contract.number,
        reason=reason.strip(),
    )
    return contract
