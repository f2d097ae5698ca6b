"""The least SQL that brings the rows of each page: what the page is compared with."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection

from okno.ground.kernel.clock import at_hour, local_date
from okno.ground.kernel.fulltext import distinctive_words, fts5_query, query_words, tsquery
from okno.read.today.hours import last_evening

Bare = Callable[[int], None]
COMPANY: Final = (
    "c.id, c.name, c.inn, c.status_text, c.status_at, c.next_step, c.next_step_on, c.client_since_on"
)
KEPT: Final = (
    "clients_accountmanagerterm m JOIN clients_company c ON c.id = m.company_id "
    "WHERE m.manager_id = %s AND m.ends_on IS NULL"
)
OF_MANAGER: Final = (
    f"SELECT {COMPANY}, e.name FROM clients_accountmanagerterm m "
    "JOIN clients_company c ON c.id = m.company_id "
    "JOIN people_employee e ON e.id = m.manager_id WHERE m.manager_id = %s AND m.ends_on IS NULL "
    "AND NOT c.is_own ORDER BY c.sort_key, c.id LIMIT 51"
)
CLIENTS: Final = (
    f"SELECT {COMPANY}, e.name FROM clients_company c "
    "LEFT JOIN clients_accountmanagerterm m ON m.company_id = c.id AND m.ends_on IS NULL "
    "LEFT JOIN people_employee e ON e.id = m.manager_id "
    "WHERE c.is_client AND c.sort_key >= %s ORDER BY c.sort_key, c.id LIMIT 51"
)
NOBODYS: Final = (
    f"SELECT {COMPANY} FROM clients_company c WHERE NOT c.is_client AND NOT c.is_own AND c.sort_key >= %s "
    "AND NOT EXISTS (SELECT 1 FROM clients_accountmanagerterm m "
    "WHERE m.company_id = c.id AND m.ends_on IS NULL) "
    "ORDER BY c.sort_key, c.id LIMIT 51"
)
CLIENTS_WITHOUT_STEP: Final = (
    f"SELECT {COMPANY}, e.name FROM clients_company c "
    "LEFT JOIN clients_accountmanagerterm m ON m.company_id = c.id AND m.ends_on IS NULL "
    "LEFT JOIN people_employee e ON e.id = m.manager_id "
    "WHERE c.is_client AND c.next_step = '' ORDER BY c.sort_key, c.id LIMIT 51"
)
CARD: Final = (
    "SELECT c.*, e.name FROM clients_company c LEFT JOIN clients_accountmanagerterm m ON m.company_id = c.id "
    "AND m.ends_on IS NULL LEFT JOIN people_employee e ON e.id = m.manager_id WHERE c.id = %s",
    "SELECT j.*, e.name FROM journal_entry j LEFT JOIN people_employee e ON e.id = j.by_id "
    "WHERE j.company_id = %s ORDER BY j.at DESC, j.id DESC LIMIT 31",
    "SELECT * FROM clients_contact WHERE company_id = %s",
    "SELECT * FROM promises_promise WHERE company_id = %s AND kind = 'clarify' "
    "ORDER BY closed_at DESC LIMIT 1",
)
STAGES: Final = ("qualification", "proposal", "negotiation", "documents")
FIGURES: Final = (
    "SELECT stage, count(*), sum(monthly_minor) FROM deals_deal WHERE status = 'open' {mine} GROUP BY stage"
)
CARDS: Final = (
    "SELECT d.*, c.name, e.name FROM deals_deal d LEFT JOIN clients_company c ON c.id = d.company_id "
    "LEFT JOIN people_employee e ON e.id = d.owner_id WHERE d.status = 'open' AND d.stage = %s {mine} "
    "ORDER BY d.imported, d.stage_since_at DESC, d.id DESC LIMIT 20"
)
DEALS: Final = (
    "SELECT d.*, c.name, e.name FROM deals_deal d LEFT JOIN clients_company c ON c.id = d.company_id "
    "LEFT JOIN people_employee e ON e.id = d.owner_id WHERE d.status = 'open' AND d.stage = %s "
    "ORDER BY d.imported, d.opened_on DESC, d.id DESC LIMIT 51"
)
PROMISES: Final = (
    "SELECT p.*, c.name FROM promises_promise p LEFT JOIN clients_company c ON c.id = p.company_id "
    "WHERE p.owner_id = %s AND p.status = 'open' AND p.due_at < %s ORDER BY p.due_at, p.id"
)
NO_STEP: Final = (
    f"SELECT {COMPANY} FROM {KEPT} AND (c.next_step_on IS NULL OR c.next_step_on < %s) "
    "ORDER BY c.sort_key, c.id"
)
SILENT: Final = (
    f"SELECT {COMPANY} FROM {KEPT} AND c.next_step_on >= %s AND NOT EXISTS (SELECT 1 FROM journal_entry j "
    "WHERE j.company_id = c.id AND j.at >= %s AND j.by_id IS NOT NULL) ORDER BY c.sort_key, c.id"
)
MOVED: Final = (
    "SELECT j.*, c.name, e.name FROM clients_accountmanagerterm m "
    "JOIN journal_entry j ON j.company_id = m.company_id "
    "JOIN clients_company c ON c.id = j.company_id LEFT JOIN people_employee e ON e.id = j.by_id "
    "WHERE m.manager_id = %s AND m.ends_on IS NULL AND j.at > %s ORDER BY j.at DESC, j.id DESC LIMIT 30"
)


FOUND: Final = {
    "sqlite": "SELECT * FROM {0} WHERE id IN (SELECT rowid FROM {0}_words WHERE {0}_words MATCH %s) LIMIT 6",
    # Found first: with a limit beside it the planner may read the whole table for the first six.
    "postgresql": "WITH found AS MATERIALIZED (SELECT id FROM {0} "
    "WHERE to_tsvector('simple', search_words) @@ to_tsquery('simple', %s)) "
    "SELECT {0}.* FROM {0} JOIN found ON found.id = {0}.id LIMIT 6",
}
FOUND_IN: Final = ("clients_company", "clients_contact", "deals_deal")


def search(text: str) -> None:
    """Any six of each kind that have these words, in no order."""
    query = distinctive_words(query_words(text))
    match = fts5_query(query) if connection.vendor == "sqlite" else tsquery(query)
    for table in FOUND_IN:
        rows(FOUND[connection.vendor].format(table), match)


def rows(statement: str, *values: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def card(company: int) -> None:
    for statement in CARD:
        rows(statement, company)


def board(owner: int | None = None) -> None:
    """Read the board of everybody, or of one owner."""
    mine, values = ("AND owner_id = %s", [owner]) if owner else ("", [])
    rows(FIGURES.format(mine=mine), *values)
    for stage in STAGES:
        rows(CARDS.format(mine=mine), stage, *values)


def today(manager: int, at: datetime) -> None:
    """Read a manager's promises of a week, clients without a step, moved promises and recent entries."""
    on = local_date(at)
    rows(PROMISES, manager, at + timedelta(days=8))
    rows(NO_STEP, manager, on)
    rows(SILENT, manager, on, at_hour(on, 0) - timedelta(days=42))
    rows(MOVED, manager, last_evening(at))
