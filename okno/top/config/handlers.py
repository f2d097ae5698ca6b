"""What must react at once, in one table: event → reactions, in order, in the same transaction."""

# Whole or not at all (C5a).
HAND_OVER = [
    "okno.team.promises.reactions.hand_promises_to_successor",
    "okno.records.relations.reactions.hand_clients_to_successor",
    "okno.attract.deals.reactions.hand_deals_to_successor",
]
HANDLERS: dict[str, list[str]] = {
    "contracts.contract_signed": [
        "okno.attract.deals.reactions.win_signed_deal",
        "okno.records.relations.reactions.make_signatory_a_client",
        "okno.attract.quotes.reactions.take_signed_capacity",
        "okno.deliver.delivery.reactions.open_signed_order",
        # After the order: a first invoice of zero is paid at once and lets the work begin.
        "okno.money.invoicing.reactions.invoice_signed_contract",
    ],
    "journal.call_logged": ["okno.attract.assignment.reactions.count_as_first_response"],
    "journal.call_shown": ["okno.attract.assignment.reactions.count_as_first_response"],
    "journal.meeting_logged": ["okno.attract.assignment.reactions.count_as_first_response"],
    "journal.meeting_shown": ["okno.attract.assignment.reactions.count_as_first_response"],
    "journal.note_shown": ["okno.attract.assignment.reactions.count_as_first_response"],
    "clients.letter_sent": ["okno.attract.assignment.reactions.count_as_first_response"],
    "leads.lead_disqualified": ["okno.attract.assignment.reactions.count_lead_as_responded"],
    "deals.deal_opened": ["okno.attract.assignment.reactions.count_lead_as_responded"],
    "people.employment_ended": HAND_OVER,
    "people.work_handed_over": HAND_OVER,
    "deals.deal_lost": ["okno.attract.quotes.reactions.close_quotes_of_deal"],
    "invoicing.invoice_paid": ["okno.deliver.delivery.reactions.release_paid_order"],
    "delivery.order_accepted": ["okno.money.invoicing.reactions.start_accepted_services"],
    "promises.promise_moved": ["okno.deliver.delivery.reactions.watch_order_date"],
    "promises.promise_kept": ["okno.deliver.delivery.reactions.watch_order_date"],
    "promises.promise_kept_late": ["okno.deliver.delivery.reactions.watch_order_date"],
    "promises.promise_withdrawn": ["okno.deliver.delivery.reactions.watch_order_date"],
    "promises.promise_reopened": ["okno.deliver.delivery.reactions.keep_accepted_order"],
}
