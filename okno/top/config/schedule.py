"""What runs by the clock: each is an action of its room, idempotent, called with `by=CLOCK` and `at`.

`okno tick` runs all of them; call it every few minutes from cron or a timer. Two ticks at once do no harm:
every action moves a row only once.
"""

from okno.ground.ui.rooms import all_rooms


def jobs() -> list[str]:
    """Return the dotted paths of the jobs that the rooms register, in the order in which they run."""
    registered = [job for room in all_rooms().values() for job in room.jobs]
    return [job.path for job in sorted(registered, key=lambda job: job.place)]
