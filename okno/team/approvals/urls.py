from django.urls import path

from okno.team.approvals import views

app_name = "approvals"

urlpatterns = [
    path("approvals/", views.approvals, name="approvals"),
    path("approvals/<int:pk>/", views.approval, name="approval"),
    path("approvals/<int:pk>/grant/", views.grant_approval_view, name="grant_approval"),
    path("approvals/<int:pk>/decline/", views.decline_approval_view, name="decline_approval"),
]
