"""T1: a colleague joins with roles and a way to sign in; only the owner makes heads."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Forbidden, Invalid
from okno.team.people.actions.invite_employee import invite_employee
from okno.team.people.models import Employee

pytestmark = pytest.mark.both_engines


def invite(by, now, **more):
    given = {
        "name": "Nina Newova",
        "email": "Nina@Okno.test",
        "roles": ["closer"],
        "hired_on": date(2026, 10, 12),
    }
    return invite_employee(**given | more, by=by, at=now)


def test_an_invited_colleague_can_sign_in(head, now, client):
    employee = invite(head, now, password="a long good password")
    assert employee.email == "nina@okno.test"
    assert employee.has("closer")
    given = {"login": "nina@okno.test", "password": "a long good password"}
    assert client.post(reverse("account_login"), given).status_code == 302
    assert client.get(reverse("people:employees")).status_code == 200


def test_who_invites_whom(head, owner, closer, now):
    with pytest.raises(Forbidden):
        invite(closer, now)
    for role in ("owner", "head_of_sales"):
        with pytest.raises(Forbidden):
            invite(head, now, roles=[role])
    assert invite(owner, now, roles=["head_of_sales"]).has("head_of_sales")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"),
        ({"email": "x"}, "email"),
        ({"roles": []}, "roles"),
        ({"roles": ["king"]}, "roles"),
        ({"email": "GRIGORY@okno.test"}, "email"),
    ],
)
def test_what_cannot_be_taken(head, now, wrong, field):
    with pytest.raises(Invalid) as invalid:
        invite(head, now, **wrong)
    assert list(invalid.value.fields) == [field]


def test_the_journal_says_who_invited_whom(head, now):
    employee = invite(head, now, name=" Nina Newova ", roles=["closer", "assistant", "closer"])
    assert (employee.name, employee.hired_on, employee.takes_leads) == (
        "Nina Newova",
        date(2026, 10, 12),
        False,
    )
    assert employee.role_set == {"closer", "assistant"}
    entry = Entry.objects.filter(kind="people.employee_invited").latest("pk")
    assert (entry.by, entry.data["name"]) == (head, "Nina Newova")


def test_an_e_mail_signs_in_one_person(head, now):
    sentence = r"^Someone already signs in with this email\. Use another\.$"
    with override("en"), pytest.raises(Invalid, match=sentence):
        invite(head, now, email=head.email)
    assert Employee.objects.count() == 1
