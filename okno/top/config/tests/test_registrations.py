"""What the rooms register stands in this order: written out, so that moved code moves nothing on a screen."""

import pytest
from django.utils.translation import override

from okno.top.config.first_steps import registered
from okno.top.config.navigation import creates_of, groups_of, links_of, rail, under_thumb
from okno.top.config.palette_actions import verbs_of
from okno.top.config.recent_records import record_pages
from okno.top.config.schedule import jobs

pytestmark = pytest.mark.django_db

RAIL = {
    "owner": """
Today: config:first_steps today:today promises:promises relations:close_day approvals:approvals |
 promises:slips
Attract: leads:leads deals:deals reports:plan quotes:quotes catalog:configurations | assignment:answers
 assignment:assignment_rules deals:deal_handovers leads:questions catalog:formula
Deliver: contracts:contracts delivery:orders quotes:feasibilities | resources:capacities reports:volumes
 catalog:locations
Retain: clients:companies invoicing:services relations:handovers | outbox:outgoing_mails clients:no_contacts
Money: invoicing:invoices payments:payments payments:unclear_payments | payments:statements
 invoicing:billing_runs
People: compensation:payslips people:employees | compensation:plans people:absences
Reports: reports:advisor reports:funnel reports:losses reports:sources today:digest |
""",
    "closer": """
Today: today:today promises:promises relations:close_day approvals:approvals | promises:slips
Attract: leads:leads deals:deals reports:plan quotes:quotes catalog:configurations | assignment:answers
 assignment:assignment_rules deals:deal_handovers
Deliver: contracts:contracts delivery:orders | resources:capacities catalog:locations
Retain: clients:companies invoicing:services relations:handovers | outbox:outgoing_mails clients:no_contacts
Money: invoicing:invoices |
People: compensation:payslips people:employees | compensation:plans people:absences
Reports: reports:funnel reports:losses reports:sources today:digest |
""",
    "accountant": """
Today: today:today promises:promises | promises:slips
Attract: quotes:quotes catalog:configurations |
Deliver: contracts:contracts delivery:orders |
Retain: clients:companies invoicing:services |
Money: invoicing:invoices payments:payments payments:unclear_payments payments:statements
 invoicing:billing_runs |
People: compensation:payslips people:employees | compensation:plans people:absences
Reports: today:digest |
""",
}
CREATES = {
    "owner": """leads:register_lead lead_imports:upload_leads clients:add_company promises:make_promise
 catalog:add_configuration payments:statements invoicing:start_billing_run people:invite_employee""",
    "closer": "leads:register_lead clients:add_company promises:make_promise",
    "accountant": """clients:add_company promises:make_promise payments:statements
 invoicing:start_billing_run""",
}
VERBS = {
    "owner": """leads:register_lead journal:write_note?kind=call journal:write_note?kind=note
 promises:make_promise relations:set_status clients:send_letter relations:close_day clients:add_company
 clients:add_contact relations:hand_over_client lead_imports:upload_leads catalog:add_configuration
 payments:statements invoicing:start_billing_run people:announce_absence people:invite_employee
 people:settings""",
    "closer": """leads:register_lead journal:write_note?kind=call journal:write_note?kind=note
 promises:make_promise relations:set_status clients:send_letter relations:close_day clients:add_company
 clients:add_contact relations:hand_over_client people:announce_absence people:settings""",
    "accountant": """journal:write_note?kind=call journal:write_note?kind=note promises:make_promise
 clients:add_company payments:statements invoicing:start_billing_run people:announce_absence
 people:settings""",
}
ROLES = ["owner", "closer", "accountant"]


def names(offers) -> str:
    return " ".join(offer.name for offer in offers)


@pytest.mark.parametrize("role", ROLES)
def test_the_rail(role, request):
    with override("en"):
        groups = groups_of(links_of(request.getfixturevalue(role), ""))
    lines = [f"{group['title']}: {names(group['links'])} | {names(group['rare'])}" for group in groups]
    assert [line.strip() for line in lines] == RAIL[role].replace("\n ", " ").strip().splitlines()


@pytest.mark.parametrize("role", ROLES)
def test_what_can_be_made_and_done(role, request):
    employee = request.getfixturevalue(role)
    assert names(creates_of(employee)).split() == CREATES[role].split()
    assert [verb.name + verb.query for verb in verbs_of(employee)] == VERBS[role].split()


def test_the_bottom_bar_of_a_phone():
    assert names(under_thumb(rail())) == (
        "today:today clients:companies deals:deals leads:leads payments:unclear_payments "
        "quotes:feasibilities invoicing:invoices delivery:orders"
    )


def test_first_steps_records_and_jobs():
    assert [step.key for step in registered()] == [
        *("ourselves", "team", "costs", "formula", "capacity", "client", "quote"),
    ]
    assert sorted(record_pages()) == [
        *("clients:company", "contracts:contract", "deals:deal", "delivery:order", "invoicing:invoice"),
        *("invoicing:service", "leads:lead", "people:employee", "promises:promise", "quotes:quote"),
    ]
    assert [path.rpartition(".")[2] for path in jobs()] == [
        *("expire_quotes", "free_expired", "report_overdue", "take_forecast", "pass_on_leads"),
        *("post_digests", "deliver_mail"),
    ]
