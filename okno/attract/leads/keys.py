"""Keys by which a lead in work is recognised, and which lead claimed them first (complaint 10)."""

from collections.abc import Iterable
from dataclasses import dataclass

from okno.attract.leads.models import Lead, LeadKey
from okno.ground.kernel.identifiers import inn_is_valid
from okno.ground.kernel.text import fold
from okno.records.clients.models import Company

Kind = LeadKey.Kind


@dataclass(frozen=True, order=True)
class Key:
    """A kind of contact and its value in normal form."""

    kind: str
    value: str


def keys_of(*, email: str = "", phone: str = "", inn: str = "", row: str = "") -> list[Key]:
    """Return the keys of these contacts, sorted: everybody claims keys in one order, so that no two deadlock.

    Values are normal forms. An INN with a wrong check digit is no key, because many people mistype alike. A
    mark after a plus in an address is dropped: vera+okno@… is vera@….
    """
    pairs = [(Kind.EMAIL, _without_mark(email)), (Kind.PHONE, phone), (Kind.ROW, row)]
    if inn_is_valid(inn):
        # Only a valid one: a mistyped INN would make one lead of two strangers.
        pairs.append((Kind.INN, inn))
    return sorted(Key(kind.value, value) for kind, value in pairs if value)


def name_keys(*names: str) -> list[Key]:
    """Return one key of the names' words, sorted, ё as е: «Пётр Ильин» is «ИЛЬИН Петр»; [] without words."""
    # Sorted, because forms and exports write the surname first or last as they please.
    parts = sorted(fold(" ".join(names)).split())
    return [Key(Kind.NAME.value, " ".join(parts)[:254])] if parts else []


def company_key(company: Company) -> Key:
    """Return the key of a company."""
    return Key(Kind.COMPANY.value, str(company.pk))


def claim(keys: Iterable[Key]) -> Lead | None:
    """Claim the keys for a new lead and return the lead in work that has any of them already, or None.

    Keys are inserted first and read after: of two channels at the same moment the second waits for the first
    on the unique row (PostgreSQL) or for its whole transaction (SQLite), and then finds its lead.
    """
    # Sorted: two callers with the same two keys take them in one order and cannot wait for each other.
    wanted = sorted(set(keys))
    LeadKey.objects.bulk_create(
        [LeadKey(kind=key.kind, value=key.value) for key in wanted], ignore_conflicts=True
    )
    return Lead.objects.filter(keys__in=_rows(wanted)).order_by("pk").first()


def attach(keys: Iterable[Key], lead: Lead) -> None:
    """Give the claimed keys to their lead."""
    # Only the free ones: a key that another lead has claimed is that lead's.
    LeadKey.objects.filter(pk__in=_rows(keys), lead__isnull=True).update(lead=lead)


def release_keys(lead: Lead) -> None:
    """Delete the keys of a closed lead, except rows of files: those stay loaded."""
    # A closed lead is not recognised any more: who comes again after it is a new lead (L1).
    lead.keys.exclude(kind=Kind.ROW).delete()


def reclaim_keys(lead: Lead) -> None:
    """Claim the keys of a lead that is back in work, except those that another lead has claimed meanwhile."""
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
    """Return the address without the mark after a plus."""
    name, sign, domain = email.rpartition("@")
    return f"{name.partition('+')[0] or name}{sign}{domain}"


def _rows(keys: Iterable[Key]) -> list[int]:
    """Return the primary keys of these keys' rows."""
    ids: list[int] = []
    by_kind: dict[str, list[str]] = {}
    for key in keys:
        by_kind.setdefault(key.kind, []).append(key.value)
    for kind, values in by_kind.items():
        ids += LeadKey.objects.filter(kind=kind, value__in=values).values_list("pk", flat=True)
    return ids
