"""Fills an empty database with an invented company, a statement for each table."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from typing import Final

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.management.color import no_style
from django.db import connection

from okno.attract.deals.models import Deal, StageVisit
from okno.attract.leads.models import Lead
from okno.ground.journal.models import Entry
from okno.records.clients.models import AccountManagerTerm, Company, Contact
from okno.team.people.models import Absence, Employee, EmployeeRole, Role, User
from okno.team.promises.models import Promise
from okno.top.tools.bench.happened import fill_deals, fill_entries, fill_leads, fill_promises, fill_stays
from okno.top.tools.bench.rows import DAY, day, insert_rows, moment, roll, truth, without_indexes
from okno.top.tools.bench.sizes import FIRST_MANAGER, HEAD, KEPT_OF, Sizes
from okno.top.tools.bench.wording import lay_words, word_joined

HEAD_EMAIL, PASSWORD = "head@bench.example", "okno-bench-2026"
MANAGER_EMAILS: Final = ("manager@bench.example", *(f"manager{i}@bench.example" for i in range(2, 7)))
FILLED: Final = (
    Employee,
    EmployeeRole,
    Absence,
    Company,
    AccountManagerTerm,
    Contact,
    Lead,
    Deal,
    StageVisit,
    Promise,
    Entry,
)
BUILT_LAST: Final = {"companies": (Company,), "contacts": (Contact,), "deals": (Deal,), "journal": (Entry,)}
Step = Callable[[Sizes, datetime], None]


def fill(sizes: Sizes, at: datetime) -> Iterator[str]:
    """Yield the name of each table as it is filled; afterwards the database is like a tended one."""
    _hurry()
    lay_words()
    steps: dict[str, Step] = {
        "people": _fill_people,
        "companies": _fill_companies,
        "managers": _fill_managements,
        "contacts": _fill_contacts,
        "leads": fill_leads,
        "deals": fill_deals,
        "stays": fill_stays,
        "promises": fill_promises,
        "journal": fill_entries,
    }
    for name, step in steps.items():
        with ExitStack() as stack:
            for model in BUILT_LAST.get(name, ()):
                stack.enter_context(without_indexes(model))
            step(sizes, at)
        yield name
    _tend()
    yield "order"


def manager_emails(sizes: Sizes) -> tuple[str, ...]:
    """Return the e-mails of the managers who sign in: employees from FIRST_MANAGER on."""
    return MANAGER_EMAILS[: sizes.managers]


def _hurry() -> None:
    """Let the engine skip its flushes: a crash while it is filled costs nothing, it is thrown away."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous=OFF")
            cursor.execute("PRAGMA cache_size=-400000")
            cursor.execute("PRAGMA foreign_keys=OFF")
        else:
            cursor.execute("SET synchronous_commit = off")
            # What is invented points at what is invented: each row need not be asked.
            cursor.execute("SET session_replication_role = replica")
            cursor.execute("SET maintenance_work_mem = '256MB'")


def _tend() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = origin")
        for statement in connection.ops.sequence_reset_sql(no_style(), list(FILLED)):
            cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")
            cursor.execute("CHECKPOINT")
        else:
            cursor.execute("ANALYZE")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _fill_people(sizes: Sizes, at: datetime) -> None:
    """Number 1 is the head, then come the managers; the rest build, count and answer for the sums."""
    managers = f"{FIRST_MANAGER} AND {FIRST_MANAGER + sizes.managers - 1}"
    insert_rows(
        Employee,
        sizes.employees,
        {
            "name": "person.word || ' ' || family.word",
            "email": "'staff' || n.i || '@bench.example'",
            "head_id": f"CASE WHEN n.i = {HEAD} THEN NULL ELSE {HEAD} END",
            "hired_on": day(at, "1000"),
            "takes_leads": truth(f"n.i BETWEEN {managers}"),
        },
        joins=word_joined("person", "n.i") + word_joined("family", roll(1, 1_000)),
    )
    role = (
        f"CASE WHEN n.i = {HEAD} THEN '{Role.HEAD_OF_SALES}' "
        f"WHEN n.i BETWEEN {managers} THEN '{Role.ACCOUNT_MANAGER}' WHEN n.i %% 3 = 0 THEN '{Role.ENGINEER}' "
        f"WHEN n.i %% 3 = 1 THEN '{Role.ACCOUNTANT}' ELSE '{Role.ASSISTANT}' END"
    )
    insert_rows(EmployeeRole, sizes.employees, {"employee_id": "n.i", "role": role})
    _let_in(sizes)
    _fill_absences(sizes, at)


def _let_in(sizes: Sizes) -> None:
    """Let the head and a few managers sign in."""
    # By the hasher of a real company, whatever the settings of who fills.
    hasher = Argon2PasswordHasher()
    password = hasher.encode(PASSWORD, hasher.salt())
    for pk, email in enumerate((HEAD_EMAIL, *manager_emails(sizes)), start=HEAD):
        user = User.objects.create(email=email, password=password)
        Employee.objects.filter(pk=pk).update(user=user, email=email)


def _fill_absences(sizes: Sizes, at: datetime) -> None:
    """Make one of thirty employees absent; those who sign in are present."""
    insert_rows(
        Absence,
        sizes.employees - 1,
        {
            "employee_id": "n.i + 1",
            "kind": "'vacation'",
            "starts_on": day(at, "5"),
            "ends_on": day(at, "-9"),
            "substitute_id": "n.i",
            "announced_at": moment(at, f"{30 * DAY}"),
        },
        keep="n.i %% 30 = 10",
    )


def _fill_companies(sizes: Sizes, at: datetime) -> None:
    is_kept, folded = f"n.i %% {KEPT_OF} = 1", "first.folded || ' ' || second.folded || ' ' || third.folded"
    name = "first.word || ' ' || second.word || ' ' || third.word"
    inn = "CAST(1000000000 + n.i * 7 AS text)"
    words = "first.words || ' ' || second.words || ' ' || third.words"
    digits = f"(9000000000 + {roll(4, 999_999_999)})"
    phone, tails = f"'+7' || {digits}", _tails(digits)
    # The next client of the same manager has another lot: his number alone would give all of them the same.
    turn = f"n.i / {KEPT_OF * sizes.managers}"
    has_step = f"{is_kept} AND ({roll(6, 10)} + {turn}) %% 10 < 6"
    step_ago = f"({roll(9, 40)} + {turn}) %% 40 - 25"
    insert_rows(
        Company,
        sizes.companies,
        {
            "name": name,
            "legal_name": f"'ООО «' || {name} || '»'",
            "inn": inn,
            "site": "'s' || n.i || '.example'",
            "phone": phone,
            "is_client": truth(is_kept),
            "client_since_on": f"CASE WHEN {is_kept} THEN {day(at, roll(5, 900))} END",
            "status_text": f"CASE WHEN {is_kept} AND {roll(7, 10)} < 7 THEN talk.word ELSE '' END",
            "status_at": f"CASE WHEN {is_kept} THEN {moment(at, roll(8, 60 * DAY))} END",
            "next_step": f"CASE WHEN {has_step} THEN talk.word ELSE '' END",
            "next_step_on": f"CASE WHEN {has_step} THEN {day(at, step_ago)} END",
            "created_at": moment(at, f"{sizes.companies} - n.i"),
            "search_words": f"{words} || ' ооо ' || {inn} || ' s' || n.i || ' example exampl ' || {tails}",
            "sort_key": folded,
        },
        joins=word_joined("first", roll(1, 1_000_003))
        + word_joined("second", roll(2, 1_000_003))
        + word_joined("third", roll(3, 1_000_003))
        + word_joined("talk", roll(10, 1_000)),
    )


def _fill_managements(sizes: Sizes, at: datetime) -> None:
    company = f"1 + (n.i - 1) * {KEPT_OF}"
    insert_rows(
        AccountManagerTerm,
        sizes.kept,
        {
            "company_id": company,
            "manager_id": sizes.keeper(f"({company})"),
            "starts_on": day(at, roll(11, 700)),
        },
    )


def _tails(digits: str) -> str:
    """Return a phone as the index keeps it: whole, without 7, without the code of its place."""
    return f"'7' || {digits} || ' ' || {digits} || ' ' || substr(CAST({digits} AS text), 4)"


def _fill_contacts(sizes: Sizes, at: datetime) -> None:
    digits = f"(9000000000 + {roll(12, 999_999_999)})"
    insert_rows(
        Contact,
        sizes.companies * 3 // 2,
        {
            "company_id": f"1 + (n.i - 1) %% {sizes.companies}",
            "name": "person.word || ' ' || family.word",
            "position": "'Директор'",
            "email": "'p' || n.i || '@s' || n.i || '.example'",
            "phone": f"'+7' || {digits}",
            "search_words": f"person.words || ' ' || family.words || ' директор ' || {_tails(digits)}",
        },
        joins=word_joined("person", "n.i") + word_joined("family", roll(13, 1_000)),
    )
