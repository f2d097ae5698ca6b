"""No words of one language on a page of the other: pages, refusals, letters, the journal, the catalogues."""

import logging
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.core import mail
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils.translation import override
from pytest_django.plugin import DjangoDbBlocker

from okno.ground.journal.sentences import render_entry
from okno.ground.kernel.events import EVENTS
from okno.read.today.letters import letter_to
from okno.team.people.models import Employee, User
from okno.top.tools.translations import PLACEHOLDER, read_catalogue, rooms
from tests.access import ASKED, SENT, VISITOR, Knocking
from tests.house.addresses import Address, pages
from tests.house.built import LEADS_CSV, NOW, House
from tests.house.grown import build_grown
from tests.languages import LATIN_IN_RUSSIAN, RUN, foreign, pattern_of, read, stored_words
from tests.prepared.house import house_in_place
from tests.turns import in_turn

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.one_engine,
    pytest.mark.xdist_group("languages"),
]
OTHER = {"ru": "en", "en": "ru"}
# Each who signs in reads a part of the pages at each turn, another than the next one does.
PARTS = 6
# Those who see what others do not; a visitor sees sign-in and what a client is sent.
READERS = ("owner", "head", "closer", "account_man", "engineer", "accountant", VISITOR)
# What is not for people, or is written in the language of the law whoever looks.
LEFT_OUT = {"api:openapi-json", "api:openapi-view", "invoicing:invoice_pdf", "tools:components"}
# By our clients and banks, and in the documents that the law wants in Russian.
TYPED_IN_RUSSIAN = re.compile(r"Оплата |Возврат займа|Платежное поручение|ИП Неизвестный", re.IGNORECASE)


@dataclass
class Seen:
    """What each reader was shown in a language, in a house where everybody had worked in the other one."""

    language: str
    words: set[str] = field(default_factory=set)
    texts: dict[str, list[tuple[str, list[str]]]] = field(default_factory=dict)
    letters: list[str] = field(default_factory=list)


class Nothing(Exception):
    """Takes back what was done."""


@pytest.fixture(scope="module")
def seen(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, Seen]]:
    patch = pytest.MonkeyPatch()
    patch.setattr("django.utils.timezone.now", lambda: NOW)
    logging.disable(logging.CRITICAL)
    with django_db_blocker.unblock():
        found = {language: _look(language) for language in OTHER}
    logging.disable(logging.NOTSET)
    patch.undo()
    yield found


def _look(language: str) -> Seen:
    other = OTHER[language]
    mail.outbox.clear()
    with house_in_place(f"worked_in_{other}", lambda: _worked_in(other)) as house, transaction.atomic():
        looked = _looked_at(house, language)
        transaction.set_rollback(True)
    return looked


def _worked_in(language: str) -> House:
    with override(language):
        return build_grown(1)


def _looked_at(house: House, language: str) -> Seen:
    looked = Seen(language)
    looked.words = stored_words() | {"testserver", *LEADS_CSV.decode().strip().split(",")}
    User.objects.update(language=language)
    knocking = Knocking(house)
    for shift, who in enumerate(READERS):
        walked = pages() if who == VISITOR else in_turn(pages(), PARTS, shift)
        looked.texts[who] = list(_shown(knocking, who, language, walked))
    looked.letters = [f"{one.subject}\n{one.body}" for one in mail.outbox]
    for person in Employee.objects.select_related("user").order_by("pk"):
        if letter := letter_to(person, NOW.date(), at=NOW):
            looked.letters.append(f"{letter.subject}\n{letter.text}")
    return looked


def _shown(
    knocking: Knocking, who: str, language: str, walked: list[Address]
) -> Iterator[tuple[str, list[str]]]:
    """(address, texts) of every page, of every refusal and of every form that was not taken."""
    house: House = knocking.house
    client = knocking.client_of(who)
    for one in walked:
        if one.name in LEFT_OUT:
            continue
        # Some page may have changed it.
        client.cookies["okno_language"] = language
        url = one.url(house) + ASKED.get(one.name, "").format_map(house.things)
        yield from _read(one, "GET", client, url, language)
        if one.is_ours or one.name == "account_reset_password":
            with override(language):
                filled = {**knocking.form(one), **SENT.get(one.name, {})}
            if one.name == "account_reset_password":
                filled = {"email": "closer@okno.test"}
            if who in ("owner", "engineer"):
                yield from _read(one, "POST", client, url, language, {})
            if filled and who in ("owner", VISITOR):
                yield from _read(one, "POST", client, url, language, filled)
    yield from _read(Address("nowhere", "nowhere"), "GET", client, "/nowhere/", language)


def _read(
    one: Address, method: str, client: Client, url: str, language: str, sent: dict[str, object] | None = None
) -> Iterator[tuple[str, list[str]]]:
    answer = HttpResponse()
    try:
        with transaction.atomic():
            answer = getattr(client, method.lower())(url, data=sent)
            if answer.status_code == 302:
                # A part of a page, which only the page itself asks for.
                answer = getattr(client, method.lower())(url, data=sent, headers={"HX-Request": "true"})
            raise Nothing
    except Nothing:
        if answer.get("Content-Type", "").startswith("text/html") and answer.status_code not in (301, 302):
            yield f"{method} {one.name} {answer.status_code}", read(answer.content.decode(), language)


@pytest.mark.slow
@pytest.mark.parametrize("language", OTHER)
@pytest.mark.parametrize("who", READERS)
def test_a_page_is_in_one_language(who: str, language: str, seen: dict[str, Seen]) -> None:
    """What is the same in both houses was typed by people; all other letters are ours."""
    typed = pattern_of(seen["ru"].words, seen["en"].words)
    shown = seen[language].texts[who]
    assert len(shown) > (5 if who == VISITOR else 15)
    wrong: dict[str, list[str]] = {}
    for name, texts in shown:
        for text in foreign(texts, language, typed):
            wrong.setdefault(text, []).append(name)
    assert not wrong, "\n".join(f"{text!r}: {', '.join(names[:3])}" for text, names in wrong.items())


@pytest.mark.slow
def test_what_was_typed_in_russian_is_known(seen: dict[str, Seen]) -> None:
    """A sentence of ours kept as plain text would hide among the data of both houses."""
    typed = [word for word in seen["ru"].words & seen["en"].words if RUN["en"].search(word)]
    wrong = [word for word in typed if not TYPED_IN_RUSSIAN.match(word)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.parametrize("language", OTHER)
def test_a_letter_is_in_one_language(language: str, seen: dict[str, Seen]) -> None:
    typed = pattern_of(seen["ru"].words, seen["en"].words)
    assert len(seen[language].letters) > 5, "sign-in and digests"
    lines = [line for letter in seen[language].letters for line in letter.splitlines()]
    wrong = foreign(lines, language, typed)
    assert not wrong, "\n".join(wrong)


def test_a_foreign_word_is_found_wherever_it_is_read() -> None:
    page = """<p title="Close">Сделка Alpha 2</p><input type="submit" value="Send"><input value="typed">
        <kbd>Ctrl</kbd><span lang="en">English</span><script>var x</script><p>Почта: a@b.test</p><p>Two"""
    assert foreign(read(page, "ru"), "ru", pattern_of({"Alpha 1", "Two"}, {"Alpha 7"})) == [
        "Close",
        "Send",
        "Two",
    ]
    assert foreign(read("<b>Deal Альфа</b> осталось", "en"), "en", pattern_of({"Альфа"})) == ["осталось"]


def test_every_event_is_told_in_both_languages() -> None:
    """With figures alone in it, a sentence has letters of its own language and no others."""
    wrong = []
    for event in EVENTS.values():
        if event.name.partition(".")[0] not in rooms() or ".test_" in event.name:
            continue
        names = [name for _text, name, _spec, _how in string.Formatter().parse(str(event.sentence)) if name]
        data = {name: "2026-10-12" if name.endswith("_on") else 7 for name in names}
        data = {name: "2026-10-12T10:00:00+03:00" if name.endswith("_at") else data[name] for name in names}
        for language in OTHER:
            with override(language):
                said = LATIN_IN_RUSSIAN.sub(" ", render_entry(event, data))
            if RUN[language].search(said):
                wrong.append(f"{event.name} in {language}: {said}")
    assert not wrong, "\n".join(wrong)


def test_no_russian_sentence_holds_english_words() -> None:
    """Every sentence of the catalogues, also those that no page of the house shows."""
    wrong = []
    for room in rooms():
        for entry in read_catalogue(room).values():
            for said in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
                bare = re.sub(r"<[^>]*>|&\w+;", " ", PLACEHOLDER.sub(" ", said))
                if RUN["ru"].search(LATIN_IN_RUSSIAN.sub(" ", bare)):
                    wrong.append(f"{room}: {said}")
    assert not wrong, "\n".join(wrong)


def test_no_english_sentence_holds_russian_letters() -> None:
    assert [key for room in rooms() for key in read_catalogue(room) if RUN["en"].search(key.msgid)] == []
