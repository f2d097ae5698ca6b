"""What every list that heads keep has alike: items return, names are one, the journal tells each list."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from okno.attract.deals.directories.losses import LOSS_REASONS
from okno.attract.deals.directories.stages import STAGES
from okno.attract.leads.directories import QUESTIONS
from okno.ground.directory.actions.add_item import add_item
from okno.ground.directory.actions.change_item import change_item
from okno.ground.directory.actions.order_items import order_items
from okno.ground.directory.actions.remove_item import remove_item
from okno.ground.directory.actions.return_item import return_item
from okno.ground.directory.codes import free_code
from okno.ground.directory.directory import DIRECTORIES
from okno.ground.journal.changes import changed_names
from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid

pytestmark = pytest.mark.django_db
ALL = pytest.mark.parametrize("directory", [STAGES, LOSS_REASONS, QUESTIONS], ids=lambda one: one.nouns)


@ALL
def test_a_removed_item_returns_to_its_place_once(directory, head, now):
    first = directory.in_use()[0]
    remove_item(item=first, by=head, at=now)
    assert first not in directory.in_use()
    return_item(item=first, by=head, at=now)
    assert directory.in_use()[0] == first
    with pytest.raises(Conflict):
        return_item(item=first, by=head, at=now)


@ALL
def test_an_item_whose_name_is_taken_does_not_return(directory, head, now):
    gone = add_item(directory=directory, name="Пилот", by=head, at=now)
    remove_item(item=gone, by=head, at=now)
    other = directory.in_use()[0]
    change_item(item=other, name="ПИЛОТ", by=head, at=now)
    with pytest.raises(Conflict):
        return_item(item=gone, by=head, at=now)


@ALL
def test_a_name_is_taken_by_a_built_in_label_too(directory, head, now):
    label = str(directory.in_use()[0].word)
    with pytest.raises(Invalid) as refusal:
        add_item(directory=directory, name=f" {label.upper()} ", by=head, at=now)
    assert "name" in refusal.value.fields


@ALL
def test_only_who_keeps_the_list_returns_an_item(directory, head, closer, now):
    item = directory.in_use()[0]
    remove_item(item=item, by=head, at=now)
    with pytest.raises(Forbidden):
        return_item(item=item, by=closer, at=now)


@ALL
def test_the_journal_tells_the_list_and_the_item(directory, head, now):
    item = add_item(directory=directory, name="Пилот", by=head, at=now)
    change_item(item=item, name="Проба", by=head, at=now)
    order_items(directory=directory, order=_last_first(directory, item), by=head, at=now)
    remove_item(item=item, by=head, at=now)
    return_item(item=item, by=head, at=now)
    entries = list(Entry.objects.about(item).order_by("pk"))
    noun, nouns = directory.noun, directory.nouns
    assert [one.kind.partition(".")[2] for one in entries] == [
        f"{noun}_added",
        f"{noun}_changed",
        f"{nouns}_ordered",
        f"{noun}_removed",
        f"{noun}_returned",
    ]
    assert str(directory.title) in entries[0].sentence and "«Пилот»" in entries[0].sentence
    assert "Пилот → Проба" in entries[1].sentence and changed_names(entries[1].changes) == ["name"]


@ALL
def test_defaults_are_laid_once_and_stay_as_a_company_left_them(directory, head, now):
    first = directory.in_use()[0]
    remove_item(item=first, by=head, at=now)
    count = directory.model.objects.count()
    call_command("migrate", verbosity=0)
    first.refresh_from_db()
    assert directory.model.objects.count() == count and first.removed_at == now


def test_a_full_list_takes_no_more(monkeypatch, head, now):
    monkeypatch.setattr(QUESTIONS, "limit", 6)
    with pytest.raises(Invalid):
        add_item(directory=QUESTIONS, name="Седьмой", kind="line", by=head, at=now)
    remove_item(item=QUESTIONS.in_use()[0], by=head, at=now)
    add_item(directory=QUESTIONS, name="Шестой", kind="line", by=head, at=now)
    with pytest.raises(Conflict):
        return_item(item=QUESTIONS.rows()[0], by=head, at=now)


def test_what_is_set_once_is_not_changed(head, now):
    with pytest.raises(ValueError, match="kind"):
        change_item(item=QUESTIONS.in_use()[0], kind="line", by=head, at=now)


def test_a_finer_reason_does_not_return_before_what_it_stands_under(head, now):
    above = LOSS_REASONS.in_use()[0]
    finer = add_item(directory=LOSS_REASONS, name="Мельче", parent=above, by=head, at=now)
    remove_item(item=above, by=head, at=now)
    finer.refresh_from_db()
    with pytest.raises(Conflict):
        return_item(item=finer, by=head, at=now)
    return_item(item=above, by=head, at=now)
    assert return_item(item=finer, by=head, at=now) in LOSS_REASONS.in_use()


def test_reasons_are_ordered_among_those_beside_them(head, now):
    above, other = LOSS_REASONS.in_use()[:2]
    finer = add_item(directory=LOSS_REASONS, name="Мельче", parent=above, by=head, at=now)
    with pytest.raises(Conflict):
        order_items(directory=LOSS_REASONS, order=[finer.pk, other.pk], by=head, at=now)
    assert order_items(directory=LOSS_REASONS, order=[finer.pk], by=head, at=now) == [finer]


@ALL
def test_a_line_is_changed_where_it_stands_and_given_up(directory, client, sign_in, head):
    item = directory.in_use()[0]
    sign_in(client, head)
    htmx = {"HTTP_HX_REQUEST": "true"}
    change, line = (reverse(directory.names[one], args=[item.pk]) for one in ("change", "item"))
    assert 'class="directory-line directory-edit"' in client.get(change, **htmx).content.decode()
    assert 'class="directory-line ' in client.get(line, **htmx).content.decode()
    assert client.get(line).url == change
    form = client.get(change).context["form"]
    typed = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    typed = {name: value for name, value in typed.items() if value not in (None, False)}
    if "probability_bp" in typed:
        typed["probability_bp"] = "10"
    saved = client.post(change, {**typed, "name": "Иначе"}, **htmx)
    assert saved.status_code == 200 and "Иначе" in saved.content.decode()


def test_codes_are_of_names_and_never_twice():
    assert free_code("Пилот у клиента", {"pilot-u-klienta"}, default="item") == "pilot-u-klienta-2"
    assert free_code("合同", (), default="item") == "item"


def test_every_list_is_known_by_its_model():
    assert {STAGES, LOSS_REASONS, QUESTIONS} <= set(DIRECTORIES.values())


def _last_first(directory, item):
    group = directory.group_of(item)
    ids = [one.pk for one in directory.in_use() if directory.group_of(one) == group]
    return [ids[-1], *ids[:-1]]
