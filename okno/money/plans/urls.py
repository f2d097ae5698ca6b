from django.urls import path

from okno.money.plans import views

app_name = "plans"

urlpatterns = [
    path("sales-plans/", views.sales_plans, name="sales_plans"),
    path("sales-plans/copy/", views.copy_sales_plans_view, name="copy_sales_plans"),
    path("sales-plans/<int:pk>/", views.salesplan, name="salesplan"),
    path("sales-plans/<int:pk>/withdraw/", views.withdraw_sales_plan_view, name="withdraw_sales_plan"),
    path("forecast/take/", views.take_forecast_view, name="take_forecast"),
]
