"""Events of the room."""

from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.events import Audience, Event

PlanAgreed = Event(
    "compensation.plan_agreed",
    _("Pay plan «{name}», version {version}, for {whom}: agreed on {agreed_on}, in force from {starts_on}"),
    audience=Audience.PAY,
)
DiscretionaryBonusGranted = Event(
    "compensation.judged",
    _("{employee}: bonus by judgement for the month from {month_on}, {amount_minor}: {reason}"),
    audience=Audience.PAY,
)
AdvertisingRecorded = Event(
    "compensation.advertising_recorded",
    _("{employee} bought advertising in the month from {month_on}, {amount_minor}: {what}"),
    audience=Audience.PAY,
)
ReportHandedIn = Event(
    "compensation.report_handed_in",
    _("{employee} handed in the report on attracted clients for the month from {month_on} on {handed_in_on}"),
    audience=Audience.PAY,
)
MonthDrawn = Event(
    "compensation.month_drawn",
    _("Pay for the month from {month_on} drawn, payslips: {count}; to pay {payable_minor}"),
    audience=Audience.PAY,
)
PayslipLocked = Event(
    "compensation.payslip_locked",
    _("{employee}: the payslip for the month from {month_on} is locked, to pay {payable_minor}"),
    audience=Audience.PAY,
)
