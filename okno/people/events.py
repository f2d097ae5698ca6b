"""What can happen in this room."""

from django.utils.translation import gettext_lazy as _

from okno.kernel.events import Event

EmployeeInvited = Event("people.employee_invited", _("{name} joined the team: {roles}"))
RolesChanged = Event("people.roles_changed", _("Roles of {name} are now: {roles}"))
EmployeeLeft = Event("people.employee_left", _("{name} left on {left_on}"))
TokenIssued = Event("people.token_issued", _("API token «{name}» issued: {scope}"))
TokenRevoked = Event("people.token_revoked", _("API token «{name}» revoked"))
