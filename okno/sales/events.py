"""What can happen in this room."""

from django.utils.translation import gettext_lazy as _

from okno.kernel.events import Audience, Event

LeadRegistered = Event("sales.lead_registered", _("New lead, {channel}. {manager}: {rule}. {need}"))
LeadCameAgain = Event("sales.lead_came_again", _("The same lead came again, {channel}: {need}"))
LeadAssigned = Event("sales.lead_assigned", _("The lead is given to {manager}; before: {before}"))
LeadAnswered = Event("sales.lead_answered", _("{name} has answered the lead"))
LeadPassedOn = Event(
    "sales.lead_passed_on", _("No first answer by {former}: the lead goes to {manager}, {rule}. {why}")
)
LeadRaised = Event("sales.lead_raised", _("No first answer by {former}: the head is told. {why}"))
RulesDrafted = Event("sales.rules_drafted", _("Draft of the rules of assignment begun"))
DraftTimed = Event(
    "sales.draft_timed",
    _(
        "Draft of the rules: {answer_minutes} working minutes to the first answer, "
        "passes on at most: {most_passes}"
    ),
)
RuleWritten = Event("sales.rule_written", _("Draft of the rules: «{name}» is written"))
RuleMoved = Event("sales.rule_moved", _("Draft of the rules: «{name}» stands at place {place}"))
RuleRemoved = Event("sales.rule_removed", _("Draft of the rules: «{name}» is taken out"))
DraftWritten = Event("sales.draft_written", _("Draft of the rules is written anew, rules: {count}"))
RulesDropped = Event("sales.rules_dropped", _("Draft of the rules of assignment thrown away"))
RulesInForce = Event("sales.rules_in_force", _("Rules of assignment are in force, rules: {count}"))
LeadTurnedDown = Event("sales.lead_turned_down", _("The lead is turned down: {reason}"))
LeadImported = Event(
    "sales.lead_imported",
    _("Loaded as history from {file}, line {line}: «{title}», {state}"),
)
LeadsLoaded = Event(
    "sales.leads_loaded", _("File {file} loaded: {history} of history, {fresh} new leads, {again} came again")
)
AgentMapped = Event(
    "sales.agent_mapped", _("«{agent}» of the loaded files is {employee}: {leads} leads, {deals} deals")
)
DealOpened = Event(
    "sales.deal_opened",
    _("The lead is qualified: deal «{title}», {monthly_minor} a month, {owner}"),
    Audience.PRICES,
)
DealMoved = Event("sales.deal_moved", _("Deal «{title}»: {before} → {stage}"))
MoveUndone = Event(
    "sales.move_undone", _("Deal «{title}» is at «{stage}» again: the move to «{before}» is taken back")
)
DealChanged = Event("sales.deal_changed", _("Deal «{title}»: {changes}"), Audience.PRICES)
StageAdded = Event("sales.stage_added", _("A new stage of deals: «{stage}»"))
StageChanged = Event("sales.stage_changed", _("Stage «{stage}»: {changes}"))
StageRemoved = Event(
    "sales.stage_removed", _("Stage «{stage}» is removed; its deals, {deals}, went to «{to}»")
)
StagesOrdered = Event("sales.stages_ordered", _("The order of stages: {order}"))
DealLost = Event(
    "sales.deal_lost",
    _("Deal «{title}» is lost at the stage {stage}: {reason}; attitude: {attitude}. {note}"),
)
DealHandedOver = Event(
    "sales.deal_handed_over", _("Deal «{title}»: {owner} leads it; before: {before}. {reason}")
)
DealReopened = Event("sales.deal_reopened", _("Deal «{title}» is open again; it was lost: {reason}"))
DealWon = Event("sales.deal_won", _("Deal «{title}» is won: the contract is signed on {signed_on}"))
LeadLetGo = Event("sales.lead_let_go", _("The lead was held and is let go. {manager}: {rule}"))
MinimumPriceTold = Event(
    "sales.minimum_price_told",
    _("The minimum price is told to {whom}: {told_minor} a month"),
    Audience.PRICES,
)
DealGiven = Event(
    "sales.deal_given",
    _("Deal «{title}»: {giver} hands it over to {receiver}, who accepts or returns it. {note}"),
)
DealAccepted = Event("sales.deal_accepted", _("Deal «{title}»: {receiver} accepts it from {giver}"))
DealReturned = Event(
    "sales.deal_returned", _("Deal «{title}» is returned to {giver} by {receiver}: {reason}")
)
DealTakenBack = Event(
    "sales.deal_taken_back", _("Deal «{title}» is taken back from {receiver}, {giver} leads it: {reason}")
)
QuestionAdded = Event("sales.question_added", _("Question of the qualification added: {question}"))
QuestionChanged = Event(
    "sales.question_changed", _("Question of the qualification changed: {before} → {question}")
)
QuestionRemoved = Event(
    "sales.question_removed", _("Question of the qualification asked no more: {question}")
)
QuestionReturned = Event(
    "sales.question_returned", _("Question of the qualification asked again: {question}")
)
QuestionsOrdered = Event(
    "sales.questions_ordered", _("Order of the questions of the qualification: {questions}")
)
LossReasonAdded = Event("sales.loss_reason_added", _("Why deals are lost: «{reason}» may be chosen. {under}"))
LossReasonChanged = Event("sales.loss_reason_changed", _("Why deals are lost: «{before}» → «{reason}»"))
LossReasonRemoved = Event("sales.loss_reason_removed", _("Why deals are lost: «{reason}» is chosen no more"))
SalesPlanSet = Event(
    "sales.sales_plan_set", _("Plan of {whose} for {span}: {target_minor} a month"), Audience.PRICES
)
SalesPlanChanged = Event(
    "sales.sales_plan_changed",
    _("Plan of {whose} for {span}: {before_minor} → {target_minor} a month"),
    Audience.PRICES,
)
SalesPlanWithdrawn = Event(
    "sales.sales_plan_withdrawn",
    _("Plan of {whose} for {span} is withdrawn; it was {before_minor} a month"),
    Audience.PRICES,
)
