"""`okno import leads`: what it foretells, loads and refuses."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from okno.attract.deals.models import Deal
from okno.attract.leads.models import Lead

pytestmark = pytest.mark.django_db
CSV = "Номер;Клиент;Стадия;Дата;Закрыта\n1;Acme;Выиграна;01.02.2025;02.03.2025\n"


def command(*words):
    out = StringIO()
    call_command("import", "leads", *words, "--json", stdout=out)
    return json.loads(out.getvalue())


def test_the_command_foretells_and_loads(tmp_path):
    path = tmp_path / "deals.csv"
    path.write_text(CSV, encoding="cp1251")
    foretold = command(str(path), "--preview", "--mapping", "Номер=external_id")
    assert (foretold["history"], foretold["won"], foretold["encoding"]) == (1, 1, "cp1251")
    assert not Lead.objects.exists()
    assert command(str(path)) == foretold
    out = StringIO()
    call_command("import", "--json", "leads", str(path), stdout=out)
    assert json.loads(out.getvalue())["already"] == 1
    assert Deal.objects.get().imported
    assert command(str(path))["already"] == 1


def test_the_command_refuses_in_words(tmp_path):
    path = tmp_path / "deals.csv"
    path.write_text(CSV.replace("Выиграна", "Где-то"), encoding="utf-8")
    with pytest.raises(CommandError) as refusal:
        call_command("import", "leads", str(path))
    assert refusal.value.returncode == 1 and "2" in str(refusal.value)
    with pytest.raises(CommandError) as refusal:
        call_command("import", "leads", str(tmp_path / "absent.csv"))
    assert refusal.value.returncode == 2
