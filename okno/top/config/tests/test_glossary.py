import re
from pathlib import Path

import pytest
from django.apps import apps
from django.utils.module_loading import import_string

from okno.ground.ui.rooms import path_of_room

GLOSSARY = Path(__file__).resolve().parents[4] / "docs/glossary.md"
CODE = re.compile(r"`([a-z]+)\.(\w+)(?:\.(\w+))?`")
ATTRIBUTE = re.compile(r"`([A-Z]\w+)\.(\w+)`")


def test_every_name_in_the_glossary_is_in_the_code():
    text = GLOSSARY.read_text(encoding="utf-8")
    named = {model.__name__: model for model in apps.get_models()}
    missing = []
    for room, name, inner in CODE.findall(text):
        try:
            if name[0].isupper():
                import_string(f"{path_of_room(room)}.models.{name}")
            else:
                __import__(f"{path_of_room(room)}.{name}", fromlist=[inner])
        except (ImportError, LookupError):
            missing.append(f"{room}.{name}")
    for owner, name in ATTRIBUTE.findall(text):
        place = named.get(owner) or import_string(f"okno.team.people.models.{owner}")
        # TextChoices have members as attributes, models have fields.
        if not hasattr(place, name):
            missing.append(f"{owner}.{name}")
    assert missing == []


@pytest.mark.parametrize(
    "term",
    [
        *(
            "round robin",
            "rate limit",
            "throttle",
            "honeypot",
            "first response",
            "timeline",
            "activity",
            "audit",
        ),
        *("conversion", "win rate", "proration", "recurring", "escalation", "notification", "reassign"),
        *(
            "discretionary bonus",
            "drill-down",
            "commission",
            "out of office",
            "quota",
            "opportunity",
            "payroll",
        ),
    ],
)
def test_a_search_for_the_field_s_term_finds_ours(term: str):
    assert [line for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if term in line.lower()]


def test_every_line_has_its_four_cells():
    lines = [line for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    assert [line for line in lines if len(line.strip("| ").split(" | ")) != 4] == []
