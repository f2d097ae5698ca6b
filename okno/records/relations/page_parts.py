"""Additions of relations to the pages of clients."""

from typing import Any

from okno.ground.kernel.actors import actor_of
from okno.records.clients.models import Company
from okno.records.relations.permissions import can_set_manager, can_set_status
from okno.records.relations.views.panels import row_context
from okno.team.people.models import Employee


def company_part(company: Company, reader: Employee) -> dict[str, Any]:
    """Return which verbs about the manager and the status the page of a company offers."""
    return {
        "can_set_manager": can_set_manager(actor_of(reader), company),
        "can_set_status": can_set_status(actor_of(reader), company),
    }


def companies_part(companies: None, reader: Employee) -> dict[str, Any]:
    """Return what a row of the list of companies needs: whose clients the reader may mark."""
    return row_context(reader)
