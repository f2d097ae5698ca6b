"""The guards as queries: each finds the rows that break one, and a sound base answers with none.

They read tables alone and share no code with the guards, so that a guard that was switched off or went
wrong is found out. `okno invariants` runs them; the stateful test does so after every step.
"""

from dataclasses import dataclass

from django.db import connection

from okno.kernel.errors import Guard


@dataclass(frozen=True)
class Invariant:
    """`sql` selects (id, what is wrong) of every breach, on SQLite and on PostgreSQL alike."""

    name: str
    guard: Guard
    sql: str


@dataclass(frozen=True)
class Breach:
    invariant: Invariant
    id: int
    detail: str


def breaches() -> list[Breach]:
    """Everything in the base that breaks a guard; an empty list is what it should be."""
    found = []
    with connection.cursor() as cursor:
        for invariant in INVARIANTS:
            cursor.execute(invariant.sql)
            found += [Breach(invariant, row[0], str(row[1])) for row in cursor.fetchall()]
    return found


# Hundredths of a kopeck, truncated: a price is called a breach only when it is surely below the floor.
BELOW_FLOOR = """
WITH sent AS (
  SELECT l.id, l.configuration_id, l.quantity, q.sent_at,
    CASE WHEN q.vat_included THEN 10000 + CASE s.vat_regime
      WHEN 'general' THEN CASE WHEN q.sent_at < '2025-12-31 21:00:00+00:00' THEN 2000 ELSE 2200 END
      WHEN 'special_5' THEN 500 WHEN 'special_7' THEN 700 ELSE 0 END ELSE 10000 END AS divisor,
    l.quantity * l.monthly_minor AS price, l.quantity * l.one_off_minor AS one_off,
    (SELECT f.id FROM catalog_floorformula f WHERE f.starts_on <= DATE(q.sent_at)
      ORDER BY f.starts_on DESC LIMIT 1) AS formula_id
  FROM quotes_quoteline l JOIN quotes_quote q ON q.id = l.quote_id
  JOIN clients_company s ON s.id = q.seller_id
  WHERE q.sent_at IS NOT NULL
), costs AS (
  SELECT t.id,
    SUM(CASE WHEN c.kind = 'monthly' THEN c.amount_minor * t.quantity ELSE 0 END) AS monthly,
    SUM(CASE WHEN c.kind = 'outlay' THEN c.amount_minor * t.quantity ELSE 0 END) AS outlay,
    SUM(CASE WHEN c.kind = 'outlay' THEN c.amount_minor * t.quantity * 100 / c.payback_months
      ELSE 0 END) AS payback
  FROM sent t JOIN catalog_costitem c ON c.configuration_id = t.configuration_id
    AND c.starts_on <= DATE(t.sent_at) AND (c.ends_on IS NULL OR c.ends_on >= DATE(t.sent_at))
  GROUP BY t.id
)
SELECT t.id, 'sent below the floor, or at unknown cost, without an approval'
FROM sent t JOIN catalog_floorformula f ON f.id = t.formula_id LEFT JOIN costs c ON c.id = t.id
WHERE (c.id IS NULL
    OR (t.price * 1000000 / t.divisor + 1)
      * (10000 - f.seller_share_bp - f.partner_share_bp - f.tax_bp - f.margin_bp)
      < c.monthly * 100 * (10000 + f.overhead_bp) + CASE
        WHEN c.outlay <= t.one_off * 10000 / t.divisor + 1 THEN 0
        ELSE c.payback * ((c.outlay - t.one_off * 10000 / t.divisor - 1) * 10000 / c.outlay) END)
  AND NOT EXISTS (
    SELECT 1 FROM approvals_approval a WHERE a.kind = 'below_floor' AND a.status = 'used' AND c.id IS NOT NULL
      AND a.subject_kind = 'quotes.quoteline' AND a.subject_id = t.id AND a.used_at = t.sent_at)
"""

CONTRACT_DIFFERS = """
SELECT c.id, 'contract differs from its quote in line ' || l.position
FROM contracts_contract c
JOIN quotes_quote q ON q.id = c.quote_id
JOIN quotes_quoteline l ON l.quote_id = q.id
LEFT JOIN contracts_contractline k ON k.contract_id = c.id AND k.quote_line_id = l.id
WHERE c.status <> 'cancelled' AND (
  k.id IS NULL OR k.monthly_minor <> l.monthly_minor OR k.one_off_minor <> l.one_off_minor
  OR k.quantity <> l.quantity OR k.configuration_id <> l.configuration_id OR k.location_id <> l.location_id
  OR c.vat_included <> q.vat_included OR c.seller_id <> q.seller_id OR c.company_id <> q.company_id
  OR q.status <> 'accepted')
UNION ALL
SELECT k.contract_id, 'a line that the quote does not have'
FROM contracts_contractline k JOIN contracts_contract c ON c.id = k.contract_id
JOIN quotes_quoteline l ON l.id = k.quote_line_id WHERE l.quote_id <> c.quote_id
"""

DATE_UNCONFIRMED = """
SELECT o.id, 'a date was promised that nobody confirmed'
FROM delivery_order o JOIN promises_promise p ON p.id = o.promise_id
JOIN contracts_contract c ON c.id = o.contract_id
WHERE p.confirmed_by_id IS NULL AND EXISTS (
  SELECT 1 FROM quotes_quoteline l WHERE l.quote_id = c.quote_id AND NOT EXISTS (
    SELECT 1 FROM quotes_feasibility w WHERE w.line_id = l.id AND w.ready_days IS NOT NULL
      AND w.answered_at IS NOT NULL))
"""

SENT_UNDELIVERABLE = """
SELECT l.id, 'sent without a confirmation that it can be delivered'
FROM quotes_quoteline l JOIN quotes_quote q ON q.id = l.quote_id
WHERE q.sent_at IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM quotes_feasibility w WHERE w.line_id = l.id AND w.ready_days IS NOT NULL
    AND w.answered_at <= q.sent_at AND w.holds_until_on >= DATE(q.sent_at))
"""

CAPACITY_COUNTERS = """
SELECT c.id, 'counters do not agree with the holds, or more is sold than there is'
FROM resources_capacity c LEFT JOIN (
  SELECT capacity_id,
    SUM(CASE WHEN status = 'held' THEN units ELSE 0 END) AS held,
    SUM(CASE WHEN status = 'taken' THEN units ELSE 0 END) AS taken
  FROM resources_hold GROUP BY capacity_id) h ON h.capacity_id = c.id
WHERE c.held <> COALESCE(h.held, 0) OR c.taken <> COALESCE(h.taken, 0) OR c.held + c.taken > c.total
"""

CAPACITY_OF_SIGNED = """
SELECT c.id, 'signed without the capacity taken'
FROM contracts_contract c JOIN quotes_quoteline l ON l.quote_id = c.quote_id
JOIN catalog_configuration g ON g.id = l.configuration_id
WHERE c.status = 'signed' AND g.resource_kind <> '' AND NOT EXISTS (
  SELECT 1 FROM resources_hold h WHERE h.holder_kind = 'quotes.quoteline' AND h.holder_id = l.id
    AND h.taken_at IS NOT NULL AND h.units = l.quantity * g.units)
"""

STARTED_UNPAID = """
SELECT o.id, 'work began before the first invoice was paid in full'
FROM delivery_order o LEFT JOIN billing_invoice i ON i.contract_id = o.contract_id AND i.kind = 'first'
WHERE o.status <> 'waiting' AND i.paid_on IS NULL
"""

BILLED_TWICE = """
SELECT a.id, 'a day of a service is charged twice'
FROM billing_invoiceline a JOIN billing_invoiceline b
  ON b.service_id = a.service_id AND b.id > a.id AND b.starts_on <= a.ends_on AND a.starts_on <= b.ends_on
"""

NUMBERS_WITH_GAPS = """
SELECT MIN(id), 'invoice numbers have gaps'
FROM billing_invoice GROUP BY seller_id, year HAVING MAX(sequence) <> COUNT(*)
"""

MONEY_ADDS_UP = """
SELECT i.id, 'an invoice is paid by another sum than went to it'
FROM billing_invoice i LEFT JOIN (
  SELECT invoice_id, SUM(amount_minor) AS paid FROM billing_allocation GROUP BY invoice_id)
  a ON a.invoice_id = i.id
WHERE i.paid_minor <> COALESCE(a.paid, 0)
UNION ALL
SELECT p.id, 'a payment went out in another sum than it says'
FROM billing_payment p LEFT JOIN (
  SELECT payment_id, SUM(amount_minor) AS used FROM billing_allocation GROUP BY payment_id)
  a ON a.payment_id = p.id
WHERE p.allocated_minor <> COALESCE(a.used, 0)
UNION ALL
SELECT i.id, 'an advance was used in another sum than it says'
FROM billing_invoice i LEFT JOIN (
  SELECT advance_id, SUM(amount_minor) AS used FROM billing_allocation GROUP BY advance_id)
  a ON a.advance_id = i.id
WHERE i.advance_used_minor <> COALESCE(a.used, 0)
UNION ALL
SELECT i.id, 'an invoice is another sum than its lines'
FROM billing_invoice i LEFT JOIN (
  SELECT invoice_id, SUM(gross_minor) AS gross FROM billing_invoiceline GROUP BY invoice_id)
  l ON l.invoice_id = i.id
WHERE i.gross_minor <> COALESCE(l.gross, 0)
"""

WON_UNSIGNED = """
SELECT d.id, 'won without a signed contract'
FROM sales_deal d WHERE d.status = 'won' AND NOT d.imported AND NOT EXISTS (
  SELECT 1 FROM contracts_contract c WHERE c.deal_id = d.id AND c.status = 'signed')
"""

PAY_UNEXPLAINED = """
SELECT l.id, 'a bonus that no rule explains'
FROM compensation_earningline l
WHERE l.component_id IS NULL AND l.kind <> 'correction'
UNION ALL
SELECT p.id, 'a locked payslip is another sum than its lines'
FROM compensation_payslip p LEFT JOIN (
  SELECT payslip_id, SUM(amount_minor) AS payable FROM compensation_earningline
  WHERE status = 'payable' GROUP BY payslip_id) l ON l.payslip_id = p.id
WHERE p.status = 'locked' AND p.payable_minor <> COALESCE(l.payable, 0)
"""

INVARIANTS = [
    Invariant("below_floor", Guard.FLOOR, BELOW_FLOOR),
    Invariant("contract_differs", Guard.CONTRACT_PRICE, CONTRACT_DIFFERS),
    Invariant("date_unconfirmed", Guard.DATES, DATE_UNCONFIRMED),
    Invariant("sent_undeliverable", Guard.FEASIBILITY, SENT_UNDELIVERABLE),
    Invariant("capacity_counters", Guard.CAPACITY, CAPACITY_COUNTERS),
    Invariant("capacity_of_signed", Guard.CAPACITY, CAPACITY_OF_SIGNED),
    Invariant("started_unpaid", Guard.DATES, STARTED_UNPAID),
    Invariant("billed_twice", Guard.CLOSED_PERIOD, BILLED_TWICE),
    Invariant("numbers_with_gaps", Guard.CLOSED_PERIOD, NUMBERS_WITH_GAPS),
    Invariant("money_adds_up", Guard.CLOSED_PERIOD, MONEY_ADDS_UP),
    Invariant("won_unsigned", Guard.CONTRACT_PRICE, WON_UNSIGNED),
    Invariant("pay_unexplained", Guard.CLOSED_PERIOD, PAY_UNEXPLAINED),
]
