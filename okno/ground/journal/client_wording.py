"""Internal entries and their wordings for the client (C3)."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from okno.ground.journal.models import Entry
from okno.ground.journal.permissions import can_reword_entry
from okno.ground.kernel.actors import actor_of
from okno.ground.kernel.events import Audience

if TYPE_CHECKING:
    from okno.team.people.models import Employee

ENTRY = Entry._meta.label_lower


def wordings_by_entry(ids: Iterable[int]) -> dict[int, list[Entry]]:
    """Return the wordings for the client by the id of their internal entry, the newest last.

    One query reads them all.
    """
    wordings: dict[int, list[Entry]] = defaultdict(list)
    entries = Entry.objects.filter(subject_kind=ENTRY, subject_id__in=set(ids), to_client=True)
    for wording in entries.order_by("at", "pk"):
        wordings[wording.subject_id].append(wording)
    return wordings


def last_wording(entry: Entry) -> Entry | None:
    """Return the newest wording of this internal entry for the client, or None when there is none."""
    wordings = wordings_by_entry([entry.pk])[entry.pk]
    return wordings[-1] if wordings else None


def with_wordings(entries: list[Entry], reader: "Employee") -> list[Entry]:
    """Return the entries with what their lines show about rewording, set as attributes.

    `wordings` are an internal entry's wordings, `may_reword` says whether the reader may add one,
    `offers_rewording` whether its line in the stream has the verb: only what a person wrote has, for what the
    system wrote the verb stands on the entry's own page. `is_replaced` marks a wording that has a newer one.
    The first entry that offers it and has no wording yet gets the key of the keyboard that opens its form as
    `key`.
    """
    by_entry = wordings_by_entry(_original(entry) for entry in entries if _original(entry))
    key = "r"
    for entry in entries:
        wordings = by_entry.get(_original(entry), [])
        may = can_reword_entry(actor_of(reader), entry)
        offers = may and (entry.is_written or bool(wordings))
        is_replaced = entry.to_client and bool(wordings) and wordings[-1].pk != entry.pk
        attributes = {
            "wordings": [] if entry.to_client else wordings,
            "may_reword": may,
            "offers_rewording": offers,
            "is_replaced": is_replaced,
        }
        attributes["key"] = key if offers and not wordings else ""
        key = "" if attributes["key"] else key
        entry.__dict__.update(attributes)
    return entries


def suggested_wording(entry: Entry) -> str:
    """Return the text with which the form of a rewording opens: the last wording, or the sentence itself.

    The sentence of an entry with prices is never suggested: only what a person types goes to the client.
    """
    if last := last_wording(entry):
        return str(last.data.get("text", ""))
    return str(entry.data.get("text") or entry.sentence) if entry.audience == Audience.STAFF else ""


def _original(entry: Entry) -> int:
    """Return the id of the internal entry: this one or the one it words; 0 when there is none."""
    if not entry.to_client:
        return entry.pk
    return entry.subject_id if entry.subject_kind == ENTRY else 0
