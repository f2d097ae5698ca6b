"""How a colleague is called and reached: their own to say, and the heads'."""

import pytest
from django.utils.translation import override

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Forbidden, Invalid
from okno.team.people.actions.change_profile import change_profile

pytestmark = pytest.mark.django_db


def test_the_details(closer, other_closer, head, now):
    given = {"name": " Konstantin  Newname ", "phone": "+7 900 000 00 01", "position": "Closer"}
    with pytest.raises(Forbidden):
        change_profile(employee=closer, **given, by=other_closer, at=now)
    change_profile(employee=closer, **given, by=closer, at=now)
    closer.refresh_from_db()
    assert (closer.name, closer.phone) == ("Konstantin Newname", "+7 900 000 00 01")
    assert "Konstantin Closerov" in Entry.objects.get(kind="people.profile_changed").sentence
    change_profile(employee=closer, **given, by=head, at=now)
    assert Entry.objects.filter(kind="people.profile_changed").count() == 1
    for field, wrong in (("name", " "), ("phone", "9" * 21), ("position", "x" * 201)):
        with pytest.raises(Invalid) as invalid:
            change_profile(employee=closer, **given | {field: wrong}, by=closer, at=now)
        assert list(invalid.value.fields) == [field]


def test_the_journal_says_who_changed_what(closer, head, now):
    change_profile(employee=closer, phone=" +7  900 ", by=head, at=now)
    closer.refresh_from_db()
    assert (closer.name, closer.phone) == ("Konstantin Closerov", "+7 900")
    entry = Entry.objects.get(kind="people.profile_changed")
    assert (entry.by, entry.changes) == (
        head,
        [{"model": "people.employee", "field": "phone", "before": "", "after": "+7 900"}],
    )


def test_only_the_owner_changes_a_heads(head, owner, now):
    with pytest.raises(Forbidden):
        change_profile(employee=owner, phone="1", by=head, at=now)
    change_profile(employee=head, phone="1", by=owner, at=now)
    head.refresh_from_db()
    assert head.phone == "1"


def test_a_name_is_not_empty(closer, now):
    with override("en"), pytest.raises(Invalid, match=r"^Enter a name\.$"):
        change_profile(employee=closer, name=" ", by=closer, at=now)
