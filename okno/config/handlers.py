"""What must react at once, in one table: event → reactions, in order, in the same transaction."""

HANDLERS: dict[str, list[str]] = {
    "contracts.contract_signed": [
        "okno.config.reactions.win_the_deal",
        "okno.config.reactions.make_a_client",
        "okno.config.reactions.take_the_capacity",
        "okno.config.reactions.open_the_order",
        # After the order: a first invoice of zero is paid at once and lets the work begin.
        "okno.config.reactions.issue_the_first_invoice",
    ],
    "journal.call_logged": ["okno.config.reactions.count_as_answer"],
    "journal.call_shown": ["okno.config.reactions.count_as_answer"],
    "journal.meeting_logged": ["okno.config.reactions.count_as_answer"],
    "journal.meeting_shown": ["okno.config.reactions.count_as_answer"],
    "journal.note_shown": ["okno.config.reactions.count_as_answer"],
    "clients.letter_sent": ["okno.config.reactions.count_as_answer"],
    "sales.lead_turned_down": ["okno.config.reactions.count_the_lead_as_answered"],
    "sales.deal_opened": ["okno.config.reactions.count_the_lead_as_answered"],
    "people.employment_ended": ["okno.config.reactions.hand_everything_over"],
    "people.work_handed_over": ["okno.config.reactions.hand_everything_over"],
    "sales.deal_lost": ["okno.config.reactions.let_go_of_its_quotes"],
    "billing.invoice_paid": ["okno.config.reactions.release_the_order"],
    "delivery.order_accepted": ["okno.config.reactions.start_the_services"],
    "promises.promise_moved": ["okno.config.reactions.watch_the_orders_date"],
    "promises.promise_kept": ["okno.config.reactions.watch_the_orders_date"],
    "promises.promise_kept_late": ["okno.config.reactions.watch_the_orders_date"],
    "promises.promise_withdrawn": ["okno.config.reactions.watch_the_orders_date"],
    "promises.promise_reopened": ["okno.config.reactions.leave_the_accepted_accepted"],
}
