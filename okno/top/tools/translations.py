"""Sentences for people: English in the code, Russian in the room's catalogue; this keeps the two in step.

Works without GNU gettext: Babel reads the sentences, polib writes and compiles the catalogues.
References carry no line numbers and the header no date: a catalogue changes only when a sentence does.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import polib
from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

OKNO = Path(__file__).resolve().parents[2]
SKIPPED = {"tests", "migrations", "static", "locale", "fonts", "__pycache__"}
HEADER = {
    "Language": "ru",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 "
    ": n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
}
SINGULAR, PLURAL, IN_CONTEXT, PLURAL_IN_CONTEXT = "gettext", "ngettext", "pgettext", "npgettext"
KINDS = {
    name: kind
    for kind in (SINGULAR, PLURAL, IN_CONTEXT, PLURAL_IN_CONTEXT)
    for name in (kind, f"{kind}_lazy", f"{kind}_noop")
} | {"_": SINGULAR}
PLACEHOLDER = re.compile(r"%\(\w+\)[#0\- +]*[\d.]*[a-zA-Z]|%[sdif]|\{\w*(?:![rsa])?(?::[^{}]*)?\}")
CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)


@dataclass(frozen=True, order=True)
class Key:
    """What gettext looks a translation up by; an empty context is no context."""

    msgid: str
    context: str = ""


@dataclass
class Sentence:
    key: Key
    plural: str = ""
    files: set[str] = field(default_factory=set)


def rooms(root: Path = OKNO) -> list[str]:
    return sorted(path.parent.name for path in root.glob("*/*/__init__.py"))


def folder_of(room: str, root: Path = OKNO) -> Path:
    """Return the folder of a room on whichever floor it stands."""
    return next((path for path in root.glob(f"*/{room}") if path.is_dir()), root / room)


def catalogue_path(room: str, root: Path = OKNO, language: str = "ru") -> Path:
    return folder_of(room, root) / "locale" / language / "LC_MESSAGES/django.po"


def extract_room(room: str, root: Path = OKNO) -> dict[Key, Sentence]:
    """Return all sentences of a room's Python files and templates."""
    sentences: dict[Key, Sentence] = {}
    for path in _sources(folder_of(room, root)):
        for key, plural in _extract_file(path):
            sentence = sentences.setdefault(key, Sentence(key))
            sentence.plural = sentence.plural or plural
            sentence.files.add(f"okno/{path.relative_to(root).as_posix()}")
    return sentences


def _sources(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".py", ".html", ".txt"} and not SKIPPED & set(path.relative_to(folder).parts):
            yield path


def _extract_file(path: Path) -> Iterator[tuple[Key, str]]:
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # templatize() leaves Python calls among blanked words; their indentation means nothing.
        source = "\n".join(line.strip() for line in templatize(source, origin=str(path)).splitlines())
    calls = extract_python(BytesIO(source.encode()), dict.fromkeys(KINDS), [], {"encoding": "utf-8"})
    for _line, function, messages, _comments in calls:
        taken = _read_call(KINDS[str(function)], messages)
        if taken:
            yield taken


def _read_call(kind: str, messages: object) -> tuple[Key, str] | None:
    """Return the key and the plural of a call; None when an argument is not a literal, marked elsewhere."""
    texts = list(messages) if isinstance(messages, tuple | list) else [messages]
    wanted = {SINGULAR: 1, PLURAL: 2, IN_CONTEXT: 2, PLURAL_IN_CONTEXT: 3}[kind]
    literals = [text for text in texts[:wanted] if isinstance(text, str) and text]
    if len(literals) < wanted:
        return None
    context = literals.pop(0) if kind in {IN_CONTEXT, PLURAL_IN_CONTEXT} else ""
    return Key(literals[0], context), literals[1] if len(literals) > 1 else ""


def read_catalogue(room: str, root: Path = OKNO, language: str = "ru") -> dict[Key, polib.POEntry]:
    """Return the entries of a room's catalogue by what gettext looks them up by; empty without a file."""
    path = catalogue_path(room, root, language)
    if not path.exists():
        return {}
    entries = polib.pofile(str(path), encoding="utf-8")
    return {Key(entry.msgid, entry.msgctxt or ""): entry for entry in entries if not entry.obsolete}


def update_room(room: str, root: Path = OKNO) -> tuple[int, int, list[str]]:
    """Write the room's catalogue: keep what is translated, add what is new, drop what is gone.

    A new sentence that another room has translated takes its Russian from there.
    Returns how many sentences there are, how many wait for Russian, and those dropped.
    """
    sentences, entries = extract_room(room, root), read_catalogue(room, root)
    path = catalogue_path(room, root)
    dropped = [key.msgid for key in entries if key not in sentences]
    if not sentences:
        path.unlink(missing_ok=True)
        path.with_suffix(".mo").unlink(missing_ok=True)
        return 0, 0, dropped
    elsewhere = {
        key: entry
        for other in rooms(root)
        if other != room
        for key, entry in read_catalogue(other, root).items()
        if entry.translated()
    }
    catalogue = polib.POFile(wrapwidth=110, encoding="utf-8")
    catalogue.metadata = HEADER
    for key, sentence in sorted(sentences.items()):
        catalogue.append(_entry(sentence, entries.get(key) or elsewhere.get(key)))
    write_catalogue(path, catalogue)
    return len(sentences), sum(not entry.translated() for entry in catalogue), dropped


def write_catalogue(path: Path, catalogue: polib.POFile) -> None:
    """Write a catalogue and what gettext reads of it; a file that would stay the same is left alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = f"{catalogue}".removeprefix("#\n").rstrip() + "\n"
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
    # Whole at once: another process may be reading it.
    half = path.with_suffix(f".{os.getpid()}")
    catalogue.save_as_mofile(str(half))
    half.replace(path.with_suffix(".mo"))


def _entry(sentence: Sentence, entries: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=sentence.key.msgid,
        msgctxt=sentence.key.context or None,
        occurrences=[(file, "") for file in sorted(sentence.files)],
        flags=[flag for flag in entries.flags if flag == "fuzzy"] if entries else [],
        tcomment=entries.tcomment if entries else "",
    )
    if sentence.plural:
        entry.msgid_plural = sentence.plural
        forms = entries.msgstr_plural if entries else {}
        entry.msgstr_plural = {index: forms.get(index, "") for index in range(3)}
    else:
        entry.msgstr = entries.msgstr if entries else ""
    return entry


def check_rooms(names: list[str], root: Path = OKNO) -> list[str]:
    """Everything that is wrong, one line each; an empty list is a clean bill."""
    wrong: list[str] = []
    for room in names:
        sentences, entries = extract_room(room, root), read_catalogue(room, root)
        wrong += [f"{room}: not in the catalogue: {key.msgid!r}" for key in sentences if key not in entries]
        wrong += [f"{room}: no longer in the code: {key.msgid!r}" for key in entries if key not in sentences]
        for key, sentence in sentences.items():
            if CYRILLIC.search(key.msgid):
                wrong.append(f"{room}: not English in the code: {key.msgid!r}")
            if key in entries:
                wrong += [
                    f"{room}: {complaint}: {key.msgid!r}" for complaint in _faults(sentence, entries[key])
                ]
        wrong += [
            f"{room}: Russian in a template: {place}"
            for place in _russian_in_templates(folder_of(room, root), root)
        ]
    return [*wrong, *_disagreements(root)]


def _faults(sentence: Sentence, entry: polib.POEntry) -> Iterator[str]:
    if entry.fuzzy:
        yield "fuzzy"
    if (entry.msgid_plural or "") != sentence.plural:
        yield "the plural has changed"
        return
    forms = [entry.msgstr_plural.get(index, "") for index in range(3)] if sentence.plural else [entry.msgstr]
    if not all(forms):
        yield "no Russian"
        return
    wanted = set(PLACEHOLDER.findall(sentence.plural or sentence.key.msgid))
    for form in forms:
        if set(PLACEHOLDER.findall(form)) != wanted:
            yield f"placeholders differ in {form!r}"


def _russian_in_templates(folder: Path, root: Path) -> Iterator[str]:
    """Lines of pages with Russian outside the catalogue; a line that says lang="ru" means it."""
    for path in sorted(folder.glob("templates/**/*.html")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if CYRILLIC.search(line) and 'lang="ru"' not in line and "{#" not in line:
                yield f"okno/{path.relative_to(root).as_posix()}:{number}"


def _disagreements(root: Path) -> Iterator[str]:
    """Yield each sentence that has two Russians without a context: Django merges the rooms' catalogues."""
    russian: dict[Key, dict[tuple[str, ...], list[str]]] = {}
    for room in rooms(root):
        for key, entry in read_catalogue(room, root).items():
            forms = tuple(entry.msgstr_plural.values()) if entry.msgid_plural else (entry.msgstr,)
            if not key.context and all(forms):
                russian.setdefault(key, {}).setdefault(forms, []).append(room)
    for key, versions in sorted(russian.items()):
        if len(versions) > 1:
            each = "; ".join(f"{' / '.join(forms)} ({', '.join(where)})" for forms, where in versions.items())
            yield f"two translations of {key.msgid!r}: {each}"
