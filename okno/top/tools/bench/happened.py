"""What happened in the invented company over two years: leads, deals, promises and the journal of them."""

from datetime import datetime
from typing import Final

from okno.attract.deals.models import Deal, StageVisit
from okno.attract.leads.models import Lead
from okno.ground.journal.models import Entry
from okno.team.promises.models import Promise
from okno.top.tools.bench.rows import DAY, day, insert_rows, json_of, moment, roll, truth
from okno.top.tools.bench.sizes import FIRST_MANAGER, KEPT_OF, Sizes
from okno.top.tools.bench.wording import word_joined

YEARS: Final = 2 * 365 * DAY
# Companies that had a lead and have a deal: each fifth.
COMPANY_OF_DEAL: Final = "1 + (n.i - 1) * 5"
STAGES: Final = (
    "CASE WHEN {0} < 45 THEN 'qualification' WHEN {0} < 75 THEN 'proposal' WHEN {0} < 92 THEN 'negotiation' "
    "ELSE 'documents' END"
)


def fill_leads(sizes: Sizes, at: datetime) -> None:
    """Add a qualified lead for each deal, and a tenth more that are new."""
    is_new = f"n.i > {sizes.deals}"
    insert_rows(
        Lead,
        sizes.deals * 11 // 10,
        {
            "company_id": f"1 + ((n.i - 1) * 5) %% {sizes.companies}",
            "source_type": f"CASE {roll(20, 3)} WHEN 0 THEN 'seed' WHEN 1 THEN 'net' ELSE 'spear' END",
            "channel": f"CASE {roll(21, 3)} WHEN 0 THEN 'site' WHEN 1 THEN 'call' ELSE 'outbound' END",
            "need": "talk.word",
            "assigned_to_id": f"{FIRST_MANAGER} + {roll(22, sizes.managers)}",
            "brought_by_id": f"CASE WHEN n.i %% 20 = 0 THEN {FIRST_MANAGER} + {roll(40, sizes.managers)} END",
            "assignment_rule": "'turn'",
            "assigned_at": moment(at, f"{roll(23, 300 * DAY)}"),
            "status": f"CASE WHEN {is_new} THEN 'new' ELSE 'qualified' END",
            "received_at": moment(at, f"{roll(23, 300 * DAY)}"),
            "closed_at": f"CASE WHEN {is_new} THEN NULL ELSE {moment(at, roll(23, 300 * DAY))} END",
        },
        joins=word_joined("talk", roll(24, 1_000)),
    )


def fill_deals(sizes: Sizes, at: datetime) -> None:
    insert_rows(
        Deal,
        sizes.deals,
        {
            "lead_id": "n.i",
            "company_id": COMPANY_OF_DEAL,
            "owner_id": f"{FIRST_MANAGER} + {roll(22, sizes.managers)}",
            "title": "second.word || ': сервер и канал'",
            "stage": STAGES.format(roll(25, 100)),
            "stage_since_at": moment(at, roll(26, 60 * DAY)),
            "monthly_minor": f"(10 + {roll(27, 990)}) * 100000",
            "expected_on": day(at, f"30 - {roll(28, 120)}"),
            "opened_on": day(at, f"60 + {roll(29, 240)}"),
            "search_words": "second.words || ' сервер и канал кана'",
        },
        joins=word_joined("second", roll(30, 1_000_003)),
    )


def fill_stays(sizes: Sizes, at: datetime) -> None:
    """Add the present stage of each deal, and the earlier one of those beyond the first."""
    now = STAGES.format(roll(25, 100))
    moved = {"deal_id": "n.i", "moved_by_id": f"{FIRST_MANAGER} + {roll(22, sizes.managers)}"}
    insert_rows(
        StageVisit, sizes.deals, {**moved, "stage": now, "entered_at": moment(at, roll(26, 60 * DAY))}
    )
    insert_rows(
        StageVisit,
        sizes.deals,
        {
            **moved,
            "id": f"n.i + {sizes.deals}",
            "stage": "'qualification'",
            "entered_at": moment(at, f"{roll(26, 60 * DAY)} + {20 * DAY}"),
            "left_at": moment(at, roll(26, 60 * DAY)),
        },
        keep=f"{now} <> 'qualification'",
    )


def fill_promises(sizes: Sizes, at: datetime) -> None:
    """Add promises, one of forty open, about twenty-five to a manager: late, due today, or weeks ahead."""
    is_open, company = "n.i %% 40 = 0", f"(1 + {roll(31, sizes.kept)} * {KEPT_OF})"
    ahead, past = f"{roll(32, 30 * DAY)} - {25 * DAY}", f"{10 * DAY} + {roll(33, 600 * DAY)}"
    due = f"CASE WHEN {is_open} THEN {ahead} ELSE {past} END"
    insert_rows(
        Promise,
        sizes.promises,
        {
            "what": "talk.word",
            "owner_id": sizes.keeper(company),
            "company_id": company,
            "due_at": moment(at, due),
            "first_due_at": moment(at, due),
            "made_at": moment(at, f"{due} + {8 * DAY}"),
            "made_by_id": sizes.keeper(company),
            "status": f"CASE WHEN {is_open} THEN 'open' WHEN n.i %% 7 = 0 THEN 'broken' ELSE 'kept' END",
            "closed_at": f"CASE WHEN {is_open} THEN NULL ELSE {moment(at, f'{due} - 3600')} END",
        },
        joins=word_joined("talk", roll(34, 1_000)),
    )


def fill_entries(sizes: Sizes, at: datetime) -> None:
    """Add entries from the oldest to the newest; the first companies have thousands of them, the last one or
    two.
    """
    thrown = roll(35, 1_000_000)
    company = f"(1 + {thrown} * {thrown} / 1000000 * {sizes.companies} / 1000000)"
    of_deal, what = f"{company} %% 5 = 1 AND {roll(36, 100)} >= 85", roll(36, 100)
    kind = (
        f"CASE WHEN {of_deal} THEN 'deals.deal_moved' WHEN {what} < 50 THEN 'journal.note_written' "
        f"WHEN {what} < 75 THEN 'journal.call_logged' WHEN {what} < 85 THEN 'clients.letter_sent' "
        "ELSE 'relations.status_without_step' END"
    )
    is_letter = f"NOT ({of_deal}) AND {what} BETWEEN 75 AND 84"
    sentence = "' || talk.word || '"
    telling = ", ".join(f'"{name}": "{sentence}"' for name in ("text", "status_text", "title", "about"))
    data = f"""'{{{telling}, "to": "p@s.example", "before": "qualification", "stage": "proposal"}}' """
    keeps = f"{roll(37, 10)} < 8 AND {company} %% {KEPT_OF} = 1"
    anybody = f"1 + {roll(38, sizes.employees)}"
    insert_rows(
        Entry,
        sizes.entries,
        {
            "at": moment(at, f"({sizes.entries} - n.i) * {YEARS} / {sizes.entries}"),
            "kind": kind,
            "subject_kind": f"CASE WHEN {of_deal} THEN 'deals.deal' ELSE 'clients.company' END",
            "subject_id": f"CASE WHEN {of_deal} THEN ({company} + 4) / 5 ELSE {company} END",
            "company_id": company,
            "by_id": f"CASE WHEN {keeps} THEN {sizes.keeper(company)} ELSE {anybody} END",
            "actor_kind": "'employee'",
            "audience": f"CASE WHEN {is_letter} THEN 'prices' ELSE 'staff' END",
            "to_client": truth(is_letter),
            "data": json_of(data),
        },
        joins=word_joined("talk", roll(39, 1_000)),
    )
