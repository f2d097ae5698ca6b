"""What is kept is told to each reader in his language."""

from datetime import datetime

import pytest
from django.utils.translation import get_language, gettext_lazy, override

from okno.attract.deals.models import Deal, Stage
from okno.ground.journal.models import Entry
from okno.ground.journal.sentences import render_entry
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.events import Event
from okno.ground.kernel.localized import deferred, freeze, in_company_language, render
from okno.ground.kernel.money import format_minor
from okno.team.people.models import Employee
from okno.team.promises.actions.make_promise import make_promise
from okno.team.promises.models import Promise

MOVED = Event("deals.test_kept", "{before} → {stage}, until {due}")


def told(kept: object) -> tuple[str, str]:
    """In Russian and in English."""
    found = []
    for language in ("ru", "en"):
        with override(language):
            found.append(render(kept))
    return found[0], found[1]


def test_a_choice_is_kept_by_its_code_and_told_by_its_word() -> None:
    kept = freeze(Stage.PROPOSAL)
    assert kept == {"choice": "deals.Stage", "value": "proposal"}
    russian, english = told(kept)
    assert english == "Proposal"
    assert russian != "Proposal", "in Russian it has another word"
    assert told(freeze([Deal.Status.WON, Deal.Status.LOST]))[1] == "won, lost"


def test_what_is_no_word_any_more_is_told_by_its_code() -> None:
    for kept in (
        {"choice": "deals.Stage", "value": "gone"},
        {"choice": "deals.Gone.Stage", "value": "gone"},
        {"choice": "deals.events.__name__", "value": "gone"},
        {"choice": "deals.Deal.objects", "value": "gone"},
    ):
        assert told(kept) == ("gone", "gone")


def test_a_sentence_is_kept_in_every_language_with_its_sums() -> None:
    sentence = gettext_lazy("Check what was entered.")
    kept = freeze(deferred(lambda: f"{sentence} {format_minor(1_250_00, get_language() or 'ru')}"))
    assert set(kept) == {"ru", "en"}
    russian, english = told(kept)
    assert english == "Check what you entered. ₽1,250.00"
    assert russian.endswith("1\N{NO-BREAK SPACE}250,00\N{NO-BREAK SPACE}₽")
    assert not russian.startswith("Check")


def test_what_was_typed_and_what_is_old_is_told_as_it_stands() -> None:
    for plain in ("Сервер", "Qualification", "—"):
        assert freeze(plain) == plain
        assert told(plain) == (plain, plain)
    assert told({"ru": "Да"}) == ("Да", "Да"), "a language added later finds no words of its own"


@pytest.mark.django_db
def test_a_promise_of_ours_is_read_by_each_in_his_language(head: Employee, now: datetime) -> None:
    lazy = gettext_lazy("Find somebody for the lead: nobody takes leads in turn")
    ours = make_promise(what=lazy, owner=head, due_at=now, by=CONSOLE, at=now)
    typed = make_promise(what='{"Call back"', owner=head, due_at=now, by=CONSOLE, at=now)
    ours.refresh_from_db()
    ours.save()
    for language, words in (("en", "Find an owner for the lead"), ("ru", "Найти, кому отдать лид")):
        with override(language):
            promise = Promise.objects.get(pk=ours.pk)
            entry = Entry.objects.about(promise).get()
            for said in (promise.what, str(ours.what), f"{ours.what}", entry.sentence):
                assert words in said
    typed.refresh_from_db()
    assert typed.what == '{"Call back"', "what a person typed is his"


def test_what_is_kept_as_text_is_in_the_company_s_language() -> None:
    with override("en"):
        assert in_company_language(gettext_lazy("Check what was entered.")) != "Check what was entered."


def test_a_sentence_is_filled_from_codes_from_moments_and_from_plain_old_words() -> None:
    with override("en"):
        data = {"before": "Квалификация", "stage": freeze(Stage.PROPOSAL)}
        moment = {"due_at": "2026-10-12T07:00:00+00:00"}
        assert render_entry(MOVED, {**data, **moment}) == "Квалификация → Proposal, until 12 Oct 2026, 10:00"
        assert render_entry(MOVED, {**data, "due": "завтра"}) == "Квалификация → Proposal, until завтра"
        assert render_entry(MOVED, data) == "Квалификация → Proposal, until …"
    with override("ru"):
        assert render_entry(MOVED, {**data, **moment}).endswith("12 октября 2026, 10:00")
