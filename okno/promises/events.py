"""What can happen in this room."""

from django.utils.translation import gettext_lazy as _

from okno.kernel.events import Event

PromiseMade = Event("promises.promise_made", _("{owner} promised: {what}, until {due}"))
PromiseKept = Event("promises.promise_kept", _("Promise kept: {what}"))
PromiseKeptLate = Event("promises.promise_kept_late", _("Promise done late: {what}; it was due {due}"))
PromiseMoved = Event("promises.promise_moved", _("Promise moved from {from_} to {to}: {what}. Why: {reason}"))
PromiseWithdrawn = Event("promises.promise_withdrawn", _("Promise withdrawn: {what}. Why: {reason}"))
PromiseOverdue = Event("promises.promise_overdue", _("Promise overdue since {due}: {what} ({owner})"))
