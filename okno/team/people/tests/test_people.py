"""T1: who works here, how he comes in, and his keys to the API."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from okno.team.people.models import ApiToken, Employee, EmployeeRole

pytestmark = pytest.mark.both_engines


def test_the_database_holds_what_one_row_can_break(head):
    with pytest.raises(IntegrityError, match="employee_left_after_hired"), transaction.atomic():
        Employee.objects.filter(pk=head.pk).update(left_on=date(2000, 1, 1))
    with pytest.raises(IntegrityError, match="employee_role_known"), transaction.atomic():
        EmployeeRole.objects.create(employee=head, role="king")
    with pytest.raises(IntegrityError), transaction.atomic():
        EmployeeRole.objects.create(employee=head, role="head_of_sales")
    with pytest.raises(IntegrityError, match="api_token_scope_known"), transaction.atomic():
        ApiToken.objects.create(owner=head, name="x", scope="all", digest="1", created_at=timezone.now())


def test_the_secret_is_shown_once_on_the_page(client, sign_in, closer, head):
    sign_in(client, closer)
    address = closer.get_absolute_url()
    page = client.post(reverse("people:issue_token", args=[closer.pk]), {"name": "site", "scope": "leads"})
    secret = page.context["secret"]
    assert secret in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    assert secret not in client.get(address).content.decode()
    wrong = client.post(reverse("people:issue_token", args=[closer.pk]), {"name": "", "scope": "leads"})
    assert wrong.status_code == 422

    token = ApiToken.objects.get()
    sign_in(client, head)
    assert token.prefix not in client.get(address).content.decode()
    issuing = client.post(reverse("people:issue_token", args=[closer.pk]), {"name": "a", "scope": "read"})
    assert issuing.status_code == 403
    assert client.post(reverse("people:revoke_token", args=[token.pk])).status_code == 404
    sign_in(client, closer)
    assert client.post(reverse("people:revoke_token", args=[token.pk])).status_code == 302
    assert not ApiToken.objects.live().exists()


def test_the_team_and_inviting_by_the_page(client, sign_in, head, closer):
    sign_in(client, closer)
    assert client.get(reverse("people:employees")).status_code == 200
    assert client.get(reverse("people:invite_employee")).status_code == 403
    sign_in(client, head)
    given = {"name": "Nina", "email": "nina@okno.test", "roles": ["closer"], "hired_on": "2026-10-12"}
    assert client.post(reverse("people:invite_employee"), given).status_code == 302
    assert client.post(reverse("people:invite_employee"), given).status_code == 422


def test_the_language_is_kept_with_the_user(client, sign_in, closer):
    sign_in(client, closer)
    assert "Команда" in client.get(reverse("people:employees")).content.decode()
    answer = client.post(reverse("people:change_language"), {"language": "en", "next": "/people/"})
    assert (answer.status_code, answer["Location"]) == (302, "/people/")
    assert "Former" in client.get(reverse("people:employees")).content.decode()
    closer.user.refresh_from_db()
    assert closer.user.language == "en"
    away = client.post(reverse("people:change_language"), {"language": "ru", "next": "https://evil.test/"})
    assert away["Location"] == "/"


def test_commands(db):
    out = StringIO()
    given = ["olga@okno.test", "--name", "Olga", "--role", "owner", "--hired-on", "2024-01-09", "--json"]
    call_command("invite", *given, stdout=out)
    assert json.loads(out.getvalue())["email"] == "olga@okno.test"
    with pytest.raises(CommandError) as refused:
        call_command("invite", *given, stdout=StringIO())
    assert refused.value.returncode == 1

    out = StringIO()
    call_command("issue-token", "olga@okno.test", "--name", "site", "--scope", "leads", stdout=out)
    assert out.getvalue().startswith("okno_")
    with pytest.raises(CommandError) as unknown:
        call_command("issue-token", "nobody@okno.test", "--name", "site", stdout=StringIO())
    assert unknown.value.returncode == 1


def test_who_has_left_neither_signs_in_nor_stays_signed_in(closer, client, sign_in):
    closer.user.set_password("okna-nastezh")
    closer.user.save()
    stayed = sign_in(Client(), closer)
    assert stayed.get("/").status_code == 200
    Employee.objects.filter(pk=closer.pk).update(left_on=date(2026, 9, 30))
    assert stayed.get("/").status_code == 403
    answer = client.post("/accounts/login/", {"login": closer.email, "password": "okna-nastezh"})
    assert answer.headers["Location"] == reverse("account_inactive")
    assert "_auth_user_id" not in client.session


def test_the_language_switch_goes_back_to_an_address_only(client, sign_in, closer):
    answer = sign_in(client, closer).post("/language/", {"language": "en", "next": "2"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "2")
