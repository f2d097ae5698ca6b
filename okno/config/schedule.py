"""What runs by the clock: each is an action of its room, idempotent, called with `by=None` and `at`.

`okno tick` runs all of them; call it every few minutes from cron or a timer. Two ticks at once do no harm:
every action moves a row only once.
"""

JOBS = [
    "okno.quotes.actions.expire_quotes.expire_quotes",
    "okno.resources.actions.free_expired.free_expired",
    "okno.promises.actions.report_overdue.report_overdue",
    "okno.sales.actions.take_forecast.take_forecast",
    "okno.sales.jobs.pass_on_leads",
    "okno.reports.jobs.post_digests",
    # The last: it talks to a server that may be slow.
    "okno.journal.postman.deliver_mail",
]
