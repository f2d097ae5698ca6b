"""What one is told of, and where, is one's own to choose."""

import pytest
from django.utils.translation import override

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Forbidden, Invalid
from okno.team.people.actions.choose_notices import choose_notices
from okno.team.people.models import NoticeChoice
from okno.team.people.topics import TOPICS, Channel, choices_of, heard, topics_of

pytestmark = pytest.mark.django_db


def test_until_he_chooses_he_hears_of_all(closer, other_closer, now):
    assert topics_of(closer, "in_page") == topics_of(closer, "by_mail") == set(TOPICS)
    choose_notices(employee=closer, choices={"leads": {"by_mail": False}}, by=closer, at=now)
    assert heard(closer, "leads", "in_page") and not heard(closer, "leads", Channel.MAIL)
    assert heard(other_closer, "leads", "by_mail")
    choose_notices(employee=closer, choices={"leads": {"in_page": False}}, by=closer, at=now)
    assert choices_of(closer)["leads"] == {"in_page": False, "by_mail": False}
    assert choices_of(closer)["day"] == {"in_page": True, "by_mail": True}
    told = Entry.objects.filter(kind="people.notices_chosen").count()
    choose_notices(employee=closer, choices={"leads": {"in_page": False}}, by=closer, at=now)
    assert Entry.objects.filter(kind="people.notices_chosen").count() == told == 2
    assert NoticeChoice.objects.count() == 1


def test_a_choice_is_his_own_and_of_what_there_is(closer, head, now):
    with pytest.raises(Forbidden):
        choose_notices(employee=closer, choices={}, by=head, at=now)
    with pytest.raises(Invalid):
        choose_notices(employee=closer, choices={"weather": {"in_page": True}}, by=closer, at=now)


def test_the_journal_says_whose_choice_it_was(closer, now):
    choices = choose_notices(employee=closer, choices={"leads": {"by_mail": False}}, by=closer, at=now)
    assert choices["leads"] == {"in_page": True, "by_mail": False}
    entry = Entry.objects.get(kind="people.notices_chosen")
    assert (entry.by, entry.data["name"]) == (closer, closer.name)


def test_an_unknown_topic_is_named_and_nothing_is_chosen(closer, now):
    choices = {"leads": {"by_mail": False}, "weather": {"in_page": True}}
    with override("en"), pytest.raises(Invalid, match="weather"):
        choose_notices(employee=closer, choices=choices, by=closer, at=now)
    assert not NoticeChoice.objects.exists()
