from pathlib import Path

import polib
import pytest

from okno.top.tools import translations
from okno.top.tools.translations import Key

PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
TITLE = _("Clients")
def said(count, thing):
    pgettext("verb", "Open")
    ngettext("%(count)d day", "%(count)d days", count)
    return _(thing)
"""
TEMPLATE = """{% extends "ui/page.html" %}
    {% if x %}
  {% translate "Save 50% now" %}
    {% endif %}
{% blocktranslate trimmed count n=days with name=client.name %}
    One day for {{ name }}
{% plural %}
    {{ n }} days for {{ name }}
{% endblocktranslate %}
<p title="{% translate 'It is' context "state" %}">{{ _("Clients") }}</p>
"""


@pytest.fixture
def okno(tmp_path: Path) -> Path:
    room = tmp_path / "attract/sales"
    (room / "templates/sales").mkdir(parents=True)
    (room / "__init__.py").write_text("")
    (room / "models.py").write_text(PYTHON)
    (room / "templates/sales/list.html").write_text(TEMPLATE)
    return tmp_path


def translate(okno: Path, room: str = "sales", **russian: str) -> None:
    path = translations.catalogue_path(room, okno)
    catalogue = polib.pofile(str(path))
    for entry in catalogue:
        if entry.msgid_plural:
            names = translations.PLACEHOLDER.findall(entry.msgid_plural)
            entry.msgstr_plural = {index: f"{' '.join(names)} д" for index in range(3)}
        else:
            entry.msgstr = russian.get(entry.msgid, "да")
    catalogue.save()


def test_reads_python_and_templates(okno: Path):
    found = translations.extract_room("sales", okno)
    assert {(key.context, key.msgid, sentence.plural) for key, sentence in found.items()} == {
        ("", "Clients", ""),
        ("verb", "Open", ""),
        ("", "%(count)d day", "%(count)d days"),
        ("", "Save 50%% now", ""),
        ("", "One day for %(name)s", "%(n)s days for %(name)s"),
        ("state", "It is", ""),
    }
    assert found[Key("Clients")].files == {
        "okno/attract/sales/models.py",
        "okno/attract/sales/templates/sales/list.html",
    }


def test_update_keeps_adds_and_drops(okno: Path):
    assert translations.update_room("sales", okno) == (6, 6, [])
    translate(okno, Clients="Клиенты")
    assert translations.update_room("sales", okno) == (6, 0, [])
    (okno / "attract/sales/models.py").write_text('from x import _\nA = _("Clients")\nB = _("New")\n')
    assert translations.update_room("sales", okno) == (5, 1, ["%(count)d day", "Open"])
    assert translations.read_catalogue("sales", okno)[Key("Clients")].msgstr == "Клиенты"
    assert (okno / "attract/sales/locale/ru/LC_MESSAGES/django.mo").exists()


def test_a_second_update_changes_nothing(okno: Path):
    translations.update_room("sales", okno)
    before = translations.catalogue_path("sales", okno).read_text()
    translations.update_room("sales", okno)
    assert translations.catalogue_path("sales", okno).read_text() == before
    assert "POT-Creation-Date" not in before
    assert "models.py:" not in before


def test_a_clean_room_passes(okno: Path):
    translations.update_room("sales", okno)
    translate(okno)
    assert translations.check_rooms(["sales"], okno) == []


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (('msgid "Clients"\nmsgstr "да"', 'msgid "Clients"\nmsgstr ""'), "sales: no Russian: 'Clients'"),
        (('msgid "Clients"', 'msgid "Client"'), "sales: no longer in the code: 'Client'"),
        (('msgid "Clients"', '#, fuzzy\nmsgid "Clients"'), "sales: fuzzy: 'Clients'"),
        (("%(count)d д", "%(coutn)d д"), "sales: placeholders differ in '%(coutn)d д': '%(count)d day'"),
    ],
)
def test_each_fault_is_named(okno: Path, spoil: tuple[str, str], complaint: str):
    translations.update_room("sales", okno)
    translate(okno)
    path = translations.catalogue_path("sales", okno)
    assert spoil[0] in path.read_text()
    path.write_text(path.read_text().replace(*spoil))
    assert complaint in translations.check_rooms(["sales"], okno)


def test_russian_in_a_template_is_named(okno: Path):
    page = okno / "attract/sales/templates/sales/list.html"
    page.write_text('<a lang="ru">Русский</a>\n<b>Клиенты</b>\n')
    assert (
        "sales: Russian in a template: okno/attract/sales/templates/sales/list.html:2"
        in translations.check_rooms(["sales"], okno)
    )


def test_two_rooms_say_the_same_thing_the_same_way(okno: Path):
    (okno / "attract/quotes").mkdir(parents=True)
    (okno / "attract/quotes/__init__.py").write_text("")
    (okno / "attract/quotes/views.py").write_text('from x import _\nA = _("Clients")\n')
    translations.update_room("sales", okno)
    translate(okno, Clients="Клиенты")
    translations.update_room("quotes", okno)
    assert translations.read_catalogue("quotes", okno)[Key("Clients")].msgstr == "Клиенты"
    translate(okno, "quotes", Clients="Заказчики")
    assert translations.check_rooms(["quotes"], okno) == [
        "two translations of 'Clients': Заказчики (quotes); Клиенты (sales)"
    ]
