"""The events of contracts."""

from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.events import Audience, Event

ContractDrafted = Event(
    "contracts.contract_drafted",
    _("Contract {number} drawn up by quote {quote}: {monthly_minor} a month, {one_off_minor} once"),
    audience=Audience.PRICES,
)
ContractSigned = Event(
    "contracts.contract_signed",
    _("Contract {number} signed on {signed_on}: {monthly_minor} a month, {one_off_minor} once"),
    audience=Audience.PRICES,
    to_client=True,
)
ContractCancelled = Event("contracts.contract_cancelled", _("Contract {number} cancelled: {reason}"))
