"""What runs by the clock: each is an action of its room, idempotent, called with `by=CLOCK` and `at`.

`okno tick` runs all of them; call it every few minutes from cron or a timer. Two ticks at once do no harm:
every action moves a row only once.
"""

JOBS = [
    "okno.attract.quotes.actions.expire_quotes.expire_quotes",
    "okno.records.resources.actions.free_expired.free_expired",
    "okno.team.promises.actions.report_overdue.report_overdue",
    "okno.money.plans.actions.take_forecast.take_forecast",
    "okno.attract.assignment.jobs.pass_on_leads",
    "okno.read.today.jobs.post_digests",
    # The last: it talks to a server that may be slow.
    "okno.ground.outbox.postman.deliver_mail",
]
