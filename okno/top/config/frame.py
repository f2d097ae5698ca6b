"""What the base page needs on every page; computed only where a page shows it."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from okno.ground.kernel.registry import Registry
from okno.ground.ui.offers import Link
from okno.team.approvals.models import Approval
from okno.team.people.models import Employee, Role
from okno.team.people.standins import stood_in_for
from okno.top.config.first_steps import is_all_done
from okno.top.config.help import help_of
from okno.top.config.navigation import creates_of, groups_of, links_of, under_thumb

# Whom a visitor may sign in as: the demo answers.
VISITOR_PARTS: Registry[Callable[[], list[dict[str, str]]]] = Registry("people for a visitor")


def frame(request: HttpRequest) -> dict[str, object]:
    """Return the context of every page; a visitor has no frame, only people to try in the demo."""
    employee = getattr(request, "employee", None)
    if employee is None:
        return {
            "frame": {},
            "demo_people": SimpleLazyObject(lambda: [row for part in VISITOR_PARTS for row in part()]),
        }
    return {"frame": SimpleLazyObject(lambda: _frame(request, employee))}


def waiting_for(employee: Employee) -> int:
    """Return how many approvals wait for this person's decision."""
    return Approval.objects.waiting_for(employee).count()


def _frame(request: HttpRequest, employee: Employee) -> dict[str, Any]:
    links = _still_needed(employee, links_of(employee, request.path))
    by_name = {link.name: link for link in links}
    approvals = by_name.get("approvals:approvals")
    return {
        "employee": employee,
        "links": links,
        "groups": groups_of(links),
        "creates": creates_of(employee),
        "thumb": under_thumb(links)[:4],
        "approvals_url": approvals.url if approvals else "",
        "waiting": waiting_for(employee) if approvals else 0,
        "stands_in_for": stood_in_for(employee, timezone.localdate()),
        "help": help_of(request),
        "may_remove_demo": settings.DEMO and employee.has(Role.OWNER),
    }


def _still_needed(employee: Employee, links: list[Link]) -> list[Link]:
    """Without «First steps» once all of them are taken."""
    if not any(link.name == "config:first_steps" for link in links) or not is_all_done():
        return links
    return [link for link in links if link.name != "config:first_steps"]
