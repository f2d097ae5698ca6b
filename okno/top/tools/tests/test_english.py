"""English read by people: overrides of the code's keys, and what stands where there is none."""

from pathlib import Path

import polib
import pytest
from django.utils.translation import gettext, ngettext, override

from okno.top.tools import english, translations
from okno.top.tools.translations import Key

CODE = """
from django.utils.translation import gettext_lazy as _, ngettext
TITLE = _("Fold the menu")
OTHER = _("Keep {name}")
def count_text(count):
    return ngettext("%(count)d day", "%(count)d days", count)
"""


@pytest.fixture
def okno(tmp_path: Path) -> Path:
    for room in ("sales", "quotes"):
        (tmp_path / "attract" / room).mkdir(parents=True)
        (tmp_path / "attract" / room / "__init__.py").write_text("")
    (tmp_path / "attract/sales/models.py").write_text(CODE)
    (tmp_path / "attract/quotes/models.py").write_text('from x import _\nA = _("Fold the menu")\n')
    for room in ("sales", "quotes"):
        translations.update_room(room, tmp_path)
    write(tmp_path, "sales", ("Fold the menu", "Collapse sidebar"), ("Keep {name}", "Leave {name}"))
    write(tmp_path, "quotes", ("Fold the menu", "Collapse sidebar"))
    return tmp_path


def write(okno: Path, room: str, *pairs: tuple[str, str]) -> None:
    catalogue = polib.POFile(encoding="utf-8")
    catalogue.metadata = english.HEADER
    catalogue.extend([polib.POEntry(msgid=key, msgstr=text) for key, text in pairs])
    if room == "sales":
        days = {0: "%(count)d d", 1: "%(count)d ds"}
        catalogue.append(
            polib.POEntry(msgid="%(count)d day", msgid_plural="%(count)d days", msgstr_plural=days)
        )
    translations.write_catalogue(translations.catalogue_path(room, okno, "en"), catalogue)


def test_overrides_in_order_are_clean(okno: Path):
    assert english.check_english(["sales", "quotes"], okno) == []


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (
            ('msgid "Keep {name}"', 'msgid "Keep {who}"'),
            "sales: English of what is no longer in the code: 'Keep {who}'",
        ),
        (("Leave {name}", "Leave {nome}"), "sales: placeholders differ in 'Leave {nome}': 'Keep {name}'"),
        (("Leave {name}", ""), "sales: an empty English form: 'Keep {name}'"),
        (('msgstr[1] "%(count)d ds"', ""), "sales: an empty English form: '%(count)d day'"),
        (("%(count)d ds", "ds"), "sales: placeholders differ in 'ds': '%(count)d day'"),
        (
            ('msgid_plural "%(count)d days"', 'msgid_plural "days"'),
            "sales: the plural has changed: '%(count)d day'",
        ),
        (
            ("Leave {name}", "Keep {name}"),
            "sales: the English says what the key says: drop it: 'Keep {name}'",
        ),
        (('msgid "Keep {name}"', '#, fuzzy\nmsgid "Keep {name}"'), "sales: fuzzy English: 'Keep {name}'"),
        (
            ("Collapse sidebar", "Hide the menu"),
            "two Englishes of 'Fold the menu': Collapse sidebar; Hide the menu",
        ),
    ],
)
def test_each_fault_of_an_override_is_named(okno: Path, spoil: tuple[str, str], complaint: str):
    path = translations.catalogue_path("sales", okno, "en")
    assert spoil[0] in path.read_text()
    path.write_text(path.read_text().replace(*spoil))
    assert complaint in english.check_english(["sales"], okno)


def test_a_room_without_the_override_of_another_is_named(okno: Path):
    translations.catalogue_path("quotes", okno, "en").unlink()
    assert english.check_english(["quotes"], okno) == [
        "quotes: another room overrides the English of 'Fold the menu', this one does not"
    ]


def test_update_keeps_takes_over_and_drops(okno: Path):
    (okno / "attract/quotes/models.py").write_text('from x import _\nA = _("Keep {name}")\n')
    assert english.update_english("quotes", okno) == ["Fold the menu"]
    overrides = translations.read_catalogue("quotes", okno, "en")
    assert {key: entry.msgstr for key, entry in overrides.items()} == {Key("Keep {name}"): "Leave {name}"}
    (okno / "attract/quotes/models.py").write_text("")
    assert english.update_english("quotes", okno) == ["Keep {name}"]
    assert list((okno / "attract/quotes/locale/en").rglob("django.*")) == []


def test_english_overrides_the_key_and_russian_does_not_shine_through():
    with override("en"):
        assert gettext("Fold the menu") == "Collapse sidebar"
        # These two have Russian and no English of their own.
        assert gettext("Dark theme") == "Dark theme"
        assert ngettext("{n} day", "{n} days", 2) == "{n} days"
    with override("ru"):
        assert gettext("Fold the menu") == "Свернуть меню"
        assert gettext("Dark theme") == "Тёмная тема"


def test_a_key_without_english_is_shown_as_it_is():
    """Its own English or itself, never Russian, to which Django falls back by LANGUAGE_CODE."""
    wrong = []
    with override("en"):
        for room in translations.rooms():
            overrides = translations.read_catalogue(room, language="en")
            for key, entry in translations.read_catalogue(room).items():
                if not key.context and not entry.msgid_plural and key not in overrides:
                    shown = gettext(key.msgid)
                    if shown != key.msgid:
                        wrong.append(f"{room}: {key.msgid!r} is shown as {shown!r}")
    assert wrong == []
