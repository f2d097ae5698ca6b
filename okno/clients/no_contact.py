"""Who must not be written to (guard 6): an address, its domain, or a domain above it."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from okno.clients.models import Company, NoContact
from okno.clients.queries import itself_and_domains
from okno.kernel.errors import Guard, Refused, Text
from okno.kernel.identifiers import normalise_email
from okno.kernel.kept import later


def is_forbidden(email: str) -> bool:
    """Whether this address asked not to be written to; asked by who writes, and again at delivery."""
    return NoContact.objects.against(normalise_email(email) or email).exists()


def forbidden_among(emails: Iterable[str]) -> dict[str, NoContact]:
    """Those of the addresses that may not be written to, each with what forbids it; one query for all."""
    parts = {email: set(itself_and_domains(normalise_email(email) or email)) for email in emails if email}
    if not parts:
        return {}
    asked = NoContact.objects.in_force().filter(address__in=set().union(*parts.values()))
    known = {one.address: one for one in asked}
    return {email: known[next(iter(hit))] for email, names in parts.items() if (hit := names & known.keys())}


def refuse_forbidden(emails: Collection[str], *, company: Company | None = None) -> None:
    """Guard 6: Refused when one of them must not be written to; `company` is whose journal tells it."""
    for email, why in forbidden_among(emails).items():
        raise Refused(
            guard=Guard.NO_CONTACT,
            reason=_said(email, why),
            remedy=_(
                "Reach him otherwise, or have the prohibition lifted when he asked to be written to again."
            ),
            decides=_("Head of sales"),
            subject=company,
        )


def _said(email: str, why: NoContact) -> Text:
    return later(
        lambda: _("{address} asked not to be written to: {reason}").format(address=email, reason=why.reason)
    )
