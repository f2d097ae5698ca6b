"""What a lead in work is known by, and who came first with it (complaint 10)."""

from collections.abc import Iterable
from dataclasses import dataclass

from okno.clients.models import Company
from okno.kernel.identifiers import inn_is_valid
from okno.kernel.text import fold
from okno.sales.models import Lead, LeadKey

Kind = LeadKey.Kind


@dataclass(frozen=True, order=True)
class Key:
    kind: str
    value: str


def keys_of(*, email: str = "", phone: str = "", inn: str = "", row: str = "") -> list[Key]:
    """The keys that a lead comes with, in the one order in which everybody claims them.

    Values are normal forms. An INN with a wrong check digit is no key: many mistype alike. What stands after
    a plus in an address is the writer's own mark: vera+okno@… is vera@….
    """
    given = [(Kind.EMAIL, _without_mark(email)), (Kind.PHONE, phone), (Kind.ROW, row)]
    if inn_is_valid(inn):
        given.append((Kind.INN, inn))
    return sorted(Key(kind.value, value) for kind, value in given if value)


def name_keys(*names: str) -> list[Key]:
    """The words of the names in one order, ё as е: «Пётр Ильин» is «ИЛЬИН Петр»."""
    words = sorted(fold(" ".join(names)).split())
    return [Key(Kind.NAME.value, " ".join(words)[:254])] if words else []


def company_key(company: Company) -> Key:
    return Key(Kind.COMPANY.value, str(company.pk))


def claim(keys: Iterable[Key]) -> Lead | None:
    """Take the keys for a lead that comes; the lead in work that has one of them already, or None.

    Inserted first and read after: of two channels at the same moment the second waits for the first on the
    unique row (PostgreSQL) or for its whole transaction (SQLite), and then finds its lead.
    """
    wanted = sorted(set(keys))
    LeadKey.objects.bulk_create(
        [LeadKey(kind=key.kind, value=key.value) for key in wanted], ignore_conflicts=True
    )
    return Lead.objects.filter(keys__in=_rows(wanted)).order_by("pk").first()


def attach(keys: Iterable[Key], lead: Lead) -> None:
    """Give the claimed keys to their lead."""
    LeadKey.objects.filter(pk__in=_rows(keys), lead__isnull=True).update(lead=lead)


def let_go(lead: Lead) -> None:
    """A lead that is closed frees what it was known by; the row of a file stays loaded."""
    lead.keys.exclude(kind=Kind.ROW).delete()


def take_back(lead: Lead) -> None:
    """A lead back in work claims its keys again, but for those that another has taken meanwhile."""
    if lead.company is None:
        return
    contact = lead.contact
    keys = {company_key(lead.company)}
    for email, phone in [
        (lead.company.email, lead.company.phone),
        (contact.email, contact.phone) if contact else ("", ""),
    ]:
        keys |= set(keys_of(email=email, phone=phone, inn=lead.company.inn))
    claim(keys)
    attach(keys, lead)


def _without_mark(email: str) -> str:
    name, sign, domain = email.rpartition("@")
    return f"{name.partition('+')[0] or name}{sign}{domain}"


def _rows(keys: Iterable[Key]) -> list[int]:
    found: list[int] = []
    by_kind: dict[str, list[str]] = {}
    for key in keys:
        by_kind.setdefault(key.kind, []).append(key.value)
    for kind, values in by_kind.items():
        found += LeadKey.objects.filter(kind=kind, value__in=values).values_list("pk", flat=True)
    return found
