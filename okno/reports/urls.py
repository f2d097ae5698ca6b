from django.urls import path

from okno.reports import views

app_name = "reports"

urlpatterns = [
    path("", views.today, name="today"),
    path("digest/", views.digest, name="digest"),
]
