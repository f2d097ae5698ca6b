from django.urls import path

from okno.records.resources import views

app_name = "resources"

urlpatterns = [
    path("capacities/", views.capacities, name="capacities"),
    path("capacities/set/", views.set_capacity_view, name="set_capacity"),
    path("capacities/<int:pk>/", views.capacity, name="capacity"),
]
