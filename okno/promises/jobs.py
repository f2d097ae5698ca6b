"""What runs by the clock."""

from datetime import datetime

from okno.promises.actions.report_overdue import report_overdue


def watch_promises(at: datetime) -> int:
    """Journal the promises whose date has passed; how many there were. May be run as often as one likes."""
    return len(report_overdue(by=None, at=at))
