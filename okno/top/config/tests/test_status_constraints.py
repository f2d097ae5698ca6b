"""A status that the database does not check can hold anything: every table with one has a CHECK on it."""

from datetime import datetime

import pytest
from django.apps import apps
from django.db import IntegrityError, models

from okno.ground.kernel.actors import actor_of
from okno.records.catalog.models import Coverage
from okno.records.catalog.tests.cast import a_location
from okno.team.people.actions.issue_token import issue_token
from okno.team.people.models import Employee, IdempotentAnswer
from okno.top.config.floors import ROOMS

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


def test_every_table_with_a_status_has_a_check_on_it() -> None:
    without = [
        model._meta.label
        for room in ROOMS
        for model in apps.get_app_config(room).get_models()
        if any(field.name == "status" for field in model._meta.concrete_fields)
        if not any(
            isinstance(constraint, models.CheckConstraint) and "status" in str(constraint.condition)
            for constraint in model._meta.constraints
        )
    ]
    assert without == []


def test_coverage_of_an_unknown_status_is_refused() -> None:
    coverage = a_location(coverage="present").coverage.first()
    assert coverage is not None
    with pytest.raises(IntegrityError, match="coverage_has_a_known_status"):
        Coverage.objects.filter(pk=coverage.pk).update(status="gone")


def test_a_failed_answer_is_not_kept(owner: Employee, now: datetime) -> None:
    token, _secret = issue_token(owner=owner, name="site", scope="write", by=actor_of(owner), at=now)
    row = {"key": "a", "request_digest": "d", "status": 500, "body": "", "created_at": now}
    with pytest.raises(IntegrityError, match="idempotent_answer_is_of_success"):
        IdempotentAnswer.objects.create(token=token, **row)
