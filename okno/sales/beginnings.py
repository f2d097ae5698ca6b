"""What every company begins with: stages, reasons of losses, questions of the qualification.

Laid by a migration and again after every `migrate` and flush of a database: by their codes, so that nothing
that a company has changed or removed comes back.
"""

from typing import Any

from django.apps import apps as registry

STAGES: list[dict[str, Any]] = [
    {"code": "qualification", "position": 10, "probability_bp": 1_000, "rot_days": 7},
    {"code": "proposal", "position": 20, "probability_bp": 3_000, "rot_days": 10},
    {"code": "negotiation", "position": 30, "probability_bp": 5_000, "rot_days": 14},
    {"code": "documents", "position": 40, "probability_bp": 8_000, "rot_days": 14, "kind": "documents"},
]
REASONS: list[dict[str, Any]] = [
    {"code": "price", "position": 10},
    {"code": "competitor", "position": 20, "asks_competitor": True},
    {"code": "feasibility", "position": 30},
    {"code": "timing", "position": 40},
    {"code": "documents", "position": 50},
    {"code": "silence", "position": 60},
    {"code": "no_need", "position": 70},
    {"code": "other", "position": 80},
    {"code": "not_recorded", "position": 90},
]
QUESTIONS: list[dict[str, Any]] = [
    {"code": "need", "kind": "text", "position": 10, "is_required": True},
    {"code": "budget_minor", "kind": "money", "position": 20},
    {"code": "decision_maker", "kind": "line", "position": 30},
    {"code": "timing", "kind": "line", "position": 40},
    {"code": "place", "kind": "line", "position": 50},
    {"code": "minimum_price_told_minor", "kind": "money", "position": 60},
]
MODELS = {"PipelineStage": STAGES, "LossReason": REASONS, "QualificationQuestion": QUESTIONS}


def lay_beginnings(apps: Any, alias: str = "default") -> None:
    """Add those that are not there yet; `apps` may be a migration's."""
    for name, rows in MODELS.items():
        model = apps.get_model("sales", name)
        known = set(model.objects.using(alias).values_list("code", flat=True))
        model.objects.using(alias).bulk_create(model(**row) for row in rows if row["code"] not in known)


def lay_after_migrate(*, using: str, apps: Any = registry, **told: Any) -> None:
    """Django's own call after a migrate or a flush: tests that flush find a company as it begins."""
    if all((("sales", name.lower()) in _known(apps)) for name in MODELS):
        lay_beginnings(apps, using)


def _known(apps: Any) -> set[tuple[str, str]]:
    return {(model._meta.app_label, model._meta.model_name) for model in apps.get_models()}
