from django.urls import path

from okno.money.compensation.views import inputs, payslips, plans

app_name = "compensation"

urlpatterns = [
    path("payslips/", payslips.payslips, name="payslips"),
    path("payslips/draw/", payslips.draw_month_view, name="draw_month"),
    path("payslips/lock/", payslips.lock_month_view, name="lock_month"),
    path("payslips/<int:pk>/", payslips.payslip, name="payslip"),
    path("payslips/<int:pk>/draw/", payslips.draw_payslip, name="draw_payslip"),
    path("payslips/<int:pk>/lock/", payslips.lock_payslip_view, name="lock_payslip"),
    path(
        "payslips/<int:pk>/grant-discretionary-bonus/",
        inputs.grant_discretionary_bonus_view,
        name="grant_discretionary_bonus",
    ),
    path("payslips/<int:pk>/advertising/", inputs.record_advertising_view, name="record_advertising"),
    path("payslips/report/", inputs.hand_in_report_view, name="hand_in_report"),
    path("employees/<int:pk>/payslips/", payslips.employee_payslips, name="employee_payslips"),
    path("plans/", plans.plans, name="plans"),
    path("plans/agree/", plans.agree_plan_view, name="agree_plan"),
    path("plans/<int:pk>/", plans.plan, name="plan"),
    path("plans/<int:pk>/change/", plans.change_plan_view, name="change_plan"),
]
