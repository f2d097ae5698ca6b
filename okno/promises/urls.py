from django.urls import path

from okno.promises import views

app_name = "promises"

urlpatterns = [
    path("promises/", views.promises, name="promises"),
    path("promises/make/", views.make_promise, name="make_promise"),
    path("promises/<int:pk>/", views.promise, name="promise"),
    path("promises/<int:pk>/keep/", views.keep_promise, name="keep_promise"),
    path("promises/<int:pk>/move/", views.move_promise, name="move_promise"),
    path("promises/<int:pk>/withdraw/", views.withdraw_promise, name="withdraw_promise"),
    path("panels/companies/<int:pk>/promises/", views.company_promises, name="company_promises"),
    path("panels/employees/<int:pk>/promises/", views.employee_promises, name="employee_promises"),
    path(
        "panels/deals/<int:pk>/promises/",
        views.subject_promises,
        {"kind": "sales.deal"},
        name="deal_promises",
    ),
    path(
        "panels/orders/<int:pk>/promises/",
        views.subject_promises,
        {"kind": "delivery.order"},
        name="order_promises",
    ),
]
