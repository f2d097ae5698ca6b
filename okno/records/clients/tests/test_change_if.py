"""A row is changed only while what was seen of it still holds (kernel.moves.change_if)."""

import pytest
from django.db.models import F

from okno.ground.kernel.errors import Conflict
from okno.ground.kernel.moves import change_if
from okno.records.clients.models import Company


def test_it_is_changed_while_what_was_seen_holds(client_company):
    change_if(client_company, seen={"name": client_company.name, "is_own": False}, status_text="Paid")
    assert client_company.status_text == "Paid"
    assert Company.objects.get(pk=client_company.pk).status_text == "Paid"


def test_whoever_saw_it_before_the_other_is_told_and_changes_nothing(client_company):
    Company.objects.filter(pk=client_company.pk).update(status_text="Called")
    with pytest.raises(Conflict, match=client_company.name):
        change_if(client_company, seen={"status_text": ""}, status_text="Paid")
    assert (client_company.status_text, Company.objects.get(pk=client_company.pk).status_text) == (
        "",
        "Called",
    )


def test_a_sentence_of_its_own_may_say_more(client_company):
    with pytest.raises(Conflict, match="Already paid"):
        change_if(client_company, seen={"is_own": True}, otherwise="Already paid", status_text="Paid")


def test_nothing_seen_is_seen_as_nothing(client_company):
    change_if(client_company, seen={"next_step_on": None}, status_text="Paid")
    with pytest.raises(Conflict):
        change_if(client_company, seen={"next_step_on__isnull": False}, status_text="Late")


def test_what_the_database_computes_is_read_back(client_company):
    change_if(client_company, seen={"status_text": ""}, status_text=F("name"))
    assert client_company.status_text == client_company.name
