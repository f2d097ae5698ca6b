from django.urls import path

from okno.deliver.delivery import views

app_name = "delivery"

urlpatterns = [
    path("orders/", views.orders, name="orders"),
    path("orders/<int:pk>/", views.order, name="order"),
    path("orders/<int:pk>/start/", views.start_order_view, name="start_order"),
    path("orders/<int:pk>/confirm-date/", views.confirm_date_view, name="confirm_date"),
    path("orders/<int:pk>/accept/", views.accept_order_view, name="accept_order"),
    path("steps/<int:pk>/complete/", views.complete_step_view, name="complete_step"),
    path("companies/<int:pk>/orders/", views.company_orders, name="company_orders"),
    path("contracts/<int:pk>/order/", views.contract_order, name="contract_order"),
]
