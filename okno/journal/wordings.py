"""Internal entries and what the client was told of them (C3)."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from okno.journal.models import Entry
from okno.journal.permissions import can_reword_entry
from okno.kernel.events import Audience

if TYPE_CHECKING:
    from okno.people.models import Employee

ENTRY = Entry._meta.label_lower


def of_entries(ids: Iterable[int]) -> dict[int, list[Entry]]:
    """Internal entry → its wordings for the client, the newest last; one query for all."""
    found: dict[int, list[Entry]] = defaultdict(list)
    worded = Entry.objects.filter(subject_kind=ENTRY, subject_id__in=set(ids), to_client=True)
    for wording in worded.order_by("at", "pk"):
        found[wording.subject_id].append(wording)
    return found


def last_wording(entry: Entry) -> Entry | None:
    """What the client was told last of this internal entry."""
    wordings = of_entries([entry.pk])[entry.pk]
    return wordings[-1] if wordings else None


def with_wordings(entries: list[Entry], reader: "Employee") -> list[Entry]:
    """Each with `wordings` and `may_reword` when internal, with `is_replaced` when a newer wording is there.

    The newest that may be reworded and was not yet has `key`, the key that opens its form.
    """
    of = of_entries(_original(entry) for entry in entries if _original(entry))
    key = "r"
    for entry in entries:
        wordings = of.get(_original(entry), [])
        may = can_reword_entry(reader, entry)
        is_replaced = entry.to_client and bool(wordings) and wordings[-1].pk != entry.pk
        told = {
            "wordings": [] if entry.to_client else wordings,
            "may_reword": may,
            "is_replaced": is_replaced,
        }
        told["key"] = key if may and not wordings else ""
        key = "" if told["key"] else key
        entry.__dict__.update(told)
    return entries


def first_words(entry: Entry) -> str:
    """What the form of a rewording begins with: the last wording, or the sentence itself.

    A sentence with prices in it is never offered: only what a person types goes to the client.
    """
    if last := last_wording(entry):
        return str(last.data.get("text", ""))
    return str(entry.data.get("text") or entry.sentence) if entry.audience == Audience.STAFF else ""


def _original(entry: Entry) -> int:
    """The internal entry that this is, or is a wording of; 0 for what was the client's from the start."""
    if not entry.to_client:
        return entry.pk
    return entry.subject_id if entry.subject_kind == ENTRY else 0
