"""What the base page needs on every page; computed only where a page shows it."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from okno.approvals.models import Approval
from okno.config.first_steps import is_all_done
from okno.config.help import help_of
from okno.config.navigation import UNDER_THUMB, Link, creates_of, groups_of, links_of
from okno.people.models import Employee, Role, User
from okno.people.standins import stood_in_for


def frame(request: HttpRequest) -> dict[str, object]:
    """The context of every page; a visitor has no frame, only people to try in the demo."""
    employee = getattr(request, "employee", None)
    if employee is None:
        return {"frame": {}, "demo_people": SimpleLazyObject(_demo_people)}
    return {"frame": SimpleLazyObject(lambda: _frame(request, employee))}


def waiting_for(employee: Employee) -> int:
    """How many approvals this person may decide and that wait."""
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
        "thumb": [by_name[name] for name in UNDER_THUMB if name in by_name][:4],
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


def _demo_people() -> list[dict[str, str]]:
    """Those whom a newcomer to the demo company may sign in as; nobody anywhere else."""
    if not settings.DEMO:
        return []
    from okno.config.demo import sign_ins

    people = sign_ins()
    here = set(User.objects.filter(email__in=[one[2] for one in people]).values_list("email", flat=True))
    return [
        {"name": name, "position": position, "fill": json.dumps({"login": email, "password": password})}
        for name, position, email, password in people
        if email in here
    ]
