from django.urls import path

from okno.top.demo import views

app_name = "demo"

urlpatterns = [
    path("first-steps/remove-demo/", views.remove_demo_view, name="remove_demo"),
]
