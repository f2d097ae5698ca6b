from django.urls import path

from okno.attract.assignment.views import first_response, leads, marked_leads, rules

app_name = "assignment"

urlpatterns = [
    path("leads/rules/", rules.assignment_rules, name="assignment_rules"),
    path("leads/rules/draft/", rules.draft_rules_view, name="draft_rules"),
    path("leads/rules/<int:pk>/try/", rules.try_rules_view, name="try_rules"),
    path("leads/rules/<int:pk>/drop/", rules.drop_draft_view, name="drop_draft"),
    path("leads/rules/<int:pk>/put-in-force/", rules.put_rules_in_force_view, name="put_rules_in_force"),
    path("leads/rules/<int:pk>/change/", rules.change_draft_view, name="change_draft"),
    path("leads/rules/<int:pk>/add/", rules.add_rule_view, name="add_rule"),
    path("leads/rules/rule/<int:pk>/change/", rules.change_rule_view, name="change_rule"),
    path("leads/rules/rule/<int:pk>/move/", rules.move_rule_view, name="move_rule"),
    path("leads/rules/rule/<int:pk>/remove/", rules.remove_rule_view, name="remove_rule"),
    path("leads/answers/", first_response.answers, name="answers"),
    path("leads/<int:pk>/answer/", first_response.answer_lead_view, name="answer_lead"),
    path("leads/<int:pk>/pass-on/", first_response.pass_on_lead_view, name="pass_on_lead"),
    path("leads/<int:pk>/assign/", leads.assign_lead_view, name="assign_lead"),
    path("leads/<int:pk>/take/", leads.take_lead, name="take_lead"),
    path("leads/release/", marked_leads.release_leads_view, name="release_leads"),
    path("leads/give-out/", marked_leads.give_out_leads_view, name="give_out_leads"),
]
