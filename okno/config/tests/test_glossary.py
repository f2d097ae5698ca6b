import re
from pathlib import Path

from django.apps import apps
from django.utils.module_loading import import_string

GLOSSARY = Path(__file__).resolve().parents[3] / "docs/glossary.md"
CODE = re.compile(r"`([a-z]+)\.(\w+)(?:\.(\w+))?`")
ATTRIBUTE = re.compile(r"`([A-Z]\w+)\.(\w+)`")


def test_every_name_in_the_glossary_is_in_the_code():
    text = GLOSSARY.read_text(encoding="utf-8")
    named = {model.__name__: model for model in apps.get_models()}
    missing = []
    for room, name, inner in CODE.findall(text):
        try:
            if name[0].isupper():
                import_string(f"okno.{room}.models.{name}")
            else:
                __import__(f"okno.{room}.{name}", fromlist=[inner])
        except ImportError:
            missing.append(f"{room}.{name}")
    for owner, name in ATTRIBUTE.findall(text):
        place = named.get(owner) or import_string(f"okno.people.models.{owner}")
        # TextChoices have members as attributes, models have fields.
        if not hasattr(place, name):
            missing.append(f"{owner}.{name}")
    assert missing == []
