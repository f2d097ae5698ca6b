"""Each status of each model has a tone of its own; none passes for a new one."""

import pytest
from django.apps import apps
from django.db import models

from okno.ground.kernel.statuses import StatusChoices, Tone
from okno.ground.ui.status_tones import tone_of

STATUSES = [
    (model, field)
    for model in apps.get_models()
    if model.__module__.startswith("okno.")
    for field in model._meta.get_fields()
    if isinstance(field, models.CharField) and field.name == "status"
]


def test_there_are_statuses_to_look_at():
    assert len(STATUSES) >= 18


@pytest.mark.parametrize(("model", "field"), STATUSES, ids=[model._meta.label for model, _ in STATUSES])
def test_each_status_of_a_model_has_a_tone(model: type[models.Model], field: "models.CharField[str]"):
    choices = getattr(model, "Status", None)
    assert isinstance(choices, type) and issubclass(choices, StatusChoices)
    assert field.choices == choices.choices
    for member in choices:
        assert tone_of(model(status=member.value)) is member.tone


def test_a_status_without_a_tone_cannot_be_written():
    with pytest.raises(TypeError, match="tone"):

        class Status(StatusChoices):
            OPEN = "open", "Open"


def test_a_status_that_is_unknown_has_no_tone():
    class Door:
        class Status(StatusChoices):
            OPEN = "open", Tone.GOOD, "Open"

        status = "shut"

    with pytest.raises(ValueError, match="shut"):
        tone_of(Door())
