"""Events of assignment."""

from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.events import Event

LeadAssigned = Event("assignment.lead_assigned", _("The lead is given to {manager}; before: {before}"))


LeadAnswered = Event("assignment.lead_answered", _("{name} has answered the lead"))


LeadPassedOn = Event(
    "assignment.lead_passed_on", _("No first answer by {former}: the lead goes to {manager}, {rule}. {why}")
)


LeadRaised = Event("assignment.lead_raised", _("No first answer by {former}: the head is told. {why}"))


RulesDrafted = Event("assignment.rules_drafted", _("Draft of the rules of assignment begun"))


DraftWritten = Event("assignment.draft_written", _("Draft of the rules of assignment: {changes}"))


RulesDropped = Event("assignment.rules_dropped", _("Draft of the rules of assignment thrown away"))


RulesInForce = Event("assignment.rules_in_force", _("Rules of assignment are in force, rules: {count}"))


LeadReleased = Event("assignment.lead_released", _("The lead was held and is let go. {manager}: {rule}"))
