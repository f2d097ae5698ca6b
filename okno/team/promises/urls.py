from django.urls import path

from okno.team.promises.views import ladder, pages, panels, slips, verbs

app_name = "promises"

urlpatterns = [
    path("promises/", pages.promises, name="promises"),
    path("promises/make/", pages.make_promise_view, name="make_promise"),
    path("promises/slips/", slips.slips, name="slips"),
    path("promises/ladder/", ladder.set_ladder_view, name="set_ladder"),
    path("promises/<int:pk>/", pages.promise, name="promise"),
    path("promises/<int:pk>/line/", verbs.line, name="line"),
    *(
        path(f"promises/<int:pk>/{step}/", verbs.act, {"do": verb}, name=verb)
        for step, verb in [
            ("keep", "keep_promise"),
            ("move", "move_promise"),
            ("hand-over", "hand_over_promise"),
            ("withdraw", "withdraw_promise"),
            ("name-cause", "name_cause"),
        ]
    ),
    path("promises/<int:pk>/reopen/", verbs.reopen_promise_view, name="reopen_promise"),
    path("promises/hand-over/", pages.hand_over_promises_view, name="hand_over_promises"),
    path("panels/companies/<int:pk>/promises/", panels.company_promises, name="company_promises"),
    path("panels/employees/<int:pk>/promises/", panels.employee_promises, name="employee_promises"),
    path(
        "panels/deals/<int:pk>/promises/",
        panels.subject_promises,
        {"kind": "deals.deal"},
        name="deal_promises",
    ),
    path(
        "panels/orders/<int:pk>/promises/",
        panels.subject_promises,
        {"kind": "delivery.order"},
        name="order_promises",
    ),
]
