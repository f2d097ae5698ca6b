"""What can happen in this room. Why somebody is away never stands in an entry: all colleagues read it."""

from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.events import Event

EmployeeInvited = Event("people.employee_invited", _("{name} joined the team: {roles}"))
RolesChanged = Event("people.roles_changed", _("Roles of {name} are now: {roles}"))
ProfileChanged = Event("people.profile_changed", _("Details of {name} are changed: {changes}"))
HeadSet = Event("people.head_set", _("{name} now reports to {head}; before: {before}"))
TokenIssued = Event("people.token_issued", _("API token «{name}» issued: {scope}"))
TokenRevoked = Event("people.token_revoked", _("API token «{name}» revoked"))
AbsenceAnnounced = Event(
    "people.absence_announced", _("{name} is away {starts_on} — {ends_on}, {substitute} stands in")
)
AbsenceWithdrawn = Event(
    "people.absence_withdrawn", _("{name} will not be away {starts_on} — {ends_on} after all")
)
AbsenceShortened = Event(
    "people.absence_shortened", _("{name} is back earlier: away until {ends_on}, not until {before_on}")
)
DutySet = Event("people.duty_set", _("{name} is on call {starts_on} — {ends_on}"))
DutySwapped = Event("people.duty_swapped", _("{name} is on call on {day_on} instead of {before}"))
NoticesChosen = Event("people.notices_chosen", _("{name} chose what to be told of"))
WorkHandedOver = Event(
    "people.work_handed_over", _("Everything that {name} holds goes to {successor}. {reason}")
)
EmploymentEnded = Event(
    "people.employment_ended", _("{name}: last day {left_on}. {successor} takes everything over")
)
