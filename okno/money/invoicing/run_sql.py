"""The billing run in SQL: what `amounts.due_lines` computes for one service, for many at once.

A statement takes one `seller` and their clients after `low` up to `high`; those of a month take its days
`first` to `last`, `eve` before the first, `month_days` and the VAT rate `rate_bp`. Both engines divide whole
numbers down, so half up is (2 * a * b + d) / (2 * d), as the table in `amounts.py` has it.
"""

from dataclasses import dataclass
from typing import Final

# Above it fee × days × rate would not fit 64 bits, and SQLite would go on in floating point without a word.
LARGEST_FEE_MINOR: Final = 10**14


@dataclass(frozen=True, slots=True)
class Spelling:
    """The expressions that SQLite and PostgreSQL write differently."""

    later: str
    day_after_billed: str
    days: str
    whole: str
    number: str
    json_object: str
    text: str


SQLITE = Spelling(
    # With two arguments max() is no aggregate in SQLite; PostgreSQL calls it greatest().
    later="max",
    day_after_billed="date(s.billed_through_on, '+1 day')",
    days="CAST(julianday(ends_on) - julianday(starts_on) AS INTEGER) + 1",
    whole="",
    # Doubled, for the driver reads a single % as a parameter. Six digits or more, as Invoice.number says it.
    number="printf('%%d-%%06d', i.year, i.sequence)",
    json_object="json_object",
    text="",
)
POSTGRESQL = Spelling(
    later="greatest",
    day_after_billed="s.billed_through_on + 1",
    days="ends_on - starts_on + 1",
    # sum() of bigint is numeric in PostgreSQL, and a numeric comes to Python as Decimal.
    whole="::bigint",
    number="i.year || '-' || lpad(i.sequence::text, greatest(6, length(i.sequence::text)), '0')",
    json_object="jsonb_build_object",
    text="::text",
)
SPELLINGS = {"sqlite": SQLITE, "postgresql": POSTGRESQL}

OF_CLIENTS: Final = "s.seller_id = %(seller)s AND s.company_id > %(low)s AND s.company_id <= %(high)s"

# Days are left to charge in whole months that end by `until`.
DUE: Final = """s.billed_through_on < %(until)s AND s.starts_on <= %(until)s
   AND (s.ends_on IS NULL OR s.ends_on > s.billed_through_on)"""

# A term has a fee that cannot be billed. The index of those terms is nearly always empty, and read once.
TOO_LARGE: Final = f"""s.id IN (SELECT l.subscription_id FROM invoicing_subscriptionterm l
     WHERE l.fee_minor > {LARGEST_FEE_MINOR})"""

# The days left in the month begin in it: an older month that is not billed yet comes first, by itself.
IN_MONTH: Final = f"""s.billed_through_on < %(last)s AND s.starts_on <= %(last)s
   AND (s.ends_on IS NULL OR s.ends_on > s.billed_through_on)
   AND (s.billed_through_on >= %(eve)s OR s.starts_on >= %(first)s)
   AND NOT {TOO_LARGE}"""

# The terms of days left to charge in the month.
OF_MONTH: Final = """t.subscription_id = s.id AND t.starts_on <= %(last)s
   AND (t.ends_on IS NULL OR t.ends_on >= %(first)s AND t.ends_on > s.billed_through_on)"""

NEXT_SELLER: Final = "SELECT min(s.seller_id) FROM invoicing_subscription s WHERE s.seller_id >= %(seller)s"
# The client with whom a batch is full; no row when all that are left fit in.
HIGH_CLIENT: Final = f"""
SELECT s.company_id FROM invoicing_subscription s
 WHERE s.seller_id = %(seller)s AND s.company_id > %(low)s AND {DUE}
 ORDER BY s.company_id LIMIT 1 OFFSET %(size)s - 1"""
COUNT_DUE: Final = f"SELECT count(*) FROM invoicing_subscription s WHERE {DUE}"
CLIENTS_DUE: Final = f"""
SELECT DISTINCT s.company_id FROM invoicing_subscription s WHERE {OF_CLIENTS} AND {DUE} ORDER BY 1"""

# How many are due, how many of them have a fee too large, and the days from which the others are: those that
# start later than they are charged through, and the last day charged of the rest.
SURVEY: Final = f"""
SELECT count(*), count(CASE WHEN too_large THEN 1 END),
       min(CASE WHEN NOT too_large AND starts_on > billed_through_on THEN starts_on END),
       min(CASE WHEN NOT too_large AND starts_on <= billed_through_on THEN billed_through_on END)
  FROM (SELECT s.starts_on, s.billed_through_on, {TOO_LARGE} AS too_large
          FROM invoicing_subscription s WHERE {OF_CLIENTS} AND {DUE}) AS due"""


# CROSS JOIN keeps SQLite to this order of tables: from a subscription to its few terms.
SUBSCRIPTIONS: Final = "invoicing_subscription s CROSS JOIN invoicing_subscriptionterm t"


def _charges(spelling: Spelling, source: str) -> str:
    """Return the query of a month's lines: days, charge in the price's own terms, net, VAT and gross.

    Each term of the month makes a line of its own days. `source` has subscriptions `s` and terms `t`.
    """
    starts_on = f"""CASE WHEN s.billed_through_on <= %(eve)s
            THEN {spelling.later}(t.starts_on, %(first)s)
            ELSE {spelling.later}(t.starts_on, {spelling.day_after_billed}) END"""
    ends_on = """CASE WHEN t.ends_on IS NULL OR t.ends_on > %(last)s THEN %(last)s ELSE t.ends_on END"""
    return f"""
SELECT taxed.*,
       charge_minor - CASE WHEN vat_included THEN vat_minor ELSE 0 END AS net_minor,
       charge_minor + CASE WHEN vat_included THEN 0 ELSE vat_minor END AS gross_minor
  FROM (SELECT charged.*, CASE WHEN vat_included
               THEN (2 * charge_minor * %(rate_bp)s + 10000 + %(rate_bp)s) / (2 * (10000 + %(rate_bp)s))
               ELSE (2 * charge_minor * %(rate_bp)s + 10000) / 20000 END AS vat_minor
          FROM (SELECT period.*, (2 * fee_minor * CASE
                       WHEN starts_on = %(first)s AND ends_on = %(last)s THEN %(month_days)s
                       ELSE {spelling.days} END + %(month_days)s) / (2 * %(month_days)s) AS charge_minor
                  FROM (SELECT {starts_on} AS starts_on, {ends_on} AS ends_on, s.id AS subscription_id,
                               s.title, s.company_id, s.contract_id, s.contract_line_id, t.fee_minor,
                               t.vat_included{", i.id AS invoice_id" if "invoicing_invoice" in source else ""}
                          FROM {source} AND {IN_MONTH} AND {OF_MONTH}) AS period) AS charged) AS taxed"""


def insert_invoices(spelling: Spelling) -> str:
    """Return the statement that inserts one invoice to a client, in client order, numbered after `before`.

    An invoice is for the calendar month, and names the contract when all its lines are of one.
    """
    whole = spelling.whole
    return f"""
INSERT INTO invoicing_invoice (seller_id, company_id, contract_id, kind, year, sequence, issued_on, due_on,
       starts_on, ends_on, net_minor, vat_minor, gross_minor, paid_minor, paid_on, advance_minor,
       advance_used_minor, run_id)
SELECT %(seller)s, company_id, contract_id, 'monthly', %(year)s,
       %(before)s + row_number() OVER (ORDER BY company_id), %(issued_on)s, %(due_on)s,
       %(first)s, %(last)s, net_minor, vat_minor, net_minor + vat_minor, 0,
       CASE WHEN net_minor + vat_minor = 0 THEN %(issued_on)s END, 0, 0, %(run)s
  FROM (SELECT company_id,
               CASE WHEN min(contract_id) = max(contract_id) THEN min(contract_id) END AS contract_id,
               sum(net_minor){whole} AS net_minor, sum(vat_minor){whole} AS vat_minor
          FROM ({_charges(spelling, f"{SUBSCRIPTIONS} WHERE {OF_CLIENTS}")}) AS line
         GROUP BY company_id) AS client
 ORDER BY company_id"""


OF_NUMBERS: Final = "i.seller_id = %(seller)s AND i.year = %(year)s AND i.sequence > %(before)s"


def insert_lines(spelling: Spelling) -> str:
    """Return the statement that inserts the lines of the invoices just numbered.

    CROSS JOIN makes SQLite go through the invoices in their order, and to the terms from their subscription.
    """
    source = f"""invoicing_invoice i CROSS JOIN {SUBSCRIPTIONS}
                         WHERE {OF_NUMBERS} AND s.seller_id = i.seller_id AND s.company_id = i.company_id"""
    return f"""
INSERT INTO invoicing_invoiceline (invoice_id, subscription_id, contract_line_id, kind, title, starts_on,
       ends_on, vat_rate_bp, net_minor, vat_minor, gross_minor)
SELECT invoice_id, subscription_id, contract_line_id, 'period', title, starts_on, ends_on,
       %(rate_bp)s, net_minor, vat_minor, gross_minor
  FROM ({_charges(spelling, source)}) AS line"""


# The last thing of a month: from here on its days are charged, and a second run finds nothing in them.
MARK_BILLED: Final = f"""
UPDATE invoicing_subscription AS s
   SET billed_through_on = CASE WHEN s.ends_on < %(last)s THEN s.ends_on ELSE %(last)s END
 WHERE {OF_CLIENTS} AND {IN_MONTH}"""


def insert_entries(spelling: Spelling) -> str:
    """Return the statement that journals each invoice just numbered, as `record(InvoiceIssued, …)` would."""
    return f"""
INSERT INTO journal_entry (at, kind, subject_kind, subject_id, company_id, by_id, actor_kind, token_id,
                           audience, to_client, data)
SELECT %(at)s, %(event)s, 'invoicing.invoice', i.id, i.company_id, %(by)s, %(actor_kind)s, %(token)s,
       %(audience)s, %(to_client)s,
       {spelling.json_object}('number', {spelling.number}, 'gross_minor', i.gross_minor,
                              'due_on', i.due_on{spelling.text})
  FROM invoicing_invoice i WHERE {OF_NUMBERS} ORDER BY i.sequence"""


SUMS: Final = f"SELECT count(*), coalesce(sum(i.gross_minor), 0) FROM invoicing_invoice i WHERE {OF_NUMBERS}"
