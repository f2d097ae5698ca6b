"""Cancel a contract that was not signed; its quote stays accepted."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.deliver.contracts.events import ContractCancelled
from okno.deliver.contracts.models import Contract
from okno.deliver.contracts.permissions import can_cancel_contract
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Invalid, allow
from okno.ground.kernel.moves import move


@action
def cancel_contract(*, contract: Contract, reason: str, by: Actor, at: datetime) -> Contract:
    """Cancel an unsigned contract, journal the reason and return it. Raises Conflict when it was signed."""
    allow(can_cancel_contract(by, contract))
    if not reason.strip():
        raise Invalid(reason=_("Say why the contract is given up."))
    move(contract, Contract.Status.CANCELLED)
    record(
        ContractCancelled,
        subject=contract,
        by=by,
        at=at,
        number=contract.number,
        reason=reason.strip(),
    )
    return contract
