"""Steps of the work for each type of service: their order, their role and their time (D1)."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from okno.team.people.models import Role


class StepKind(models.TextChoices):
    """The names of the steps; stored by code, so that each reader has them in their language."""

    PREPARE = "prepare", _("Prepare the resources")
    INSTALL = "install", _("Install and mount")
    CONNECT = "connect", _("Connect")
    SURVEY = "survey", _("Survey the place and the route")
    BRIEF = "brief", _("Agree the brief")
    PRODUCE = "produce", _("Do the work")
    CHECK = "check", _("Check")
    HAND_OVER = "hand_over", _("Hand over to the client")


@dataclass(frozen=True)
class StepPlan:
    """A planned step of a line; each waits for the one before it. `days` are working days."""

    kind: StepKind
    role: Role
    days: int


HOSTING = (
    StepPlan(StepKind.PREPARE, Role.ENGINEER, 1),
    StepPlan(StepKind.CONNECT, Role.ENGINEER, 1),
    StepPlan(StepKind.CHECK, Role.ENGINEER, 0),
)
COLOCATION = (
    StepPlan(StepKind.PREPARE, Role.ENGINEER, 1),
    StepPlan(StepKind.INSTALL, Role.ENGINEER, 1),
    StepPlan(StepKind.CONNECT, Role.ENGINEER, 1),
    StepPlan(StepKind.CHECK, Role.ENGINEER, 0),
)
ACCESS = (
    StepPlan(StepKind.SURVEY, Role.ENGINEER, 2),
    StepPlan(StepKind.CONNECT, Role.ENGINEER, 3),
    StepPlan(StepKind.CHECK, Role.ENGINEER, 1),
)
PRODUCTION = (
    StepPlan(StepKind.BRIEF, Role.PROJECT_MANAGER, 2),
    StepPlan(StepKind.PRODUCE, Role.PROJECT_MANAGER, 5),
    StepPlan(StepKind.CHECK, Role.PROJECT_MANAGER, 1),
)
# The last step of every order, once for all its lines: the client has one window.
HAND_OVER = StepPlan(StepKind.HAND_OVER, Role.ACCOUNT_MANAGER, 0)

# By the service's code up to its first hyphen; whatever is not named here is done as hosting is.
BY_SERVICE: dict[str, tuple[StepPlan, ...]] = {
    "colocation": COLOCATION,
    "internet": ACCESS,
    "access": ACCESS,
    "seo": PRODUCTION,
    "context": PRODUCTION,
    "advertising": PRODUCTION,
    "design": PRODUCTION,
    "video": PRODUCTION,
}


def steps_of(service_code: str) -> tuple[StepPlan, ...]:
    return BY_SERVICE.get(service_code.partition("-")[0], HOSTING)


def days_after(plans: tuple[StepPlan, ...], index: int) -> int:
    """Return the working days that the following steps need: this step must be done so much earlier."""
    return sum(plan.days for plan in plans[index + 1 :])
