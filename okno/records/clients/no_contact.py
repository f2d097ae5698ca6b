"""The check of guard 6: letters are forbidden to an address, its domain, or a domain above it."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from okno.ground.kernel.errors import Guard, Refused, Text
from okno.ground.kernel.identifiers import normalise_email
from okno.ground.kernel.localized import deferred
from okno.records.clients.models import Company, NoContact
from okno.records.clients.queries import itself_and_domains


def is_forbidden(email: str) -> bool:
    """Return whether letters to this address are forbidden; checked by the writer and again at delivery."""
    return NoContact.objects.against(normalise_email(email) or email).exists()


def forbidden_among(emails: Iterable[str]) -> dict[str, NoContact]:
    """Return the forbidden ones of these addresses with their prohibitions, in one query."""
    # The address, its domain and each above it: «never write to this holding» is one line of the list.
    parts = {email: set(itself_and_domains(normalise_email(email) or email)) for email in emails if email}
    if not parts:
        return {}
    prohibitions = NoContact.objects.in_force().filter(address__in=set().union(*parts.values()))
    by_address = {prohibition.address: prohibition for prohibition in prohibitions}
    return {
        email: by_address[next(iter(hit))]
        for email, names in parts.items()
        if (hit := names & by_address.keys())
    }


def refuse_forbidden(emails: Collection[str], *, company: Company | None = None) -> None:
    """Raise Refused by guard 6 when letters to one of the addresses are forbidden.

    The refusal stands in the journal of `company`.
    """
    for email, no_contact in forbidden_among(emails).items():
        raise Refused(
            guard=Guard.NO_CONTACT,
            reason=_refusal_reason(email, no_contact),
            remedy=_(
                "Reach him otherwise, or have the prohibition lifted when he asked to be written to again."
            ),
            decides=_("Head of sales"),
            subject=company,
        )


def _refusal_reason(email: str, no_contact: NoContact) -> Text:
    """Return the reason of the refusal, to be worded in each reader's language."""
    return deferred(
        lambda: _("{address} asked not to be written to: {reason}").format(
            address=email, reason=no_contact.reason
        )
    )
