from django.urls import path

from okno.ground.outbox import views

app_name = "outbox"

urlpatterns = [
    path("outbox/", views.outgoing_mails, name="outgoing_mails"),
    path("outbox/<int:pk>/", views.outgoing_mail, name="outgoing_mail"),
    path("outbox/<int:pk>/resend/", views.resend_mail_view, name="resend_mail"),
    path("outbox/<int:pk>/stop/", views.stop_mail_view, name="stop_mail"),
]
