"""A lead comes in, by whatever channel (L1, L2, complaint 10)."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from okno.catalog.models import Service
from okno.clients.models import Company
from okno.kernel.actions import action
from okno.kernel.errors import Invalid, allow
from okno.people.models import Employee
from okno.sales.flood import CUT, NEED_LENGTH
from okno.sales.intake import Caller, check_caller, cut_lines, read_contacts, take_in
from okno.sales.models import Lead
from okno.sales.permissions import can_register_lead


@action
def register_lead(
    *,
    nature: str,
    channel: str,
    name: str = "",
    contact_name: str = "",
    email: str = "",
    phone: str = "",
    inn: str = "",
    need: str = "",
    campaign: str = "",
    service: Service | None = None,
    place: str = "",
    company: Company | None = None,
    recommended_by: Company | None = None,
    brought_by: Employee | None = None,
    checked: bool = True,
    door: str = "",
    is_trapped: bool = False,
    by: Employee | None,
    at: datetime,
) -> Lead:
    """The lead that these contacts belong to: a new one, or the one in work that they are known from.

    By hand (`checked`) a wrong INN, e-mail or phone is Invalid; from an outside form (`checked=False`) the
    lead is taken all the same, and what is doubtful is kept in `doubts`. `door` names the door from outside:
    what comes by it too many at once is held (flood.py), as is what filled in a robot's trap.
    """
    allow(can_register_lead(by))
    read, doubts = read_contacts(email, phone, inn)
    need = _read_need(need, checked, doubts)
    if not checked and not (name.strip() or contact_name.strip()):
        # A form that asks for nothing but an address loses nobody either.
        name = email.strip() or phone.strip()
    lines = cut_lines(name=name, contact_name=contact_name, campaign=campaign, place=place, door=door)
    origin: dict[str, Any] = {"company": company, "recommended_by": recommended_by, "brought_by": brought_by}
    known: dict[str, Any] = {"need": need, "service": service, "doubts": doubts, "is_trapped": is_trapped}
    known |= origin | lines | read
    caller = Caller(nature=nature, channel=channel, **known)
    check_caller(caller, checked)
    return take_in(caller, by=by, at=at)[0]


def _read_need(need: str, checked: bool, doubts: dict[str, str]) -> str:
    """By hand too long is Invalid; from outside the rest is cut off, and the lead tells so."""
    need = need.strip()
    if len(need) <= NEED_LENGTH:
        return need
    if checked:
        raise Invalid(need=_("At most {count} signs.").format(count=NEED_LENGTH))
    doubts["need"] = CUT
    return need[:NEED_LENGTH]
