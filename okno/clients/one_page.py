"""What the page of a client says besides his facts."""

from datetime import date

from okno.clients.models import Company
from okno.clients.permissions import (
    can_change_company,
    can_send_letter,
    can_set_manager,
    can_set_season,
    can_set_status,
)
from okno.people.models import Employee
from okno.people.standins import substitute_of
from okno.promises.models import Promise


def what_he_wants(company: Company, reader: Employee) -> Promise | None:
    """The last clarified: its outcome is what the client really needs, in plain words (C6)."""
    clarified = Promise.objects.visible_to(reader).filter(company=company, kind=Promise.Kind.CLARIFY)
    done = clarified.filter(status__in=[Promise.Status.KEPT, Promise.Status.BROKEN]).exclude(outcome="")
    return done.select_related("owner").order_by("-closed_at", "-pk").first()


def standing_in_for(manager: Employee | None, on: date) -> Employee | None:
    """Who answers for the client's manager on the day; None when he is here himself."""
    if manager is None:
        return None
    substitute = substitute_of(manager, on)
    return None if substitute.pk == manager.pk else substitute


def rights_over(company: Company, by: Employee) -> dict[str, bool]:
    """Which verbs the page offers."""
    return {
        "can_change": can_change_company(by, company),
        "can_set_manager": can_set_manager(by, company),
        "can_set_status": can_set_status(by, company),
        "can_set_season": can_set_season(by, company),
        "can_send_letter": can_send_letter(by, company),
    }
