"""English as people read it: a room's `en` catalogue overrides those keys of the code that read badly.

A key of the code stays what it was, so nothing moves when a sentence is reworded; a key without an entry is
shown as it is written in the code. Django gives `en` no fallback, so Russian never shines through.
"""

from collections.abc import Iterator
from pathlib import Path

import polib

from okno.top.tools.translations import (
    OKNO,
    PLACEHOLDER,
    Key,
    Sentence,
    catalogue_path,
    extract_room,
    read_catalogue,
    rooms,
    write_catalogue,
)

# Django merges catalogues only where the plural rule is the same as in its own.
HEADER = {
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


def update_english(room: str, root: Path = OKNO) -> list[str]:
    """Write the room's overrides anew: keep those that the code still uses, take over those of other rooms.

    Return the keys that were dropped because the code no longer holds them.
    """
    sentences, overrides = extract_room(room, root), read_catalogue(room, root, "en")
    path = catalogue_path(room, root, "en")
    dropped = [key.msgid for key in overrides if key not in sentences]
    elsewhere = {
        key: entry
        for other in rooms(root)
        if other != room
        for key, entry in read_catalogue(other, root, "en").items()
    }
    catalogue = polib.POFile(wrapwidth=110, encoding="utf-8")
    catalogue.metadata = HEADER
    for key, sentence in sorted(sentences.items()):
        override = overrides.get(key) or elsewhere.get(key)
        if override:
            catalogue.append(_entry(sentence, override))
    if not len(catalogue):
        path.unlink(missing_ok=True)
        path.with_suffix(".mo").unlink(missing_ok=True)
    else:
        write_catalogue(path, catalogue)
    return dropped


def _entry(sentence: Sentence, override: polib.POEntry) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=sentence.key.msgid,
        msgctxt=sentence.key.context or None,
        occurrences=[(file, "") for file in sorted(sentence.files)],
        flags=[flag for flag in override.flags if flag == "fuzzy"],
        tcomment=override.tcomment,
    )
    if sentence.plural:
        entry.msgid_plural = sentence.plural
        entry.msgstr_plural = {index: override.msgstr_plural.get(index, "") for index in range(2)}
    else:
        entry.msgstr = override.msgstr
    return entry


def check_english(names: list[str], root: Path = OKNO) -> list[str]:
    """Return what is wrong with the overrides of these rooms, one line each; all rooms must agree."""
    wrong: list[str] = []
    chosen = _chosen(root)
    for room in names:
        sentences, overrides = extract_room(room, root), read_catalogue(room, root, "en")
        for key, entry in overrides.items():
            if key not in sentences:
                wrong.append(f"{room}: English of what is no longer in the code: {key.msgid!r}")
            else:
                wrong += [f"{room}: {fault}: {key.msgid!r}" for fault in _faults(sentences[key], entry)]
        # Django merges the rooms' catalogues, so a missing one would hang on the order of the rooms.
        wrong += [
            f"{room}: another room overrides the English of {key.msgid!r}, this one does not"
            for key in sentences
            if key in chosen and key not in overrides
        ]
    wrong += [
        f"two Englishes of {key.msgid!r}: {'; '.join(sorted(' / '.join(forms) for forms in versions))}"
        for key, versions in sorted(chosen.items())
        if len(versions) > 1
    ]
    return wrong


def _chosen(root: Path) -> dict[Key, set[tuple[str, ...]]]:
    chosen: dict[Key, set[tuple[str, ...]]] = {}
    for room in rooms(root):
        for key, entry in read_catalogue(room, root, "en").items():
            chosen.setdefault(key, set()).add(_forms(entry))
    return chosen


def _forms(entry: polib.POEntry) -> tuple[str, ...]:
    if entry.msgid_plural:
        return tuple(entry.msgstr_plural.get(index, "") for index in range(2))
    return (entry.msgstr,)


def _faults(sentence: Sentence, entry: polib.POEntry) -> Iterator[str]:
    if entry.fuzzy:
        yield "fuzzy English"
    if (entry.msgid_plural or "") != sentence.plural:
        yield "the plural has changed"
        return
    forms = _forms(entry)
    if not all(forms):
        yield "an empty English form"
        return
    if forms == (sentence.key.msgid, sentence.plural)[: len(forms)]:
        yield "the English says what the key says: drop it"
    wanted = set(PLACEHOLDER.findall(sentence.plural or sentence.key.msgid))
    # The key of one thing may do without its number ("One day"); so may its English, and it alone.
    of_one = set(PLACEHOLDER.findall(sentence.key.msgid))
    for index, form in enumerate(forms):
        placeholders = set(PLACEHOLDER.findall(form))
        if placeholders != wanted and (index or placeholders != of_one):
            yield f"placeholders differ in {form!r}"
