from django.urls import path

from okno.top.tools import views

app_name = "tools"

urlpatterns = [
    path("ui/", views.components, name="components"),
]
