"""The qualification form as data (L3)."""

import pytest

from okno.attract.deals.actions.qualify_lead import qualify_lead
from okno.attract.deals.models import Deal
from okno.attract.leads.directories import QUESTIONS
from okno.attract.leads.models import QualificationQuestion
from okno.attract.leads.qualification import answered, form_questions
from okno.attract.leads.tests.cast import a_lead
from okno.ground.directory.actions.add_item import add_item
from okno.ground.directory.actions.change_item import change_item
from okno.ground.directory.actions.order_items import order_items
from okno.ground.directory.actions.remove_item import remove_item
from okno.ground.directory.actions.return_item import return_item
from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CLOCK, CONSOLE, VISITOR
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


@pytest.fixture
def lead(head, closer, now):
    return a_lead(by=head, at=now)


@pytest.fixture
def ask(head, now):
    def add(name, kind="line", **given):
        return add_item(directory=QUESTIONS, name=name, kind=kind, by=head, at=now, **given)

    return add


@pytest.fixture
def qualify(lead, closer, now):
    def run(**given):
        words = {"title": "Сервер", "monthly_minor": None, "owner": closer} | given
        return qualify_lead(lead=lead, by=closer, at=now, **words)

    return run


def built_in(code):
    return QualificationQuestion.objects.get(code=code)


def test_answers_of_ones_own_stand_on_the_lead_with_their_question(lead, ask, qualify):
    given = [
        (ask("Провайдер сейчас"), "Ромашка-Телеком"),
        (ask("Подробности", "text"), "Строка\nи ещё"),
        (ask("Сколько сайтов", "number"), 12),
        (ask("Платит сейчас", "money"), 15_000_00),
        (ask("Договор до", "date"), "2026-12-31"),
        (ask("Размер", "choice", choices=["до 50", "больше"]), "больше"),
        (ask("Нужен НДС", "yes_no"), False),
    ]
    qualify(answers={question.code: value for question, value in given})
    lead.refresh_from_db()
    assert [(one.question.name, one.value) for one in answered(lead)] == [
        (question.name, value) for question, value in given
    ]


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("line", 5),
        ("line", "я" * 301),
        ("number", "12"),
        ("number", True),
        ("money", 12.5),
        ("money", -1),
        ("date", "31.12.2026"),
        ("date", "2026-02-30"),
        ("date", "0001-01-01"),
        ("choice", "другое"),
        ("yes_no", "да"),
        ("text", "с \0 знаком"),
    ],
)
def test_what_is_not_of_its_kind_is_refused_by_name(kind, wrong, ask, qualify):
    question = ask("Вопрос", kind, choices=["раз", "два"])
    with pytest.raises(Invalid) as refusal:
        qualify(answers={question.code: wrong})
    assert list(refusal.value.fields) == [f"answer_{question.code}"]
    assert not Deal.objects.exists()


def test_a_required_one_left_empty_is_named(ask, qualify, lead):
    question = ask("Провайдер сейчас", is_required=True)
    for empty in ({}, {question.code: ""}, {question.code: None}, {question.code: "  "}):
        with pytest.raises(Invalid) as refusal:
            qualify(answers=empty)
        assert "Провайдер сейчас" in refusal.value.fields[f"answer_{question.code}"]
    qualify(answers={question.code: "Никто"})
    lead.refresh_from_db()
    assert lead.answers == {question.code: "Никто"}


def test_no_is_an_answer_to_a_required_yes_or_no(ask, qualify):
    question = ask("Нужен НДС", "yes_no", is_required=True)
    assert qualify(answers={question.code: False})


def test_a_built_in_one_may_be_required_or_not(head, now, qualify, lead):
    change_item(item=built_in("decision_maker"), name="", is_required=True, by=head, at=now)
    change_item(item=built_in("need"), name="Задача", is_required=False, by=head, at=now)
    lead.need = ""
    lead.save()
    with pytest.raises(Invalid) as refusal:
        qualify()
    assert list(refusal.value.fields) == ["decision_maker"]
    assert qualify(decision_maker="Вера")


def test_a_sum_may_be_required(head, now, qualify):
    change_item(item=built_in("budget_minor"), name="", is_required=True, by=head, at=now)
    with pytest.raises(Invalid) as refusal:
        qualify()
    assert list(refusal.value.fields) == ["budget_minor"]


def test_removed_between_showing_and_sending_it_is_kept_and_not_demanded(head, now, ask, qualify, lead):
    question = ask("Провайдер сейчас", is_required=True)
    remove_item(item=question, by=head, at=now)
    qualify(answers={question.code: "Ромашка-Телеком"})
    lead.refresh_from_db()
    one = answered(lead)[0]
    assert (one.question, one.value, one.is_asked) == (question, "Ромашка-Телеком", False)


def test_a_removed_one_comes_back_at_its_place(head, now, ask):
    question = ask("Провайдер сейчас")
    for one in (question, built_in("timing")):
        remove_item(item=one, by=head, at=now)
        assert one not in form_questions()
    with pytest.raises(Conflict):
        remove_item(item=question, by=head, at=now)
    for one in (question, built_in("timing")):
        return_item(item=one, by=head, at=now)
    assert [one.code for one in form_questions()][3:] == [
        "timing",
        "place",
        "minimum_price_told_minor",
        question.code,
    ]
    kinds = Entry.objects.about(question).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["leads.question_added", "leads.question_removed", "leads.question_returned"]


def test_renamed_and_its_own_word_again(head, now):
    question = built_in("timing")
    change_item(item=question, name=" Когда  нужно ", is_required=False, by=head, at=now)
    assert question.word == "Когда нужно"
    change_item(item=question, name="", is_required=False, by=head, at=now)
    question.refresh_from_db()
    assert question.name == "" and str(question.word) != "timing"


def test_in_another_order(head, now, ask):
    question = ask("Провайдер сейчас")
    first = [question.pk, built_in("timing").pk]
    rest = [one.pk for one in form_questions() if one.pk not in first]
    order_items(directory=QUESTIONS, order=[*first, *rest], by=head, at=now)
    assert [one.code for one in form_questions()][:3] == [question.code, "timing", "need"]
    for wrong in (first, [*first, *rest, 10**9], [*first, *rest, question.pk], []):
        with pytest.raises(Conflict):
            order_items(directory=QUESTIONS, order=wrong, by=head, at=now)


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("name", {"name": " "}),
        ("kind", {"kind": "colour"}),
        ("choices", {"kind": "choice", "choices": ["одно", " одно"]}),
        ("name", {"name": "Провайдер"}),
    ],
)
def test_a_question_that_cannot_be_asked(field, given, ask):
    ask("Провайдер")
    words = {"name": "Другой", "kind": "line"} | given
    with pytest.raises(Invalid) as refusal:
        ask(**words)
    assert field in refusal.value.fields


def test_an_answer_to_no_question(qualify):
    for code in ("nothing", "need"):
        with pytest.raises(Invalid):
            qualify(answers={code: "слово"})


def test_only_heads_change_the_form(closer, marketer, now, ask):
    question = ask("Провайдер")
    for by in (closer, marketer, CLOCK, CONSOLE, VISITOR):
        with pytest.raises(Forbidden):
            add_item(directory=QUESTIONS, name="Ещё", kind="line", by=by, at=now)
        with pytest.raises(Forbidden):
            change_item(item=question, name="Ещё", is_required=True, by=by, at=now)
        with pytest.raises(Forbidden):
            remove_item(item=question, by=by, at=now)
        with pytest.raises(Forbidden):
            return_item(item=question, by=by, at=now)
        with pytest.raises(Forbidden):
            order_items(directory=QUESTIONS, order=[built_in("need").pk], by=by, at=now)
