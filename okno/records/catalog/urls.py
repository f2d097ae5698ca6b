from django.urls import path

from okno.records.catalog.views import configurations as views
from okno.records.catalog.views import places

app_name = "catalog"

urlpatterns = [
    path("catalog/", views.configurations, name="configurations"),
    path("catalog/add/", views.add_configuration, name="add_configuration"),
    path("catalog/services/add/", views.add_service, name="add_service"),
    path("catalog/<int:pk>/", views.configuration, name="configuration"),
    path("catalog/<int:pk>/edit/", views.edit_configuration, name="edit_configuration"),
    path("catalog/<int:pk>/set-cost/", views.set_cost_view, name="set_cost"),
    path("catalog/formula/", views.formula, name="formula"),
    path("catalog/formula/set/", views.set_formula_view, name="set_formula"),
    path("locations/", places.locations, name="locations"),
    path("locations/add/", places.add_location, name="add_location"),
    path("locations/<int:pk>/", places.location, name="location"),
    path("locations/<int:pk>/edit/", places.edit_location, name="edit_location"),
    path("locations/<int:pk>/set-coverage/", places.set_coverage_view, name="set_coverage"),
]
