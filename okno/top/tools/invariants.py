"""The guards as queries: each finds the rows that break one, and a sound base answers with none.

They read tables alone and share no code with the guards, so that a guard that was switched off or went
wrong is found out. `okno invariants` runs them; the stateful test does so after every step. What is judged is
judged by what was known then: a cost told later, or a configuration edited since, accuses nobody.
"""

from okno.ground.kernel.errors import Guard
from okno.top.tools.invariant_runner import Breach, Invariant, breaches_of

# The floor is the one of what was known at the sending. Sums are hundredths of a kopeck, rounded in favour
# of who sold by less than a kopeck: a price is called a breach only when it surely is one.
BELOW_FLOOR = """
WITH sent AS (
  SELECT l.id, l.configuration_id, l.quantity, q.sent_at, LOCAL_DAY(q.sent_at) AS sent_on,
    10000 + CASE WHEN NOT q.vat_included THEN 0 WHEN s.vat_regime = 'special_5' THEN 500
      WHEN s.vat_regime = 'special_7' THEN 700 WHEN s.vat_regime <> 'general' THEN 0
      WHEN LOCAL_DAY(q.sent_at) < '2026-01-01' THEN 2000 ELSE 2200 END AS divisor,
    l.quantity * CAST(l.monthly_minor AS NUMERIC) AS price,
    l.quantity * CAST(l.one_off_minor AS NUMERIC) AS one_off
  FROM quotes_quoteline l JOIN quotes_quote q ON q.id = l.quote_id
  JOIN clients_company s ON s.id = q.seller_id
  WHERE q.sent_at IS NOT NULL
), told AS (
  SELECT c.*, e.at AS told_at FROM catalog_costitem c LEFT JOIN journal_entry e
    ON e.subject_kind = 'catalog.configuration' AND e.subject_id = c.configuration_id
    AND e.kind = 'catalog.cost_set' AND CAST(e.data ->> 'item' AS BIGINT) = c.id
), costs AS (
  SELECT t.id,
    SUM(CASE WHEN c.kind = 'monthly' THEN CAST(c.amount_minor AS NUMERIC) * t.quantity ELSE 0 END) AS monthly,
    SUM(CASE WHEN c.kind = 'outlay' THEN CAST(c.amount_minor AS NUMERIC) * t.quantity ELSE 0 END) AS outlay,
    SUM(CASE WHEN c.kind = 'outlay' THEN CAST(c.amount_minor AS NUMERIC) * t.quantity * 100 / c.payback_months
      ELSE 0 END) AS payback
  FROM sent t JOIN told c ON c.configuration_id = t.configuration_id
    AND c.starts_on <= t.sent_on AND (c.told_at IS NULL OR c.told_at <= t.sent_at)
  WHERE NOT EXISTS (SELECT 1 FROM told n WHERE n.configuration_id = c.configuration_id AND n.name = c.name
    AND n.starts_on > c.starts_on AND n.starts_on <= t.sent_on
    AND (n.told_at IS NULL OR n.told_at <= t.sent_at))
  GROUP BY t.id
)
SELECT t.id, 'sent below the floor, or at unknown cost, without an approval of exactly this'
FROM sent t LEFT JOIN costs c ON c.id = t.id
LEFT JOIN catalog_floorformula f ON f.starts_on = (
  SELECT MAX(o.starts_on) FROM catalog_floorformula o WHERE o.starts_on <= t.sent_on)
WHERE (c.id IS NULL OR f.id IS NULL
    OR (t.price * 1000000 / t.divisor + 1)
      * (10000 - f.seller_share_bp - f.partner_share_bp - f.tax_bp - f.margin_bp)
      < c.monthly * 100 * (10000 + f.overhead_bp) + CASE
        WHEN c.outlay <= t.one_off * 10000 / t.divisor + 1 THEN 0
        ELSE c.payback * (c.outlay - t.one_off * 10000 / t.divisor - 1) / c.outlay * 10000 END)
  AND NOT EXISTS (
    SELECT 1 FROM approvals_approval a JOIN people_employeerole r ON r.employee_id = a.decided_by_id
    WHERE a.kind = 'below_floor' AND a.status = 'used' AND c.id IS NOT NULL AND f.id IS NOT NULL
      AND a.subject_kind = 'quotes.quoteline' AND a.subject_id = t.id AND a.used_at = t.sent_at
      AND CAST(a.facts ->> 'price_minor' AS NUMERIC) = t.price
      AND (r.role = 'owner' OR r.role = 'head_of_sales' AND CAST(a.facts ->> 'margin_bp' AS NUMERIC) >= 0))
"""

CONTRACT_DIFFERS = """
SELECT c.id, 'signed at another price than the quote in line ' || l.position
FROM contracts_contract c
JOIN quotes_quote q ON q.id = c.quote_id
JOIN quotes_quoteline l ON l.quote_id = q.id
LEFT JOIN contracts_contractline k ON k.contract_id = c.id AND k.quote_line_id = l.id
WHERE c.status = 'signed' AND (
  k.id IS NULL OR k.monthly_minor <> l.monthly_minor OR k.one_off_minor <> l.one_off_minor
  OR k.quantity <> l.quantity OR k.configuration_id <> l.configuration_id OR k.location_id <> l.location_id
  OR c.vat_included <> q.vat_included OR c.term_months <> q.term_months
  OR c.seller_id <> q.seller_id OR c.company_id <> q.company_id OR q.status <> 'accepted')
UNION ALL
SELECT k.contract_id, 'a line that the quote does not have'
FROM contracts_contractline k JOIN contracts_contract c ON c.id = k.contract_id
JOIN quotes_quoteline l ON l.id = k.quote_line_id WHERE l.quote_id <> c.quote_id
"""

# A date comes from the confirmed days counted at the release, or from an engineer who names or moves it.
# Working days are never fewer than days of the calendar.
DATE_UNCONFIRMED = """
WITH confirmed AS (
  SELECT l.quote_id, COUNT(DISTINCT l.id) AS in_all, COUNT(DISTINCT w.line_id) AS words,
    MAX(w.ready_days) AS ready_days
  FROM quotes_quoteline l LEFT JOIN quotes_feasibility w
    ON w.line_id = l.id AND w.status = 'confirmed' AND w.ready_days IS NOT NULL
  GROUP BY l.quote_id
), promised AS (
  SELECT o.id, p.confirmed_by_id, p.moves_count, f.in_all, f.words, f.ready_days,
    LOCAL_DAY(o.released_at) AS released_on, LOCAL_DAY(p.first_due_at) AS first_on
  FROM delivery_order o JOIN promises_promise p ON p.id = o.promise_id
  JOIN contracts_contract c ON c.id = o.contract_id JOIN confirmed f ON f.quote_id = c.quote_id
)
SELECT t.id, 'a date was promised that engineers did not confirm' FROM promised t
WHERE (t.confirmed_by_id IS NULL AND t.moves_count > 0)
  OR (t.confirmed_by_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM people_employeerole r WHERE r.employee_id = t.confirmed_by_id AND r.role = 'engineer'))
  OR ((t.in_all <> t.words OR DAYS(t.released_on, t.first_on) < t.ready_days) AND NOT EXISTS (
    SELECT 1 FROM journal_entry e JOIN people_employeerole r
      ON r.employee_id = e.by_id AND r.role = 'engineer'
    WHERE e.subject_kind = 'delivery.order' AND e.subject_id = t.id AND e.kind = 'delivery.date_confirmed'))
"""

SENT_UNDELIVERABLE = """
WITH changed AS (
  SELECT CAST(e.data ->> 'line' AS BIGINT) AS line_id, MAX(e.at) AS at FROM journal_entry e
  WHERE e.subject_kind = 'quotes.quote' AND e.kind = 'quotes.line_changed' GROUP BY 1
), words AS (
  SELECT l.id AS line_id, l.quantity, l.location_id, w.id AS word_id, w.basis, q.sent_at
  FROM quotes_quote q JOIN quotes_quoteline l ON l.quote_id = q.id LEFT JOIN changed c ON c.line_id = l.id
  LEFT JOIN quotes_feasibility w ON w.line_id = l.id AND w.ready_days IS NOT NULL
    AND w.answered_at <= q.sent_at AND w.holds_until_on >= q.valid_until_on
    AND (c.at IS NULL OR w.answered_at >= c.at)
  WHERE q.sent_at IS NOT NULL
), held AS (
  SELECT h.holder_id, h.units, h.held_at, h.freed_at, c.location_id
  FROM resources_hold h JOIN resources_capacity c ON c.id = h.capacity_id
  WHERE h.holder_kind = 'quotes.quoteline'
)
SELECT t.line_id, 'sent without a confirmation that exactly this can be delivered'
FROM words t WHERE t.word_id IS NULL
UNION ALL
SELECT t.line_id, 'sent on the word of free capacity that was not held'
FROM words t LEFT JOIN held h ON h.holder_id = t.line_id AND h.location_id = t.location_id
  AND h.units >= t.quantity AND h.held_at <= t.sent_at AND (h.freed_at IS NULL OR h.freed_at >= t.sent_at)
WHERE t.basis = 'rule' AND h.holder_id IS NULL
"""

CAPACITY_COUNTERS = """
SELECT c.id, 'counters do not agree with the holds, or more is sold than there is'
FROM resources_capacity c LEFT JOIN (
  SELECT capacity_id,
    SUM(CASE WHEN status = 'held' THEN units ELSE 0 END) AS held,
    SUM(CASE WHEN status = 'taken' THEN units ELSE 0 END) AS taken
  FROM resources_hold GROUP BY capacity_id) h ON h.capacity_id = c.id
WHERE c.held <> COALESCE(h.held, 0) OR c.taken <> COALESCE(h.taken, 0)
  OR c.total < COALESCE(h.held, 0) + COALESCE(h.taken, 0)
"""

CAPACITY_OF_SIGNED = """
SELECT c.id, 'signed without taking the capacity that was held'
FROM contracts_contract c JOIN quotes_quoteline l ON l.quote_id = c.quote_id JOIN (
  SELECT h.holder_id, MAX(h.units) AS units,
    MAX(CASE WHEN h.taken_at IS NOT NULL THEN h.units ELSE 0 END) AS taken
  FROM resources_hold h WHERE h.holder_kind = 'quotes.quoteline' GROUP BY h.holder_id
) h ON h.holder_id = l.id
WHERE c.status = 'signed' AND h.taken < h.units
"""

STARTED_UNPAID = """
SELECT o.id, 'work began before the first invoice was paid in full'
FROM delivery_order o LEFT JOIN invoicing_invoice i ON i.contract_id = o.contract_id AND i.kind = 'first'
WHERE o.status <> 'waiting' AND (i.paid_on IS NULL OR i.paid_on > LOCAL_DAY(o.released_at))
"""

# A service's charges are one unbroken row of days, from its start to the last day that it was charged to.
CHARGED_DAYS = """
WITH charged AS (
  SELECT subscription_id, starts_on, ends_on,
    LAG(ends_on) OVER (PARTITION BY subscription_id ORDER BY starts_on) AS before_on,
    LEAD(starts_on) OVER (PARTITION BY subscription_id ORDER BY starts_on) AS next_on
  FROM invoicing_invoiceline WHERE kind = 'period'
)
SELECT s.id, 'a day of a service is charged twice, not at all, or when it did not run'
FROM charged t JOIN invoicing_subscription s ON s.id = t.subscription_id
WHERE (t.before_on IS NULL AND t.starts_on <> s.starts_on)
  OR (t.before_on IS NOT NULL AND DAYS(t.before_on, t.starts_on) <> 1)
  OR (t.next_on IS NULL AND t.ends_on <> s.billed_through_on)
  OR t.ends_on > s.ends_on
"""

# A day of a service has one term, and no other day has any.
TERMS_IN_A_ROW = """
WITH terms AS (
  SELECT subscription_id, starts_on, ends_on,
    ROW_NUMBER() OVER (PARTITION BY subscription_id ORDER BY starts_on) AS place,
    LAG(ends_on) OVER (PARTITION BY subscription_id ORDER BY starts_on) AS before_on,
    LEAD(starts_on) OVER (PARTITION BY subscription_id ORDER BY starts_on) AS next_on
  FROM invoicing_subscriptionterm
)
SELECT DISTINCT s.id, 'a day of a service has two terms or none, or a term is outside its days'
FROM invoicing_subscription s LEFT JOIN terms t ON t.subscription_id = s.id
WHERE t.place IS NULL
  OR (t.place = 1 AND t.starts_on <> s.starts_on)
  OR (t.place > 1 AND (t.before_on IS NULL OR DAYS(t.before_on, t.starts_on) <> 1))
  OR (t.next_on IS NULL AND COALESCE(t.ends_on, '9999-12-31') <> COALESCE(s.ends_on, '9999-12-31'))
"""

NUMBERS_WITH_GAPS = """
SELECT MIN(id), 'invoice numbers have gaps'
FROM invoicing_invoice GROUP BY seller_id, year HAVING MAX(sequence) <> COUNT(*)
"""

MONEY_ADDS_UP = """
SELECT i.id, 'an invoice is paid by another sum than went to it'
FROM invoicing_invoice i LEFT JOIN (
  SELECT invoice_id, SUM(amount_minor) AS paid FROM payments_allocation GROUP BY invoice_id)
  a ON a.invoice_id = i.id
WHERE i.paid_minor <> COALESCE(a.paid, 0) AND i.gross_minor > 0
UNION ALL
SELECT p.id, 'a payment went out in another sum than it says'
FROM payments_payment p LEFT JOIN (
  SELECT payment_id, SUM(amount_minor) AS used FROM payments_allocation GROUP BY payment_id)
  a ON a.payment_id = p.id
WHERE p.allocated_minor <> COALESCE(a.used, 0)
UNION ALL
SELECT i.id, 'an advance was used in another sum than it says'
FROM invoicing_invoice i LEFT JOIN (
  SELECT advance_id, SUM(amount_minor) AS used FROM payments_allocation GROUP BY advance_id)
  a ON a.advance_id = i.id
WHERE i.advance_used_minor <> COALESCE(a.used, 0)
UNION ALL
SELECT i.id, 'an invoice is another sum than its lines'
FROM invoicing_invoice i LEFT JOIN (
  SELECT invoice_id, SUM(net_minor) AS net, SUM(gross_minor) AS gross
  FROM invoicing_invoiceline GROUP BY invoice_id) l ON l.invoice_id = i.id
WHERE i.gross_minor <> COALESCE(l.gross, 0) OR i.net_minor <> COALESCE(l.net, 0)
UNION ALL
SELECT a.id, 'the money of one client went to the invoice of another'
FROM payments_allocation a JOIN invoicing_invoice i ON i.id = a.invoice_id
LEFT JOIN payments_payment p ON p.id = a.payment_id LEFT JOIN invoicing_invoice d ON d.id = a.advance_id
WHERE COALESCE(p.company_id, d.company_id, 0) <> i.company_id
"""

WON_UNSIGNED = """
SELECT d.id, 'won without a signed contract'
FROM deals_deal d WHERE d.status = 'won' AND NOT d.imported AND NOT EXISTS (
  SELECT 1 FROM contracts_contract c WHERE c.deal_id = d.id AND c.status = 'signed')
UNION ALL
SELECT c.id, 'signed, and yet without a won deal, a first invoice or an order'
FROM contracts_contract c JOIN deals_deal d ON d.id = c.deal_id
LEFT JOIN invoicing_invoice i ON i.contract_id = c.id AND i.kind = 'first'
LEFT JOIN delivery_order o ON o.contract_id = c.id
WHERE c.status = 'signed' AND (d.status <> 'won' OR i.id IS NULL OR o.id IS NULL)
"""

# What went out is frozen: it is still the sum that the journal has of its going out.
ISSUED_CHANGED = """
SELECT i.id, 'an issued invoice is another sum than the journal says'
FROM invoicing_invoice i JOIN journal_entry e ON e.subject_kind = 'invoicing.invoice' AND e.subject_id = i.id
WHERE e.kind = 'invoicing.invoice_issued' AND CAST(e.data ->> 'gross_minor' AS BIGINT) <> i.gross_minor
UNION ALL
SELECT q.id, 'a quote was changed after it was sent'
FROM quotes_quote q JOIN journal_entry e ON e.subject_kind = 'quotes.quote' AND e.subject_id = q.id
WHERE e.kind IN ('quotes.line_added', 'quotes.line_changed', 'quotes.line_removed', 'quotes.terms_changed')
  AND e.at > q.sent_at
"""

PAY_UNEXPLAINED = """
SELECT l.id, 'pay that no rule explains'
FROM compensation_earningline l WHERE l.component_id IS NULL AND l.kind <> 'overpaid'
UNION ALL
SELECT p.id, 'a payslip is another sum than its lines'
FROM compensation_payslip p LEFT JOIN (
  SELECT payslip_id, SUM(amount_minor) AS payable FROM compensation_earningline
  WHERE status = 'payable' GROUP BY payslip_id) l ON l.payslip_id = p.id
WHERE p.payable_minor <> COALESCE(l.payable, 0)
UNION ALL
SELECT MIN(l.id), 'the same bonus is paid twice'
FROM compensation_earningline l JOIN compensation_payslip p ON p.id = l.payslip_id
WHERE l.kind IN ('attraction', 'onboarding') AND l.status = 'payable' AND l.corrects_month_on IS NULL
GROUP BY p.employee_id, l.kind, l.part, l.company_id HAVING COUNT(*) > 1
"""

LOCKED_CHANGED = """
SELECT p.id, 'a locked payslip is not what was locked'
FROM compensation_payslip p LEFT JOIN journal_entry e
  ON e.subject_kind = 'compensation.payslip' AND e.subject_id = p.id
  AND e.kind = 'compensation.payslip_locked'
WHERE p.status = 'locked' AND (
  e.id IS NULL OR CAST(e.data ->> 'payable_minor' AS BIGINT) <> p.payable_minor OR p.drawn_at > p.locked_at)
UNION ALL
SELECT p.id, 'an open payslip was locked once'
FROM compensation_payslip p JOIN journal_entry e
  ON e.subject_kind = 'compensation.payslip' AND e.subject_id = p.id
  AND e.kind = 'compensation.payslip_locked'
WHERE p.status <> 'locked'
"""

INVARIANTS = [
    Invariant("below_floor", Guard.FLOOR, BELOW_FLOOR),
    Invariant("contract_differs", Guard.CONTRACT_PRICE, CONTRACT_DIFFERS),
    Invariant("date_unconfirmed", Guard.DATES, DATE_UNCONFIRMED),
    Invariant("sent_undeliverable", Guard.FEASIBILITY, SENT_UNDELIVERABLE),
    Invariant("capacity_counters", Guard.CAPACITY, CAPACITY_COUNTERS),
    Invariant("capacity_of_signed", Guard.CAPACITY, CAPACITY_OF_SIGNED),
    Invariant("started_unpaid", Guard.DATES, STARTED_UNPAID),
    Invariant("charged_days", Guard.CLOSED_PERIOD, CHARGED_DAYS),
    Invariant("terms_in_a_row", Guard.CLOSED_PERIOD, TERMS_IN_A_ROW),
    Invariant("numbers_with_gaps", Guard.CLOSED_PERIOD, NUMBERS_WITH_GAPS),
    Invariant("money_adds_up", Guard.CLOSED_PERIOD, MONEY_ADDS_UP),
    Invariant("won_unsigned", Guard.CONTRACT_PRICE, WON_UNSIGNED),
    Invariant("issued_changed", Guard.CLOSED_PERIOD, ISSUED_CHANGED),
    Invariant("pay_unexplained", Guard.CLOSED_PERIOD, PAY_UNEXPLAINED),
    Invariant("locked_changed", Guard.CLOSED_PERIOD, LOCKED_CHANGED),
]


def breaches() -> list[Breach]:
    """Everything in the base that breaks a guard; an empty list is what it should be."""
    return breaches_of(INVARIANTS)
