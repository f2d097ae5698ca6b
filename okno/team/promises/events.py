"""Events of promises."""

from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.events import Event

PromiseMade = Event("promises.promise_made", _("{owner} promised: {what}, until {due}"))
PromiseKept = Event("promises.promise_kept", _("Promise kept: {what}"))
PromiseKeptLate = Event("promises.promise_kept_late", _("Promise done late: {what}; it was due {due}"))
PromiseClarified = Event(
    "promises.promise_clarified", _("Clarified: {what}. What is really needed: {outcome}")
)
PromiseClarifiedLate = Event(
    "promises.promise_clarified_late",
    _("Clarified late, it was due {due}: {what}. What is really needed: {outcome}"),
)
PromiseMoved = Event("promises.promise_moved", _("Promise moved from {from_} to {to}: {what}. Why: {reason}"))
PromiseHandedOver = Event(
    "promises.promise_handed_over", _("Promise handed over from {before} to {after}: {what}. Why: {reason}")
)
PromiseWithdrawn = Event("promises.promise_withdrawn", _("Promise withdrawn: {what}. Why: {reason}"))
PromiseReopened = Event("promises.promise_reopened", _("Promise is open again: {what}"))
PromiseOverdue = Event("promises.promise_overdue", _("Promise overdue since {due}: {what} ({owner})"))
CauseNamed = Event("promises.cause_named", _("Why the promise slipped: {cause}. {what}. {note}"))
CauseOfOursNamed = Event(
    "promises.cause_of_ours_named", _("The promise slipped through us: {whose}. {what}. {note}")
)
LadderSet = Event(
    "promises.ladder_set",
    _(
        "Promises: a reminder {remind_days} working days before, "
        "late ones go up after {manager_hours}, {head_hours} and {owner_hours} working hours"
    ),
)
