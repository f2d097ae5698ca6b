"""What the demo adds to others' pages: people to sign in as, the way out of the demo."""

import json
from typing import Any

from django.conf import settings

from okno.ground.kernel.actors import actor_of
from okno.team.people.models import Employee, User
from okno.top.demo.cast import sign_ins
from okno.top.demo.mark import is_demo_house
from okno.top.demo.permissions import can_remove_demo


def demo_people() -> list[dict[str, str]]:
    """Return those whom a newcomer to the demo company may sign in as; nobody anywhere else."""
    if not settings.DEMO:
        return []
    people = sign_ins()
    here = set(User.objects.filter(email__in=[row[2] for row in people]).values_list("email", flat=True))
    return [
        {"name": name, "position": position, "fill": json.dumps({"login": email, "password": password})}
        for name, position, email, password in people
        if email in here
    ]


def first_steps_part(steps: Any, reader: Employee) -> dict[str, Any]:
    """Return whether the page of first steps offers to remove the demo company."""
    return {"may_remove_demo": is_demo_house() and can_remove_demo(actor_of(reader))}
